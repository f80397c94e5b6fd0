"""Promise: what is public is found by its words, at its instant and never before."""

from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from press import lifecycle, models
from tests import factories, searching

HOSTILE = [
    '"',
    '"""',
    "perle de l'Afrique\" OR 1=1 --",
    "'; DROP TABLE search_entry; --",
    'C++ "a b"',
    "NEAR(laboratory, 5)",
    "title: laboratory*",
    "laboratory AND OR NOT",
    "{laboratory} ^ [x] \\ | & ! <-> :*",
    "la\0boratory",
    "laboratory " * 1000,
    "x" * 10_000,
    "\U0001f9ea\U0001f52c laboratory",
    "\u202elaboratory\u202c مختبر",
    "\ud800 laboratory",
    "the of and",
    "-laboratory",
    "-",
    "%s %(x)s {}",
]


@pytest.fixture
def clock(pinned_clock):
    """Snippets are published by the clock that the test moves."""
    return pinned_clock


def test_a_release_its_quote_its_about_and_its_people_are_found(
    newsroom, clock, settle
):
    made = factories.public(newsroom, clock, words="Oceanic")
    settle()

    for locale in ("en", "fr"):
        assert sorted(searching.found("oceanic", locale=locale, at=clock())) == sorted(
            [
                ("release", str(made.release.pk)),
                ("quote", str(made.quote)),
                ("about", str(made.boilerplate.translation_key)),
                ("person", str(made.person.translation_key)),
                ("organisation", str(made.boilerplate.organisation.translation_key)),
            ]
        )


# Elasticsearch is handed the same tokens: this is about which those are.
@pytest.mark.parametrize("settle", ["indexed", "not indexed yet"], indirect=True)
@pytest.mark.parametrize(
    ("locale", "words", "asked"),
    [
        ("fr", "Chercheuses", "chercheur"),
        ("fr", "L’intelligence", "INTELLIGENCES"),
        ("fr", "Élysée", "elysee"),
        ("fr", "universite", "l'université"),
        ("en", "Laboratories", "laboratory"),
        ("en", "women’s", "WOMEN"),
        ("en", "PostGenAI@Paris", "postgenai@paris"),
        ("en", "PostGenAI@Paris", "postgenai"),
        ("fr", "C.N.R.S.", "cnrs"),
    ],
)
def test_words_are_found_by_their_stem_in_either_language(
    newsroom, clock, settle, locale, words, asked
):
    made = factories.public(newsroom, clock, words=words)
    settle()

    found = searching.found(asked, locale=locale, at=clock(), type="release")

    assert found == [("release", str(made.release.pk))]


def test_a_quote_is_found_by_who_said_it_and_what_was_said(newsroom, clock, settle):
    made = factories.public(newsroom, clock, words="Seagrass")
    factories.public(newsroom, clock, title="Another", words="Meadow")
    settle()

    for asked in ("seagrass person", '"seagrass quote"'):
        found = searching.found(asked, locale="en", at=clock(), type="quote")
        assert found == [("quote", str(made.quote))]


def test_a_phrase_must_stand_as_it_is_and_a_word_can_be_left_out(
    newsroom, clock, settle
):
    one = factories.public(newsroom, clock, title="Cold water corals", words="One")
    other = factories.public(newsroom, clock, title="Water is cold", words="Other")
    settle()

    def releases(asked):
        return {key for _type, key in searching.found(asked, locale="en", at=clock())}

    both = {str(one.release.pk), str(other.release.pk)}
    assert releases("cold water") == both
    assert releases('"cold water"') == {str(one.release.pk)}
    assert releases("cold -corals") == {str(other.release.pk)}
    assert releases('cold -"water is cold"') == {str(one.release.pk)}


def test_the_title_counts_more_than_the_text(newsroom, clock, settle):
    told = factories.draft(newsroom, title="Another matter", words="Stone")
    factories.edited(told, newsroom, "en", lead="<p>Seen from a volcano.</p>")
    factories.approve(told, newsroom, clock)
    lifecycle.lift_now(told.release, by=newsroom.users["approver"], clock=clock)
    titled = factories.public(newsroom, clock, title="A volcano wakes", words="Lava")
    settle()

    found = searching.found("volcano", locale="en", at=clock(), type="release")

    assert found == [
        ("release", str(titled.release.pk)),
        ("release", str(told.release.pk)),
    ]


def test_most_words_of_a_long_question_are_enough(newsroom, clock, settle):
    made = factories.public(newsroom, clock, title="Glider maps a deep trench")
    factories.public(newsroom, clock, title="Choir sings a deep song", words="Song")
    settle()

    asked = "which glider maps the deep trench of Tonga"
    found = searching.found(asked, locale="en", at=clock(), type="release")

    assert found[0] == ("release", str(made.release.pk))


def test_an_embargoed_release_is_found_at_its_instant_with_no_worker(newsroom, clock):
    moment = factories.NOW.replace(hour=10)
    made = factories.embargoed(newsroom, clock, moment=moment, words="Canary")
    searching.deliver_all(clock)

    clock.at = moment.replace(hour=9, minute=59, second=59)
    for locale in ("en", "fr"):
        before = searching.page("canary", locale=locale, at=clock())
        assert (before.total, before.hits) == (0, ())
        assert not any(before.facets.values())
    clock.at = moment
    for locale in ("en", "fr"):
        at_once = searching.found("canary", locale=locale, at=clock())
        assert ("release", str(made.release.pk)) in at_once
        assert len(at_once) == 5

    waiting = searching.page("canary", locale="en", at=clock())
    searching.deliver_all(clock)
    settled = searching.page("canary", locale="en", at=clock())
    assert models.Delivery.objects.filter(done_at=None).count() == 0
    assert {hit.shown for hit in settled.hits} == {hit.shown for hit in waiting.hits}
    assert settled.facets == waiting.facets


def test_facet_counts_equal_what_choosing_them_finds(newsroom, clock, settle):
    for number in range(3):
        factories.public(newsroom, clock, title=f"Ice {number}", words=f"Ice{number}")
    settle()

    whole = searching.page("person", locale="en", at=clock())

    assert whole.total == len(whole.hits) > 3
    counts = {
        (name, value): count
        for name, counted in whole.facets.items()
        for value, count in counted.items()
    }
    assert {name for name, _value in counts} >= {"type", "kind", "topic", "year"}
    for (name, value), count in counts.items():
        page = searching.page("person", locale="en", at=clock(), narrowed={name: value})
        assert page.total == len(page.hits) == count
        assert page.facets[name] == whole.facets[name]


def test_what_is_hidden_changes_neither_what_is_found_nor_the_queries(newsroom, clock):
    factories.public(newsroom, clock, words="Glacier")
    searching.deliver_all(clock)

    def seen():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = searching.page("glacier person", locale="en", at=clock())
        return page, len(queries)

    before = seen()
    factories.embargoed(newsroom, clock, title="Glacier hides", words="Glacier")
    factories.draft(newsroom, title="Glacier drafts", words="Glacier")
    unsettled = seen()
    searching.deliver_all(clock)

    assert unsettled == before
    assert seen() == before


def test_queries_do_not_grow_with_what_is_found(newsroom, clock, settle):
    def count():
        with CaptureQueriesContext(connection) as queries:
            searching.page("tide person", locale="en", at=clock())
        return len(queries)

    factories.public(newsroom, clock, words="Tide")
    settle()
    one = count()
    for number in range(4):
        factories.public(newsroom, clock, title=f"Sea {number}", words=f"Tide {number}")
    settle()

    assert one == count()


def test_a_withdrawn_release_is_not_found_before_the_worker_runs(newsroom, clock):
    made = factories.public(newsroom, clock, words="Ember")
    searching.deliver_all(clock)
    clock.tick(minutes=5)
    lifecycle.withdraw(
        made.release,
        by=newsroom.users["approver"],
        notes={"en": "No.", "fr": "Non."},
        clock=clock,
    )

    assert searching.found("ember", locale="en", at=clock()) == []
    searching.deliver_all(clock)
    assert searching.found("ember", locale="en", at=clock()) == []


@pytest.mark.parametrize(
    ("settle", "locale"),
    [
        *[("indexed", "en"), ("not indexed yet", "en"), ("mirrored", "en")],
        *[("indexed", "fr"), ("not indexed yet", "fr")],
    ],
    indirect=["settle"],
)
def test_no_words_break_a_search(newsroom, clock, client, settle, locale):
    factories.public(newsroom, clock)
    settle()

    for words in HOSTILE:
        page = searching.page(words, locale=locale, at=clock())
        assert page.total == len(page.hits)
        for path in (f"/{locale}/search/", "/api/v1/search"):
            asked = quote(words.encode("utf-8", "surrogatepass"))
            shown = client.get(path, QUERY_STRING=f"q={asked}&locale={locale}")
            assert shown.status_code == 200


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(words=st.text(max_size=60))
def test_nothing_that_can_be_typed_breaks_a_search(newsroom, clock, words):
    page = searching.page(words, locale="fr", at=clock())

    assert page.total == 0
