"""The mirror at Elasticsearch as tests use it: fed, compared, asked."""

import pytest

from press import ledger
from search import (
    backends,
    columns,
    draining,
    models,
    proving,
    remaking,
    sync,
    waiting,
)
from search.backends import rows
from search.backends.elastic import connecting, shapes, writing
from tests import factories

# A try that failed is due again after this.
PATIENCE = draining.LONGEST_RETRY.total_seconds()


@pytest.fixture
def mirrored(settings, elasticsearch_url, index_prefix):
    """Elasticsearch is set; the worker has not filled an index yet."""
    switch_on(settings, elasticsearch_url, index_prefix)


@pytest.fixture
def new_index(settings, elasticsearch_url, shared_prefix):
    """An index at Elasticsearch that was made for this test.

    In one that was emptied, scores would count what was deleted.
    """
    switch_on(settings, elasticsearch_url, shared_prefix)
    made = backends.mirrored(f"{shared_prefix}-new")
    made.rebuild([])
    return made


@pytest.fixture
def asked_alone(db, settings, elasticsearch_url, shared_prefix, monkeypatch):
    """Elasticsearch answers every search: a test in which the database does fails.

    Tests share an index, one after the other: to make one takes longer than to
    empty it, and hits are weighed by our own measure.
    """
    switch_on(settings, elasticsearch_url, shared_prefix)
    names = writing.indexes() or [writing.create(at=factories.NOW)]
    empty(names[0])

    def find(_index, search):
        pytest.fail(f"the database answered for Elasticsearch: {search}")

    models.Mirror.objects.create(pk=models.Mirror.ONLY, index=names[0])
    monkeypatch.setattr(rows.RowsIndex, "find", find)


@pytest.fixture(params=["indexed", "mirrored"])
def tell(request, clock):
    """Returns what runs the worker, which tells the database's index or Elasticsearch.

    Where it tells Elasticsearch, searches are asked of that and of nothing else.
    """
    return _worker(request, clock)


@pytest.fixture(params=["indexed", "not indexed yet", "mirrored"])
def settle(request, clock):
    """As `tell`, or nothing at all is told: what is found is the same."""
    return _worker(request, clock)


def _worker(request, clock):
    if request.param == "not indexed yet":
        return lambda: None
    if request.param == "mirrored":
        request.getfixturevalue("asked_alone")

    def run():
        """What still waited would be read from the database, and prove nothing."""
        feed(clock)
        assert waiting.pending_subjects(at=clock()) == set()
        assert not models.Unsent.objects.exists()

    return run


def switch_on(settings, url, prefix):
    settings.ELASTICSEARCH_URL = url
    settings.ELASTICSEARCH_INDEX = prefix
    settings.ELASTICSEARCH_API_KEY = settings.ELASTICSEARCH_CA_CERTS = ""
    settings.ELASTICSEARCH_TIMEOUT = 20.0
    settings.NEWSROOM_CONSUMERS = {"search": "unused"}
    settings.NEWSROOM_RECONCILERS = {"elasticsearch": "search.proving.differences"}
    connecting.connection().breaker.answered()


def empty(name):
    """Delete all that an index holds, whatever number it was written with."""
    gone = [
        {"delete": {"_id": id, "version": row.number, "version_type": "external_gte"}}
        for id, row in writing.held(name)
    ]
    if gone:
        client = connecting.connection().client
        done = client.bulk(index=name, operations=gone, refresh=True)
        assert not done["errors"], done


def deliver(clock):
    """Hand what is due to the database's index; the mirror is not told."""
    while ledger.work_one({"search": sync.deliver}, clock=clock):
        pass


def drain(clock):
    """Tell the mirror what is due."""
    while draining.work_one(clock=clock, shake=lambda: 1.0):
        pass


def feed(clock):
    """Hand what is due to both."""
    deliver(clock)
    drain(clock)


def fill(clock):
    """Fill a new index and take it into use; return its name."""
    remaking.rebuild(clock=clock)
    return models.Mirror.objects.get().index


def index():
    return models.Mirror.objects.get().index


def held():
    """Return what the mirror holds that is not a mark: (id, number, hash)."""
    return {
        (id, row.number, row.hash) for id, row in writing.held(index()) if row.is_live
    }


def wanted():
    """Return what it should hold, by the entries."""
    numbers = {
        (row.subject_kind, row.subject_key): row.number
        for row in models.Heard.objects.all()
    }
    return {
        (
            shapes.id_of(columns.key_of(row)),
            numbers[row.subject_kind, row.subject_key],
            row.hash,
        )
        for row in models.Entry.objects.all()
    }


def assert_equal(clock):
    """Hold that public side, entries and mirror are equal and nothing waits."""
    assert not models.Unsent.objects.exists()
    assert held() == wanted()
    assert list(sync.differences(at=clock())) == []
    assert list(proving.differences(at=clock())) == []
