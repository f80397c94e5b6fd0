"""Promise: a release in several locales comes side by side, block by block."""

import pytest
from wagtail.models import Page

from press.delivery import pairing
from tests import factories

URL = "http://127.0.0.1:8000"


@pytest.fixture
def clock(pinned_clock):
    """Views read the clock that the test moves."""
    return pinned_clock


def told(client, path, status=200):
    """Return the JSON of an answer."""
    answer = client.get(path)
    assert answer.status_code == status, answer.content
    return answer.json()


def test_editions_stand_side_by_side_with_their_blocks_paired(newsroom, clock, client):
    made = factories.corrected(newsroom, clock)
    path = f"/api/v1/releases/{made.release.pk}"
    each = {code: told(client, f"{path}?locale={code}") for code in ("en", "fr")}

    answer = told(client, f"{path}?locales=fr,en")

    assert answer == {
        "view": "paired",
        "id": str(made.release.pk),
        "reference": made.release.reference,
        "kind": "release",
        "source_locale": "en",
        "release_date": "2026-03-12",
        "locales": ["fr", "en"],
        "editions": {
            code: {
                name: value
                for name, value in each[code].items()
                if name not in ("view", "body")
            }
            for code in ("fr", "en")
        },
        "blocks": [
            {
                "id": english["id"],
                "type": english["type"],
                "editions": {"fr": french, "en": english},
            }
            for french, english in zip(
                each["fr"]["body"], each["en"]["body"], strict=True
            )
        ],
        "alternates": each["en"]["alternates"],
    }
    assert [pair["type"] for pair in answer["blocks"]] == [
        "paragraph",
        "quote",
        "about",
    ]


def test_a_locale_in_which_it_is_not_public_is_null(newsroom, clock, client, settings):
    settings.NEWSROOM_REQUIRED_LOCALES = ["en"]
    made = factories.public(newsroom, clock, locales=("en",))

    answer = told(client, f"/api/v1/releases/{made.release.reference}?locales=fr,en")

    assert answer["editions"]["fr"] is None
    assert answer["editions"]["en"]["title"] == "New laboratory opens en"
    assert [pair["editions"]["fr"] for pair in answer["blocks"]] == [None] * 3
    assert [one["locale"] for one in answer["alternates"]] == ["en"]


@pytest.mark.parametrize(
    ("query", "parameter", "detail"),
    [
        ("locales=en,xx", "locales", "locales: no such locale: xx"),
        ("locales=en,en", "locales", "locales: given more than once: en"),
        ("locales=", "locales", "locales: no such locale: "),
        ("locales=en,fr&locale=en", "locale", "locale: not together with locales"),
        ("locales=en,fr&view=full", "view", "view: not together with locales"),
        ("locales=en&locales=fr", "locales", "locales: given more than once"),
    ],
)
def test_what_cannot_be_asked_is_named(
    query, parameter, detail, newsroom, clock, client
):
    made = factories.public(newsroom, clock)

    problem = told(client, f"/api/v1/releases/{made.release.pk}?{query}", 400)

    assert (problem["parameter"], problem["detail"]) == (parameter, detail)


def test_a_locale_that_is_not_public_has_nothing(newsroom, clock, client):
    made = factories.public(newsroom, clock)
    Page.objects.filter(pk=newsroom.homes["fr"].pk).update(live=False)

    told(client, f"/api/v1/releases/{made.release.pk}?locales=en,fr", 404)
    told(client, f"/api/v1/releases/{made.release.pk}?locales=en")


def test_nothing_of_it_is_there_before_the_lift_or_after_a_withdrawal(
    newsroom, clock, client
):
    hidden = factories.embargoed(newsroom, clock, title="Hidden")
    taken = factories.withdrawn(newsroom, clock, title="Withdrawn")
    path = "/api/v1/releases/{}?locales=fr,en"

    before = told(client, path.format(hidden.release.pk), 404)
    unknown = told(client, path.format("none-of-ours"), 404)
    gone = told(client, path.format(taken.release.pk), 410)
    clock.at = hidden.release.embargo_at
    after = told(client, path.format(hidden.release.pk))

    assert before == unknown
    assert (gone["reference"], gone["note"]) == (
        taken.release.reference,
        "Taken back (fr).",
    )
    assert after["editions"]["fr"]["title"] == "Hidden fr"


def test_a_pair_asks_as_much_of_the_database_as_one_that_is_hidden_does(
    newsroom, clock, client, django_assert_num_queries
):
    made = factories.public(newsroom, clock)
    path = f"/api/v1/releases/{made.release.pk}?locales=en,fr"
    told(client, path)

    with django_assert_num_queries(3):
        told(client, path)


def block(key, kind="paragraph"):
    return {"id": key, "type": kind}


def test_a_block_that_one_edition_alone_has_stands_behind_the_one_it_follows():
    source = [block("a"), block("b"), block("c")]
    other = [block("z"), block("a"), block("x"), block("y"), block("c")]

    order = pairing.order([source, other])

    assert list(order) == ["z", "a", "x", "y", "b", "c"]
