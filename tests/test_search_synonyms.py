"""Promise: editors look after synonyms on the desk, and each holds at once."""

import pytest
from django.urls import reverse

from search.demo_synonyms import put_in
from search.models import Expression, Synonym
from tests import desk_browsing, factories, searching

LIST, ADD = "/admin/synonyms/", "/admin/synonyms/new/"


@pytest.fixture
def clock(pinned_clock):
    return pinned_clock


@pytest.fixture
def editor(newsroom, client):
    client.force_login(newsroom.users["editor"])
    return client


def edit(row):
    return reverse("synonyms:edit", args=[row.pk])


def delete(row):
    return reverse("synonyms:delete", args=[row.pk])


@pytest.mark.parametrize("name", ["editor", "approver", "operator"])
def test_who_edits_releases_edits_synonyms(newsroom, client, name):
    client.force_login(newsroom.users[name])
    assert LIST in client.get("/admin/").content.decode()

    client.post(ADD, {"locale": "", "expressions": " IA \r\n\r\nAI\r\nIA"})
    row = Synonym.objects.get()
    assert (row.locale, row.expressions) == ("", "IA\nAI")

    client.post(edit(row), {"locale": "fr", "expressions": "IA\nrobots"})
    row.refresh_from_db()
    assert (row.locale, row.expressions) == ("fr", "IA\nrobots")
    history = client.get(reverse("synonyms:history", args=[row.pk]))
    assert name in desk_browsing.words(history)

    client.post(delete(row))
    assert not Synonym.objects.exists()
    assert not Expression.objects.exists()


def test_translators_neither_see_nor_change_synonyms(newsroom, client):
    row = Synonym.objects.create(expressions="IA\nAI")
    client.force_login(newsroom.users["translator-fr"])

    home = client.get("/admin/").content.decode()
    asked = [client.get(url).status_code for url in (LIST, ADD, edit(row))]
    pressed = client.post(delete(row)).status_code

    assert LIST not in home
    assert {*asked, pressed} == {302}
    assert Synonym.objects.get().expressions == "IA\nAI"


@pytest.mark.parametrize(
    ("locale", "expressions", "says"),
    [
        ("fr", "IA", "Write at least two expressions"),
        ("fr", "Chercheurs\nchercheuse", "Write at least two expressions"),
        ("fr", "IA\nle la", "leaves “le la” out in this language: French"),
        ("", "IA\nai", "leaves “ai” out in this language: French"),
        ("fr", f"IA\n{'x' * 501}", "Shorten “xxx"),
        ("fr", f"IA\n{'ﷺﷺ ' * 160}", "Shorten “ﷺ"),
        ("fr", "\n".join(f"mot{n}" for n in range(31)), "Keep the 30 most usual"),
        ("fr", "", "This field is required."),
        ("xx", "IA\nAI", "Select a valid choice."),
    ],
)
def test_what_a_search_could_not_use_is_refused_and_told(
    editor, locale, expressions, says
):
    answer = editor.post(ADD, {"locale": locale, "expressions": expressions})

    assert says in desk_browsing.words(answer)
    assert not Synonym.objects.exists()
    assert not Expression.objects.exists()


def test_the_list_is_searched_and_narrowed_to_a_language(editor):
    for code, expressions in [
        ("", "IA\nAI"),
        ("fr", "mer\nocéan"),
        ("en", "sea\nocean"),
    ]:
        Synonym.objects.create(locale=code, expressions=expressions)

    def listed(**asked):
        rows = editor.get(LIST, asked).context["object_list"]
        return [str(row) for row in rows]

    assert listed() == ["IA, AI", "mer, océan", "sea, ocean"]
    assert listed(locale="fr") == ["IA, AI", "mer, océan"]
    assert listed(q="oc") == ["mer, océan", "sea, ocean"]
    assert listed(q="oc", locale="en") == ["sea, ocean"]


def test_what_an_editor_adds_and_deletes_holds_for_the_next_search(
    newsroom, client, editor, clock, tell
):
    made = factories.public(newsroom, clock, title="Une IA nouvelle")
    tell()

    def found():
        asked = {"q": "intelligence artificielle", "locale": "fr"}
        answer = client.get("/api/v1/search", asked).json()
        return {hit["id"] for hit in answer["hits"] if hit["type"] == "release"}

    assert found() == set()

    client.post(ADD, {"locale": "fr", "expressions": "IA\nintelligence artificielle"})
    assert found() == {str(made.release.pk)}

    client.post(delete(Synonym.objects.get()))
    assert found() == set()


def test_a_synonym_that_is_edited_twice_holds_as_it_is_last(newsroom, editor, clock):
    made = factories.public(newsroom, clock, title="Une IA nouvelle")
    searching.deliver_all(clock)
    editor.post(ADD, {"locale": "", "expressions": "IA\nautomate"})
    row = Synonym.objects.get()

    for other in ("robot", "machine"):
        editor.post(edit(row), {"locale": "", "expressions": f"IA\n{other}"})

    words = ("automate", "robot", "machine")
    found = [searching.found(word, locale="fr", at=clock()) for word in words]
    assert found == [[], [], [("release", str(made.release.pk))]]


def test_the_demo_has_synonyms_and_leaves_those_of_editors_alone(newsroom):
    put_in()
    made = sorted(map(str, Synonym.objects.all()))
    assert "IA, AI, intelligence artificielle, artificial intelligence" in made
    assert Expression.objects.values("sense").distinct().count() == len(made)

    Synonym.objects.exclude(expressions__startswith="IA").delete()
    put_in()
    assert Synonym.objects.count() == 1
