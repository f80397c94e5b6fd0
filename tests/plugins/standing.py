"""The newsroom that most tests begin with: built once, and gone back to after each."""

import copy
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from django.db import connection
from django.test import TestCase
from pytest_django import DjangoDbBlocker

from tests import factories

# What makes a test commit, or puts its newsroom into Wagtail's own index.
OF_ITS_OWN = frozenset({"transactional_db", "live_server", "desk_index"})


class Ground:
    """An open transaction that holds a newsroom; tests are savepoints within it.

    It knows no test: it is built by the factory, before a fixture of any test could
    have set something else, and each test is given a copy of what was built.
    """

    def __init__(self) -> None:
        self._blocker: DjangoDbBlocker | None = None
        self._atomics: dict[str, object] = {}
        self._built: factories.Newsroom | None = None

    def begin(self, blocker: DjangoDbBlocker) -> None:
        """Stand on a newsroom: the one that is there, or one that is built now."""
        if self._built is not None and not connection.closed_in_transaction:
            return
        self.end()
        self._blocker = blocker
        with blocker.unblock():
            self._atomics = TestCase._enter_atomics()
            self._built = factories.newsroom()

    def end(self) -> None:
        """Take the newsroom back, if there is one."""
        if self._blocker is None or not self._atomics:
            return
        atomics, self._atomics, self._built = self._atomics, {}, None
        with self._blocker.unblock():
            TestCase._rollback_atomics(atomics)

    def newsroom(self) -> factories.Newsroom:
        """Return the newsroom that stands, or build one where none does."""
        if self._built is None:
            return factories.newsroom()
        return copy.deepcopy(self._built)


GROUND = Ground()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave the ground before any fixture, of whatever scope, asks the database."""
    if _asks_database(item) and not _stands_on_it(item):
        GROUND.end()


@pytest.fixture(scope="session")
def stand(django_db_setup, django_db_blocker) -> Iterator[Callable[[], None]]:
    """Stands on the newsroom; it is left before the database is dropped."""
    yield partial(GROUND.begin, django_db_blocker)
    GROUND.end()


@pytest.fixture(autouse=True)
def ground(
    request, default_language, no_elasticsearch, no_rate_limits, media_folder
) -> Ground:
    """Stand on the newsroom where the test asks for one.

    As a fixture of all tests it comes before the fixtures of any one.
    """
    if _stands_on_it(request.node):
        request.getfixturevalue("stand")()
    return GROUND


@pytest.fixture
def _django_db_helper(ground, _django_db_helper) -> None:
    """The transaction of a test begins when it stands on its newsroom."""


def _asks_database(item: pytest.Item) -> bool:
    # What a marker asks for is not among the names.
    marker = item.get_closest_marker("django_db")
    return marker is not None or "django_db_setup" in item.fixturenames


def _stands_on_it(item: pytest.Item) -> bool:
    """Tell whether a test begins with a newsroom, and takes back what it does."""
    marker = item.get_closest_marker("django_db")
    is_plain = marker is None or not (marker.args or marker.kwargs)
    names = item.fixturenames
    return is_plain and "newsroom" in names and OF_ITS_OWN.isdisjoint(names)
