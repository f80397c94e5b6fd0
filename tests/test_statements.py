"""Promise: a queryset that is compiled once answers as it does when made anew."""

from datetime import timedelta

import pytest

from press import queries, statements
from search import documents, waiting
from tests import factories

VERSIONS = statements.Statement(
    lambda at: (
        queries.documents(at=at)
        .filter(release_id__in=statements.uuids("releases"))
        .order_by()
        .values_list("release_id", "locale", "version")
    )
)


@pytest.fixture
def clock(pinned_clock):
    return pinned_clock


def test_it_answers_at_each_instant_and_for_each_list(newsroom, clock):
    made = [
        factories.public(newsroom, clock, title="Alone", words="One"),
        factories.corrected(newsroom, clock, title="Twice", words="Two"),
    ]
    keys = [str(one.release.pk) for one in made]
    before = clock() - timedelta(days=1)

    for at in (before, clock(), clock() + timedelta(days=1)):
        for asked in ([], keys[:1], keys):
            rows = queries.documents(at=at).filter(release__in=asked).order_by()
            wanted = rows.values_list("release_id", "locale", "version")
            found = VERSIONS.rows(at=at, releases=asked)
            assert sorted(map(tuple, found)) == sorted(wanted)
            subjects = [documents.Subject("release", key) for key in asked]
            assert waiting.public_versions(subjects, at=at) == {
                (documents.Subject("release", str(release)), locale): version
                for release, locale, version in wanted
            }
    assert len(found) == 4


def test_instances_are_those_of_the_queryset(newsroom, clock):
    made = factories.public(newsroom, clock)

    found = waiting.DOCUMENTS.objects(at=clock(), releases=[str(made.release.pk)])

    wanted = list(queries.documents(at=clock()))
    assert found == wanted
    fields = [field.attname for field in wanted[0]._meta.concrete_fields]
    for one, other in zip(found, wanted, strict=True):
        assert [getattr(one, f) for f in fields] == [getattr(other, f) for f in fields]


def test_a_list_that_is_not_given_is_an_error(newsroom, clock):
    with pytest.raises(KeyError, match="releases"):
        waiting.DOCUMENTS.objects(at=clock())
