"""Promise: the rule over rows and the rule over queries are one rule."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from press import lifecycle, models, queries, visibility
from tests import factories

SECOND = timedelta(seconds=1)


def test_a_version_is_public_from_its_instant_on_and_not_while_withdrawn(
    newsroom, clock
):
    made = factories.withdrawn(newsroom, clock)
    withdrawn_at = clock()
    clock.tick(minutes=5)
    by = newsroom.users["approver"]
    lifecycle.restore(made.release, by=by, reason="Cleared", clock=clock)
    restored_at = clock()
    withdrawals = list(made.release.withdrawals.all())
    instants = [
        moment + shift
        for moment in (factories.NOW, withdrawn_at, restored_at)
        for shift in (-SECOND, timedelta(0), SECOND)
    ]

    by_query = {
        at: {
            (row.locale, row.version)
            for row in models.Document.objects.filter(visibility.public_q(at))
        }
        for at in instants
    }
    by_row = {
        at: {
            (row.locale, row.version)
            for row in models.Document.objects.all()
            if visibility.is_public(row, withdrawals=withdrawals, at=at)
        }
        for at in instants
    }

    first = {("en", 1), ("fr", 1)}
    both = first | {("en", 2), ("fr", 2)}
    assert by_query == by_row
    assert list(by_query.values()) == [
        *(set(), first, first),
        *(first, set(), set()),
        *(set(), both, both),
    ]


def test_a_hidden_release_moves_no_step_of_a_look_up(newsroom, clock):
    factories.public(newsroom, clock)
    at = clock()
    hidden = factories.embargoed(newsroom, clock, title="Hidden")
    reference, key = hidden.release.reference, str(hidden.release.pk)
    there = {
        "key": key,
        "reference": reference,
        "slug": "hidden-en",
        "quote": str(hidden.quote),
        "person": str(hidden.person.translation_key),
    }
    nowhere = {
        "key": "7d6f0fd2-8d2a-4dc2-9c0a-0f0e9a1f8f10",
        "reference": "PR-22222222",
        "slug": "nothing-en",
        "quote": "7d6f0fd2-8d2a-4dc2-9c0a-0f0e9a1f8f10",
        "person": "7d6f0fd2-8d2a-4dc2-9c0a-0f0e9a1f8f10",
    }

    def asked(names):
        found = []
        for name in ("key", "reference"):
            found.append(queries.document(names[name], locale="en", at=at))
            found.append(queries.version(names[name], 1, locale="fr", at=at))
        found.append(queries.by_slug(names["slug"], locale="en", at=at))
        found.append(queries.quote(names["quote"], locale="en", at=at))
        found.append(queries.record("person", names["person"], locale="en", at=at))
        return found

    with CaptureQueriesContext(
        connection,
    ) as of_hidden:
        hidden_found = asked(there)
    with CaptureQueriesContext(connection) as of_none:
        none_found = asked(nowhere)

    assert hidden_found == none_found == [None] * 7
    assert len(of_hidden) == len(of_none)


def test_lists_have_one_order_among_releases_of_the_same_instant(newsroom, clock):
    for number in range(3):
        factories.public(newsroom, clock, title=f"Number {number}")

    rows = list(queries.documents(at=clock(), locale="en"))

    assert rows == sorted(rows, key=lambda row: row.release_id)
    assert len({row.lifted_at for row in rows}) == 1


def test_nothing_public_is_a_sequence(newsroom, clock):
    made = [factories.public(newsroom, clock, title=f"Number {n}") for n in range(2)]

    for one in made:
        assert one.release.reference.startswith("PR-")
        assert one.release.pk.version == 4
    first, second = (one.release.reference[3:] for one in made)
    assert len(first) == len(second) == 8
    assert first != second
