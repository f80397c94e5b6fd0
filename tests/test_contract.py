"""Promise: an answer is typed throughout: text, images, figures, who is who."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
from wagtail.models import Page

from press import lifecycle, models
from press.blocks import body, previewing
from tests import factories, illustrated

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


def block_of(answer, kind):
    return next(block for block in answer["body"] if block["type"] == kind)


def lifted(made, newsroom, clock):
    """Return the path of a draft's answer, after it was approved and lifted."""
    factories.approve(made, newsroom, clock)
    lifecycle.lift_now(made.release, by=newsroom.users["approver"], clock=clock)
    return f"/api/v1/releases/{made.release.pk}"


def test_rich_text_is_html_markdown_and_text_with_links_of_its_locale(
    newsroom, clock, client
):
    hidden = factories.embargoed(newsroom, clock, title="Secret plan")
    target = factories.public(newsroom, clock, title="Known plan")
    made = factories.draft(newsroom)
    for code in made.pages:
        links = [
            f'<a linktype="page" id="{other.pages[code].pk}">{words}</a>'
            for other, words in ((target, "known"), (hidden, "secret"))
        ]
        lead = f"<p>The <b>{links[0]}</b> &amp; the {links[1]}: 2 * 3</p>"
        factories.edited(made, newsroom, code, lead=lead)
    path = lifted(made, newsroom, clock)

    leads = {
        code: told(client, f"{path}?locale={code}")["lead"] for code in ("en", "fr")
    }
    clock.at = hidden.release.embargo_at
    later = told(client, path)["lead"]

    assert leads == {
        code: {
            "html": f'<p>The <b><a href="{url}">known</a></b> &amp; the secret: '
            "2 * 3</p>",
            "text": "The known & the secret: 2 * 3",
            "markdown": f"The **[known]({url})** & the secret: 2 \\* 3",
        }
        for code, url in (
            ("en", f"{URL}/en/releases/known-plan-en/"),
            ("fr", f"{URL}/fr/communiques/known-plan-fr/"),
        )
    }
    secret = f"{URL}/en/releases/secret-plan-en/"
    known = f"{URL}/en/releases/known-plan-en/"
    assert later["markdown"] == (
        f"The **[known]({known})** & the [secret]({secret}): 2 \\* 3"
    )


def test_what_is_stored_has_no_field_that_is_told_from_others(newsroom, clock):
    made = illustrated.public(newsroom, clock).made
    stored = models.Document.objects.get(release=made.release, locale="en").body

    assert stored["lead"].keys() == {"html", "text"}
    assert stored["image"]["original"].keys() == {
        *("path", "name", "content_type", "size", "hash")
    }
    assert stored["image"].keys() & {"src", "srcset"} == set()
    assert all(block.keys() & {"url", "api_url"} == set() for block in stored["body"])


def test_an_image_is_ready_to_show_in_its_sizes(newsroom, clock, client):
    shown = illustrated.public(newsroom, clock)

    image = told(client, f"/api/v1/releases/{shown.made.release.pk}")["image"]

    sizes = [(size["file"]["url"], size["width"]) for size in image["renditions"]]
    assert image["srcset"] == ", ".join(f"{url} {width}w" for url, width in sizes)
    assert image["src"] == sizes[-1][0]
    assert [width for _url, width in sizes] == sorted(width for _url, width in sizes)
    assert {name: image[name] for name in ("alt", "caption", "credit", "licence")} == {
        "alt": "Waves (en)",
        "caption": "The bay",
        "credit": "A. Maker",
        "licence": "CC BY 4.0",
    }
    assert (image["width"], image["height"], image["focal_point"]) == (1800, 900, None)
    for file in [image["original"], *(size["file"] for size in image["renditions"])]:
        assert file["url"] == f"{URL}{file['path']}"
        sent = client.get(file["path"])
        assert len(b"".join(sent.streaming_content)) == file["size"]


def test_a_quote_and_an_about_have_their_permalinks_where_they_stand(
    newsroom, clock, client
):
    made = factories.public(newsroom, clock)
    about = made.boilerplate.translation_key

    answer = told(client, f"/api/v1/releases/{made.release.pk}?locale=fr")

    quote, standing = block_of(answer, "quote"), block_of(answer, "about")
    assert (quote["url"], quote["api_url"]) == (
        f"{URL}/fr/quotes/{made.quote}/",
        f"{URL}/api/v1/quotes/{made.quote}?locale=fr",
    )
    assert (standing["url"], standing["api_url"]) == (
        f"{URL}/fr/about/{about}/",
        f"{URL}/api/v1/boilerplates/{about}?locale=fr",
    )
    for block in (quote, standing):
        for name in ("url", "api_url"):
            assert client.get(block[name].removeprefix(URL)).status_code == 200
    assert quote.keys() == {
        *("type", "id", "text", "speaker", "role", "organisation"),
        *("original_locale", "url", "api_url"),
    }


def test_members_and_organisations_have_identifiers_and_names_per_locale(
    newsroom, clock, client
):
    shown = illustrated.public(newsroom, clock)
    key = shown.issuer.translation_key
    path = f"/api/v1/releases/{shown.made.release.pk}"

    french = block_of(told(client, f"{path}?locale=fr"), "about")["organisation"]
    members = block_of(told(client, path), "members")["groups"][0]["members"]
    names = told(client, f"/api/v1/organisations/{key}")["names"]

    assert french == {
        "id": str(key),
        "name": "Institut du littoral",
        "acronym": "CI",
        "url": "https://coast.example.org/",
        "ror": "https://ror.org/00example",
        "wikidata": "Q42",
    }
    assert [(one["organisation"]["name"], one["role"]) for one in members] == [
        ("Dune Laboratory", "member")
    ]
    assert names == [
        {"locale": "en", "name": "Coast Institute", "acronym": "CI"},
        {"locale": "fr", "name": "Institut du littoral", "acronym": "CI"},
    ]


def test_a_locale_that_is_not_public_is_no_alternate_of_anything(
    newsroom, clock, client
):
    made = factories.public(newsroom, clock)
    organisation = made.boilerplate.organisation.translation_key
    paths = [
        f"/api/v1/releases/{made.release.pk}",
        f"/api/v1/quotes/{made.quote}",
        f"/api/v1/boilerplates/{made.boilerplate.translation_key}",
        f"/api/v1/organisations/{organisation}",
        f"/api/v1/people/{made.person.translation_key}",
        f"/api/v1/contacts/{made.contact.translation_key}",
        f"/api/v1/topics/{made.topic.translation_key}",
    ]

    def locales():
        answers = [told(client, path) for path in paths]
        return [[one["locale"] for one in each["alternates"]] for each in answers]

    before = locales()
    Page.objects.filter(pk=newsroom.homes["fr"].pk).update(live=False)

    assert before == [["en", "fr"]] * len(paths)
    assert locales() == [["en"]] * len(paths)
    names = told(client, f"/api/v1/organisations/{organisation}")["names"]
    assert [one["locale"] for one in names] == ["en"]


WORDS = {"unit": "", "qualifier": "", "label": "", "source": ""}


@pytest.mark.parametrize(
    ("typed", "told_as"),
    [
        (
            {"value": Decimal("35"), "unit": "million euros"}
            | {"scale": "1000000", "currency": "EUR"},
            {"type": "money", "value": "35", "scale": 1000000, "currency": "EUR"}
            | {"display": "35", "unit": "million euros", "amount": "35000000"},
        ),
        (
            {"value": Decimal("1.50"), "unit": "%"},
            {"type": "percentage", "value": "1.5", "scale": 1, "currency": ""}
            | {"display": "1.5", "unit": "%", "amount": "1.5"},
        ),
        (
            {"value": Decimal("1200"), "unit": "students"},
            {"type": "number", "value": "1200", "scale": 1, "currency": ""}
            | {"display": "1,200", "unit": "students", "amount": "1200"},
        ),
        (
            {"date": date(2027, 9, 1), "label": "Opening"},
            {"type": "date", "value": "2027-09-01", "scale": 1, "currency": ""}
            | {"display": "1 September 2027", "label": "Opening", "amount": ""},
        ),
    ],
)
def test_a_fact_is_a_typed_value_beside_its_words(typed, told_as):
    block = dict(body.BODY_BLOCKS)["facts"]

    made = block.build(
        {"items": [typed]}, id=uuid.uuid4(), builder=previewing.SampleBuilder()
    )

    assert [fact.model_dump() for fact in made.items] == [WORDS | told_as]


def test_a_fact_as_it_was_stored_before_it_had_a_type_is_a_number():
    shape = body.facts.Fact.model_validate({"value": "35", "display": "35"} | WORDS)

    assert (shape.type, shape.amount, shape.currency) == ("number", "35", "")


def test_a_release_in_short_is_what_lists_show(newsroom, clock, client):
    made = factories.public(newsroom, clock)
    path = f"/api/v1/releases/{made.release.pk}"

    short, full = (
        told(client, f"{path}?view=summary"),
        told(client, f"{path}?view=full"),
    )

    assert short == told(client, "/api/v1/releases")["items"][0]
    assert full == told(client, path)
    assert (short.pop("view"), full.pop("view")) == ("summary", "full")
    assert short == {name: full[name] for name in short}
    assert full.keys() - short.keys() == {"lead", "body", "contacts"}
    problem = told(client, f"{path}?view=all", 400)
    assert problem["parameter"] == "view"
