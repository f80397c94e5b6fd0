"""Promise: the index is written anew while others write, and nothing goes amiss."""

import signal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F

from press import failpoints, lifecycle
from search import analysis, models, recounting, renewing, sync
from search.backends import entries, renewals
from tests import factories, searching
from tests.test_crash import killed


@pytest.fixture
def clock(pinned_clock):
    """Snippets are published by the clock that the test moves."""
    return pinned_clock


@pytest.fixture
def small_lots(monkeypatch):
    """A lot is of two subjects, so that there are several."""
    monkeypatch.setattr(sync, "MANY", 2)


@pytest.fixture
def noted(settings):
    """Changes are noted for an index at Elasticsearch, which nobody asks here."""
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    models.Mirror.objects.create(pk=models.Mirror.ONLY, index="newsroom-1")
    return models.Unsent.objects.all()


def held():
    """Return all that the index holds and counts, but for the ids of rows.

    A locale that has no entries may be counted with none, or not at all.
    """
    subject = ("subject_kind", "subject_key")
    rows = {
        "entries": models.Entry.objects.values_list(*renewals.FIELDS),
        "words": models.Word.objects.values_list("locale", "kind", "word", "count"),
        "scopes": models.Scope.objects.exclude(count=0, length=0).values_list(
            "locale", "count", "length"
        ),
        "expressions": models.Expression.objects.values_list(
            "sense", "locale", "tokens", *subject
        ),
    }
    return {name: sorted(map(repr, found)) for name, found in rows.items()}


def from_nothing(clock):
    """Return what a rebuild from nothing holds and counts."""
    sync.rebuild(at=clock())
    return held()


def withdraw(made, newsroom, clock):
    lifecycle.withdraw(
        made.release,
        by=newsroom.users["approver"],
        notes={"en": "No.", "fr": "Non."},
        clock=clock,
    )


def called(acronym, newsroom, clock):
    """Return a public release whose organisation has an acronym too."""
    made = factories.public(newsroom, clock, words="Narwhal")
    made.boilerplate.organisation.acronym = acronym
    made.boilerplate.organisation.save_revision().publish()
    return made


def between_lots(monkeypatch, acts):
    """Let one of `acts` happen after each lot, as long as there are any."""
    left, reach = list(acts), failpoints.reach

    def meanwhile(name):
        reach(name)
        if name == "index.renewed" and left:
            left.pop(0)()

    monkeypatch.setattr(failpoints, "reach", meanwhile)
    return left


def renamed(made, name):
    made.person.name = name
    made.person.save_revision().publish()


def totals(clock, *words):
    """Return how much is found by each of these words."""
    return [searching.page(word, locale="en", at=clock()).total for word in words]


@pytest.mark.django_db(transaction=True)
def test_others_write_between_the_lots_and_nothing_is_lost(
    small_lots, clock, monkeypatch
):
    room = factories.newsroom()
    gone, edited, late = (
        factories.public(room, clock, title=word, words=word)
        for word in ("Narwhal", "Walrus", "Beluga")
    )
    searching.deliver_all(clock)
    clock.tick(minutes=1)

    def take_back():
        assert not connection.in_atomic_block
        withdraw(gone, room, clock)
        searching.deliver_all(clock)

    acts = [
        take_back,
        lambda: factories.public(room, clock, title="New", words="Orca"),
        lambda: renamed(edited, "Ada Zephyr") or searching.deliver_all(clock),
        lambda: withdraw(late, room, clock),
    ]
    left = between_lots(monkeypatch, acts)
    renewing.renew(clock=clock)

    found = totals(clock, "orca", "zephyr", "walrus", "narwhal", "beluga")
    assert (left, list(sync.differences(at=clock()))) == ([], [])
    assert [total > 0 for total in found] == [True, True, True, False, False]
    searching.deliver_all(clock)
    assert found == totals(clock, "orca", "zephyr", "walrus", "narwhal", "beluga")
    assert list(sync.differences(at=clock())) == []
    assert held() == from_nothing(clock)


def test_what_another_analysis_wrote_is_written_anew(
    newsroom, small_lots, clock, monkeypatch
):
    with monkeypatch.context() as other:
        tokens = analysis.tokens
        other.setattr(
            analysis,
            "tokens",
            lambda text, *, locale: [one[:3] for one in tokens(text, locale=locale)],
        )
        made = factories.public(newsroom, clock, words="Narwhal")
        searching.deliver_all(clock)
    release = ("release", str(made.release.pk))
    assert list(sync.differences(at=clock())) == []
    assert release not in searching.found("narwhal", locale="en", at=clock())

    renewing.renew(clock=clock)

    assert release in searching.found("narwhal", locale="en", at=clock())
    assert held() == from_nothing(clock)


def test_an_index_that_is_right_stays_as_it_is(newsroom, small_lots, clock):
    called("NWI", newsroom, clock)
    factories.withdrawn(newsroom, clock, title="Other", words="Walrus")
    searching.deliver_all(clock)
    before, ids = held(), set(models.Entry.objects.values_list("pk", flat=True))

    renewing.renew(clock=clock)

    assert all(before.values())
    assert held() == before == from_nothing(clock)
    assert ids.isdisjoint(models.Entry.objects.values_list("pk", flat=True))


def test_an_index_that_holds_nothing_is_filled(newsroom, small_lots, clock):
    models.Synonym.objects.create(expressions="whale\nleviathan")
    called("NWI", newsroom, clock)

    renewing.renew(clock=clock)

    assert held() == from_nothing(clock)
    assert list(sync.differences(at=clock())) == []


def test_words_that_are_counted_wrong_are_counted_again(
    newsroom, small_lots, clock, monkeypatch
):
    monkeypatch.setattr(recounting, "MOST_WORDS", 3)
    models.Synonym.objects.create(expressions="whale\nleviathan")
    factories.public(newsroom, clock, words="Narwhal")
    searching.deliver_all(clock)
    words = models.Word.objects.all()
    words.filter(word__startswith="n").update(count=F("count") + 7)
    words.filter(word__startswith="r").delete()
    words.create(locale="de", kind="token", word="wal", letters=3, count=2)
    models.Scope.objects.filter(locale="en").update(length=1, count=1)
    models.Scope.objects.filter(locale="fr").delete()
    models.Scope.objects.create(locale="de", length=9, count=2)
    models.Expression.objects.all().delete()

    renewing.renew(clock=clock)

    assert held() == from_nothing(clock)


def test_words_are_counted_right_while_others_write(newsroom, clock, monkeypatch):
    gone = factories.public(newsroom, clock, title="Gone", words="Walrus")
    factories.public(newsroom, clock, words="Narwhal")
    searching.deliver_all(clock)
    models.Word.objects.update(count=F("count") + 7)
    wrong = recounting._wrong

    def read_and_overtaken():
        """Take back and publish after it was read what is counted wrong."""
        monkeypatch.setattr(recounting, "_wrong", wrong)
        found = wrong()
        clock.tick(minutes=1)
        withdraw(gone, newsroom, clock)
        factories.public(newsroom, clock, title="New", words="Orca")
        searching.deliver_all(clock)
        return found

    monkeypatch.setattr(recounting, "_wrong", read_and_overtaken)
    renewing.renew(clock=clock)

    assert held() == from_nothing(clock)


def test_nothing_hidden_gets_in_and_what_is_not_public_goes(
    newsroom, small_lots, clock
):
    factories.public(newsroom, clock, words="Narwhal")
    searching.deliver_all(clock)
    factories.embargoed(newsroom, clock, title="Hidden", words="Secret")
    factories.draft(newsroom, title="Draft", words="Sketch")
    stale = models.Entry.objects.filter(type="about").first()
    stale.pk, stale.subject_key, stale.key = None, "gone", "gone"
    stale.save()

    renewing.renew(clock=clock)

    assert not models.Entry.objects.filter(key="gone").exists()
    words = set(models.Word.objects.values_list("word", flat=True))
    assert words.isdisjoint({"hidden", "secret", "draft", "sketch"})
    assert held() == from_nothing(clock)


@pytest.mark.parametrize("act", ["take back", "rename"])
def test_what_changes_after_it_was_read_is_written_as_it_is_then(
    newsroom, clock, monkeypatch, act
):
    made = factories.public(newsroom, clock, words="Narwhal")
    searching.deliver_all(clock)
    clock.tick(minutes=1)
    of = entries.of

    def overtaken(found):
        monkeypatch.setattr(entries, "of", of)
        if act == "rename":
            renamed(made, "Ada Zephyr")
        else:
            withdraw(made, newsroom, clock)
        return of(found)

    monkeypatch.setattr(entries, "of", overtaken)
    renewing.renew(clock=clock)

    assert models.Entry.objects.exists() == (act == "rename")
    assert held() == from_nothing(clock)


def test_a_renewal_of_an_earlier_instant_brings_nothing_back(newsroom, clock):
    made = factories.public(newsroom, clock)
    searching.deliver_all(clock)
    early = clock()
    clock.tick(minutes=5)
    withdraw(made, newsroom, clock)
    searching.deliver_all(clock)

    renewing.renew(clock=lambda: early)

    assert not models.Entry.objects.exists()


def test_only_what_changes_is_noted_for_elasticsearch(
    newsroom, small_lots, clock, noted
):
    made = factories.public(newsroom, clock, words="Narwhal")
    searching.deliver_all(clock)
    noted.delete()

    renewing.renew(clock=clock)
    assert not noted.exists()

    models.Entry.objects.filter(type="quote", locale="fr").update(length=0)
    models.Entry.objects.filter(type="about").delete()
    renewing.renew(clock=clock)
    assert set(noted.values_list("subject_kind", "type")) == {
        ("release", "release"),
        ("release", "quote"),
        ("boilerplate", "about"),
    }
    number = models.Heard.objects.get(subject_key=str(made.release.pk)).number
    assert set(noted.filter(subject_kind="release").values_list("number")) == {
        (number,)
    }


def test_what_goes_is_noted_for_elasticsearch(newsroom, clock, noted):
    factories.public(newsroom, clock, words="Narwhal")
    searching.deliver_all(clock)
    noted.delete()
    stale = models.Entry.objects.filter(type="about").first()
    stale.pk, stale.subject_key, stale.key = None, "gone", "gone"
    stale.save()

    renewing.renew(clock=clock)

    assert list(noted.values_list("type", "key")) == [("about", "gone")]


@pytest.mark.django_db(transaction=True)
def test_a_renewal_killed_on_its_way_leaves_an_index_and_is_done_again(
    settings, small_lots, clock
):
    room = factories.newsroom()
    factories.public(room, clock, words="Narwhal")
    searching.deliver_all(clock)
    models.Word.objects.update(count=F("count") + 7)
    models.Entry.objects.update(length=0)

    died = killed(settings, "index.renewed", lambda: renewing.renew(clock=clock))
    left = models.Entry.objects.filter(length=0).count()
    assert died == signal.SIGKILL
    assert 0 < left < models.Entry.objects.count()
    assert list(sync.differences(at=clock())) == []
    renewing.renew(clock=clock)

    assert held() == from_nothing(clock)


@pytest.mark.parametrize("empties", [False, True])
def test_the_command_lets_others_write_unless_it_is_to_begin_from_nothing(
    newsroom, clock, monkeypatch, capsys, empties
):
    factories.public(newsroom, clock, words="Narwhal")
    searching.deliver_all(clock)
    right = held()
    models.Entry.objects.filter(type="quote").delete()
    left = between_lots(monkeypatch, [lambda: None])

    call_command("rebuild_index", from_nothing=empties)

    assert held() == right
    assert len(left) == (1 if empties else 0)
    count = models.Entry.objects.count()
    assert capsys.readouterr().out == f"database: {count} documents\n"


def test_elasticsearch_has_no_tables_to_begin_from_nothing(db, noted):
    with pytest.raises(CommandError, match="from-nothing"):
        call_command("rebuild_index", engine="elasticsearch", from_nothing=True)
