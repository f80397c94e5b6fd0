"""Fixtures that every test may ask for."""

from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.utils import translation

from search import kept
from search.meaning import finding
from tests import factories

pytest_plugins = [
    "tests.plugins.runs",
    "tests.plugins.standing",
    "tests.plugins.engines",
    "tests.plugins.browsers",
    "tests.mirroring",
]


@pytest.fixture(autouse=True)
def default_language(settings) -> Iterator[None]:
    """A test begins in the newsroom's own language, whatever ran before it."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def media_folder(settings, tmp_path) -> None:
    """Files of a test lie in a folder of its own; no cache remembers another's."""
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()


@pytest.fixture(autouse=True)
def no_kept_entries() -> None:
    """What a test takes back gives its ids again: nothing is kept of them."""
    kept.forget()
    finding.forget()


@pytest.fixture(autouse=True)
def no_elasticsearch(settings) -> None:
    """Where Elasticsearch is set for the run, a test that is about it asks for it."""
    settings.ELASTICSEARCH_URL = ""


@pytest.fixture(autouse=True)
def no_rate_limits(settings) -> None:
    """A test asks as often as it likes; what it is about sets its own limits."""
    settings.NEWSROOM_RATE_LIMITS = {}


@pytest.fixture
def desk_index(settings) -> None:
    """Wagtail's own search index, for a test of the screens that ask it."""
    immediate = "django_tasks.backends.immediate.ImmediateBackend"
    settings.TASKS = {"default": {"BACKEND": immediate}}


@pytest.fixture
def newsroom(db, ground) -> factories.Newsroom:
    """A newsroom in two languages: home, index, roles; no release."""
    return ground.newsroom()


@pytest.fixture
def clock() -> factories.Clock:
    """A clock that stands at factories.NOW until a test moves it."""
    return factories.Clock()


@pytest.fixture
def pinned_clock(clock, monkeypatch) -> factories.Clock:
    """The same clock, read by every edge too: views, hooks and signals."""
    monkeypatch.setattr("press.clock.now", clock)
    return clock


@pytest.fixture
def shared() -> Iterator[object]:
    """The folder of seeds, corpus and standards; skips where it is absent."""
    folder = django_settings.NEWSROOM_SHARED
    if not folder.is_dir():
        pytest.skip("NEWSROOM_SHARED is not there: seed and corpus tests left out")
    yield folder
