"""Promise: the desk finds a release in any state by its words, and no reader does."""

import re
from uuid import uuid4

import grimp
import pytest
from django.conf import settings as django_settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ReferenceIndex

from press import clock as clocks
from press import lifecycle, models
from search.desk import full_text, upkeep
from search.desk import models as tables
from tests import architecture, factories
from tests import desk_browsing as desk
from tests.plugins.standing import upon

HOSTILE = [
    *('"', "'", '"perle de l\'Afrique"', '"100 years', 'C++ "a b"', 'a"b', "«a», “b”"),
    *("NEAR(", "a AND OR NOT (", "*", "^x", "-", '-""', "col:x", "tokens:a", "%", "_"),
    *("a\0b", "\0", "😀", "\u202eabc", "{}[]()|&!<->:*\\", "\\", "'; DROP TABLE x"),
    *("x" * 10_000, "mot " * 2_500, "é" * 5_000, "\ufffd", " ", "\u0301", "œ", "\t\n"),
]
LISTS = ["press_releases:index", "press_releases:index_results"]


@pytest.fixture(autouse=True)
def now(clock, monkeypatch):
    """The desk's own clock stands where the test's does."""
    monkeypatch.setattr(clocks, "now", clock)
    return clock


@pytest.fixture
def editor(client, newsroom):
    """A browser in which the editor is signed in."""
    client.force_login(newsroom.users["editor"])
    return client


@upon
def opening(newsroom, clock):
    """A draft in two languages with words of its own, between two others."""
    factories.draft(newsroom, title="Glacier", words="One")
    made = factories.draft(newsroom, title="Laboratory", words="Quark")
    factories.edited(
        made,
        newsroom,
        "fr",
        title="L’Élysée ouvre un laboratoire",
        lead="<p>Les chercheurs étudient l’intelligence artificielle.</p>",
        slug="un-lieu",
    )
    factories.edited(made, newsroom, "en", lead="<p>They study old instruments.</p>")
    factories.draft(newsroom, title="Volcano", words="Two")
    return made


def shown(client, words, **more):
    """Return the rows that the list of releases shows for words."""
    page = client.get(reverse("press_releases:index"), {"q": words} | more)
    assert page.status_code == 200
    return list(page.context["object_list"])


def found(client, words, **more):
    return [row.translation_key for row in shown(client, words, **more)]


def pieces(client, words):
    return [getattr(row, "piece", None) for row in shown(client, words)]


def differing():
    return [subject for subject, _heal in upkeep.differences(at=factories.NOW)]


@pytest.mark.parametrize(
    "words",
    [
        *("laboratoire", "LABORATOIRES", "laboratory", "laboratories", "laborat"),
        *("elysee", "l'Élysée", "L’ÉLYSÉE", "Elysée ouvre", "ouvre Élysée"),
        *("intelligence", "l'intelligence", "inteligence", "chercheur", "chercheuse"),
        *("instrumants", "instr", "old instruments", '"old instruments"'),
        *("Quark Person", "person quark", "Quark Institute", "About Quark"),
        *("Quark topic", "Quark Contact", "Quark quote", "un-lieu", "quark laboratory"),
        "instrument labyrinthe",
    ],
)
def test_a_draft_is_found_by_its_words_in_any_language(editor, opening, words):
    assert found(editor, words) == [opening.release.pk]


@pytest.mark.parametrize(
    "words", ["zebra", '"instruments old"', "quark -laboratory", "quark -labo-x zebra"]
)
def test_what_no_draft_says_finds_nothing_or_what_has_the_most(editor, opening, words):
    without = [row for row in found(editor, words) if row != opening.release.pk]

    assert without == []


def test_a_release_is_found_by_what_names_it(newsroom, editor, opening, now):
    out = factories.public(newsroom, now, title="First name", words="Three")
    factories.edited(out, newsroom, "en", title="Second name")
    reference = opening.release.reference
    addresses = [
        *(reference, reference.lower(), reference[3:], str(opening.release.pk)),
        *("un-lieu", "https://news.example.org/fr/communiques/un-lieu/?a=b#c"),
    ]

    names = [
        *(str(out.release.pk), "https://news.example.org/en/releases/first-name-en/"),
        *("first-name-en", "Second name"),
    ]

    assert [found(editor, one) for one in addresses] == [[opening.release.pk]] * 6
    assert [found(editor, one)[:1] for one in names] == [[out.release.pk]] * 4


def test_a_release_is_found_in_every_state(newsroom, editor, now):
    made = {
        "draft": factories.draft(newsroom, words="Quark"),
        "review": factories.in_review(newsroom, now, words="Quark"),
        "approved": factories.approved(newsroom, now, title="A", words="Quark"),
        "embargoed": factories.embargoed(newsroom, now, title="E", words="Quark"),
        "public": factories.public(newsroom, now, title="P", words="Quark"),
        "corrected": factories.corrected(newsroom, now, title="C", words="Quark"),
        "withdrawn": factories.withdrawn(newsroom, now, title="W", words="Quark"),
    }
    keys = {state: one.release.pk for state, one in made.items()}

    rows = shown(editor, "quarks")

    assert {row.translation_key: str(row.standing.state) for row in rows} == {
        key: state for state, key in keys.items()
    }
    assert {state: found(editor, "quarks", state=state) for state in keys} == {
        state: [key] for state, key in keys.items()
    }
    assert [row.translation_key for row in rows] == [*reversed(keys.values())]


def test_the_best_comes_first_and_an_order_that_is_asked_for_is_kept(newsroom, editor):
    headed = factories.draft(newsroom, title="Zinc mines of Quebec", words="One")
    named = factories.draft(newsroom, title="Second", words="Zinc")
    said = factories.draft(newsroom, title="Apart", words="Two")
    factories.edited(said, newsroom, "en", lead="<p>Zinc is a metal.</p>")
    by_rank = [made.release.pk for made in (headed, named, said)]

    assert found(editor, "zinc") == by_rank
    assert found(editor, "zinc", ordering="draft_title") == [
        *(said.release.pk, named.release.pk, headed.release.pk)
    ]


def test_a_list_says_where_in_a_text_the_words_are(editor, opening):
    cases = {
        "intelligences": ("French", "l’intelligence", "intelligences"),
        "instru": ("English", "instruments", "instru"),
        "instrumants": ("English", "instruments", "instrumants"),
    }
    for words, (language, marked, _typed) in cases.items():
        (piece,) = pieces(editor, words)
        assert piece["language"] == language
        assert re.findall("<mark>(.*?)</mark>", piece["html"]) == [marked]

    assert pieces(editor, opening.release.reference) == [None]
    assert "<mark>instruments</mark>" in desk.words(
        editor.get(reverse("press_releases:index"), {"q": "instruments"})
    )


def test_a_piece_of_text_runs_nothing(newsroom, editor):
    made = factories.draft(newsroom)
    factories.edited(
        made, newsroom, "en", lead="<p>Zinc &lt;script&gt;alert(1)&lt;/script&gt;</p>"
    )

    (piece,) = pieces(editor, "zinc")

    assert "<mark>Zinc</mark> &lt;script&gt;" in piece["html"]
    assert "<script" not in piece["html"]


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: repr(words)[:12])
def test_no_input_is_an_error(editor, opening, newsroom, words):
    index = newsroom.indexes["en"].pk
    screens = [
        *map(reverse, LISTS),
        reverse("wagtailadmin_explore", args=[index]),
        reverse("wagtailadmin_explore", args=[newsroom.homes["en"].pk]),
        reverse("wagtailadmin_pages:search"),
        reverse("wagtailadmin_choose_page_search"),
        reverse("wagtailsnippets_press_person:list"),
        reverse("wagtailimages:index"),
        reverse("wagtaildocs:index"),
    ]

    answers = {url: editor.get(url, {"q": words}).status_code for url in screens}

    assert answers == dict.fromkeys(screens, 200)


def test_signs_that_are_no_word_are_found_in_a_headline(newsroom, editor):
    made = factories.draft(newsroom, title="A party 😀")
    factories.draft(newsroom, title="No party")

    assert found(editor, "😀") == [made.release.pk]


def test_the_index_of_a_language_finds_its_own_editions(newsroom, editor, opening):
    for code in ("en", "fr"):
        url = reverse("wagtailadmin_explore", args=[newsroom.indexes[code].pk])
        for words in ("inteligence", "instrument"):
            page = editor.get(url, {"q": words})
            rows = [row.pk for row in page.context["object_list"]]
            assert rows == [opening.pages[code].pk]


def test_the_desks_pages_are_found_by_quoted_words(newsroom, editor, desk_index):
    home = newsroom.homes["en"]
    home.title = "A quiet newsroom"
    home.save()

    for words in ('"quiet newsroom"', 'quiet "newsroom', "quiet"):
        page = editor.get(reverse("wagtailadmin_pages:search"), {"q": words})
        assert [row.pk for row in page.context["object_list"]] == [home.pk]


def test_a_translator_finds_by_what_is_assigned_alone(newsroom, client, opening):
    alone = factories.draft(newsroom, title="Alone", words="Zinc", locales=("en",))
    client.force_login(newsroom.users["translator-fr"])

    assert found(client, "intelligence") == [opening.release.pk]
    assert found(client, opening.release.reference) == [opening.release.pk]
    assert [found(client, word) for word in ("instruments", "instrumants")] == [[], []]
    assert [found(client, word) for word in ("zinc", str(alone.release.pk))] == [[], []]
    # What stands in a hidden draft does not change what is found in the others.
    assert found(client, "artificielle zinc") == [opening.release.pk]


def test_a_search_follows_each_save(newsroom, editor, opening):
    factories.edited(opening, newsroom, "en", lead="<p>They study music.</p>")
    assert [found(editor, word) for word in ("instruments", "music")] == [
        [],
        [opening.release.pk],
    ]

    opening.person.name = "Renamed Zweig"
    opening.person.save_revision().publish()
    assert found(editor, "zweig") == found(editor, "zweik") == [opening.release.pk]
    (piece,) = pieces(editor, "zweig")
    assert "Renamed <mark>Zweig</mark>" in piece["html"]

    institute = opening.boilerplate.organisation
    institute.name = "Xylo Institute"
    institute.save_revision().publish()
    assert found(editor, "xylo") == [opening.release.pk]

    models.ReleasePage.objects.get(pk=opening.pages["en"].pk).delete()
    assert found(editor, "laboratoire") == []
    assert not tables.Word.objects.filter(word__startswith="laborat").exists()
    assert differing() == []


def test_a_save_that_is_undone_changes_nothing(newsroom, editor, opening):
    with transaction.atomic():
        factories.edited(opening, newsroom, "en", title="Zinc")
        transaction.set_rollback(True)

    assert found(editor, "zinc") == []
    assert differing() == []


def test_an_erased_release_leaves_no_word(newsroom, editor, now):
    made = factories.public(newsroom, now, title="Kanarienvogel", words="Kanarie")
    lifecycle.erase(
        made.release, by=newsroom.users["operator"], reason="Order", clock=now
    )

    left = tables.Entry.objects.filter(text__icontains="kanarie")
    assert not left.exists()
    assert not tables.Word.objects.filter(word__startswith="kanarie").exists()
    assert found(editor, "kanarienvogel") == []
    assert found(editor, made.release.reference) == [made.release.pk]


def lose_an_entry(made):
    tables.Entry.objects.filter(page=made.pages["fr"].pk).delete()


def change_an_entry(made):
    tables.Entry.objects.filter(page=made.pages["en"].pk).update(tokens="zebra")


def lose_a_name(made):
    tables.Name.objects.filter(locale="en").delete()


def change_a_name(made):
    tables.Name.objects.filter(locale="en").update(tokens=" zebra ")


def change_a_draft(made):
    revision = made.pages["en"].latest_revision
    content = dict(revision.content, title="Changed in the store")
    type(revision).objects.filter(pk=revision.pk).update(content=content)


def lose_words(made):
    tables.Word.objects.filter(locale="fr").delete()


def add_a_word(made):
    tables.Word.objects.create(locale="en", word="zebra")


@pytest.mark.parametrize(
    "damage",
    [
        *(lose_an_entry, change_an_entry, change_a_draft),
        *(lose_a_name, change_a_name, lose_words, add_a_word),
    ],
    ids=lambda damage: damage.__name__,
)
def test_reconcile_names_what_is_wrong_and_heals_it(editor, opening, damage):
    assert differing() == []

    damage(opening)
    wrong = list(upkeep.differences(at=factories.NOW))
    for _subject, heal in wrong:
        heal()

    assert wrong
    assert list(upkeep.differences(at=factories.NOW)) == []
    assert found(editor, "zebra") == []
    assert found(editor, "inteligence") == [opening.release.pk]


def test_the_check_is_one_of_reconcile():
    assert (
        django_settings.NEWSROOM_RECONCILERS["desk-search"]
        == "search.desk.upkeep.differences"
    )


def test_the_index_is_filled_with_the_drafts_that_are_there(editor, opening):
    tables.Entry.objects.all().delete()

    upkeep.fill()

    assert differing() == []
    assert found(editor, "inteligence") == [opening.release.pk]


def test_a_search_takes_as_many_queries_as_rows_do(newsroom, editor):
    counted = []
    for goal in (2, 12):
        while models.Release.objects.count() < goal:
            factories.draft(newsroom, words=f"Quark {models.Release.objects.count()}")
        found(editor, "quark laboratory")
        with CaptureQueriesContext(connection) as queries:
            assert len(found(editor, "quark laboratory")) == goal
        counted.append(len(queries))

    assert counted[0] == counted[1]


def test_no_public_code_can_import_the_desks_search():
    graph = grimp.build_graph(*architecture.PACKAGES, cache_dir=None)
    public = [
        path.removesuffix("/__init__.py").removesuffix(".py").replace("/", ".")
        for path, _text in architecture.sources()
        if architecture.is_public(path)
    ]
    index = {"search.desk", *graph.find_descendants("search.desk")}

    reaching = {
        module: sorted(index & graph.find_upstream_modules(module))
        for module in public
        if index & graph.find_upstream_modules(module)
    }

    assert "search.query" in public
    assert reaching == {}


def test_only_the_desk_is_told_of_the_desks_search():
    named = re.compile(r"search\.desk\b|desk_search|NEWSROOM_DESK_SEARCH")
    telling = {
        path
        for path, text in architecture.sources()
        if named.search(text) and not path.startswith("search/desk/")
    }

    assert telling == {"newsroom/settings.py", "press/desk/finding.py"}


def test_no_public_answer_reads_the_desks_index(newsroom, client, opening, now):
    factories.public(newsroom, now, title="Quark", words="Quark")
    paths = [
        *("/en/", "/en/releases/", "/en/search/?q=quark", "/en/releases/quark-en/"),
        *("/api/v1/search?q=quark", "/api/v1/suggest?q=qua", "/api/v1/releases"),
        *("/sitemap.xml", "/en/releases/feed.atom", f"/en/quotes/{uuid4()}/"),
    ]

    with CaptureQueriesContext(connection) as queries:
        for path in paths:
            client.get(path)

    assert queries.captured_queries
    assert [q["sql"] for q in queries if "desk_search" in q["sql"]] == []


def test_each_row_of_the_index_is_that_of_a_draft(opening):
    assert tables.Entry.objects.count() == models.ReleasePage.objects.count() == 6
    named = ReferenceIndex.get_references_to(opening.pages["en"])
    assert not named.filter(base_content_type__app_label="desk_search").exists()
    assert full_text.is_held("instrument", locale="en")
    assert not full_text.is_held("instrument", locale="fr")
