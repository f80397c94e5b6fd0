"""Promise: the index comes to equal what is public, in whatever order it is told."""

import random

import pytest

from press import lifecycle, models, reconcile
from search import backends, documents, sync
from search.models import Entry
from tests import factories, searching


@pytest.fixture
def clock(pinned_clock):
    """Snippets are published by the clock that the test moves."""
    return pinned_clock


def entries():
    """Return what the index holds, in words that can be compared."""
    return set(Entry.objects.values_list("type", "key", "locale", "version", "hash"))


def wanted(at):
    """Return what it should hold."""
    return {
        (row.type, row.key, row.locale, row.version, found.hash)
        for found in sync.everything(at=at)
        for row in found.documents
    }


def story(newsroom, clock):
    """Publish, correct, withdraw and restore; another release stays withdrawn."""
    made = factories.corrected(newsroom, clock, words="First")
    clock.tick(minutes=5)
    taken_back(made, newsroom, clock)
    clock.tick(minutes=5)
    lifecycle.restore(
        made.release, by=newsroom.users["approver"], reason="It was right.", clock=clock
    )
    factories.withdrawn(newsroom, clock, title="Other", words="Second")
    clock.tick(minutes=5)


def taken_back(made, newsroom, clock):
    lifecycle.withdraw(
        made.release,
        by=newsroom.users["approver"],
        notes={"en": "No.", "fr": "Non."},
        clock=clock,
    )


def test_the_index_holds_what_is_public_and_nothing_else(newsroom, clock):
    story(newsroom, clock)
    factories.embargoed(newsroom, clock, title="Hidden", words="Hidden")

    searching.deliver_all(clock)

    assert entries() == wanted(clock())
    assert {kind for kind, *_rest in entries()} == set(documents.TYPES)
    assert not Entry.objects.filter(title__contains="hidden").exists()
    assert not Entry.objects.filter(title__contains="second").exists()


@pytest.mark.parametrize("seed", range(5))
def test_events_may_come_twice_and_in_any_order(newsroom, clock, seed):
    story(newsroom, clock)
    events = list(models.Event.objects.order_by("pk")) * 2
    random.Random(seed).shuffle(events)

    for event in events:
        sync.deliver(event, at=clock())

    assert entries() == wanted(clock())


def test_a_late_event_of_an_earlier_instant_brings_nothing_back(newsroom, clock):
    made = factories.public(newsroom, clock)
    published = models.Event.objects.filter(kind="release.published")
    early = clock()
    clock.tick(minutes=5)
    taken_back(made, newsroom, clock)
    searching.deliver_all(clock)

    for event in published:
        sync.deliver(event, at=early)

    assert entries() == set()


def test_a_record_goes_when_the_last_release_that_names_it_does(newsroom, clock):
    made = factories.public(newsroom, clock)
    searching.deliver_all(clock)
    assert Entry.objects.filter(type="person").count() == 2

    clock.tick(minutes=5)
    taken_back(made, newsroom, clock)
    searching.deliver_all(clock)

    assert entries() == set()


def test_an_erased_release_leaves_nothing_in_the_index(newsroom, clock):
    made = factories.public(newsroom, clock)
    searching.deliver_all(clock)

    clock.tick(minutes=5)
    lifecycle.erase(
        made.release, by=newsroom.users["operator"], reason="By law.", clock=clock
    )
    searching.deliver_all(clock)

    assert entries() == set()


def test_a_renamed_person_is_found_by_the_new_name(newsroom, clock):
    made = factories.public(newsroom, clock)
    searching.deliver_all(clock)

    clock.tick(minutes=5)
    person = made.person
    person.name = "Ada Zephyr"
    person.save()
    person.save_revision().publish()
    key = ("person", str(person.translation_key))
    assert searching.found("zephyr", locale="en", at=clock()) == [key]
    searching.deliver_all(clock)

    assert searching.found("zephyr", locale="en", at=clock()) == [key]
    assert entries() == wanted(clock())


def search_differences(clock):
    return [
        found
        for found in reconcile.differences(clock=clock)
        if found.rule == "search-differs"
    ]


def test_what_waits_in_the_ledger_is_no_difference(newsroom, clock):
    story(newsroom, clock)

    assert search_differences(clock) == []


def test_reconcile_names_and_heals_what_the_index_holds_wrong(newsroom, clock):
    made = factories.public(newsroom, clock)
    other = factories.public(newsroom, clock, title="Other", words="Other")
    searching.deliver_all(clock)
    key = str(made.release.pk)
    Entry.objects.filter(subject_key=key, locale="fr", type="quote").delete()
    Entry.objects.filter(subject_key=str(other.release.pk), locale="en").update(
        version=7, hash="old"
    )
    stale = Entry.objects.filter(type="about", locale="en").first()
    stale.pk, stale.subject_key, stale.key = None, "gone", "gone"
    stale.save()

    found = search_differences(clock)

    assert sorted(difference.subject for difference in found) == sorted(
        [f"release {key}", f"release {other.release.pk}", "boilerplate gone"]
    )
    for difference in found:
        difference.heal()
    assert entries() == wanted(clock())
    assert search_differences(clock) == []


def test_a_rebuilt_index_is_the_same(newsroom, clock):
    story(newsroom, clock)
    searching.deliver_all(clock)
    held = entries()
    Entry.objects.filter(type="release").delete()

    sync.rebuild(at=clock())

    assert entries() == held == wanted(clock())
    assert list(backends.database().compare(sync.everything(at=clock()))) == []
