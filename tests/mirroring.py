"""The mirror at Elasticsearch as tests use it: fed, compared, asked."""

import pytest

from press import ledger
from search import columns, draining, models, proving, remaking, sync
from search.backends.elastic import connecting, shapes, writing

# A try that failed is due again after this.
PATIENCE = draining.LONGEST_RETRY.total_seconds()


@pytest.fixture
def mirrored(settings, elasticsearch_url, index_prefix):
    """Elasticsearch is set; the worker has not filled an index yet."""
    settings.ELASTICSEARCH_URL = elasticsearch_url
    settings.ELASTICSEARCH_INDEX = index_prefix
    settings.ELASTICSEARCH_API_KEY = settings.ELASTICSEARCH_CA_CERTS = ""
    settings.ELASTICSEARCH_TIMEOUT = 20.0
    settings.NEWSROOM_CONSUMERS = {"search": "unused"}
    settings.NEWSROOM_RECONCILERS = {"elasticsearch": "search.proving.differences"}
    connecting.connection().breaker.answered()


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
