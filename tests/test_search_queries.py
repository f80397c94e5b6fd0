"""Promise: what a reader types finds what was meant, on each real index."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from press import lifecycle, models
from search import sync
from search.models import Synonym
from tests import factories, reading, searching


@pytest.fixture
def clock(pinned_clock):
    """Snippets are published by the clock that the test moves."""
    return pinned_clock


def release(newsroom, clock, title, words="Plain", **kwargs):
    """Make a public release; return its key."""
    made = factories.public(newsroom, clock, title=title, words=words, **kwargs)
    return str(made.release.pk)


def releases(words, clock, *, locale="fr", **kwargs):
    """Return the keys of the releases that are found, the best first."""
    found = searching.found(words, locale=locale, at=clock(), type="release", **kwargs)
    return [key for _type, key in found]


def in_english_only(newsroom, clock, **kwargs):
    made = factories.draft(newsroom, locales=("en",), **kwargs)
    made.release.required_locales = ["en"]
    made.release.save()
    factories.approve(made, newsroom, clock)
    lifecycle.lift_now(made.release, by=newsroom.users["approver"], clock=clock)
    return str(made.release.pk)


def of_organisation(newsroom, clock, name, acronym, **kwargs):
    """Make a public release that names an organisation."""
    made = factories.draft(newsroom, **kwargs)
    key = made.boilerplate.organisation.translation_key
    for row in models.Organisation.objects.filter(translation_key=key):
        row.name, row.acronym = name[row.locale.language_code], acronym
        row.save()
        row.save_revision().publish()
    factories.approve(made, newsroom, clock)
    lifecycle.lift_now(made.release, by=newsroom.users["approver"], clock=clock)
    return made


def withdraw(made, newsroom, clock):
    clock.tick(minutes=5)
    notes = dict.fromkeys(made.pages, "Taken back.")
    approver = newsroom.users["approver"]
    lifecycle.withdraw(made.release, by=approver, notes=notes, clock=clock)


def test_an_article_capitals_and_a_typo_find_the_same_first(newsroom, clock, settle):
    wanted = release(
        newsroom, clock, "L’intelligence des abeilles", words="Intelligence"
    )
    release(newsroom, clock, "Une mer", words="Intelligence")
    settle()
    asked = [
        *("intelligence", "l'intelligence", "L’INTELLIGENCE", "l’intelligence"),
        *("intellijence", "l'intellijence", "Intellijence", "INTELLIJENCE"),
        *("inteligence", "d'intelligence", "« intelligence »", "intelligences"),
    ]

    first = {words: releases(words, clock)[0] for words in asked}

    assert first == dict.fromkeys(asked, wanted)


def test_a_word_is_found_by_another_form_of_it(newsroom, clock, settle):
    pairs = [
        ("Chercheurs", "chercheuse"),
        ("Chanteuse", "chanteurs"),
        ("Étudiant·e·s", "étudiantes"),
        ("PostGenAI@Paris", "PostGenAI@Paris"),
        ("Élysée", "l'elysee"),
    ]
    made = {
        asked: release(newsroom, clock, f"Avec {written}") for written, asked in pairs
    }
    settle()

    for asked, wanted in made.items():
        assert releases(asked, clock) == [wanted], asked


def test_a_joined_name_is_found_whole_before_one_of_its_parts(newsroom, clock, settle):
    part = release(newsroom, clock, "Paris brille")
    whole = release(newsroom, clock, "PostGenAI@Paris grandit")
    settle()

    assert releases("PostGenAI@Paris", clock) == [whole]
    assert set(releases("paris", clock)) == {part, whole}


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_a_synonym_holds_from_the_next_search_until_it_is_deleted(
    newsroom, clock, settle, locale
):
    titles = {
        "ia": "Une IA nouvelle",
        "ai": "Brand new AI",
        "long": "Voici une intelligence artificielle",
    }
    keys = {name: release(newsroom, clock, title) for name, title in titles.items()}
    settle()
    asked = {"IA": "ia", "AI": "ai", "intelligence artificielle": "long"}

    row = Synonym(expressions="IA\nAI\nintelligence artificielle")
    row.save()
    for words, name in asked.items():
        found = releases(words, clock, locale=locale)
        assert (found[0], set(found)) == (keys[name], set(keys.values()))

    row.expressions = "IA\nAI"
    row.save()
    assert set(releases("IA", clock, locale=locale)) == {keys["ia"], keys["ai"]}

    row.delete()
    for words, name in asked.items():
        assert releases(words, clock, locale=locale) == [keys[name]]


def test_a_synonym_of_one_language_is_none_in_another(newsroom, clock, settle):
    short = release(newsroom, clock, "Une IA nouvelle")
    long = release(newsroom, clock, "Voici une intelligence artificielle")
    settle()
    Synonym.objects.create(locale="fr", expressions="IA\nintelligence artificielle")

    assert set(releases("IA", clock)) == {short, long}
    assert releases("IA", clock, locale="en") == [short]


def test_a_synonym_is_kept_and_read_anew_when_the_index_is_rebuilt(newsroom, clock):
    wanted = release(newsroom, clock, "Une IA nouvelle")
    house = release(newsroom, clock, "Voici Bee House")
    row = Synonym.objects.create(expressions="IA\nmachine pensante")
    of_organisation(
        newsroom, clock, {"en": "Bee House", "fr": "Bee House"}, "BHX", title="Un nid"
    )
    Synonym.objects.filter(pk=row.pk).update(expressions="IA\nautomate savant")

    sync.rebuild(at=clock())

    assert releases("automate savant", clock) == [wanted]
    assert releases("machine pensante", clock) == []
    assert releases("BHX", clock) == [house]


NAMES = {"en": "Polar University", "fr": "Université polaire"}


def test_names_and_acronyms_of_public_organisations_mean_the_same(
    newsroom, clock, settle
):
    short = release(newsroom, clock, "PUX ouvre")
    english = release(newsroom, clock, "Polar University opens")
    french = release(newsroom, clock, "Université polaire ouverte")
    made = of_organisation(newsroom, clock, NAMES, "PUX", title="La banquise")
    settle()

    for asked in ("PUX", "pux", "université polaire", "Polar University"):
        found = set(releases(asked, clock))
        assert found == {short, english, french}, asked

    withdraw(made, newsroom, clock)
    before_the_worker = [
        releases(asked, clock) for asked in ("PUX", "université polaire")
    ]
    searching.deliver_all(clock)
    after_it = [releases(asked, clock) for asked in ("PUX", "université polaire")]

    assert before_the_worker == after_it == [[short], [french]]


REPAIRS = {
    "banqise": ({"banqise": "banquise"}, ""),
    "la banqise fond": ({"banqise": "banquise"}, ""),
    "Banqiuse": ({"banqiuse": "banquise"}, ""),
    "chercheuses banquises": ({}, ""),
    "2027": ({}, ""),
    "b4nquise": ({}, ""),
    "BANQ": ({}, "banc"),
    "sur la Banqise": ({}, "sur la banquise"),
    '"banqise"': ({}, '"banquise"'),
    "-banqise polaire": ({}, ""),
    "arlequin": ({}, ""),
}


def test_only_a_word_that_stands_nowhere_is_repaired_and_no_name(
    newsroom, clock, settle
):
    release(newsroom, clock, "La banquise fond")
    release(newsroom, clock, "Un chercheur polaire", words="2026 Banc")
    settle()

    pages = {asked: searching.page(asked, locale="fr", at=clock()) for asked in REPAIRS}

    assert {
        asked: (page.repaired, page.meant) for asked, page in pages.items()
    } == REPAIRS


def test_who_asks_exactly_gets_no_repair(newsroom, clock, settle):
    wanted = release(newsroom, clock, "La banquise fond")
    settle()

    told = searching.page("banqise", locale="fr", at=clock())
    exact = searching.page("banqise", locale="fr", at=clock(), exactly=True)

    assert wanted in [hit.shown.key.key for hit in told.hits]
    assert (told.repaired, exact.repaired) == ({"banqise": "banquise"}, {})
    assert (exact.total, exact.hits) == (0, ())


def test_a_word_of_what_waits_in_the_ledger_is_not_repaired(newsroom, clock):
    release(newsroom, clock, "La banquise fond")
    searching.deliver_all(clock)
    wanted = release(newsroom, clock, "Des banquistes chantent")

    for asked in ("banquistes", "banquiste"):
        page = searching.page(asked, locale="fr", at=clock())
        assert page.repaired == {}
        assert [hit.shown.key.key for hit in page.hits] == [wanted]


def test_words_of_what_was_withdrawn_are_no_repairs(newsroom, clock):
    made = factories.public(newsroom, clock, title="La banquise fond")
    release(newsroom, clock, "Une forêt")
    searching.deliver_all(clock)
    asked = {"locale": "fr", "at": clock()}
    assert searching.page("banqise", **asked).repaired == {"banqise": "banquise"}

    withdraw(made, newsroom, clock)
    asked["at"] = clock()
    before_the_worker = searching.page("banqise", **asked)
    searching.deliver_all(clock)
    after_it = searching.page("banqise", **asked)

    assert before_the_worker.repaired == after_it.repaired == {}
    assert before_the_worker.total == after_it.total == 0


def test_words_that_are_hidden_change_nothing(newsroom, clock, client, settle):
    release(newsroom, clock, "La banquise fond")
    settle()
    asked = ["banqise", "banquistes", "Sur la Banqise", "HQX", "ours polaire"]

    def answers():
        made = []
        for words in asked:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                answer = client.get("/fr/search/", {"q": words})
            api = client.get("/api/v1/search", {"q": words, "locale": "fr"})
            made.append((answer.content, api.content, len(queries)))
        return made

    alone = answers()
    factories.embargoed(newsroom, clock, title="Des banquistes et un banqise")
    made = factories.approved(newsroom, clock, title="HQX et l’ours polaire")
    for row in models.Organisation.objects.filter(
        translation_key=made.boilerplate.organisation.translation_key
    ):
        row.acronym = "HQX"
        row.save()
        row.save_revision().publish()
    settle()

    assert answers() == alone


def test_quotation_marks_of_any_kind_hold_words_together(newsroom, clock, settle):
    wanted = release(newsroom, clock, "Une mer froide")
    other = release(newsroom, clock, "Froide est la mer")
    settle()

    for first, last in ['""', "“”", "«»", "„“", "””", "＂＂", ("« ", " »")]:
        assert releases(f"{first}mer froide{last}", clock) == [wanted]
    assert set(releases("mer froide", clock)) == {wanted, other}


def test_what_has_a_word_or_a_phrase_can_be_left_out(newsroom, clock, settle):
    release(newsroom, clock, "La mer est froide")
    wanted = release(newsroom, clock, "La mer monte")
    settle()

    for without in ("-froides", '-"est froide"', "−froide", "-« est froide »"):
        assert releases(f"mer {without}", clock) == [wanted], without


def test_people_are_found_by_their_names_in_any_order(newsroom, clock, settle):
    made = factories.draft(newsroom)
    key = made.person.translation_key
    for row in models.Person.objects.filter(translation_key=key):
        row.name = "Amina Diallo"
        row.save()
        row.save_revision().publish()
    factories.approve(made, newsroom, clock)
    lifecycle.lift_now(made.release, by=newsroom.users["approver"], clock=clock)
    settle()

    for asked in ("Amina Diallo", "diallo amina", "Diallo"):
        found = searching.found(asked, locale="fr", at=clock(), type="person")
        assert found == [("person", str(key))], asked


def test_words_that_say_nothing_are_found_where_they_stand_together(
    newsroom, clock, settle
):
    wanted = release(newsroom, clock, "Être ou ne pas être")
    release(newsroom, clock, "Ou bien être une mer")
    settle()

    assert releases("ou ne pas", clock) == [wanted]


def test_what_a_question_adds_to_its_words_is_not_looked_for(newsroom, clock, settle):
    release(newsroom, clock, "Rien à voir", words="savent veut elle ils")
    wanted = release(newsroom, clock, "La banquise augmente, chiens")
    settle()

    for asked in (
        "La banquise augmente-t-elle ?",
        "Les chiens savent-ils que la banquise augmente",
        "Que veut la banquise, augmente-t-elle",
    ):
        assert releases(asked, clock) == [wanted], asked
        assert searching.page(asked, locale="fr", at=clock()).repaired == {}


def test_either_of_two_words_will_do_only_where_nothing_has_both(
    newsroom, clock, settle
):
    sea = release(newsroom, clock, "La mer monte")
    wood = release(newsroom, clock, "La forêt brûle")
    settle()
    assert set(releases("mer forêt", clock)) == {sea, wood}

    both = release(newsroom, clock, "La mer et la forêt")
    settle()
    assert releases("mer forêt", clock) == [both]


def test_what_is_in_another_language_only_comes_below(newsroom, clock, settle):
    english = in_english_only(newsroom, clock, title="Photon photon", words="Photon")
    french = release(newsroom, clock, "Un texte", words="Photon")
    settle()

    assert releases("photon", clock, others=("en",)) == [french, english]
    assert releases("photon", clock) == [french]


@pytest.mark.parametrize("sort", ["relevance", "newest"])
def test_what_is_found_by_a_text_in_another_language_says_so(
    newsroom, clock, client, settle, sort
):
    made = factories.draft(newsroom, title="Un texte", words="Mer")
    factories.edited(made, newsroom, "en", lead="<p>A photon, a proton.</p>")
    factories.approve(made, newsroom, clock)
    lifecycle.lift_now(made.release, by=newsroom.users["approver"], clock=clock)
    by_english = str(made.release.pk)
    english = in_english_only(newsroom, clock, title="Photon", words="Mer")
    french = release(newsroom, clock, "Le photon", words="Sel")
    settle()

    def told(locale):
        asked = {"q": "photon", "locale": locale, "sort": sort}
        found = client.get("/api/v1/search", asked).json()["hits"]
        return {
            hit["id"]: (
                hit["locale"],
                hit["found_in_locale"],
                "<mark>" in hit["title_html"] + hit["snippet_html"],
            )
            for hit in found
        }

    assert told("fr") == {
        by_english: ("fr", "en", False),
        english: ("en", "en", True),
        french: ("fr", "fr", True),
    }
    assert told("en") == dict.fromkeys(
        (by_english, english, french), ("en", "en", True)
    )


@pytest.mark.parametrize(
    ("locale", "other", "note"),
    [
        ("fr", "en", "Trouvé dans le texte anglais"),
        ("en", "fr", "Found in the French text"),
    ],
)
def test_the_page_says_in_which_text_words_stand_that_are_not_in_the_one_shown(
    newsroom, clock, client, locale, other, note
):
    made = factories.draft(newsroom, title="Un texte", words="Mer")
    factories.edited(made, newsroom, other, lead="<p>Photon.</p>")
    factories.approve(made, newsroom, clock)
    lifecycle.lift_now(made.release, by=newsroom.users["approver"], clock=clock)

    def notes(asked_in):
        answer = client.get(f"/{asked_in}/search/", {"q": "photon"})
        [hit] = reading.page(answer).xpath("//ol[@class='search-hits']/li")
        tags = hit.xpath(".//span[@class='search-language']")
        return [tag.text_content().strip() for tag in tags]

    assert notes(locale) == [note]
    assert notes(other) == []


def test_a_text_that_has_the_words_itself_is_not_said_to_be_found_by_another(
    newsroom, clock, client
):
    leads = {"en": "Photon, photon: a faux pas.", "fr": "Un photon ou ne pas."}
    made = factories.draft(newsroom, title="Un texte", words="Mer")
    for locale, lead in leads.items():
        factories.edited(made, newsroom, locale, lead=f"<p>{lead}</p>")
    factories.approve(made, newsroom, clock)
    lifecycle.lift_now(made.release, by=newsroom.users["approver"], clock=clock)

    for words in ("photon", "ou ne pas"):
        asked = {"q": words, "locale": "fr"}
        [hit] = client.get("/api/v1/search", asked).json()["hits"]
        assert (hit["locale"], hit["found_in_locale"]) == ("fr", "fr"), words
        assert "<mark>" in hit["snippet_html"], words
