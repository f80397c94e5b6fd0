"""What many tests begin with: built once, and gone back to after each."""

import copy
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any
from unittest import mock

import pytest
from django.db import connection, transaction
from django.test import TestCase
from pytest_django import DjangoDbBlocker

from tests import factories

# What makes a test commit, or puts its newsroom into Wagtail's own index.
OF_ITS_OWN = frozenset({"transactional_db", "live_server", "desk_index"})


Build = Callable[[factories.Newsroom, factories.Clock], Any]
# By its module and its name, what a file of tests stands on.
BUILT_UPON: dict[tuple[str, str], Build] = {}


def upon(build: Build) -> Any:
    """Make a fixture of what a file of tests builds upon the newsroom, once.

    Each test is given a copy. It is built by the clock of factories.NOW, which
    stands then where it was left, and knows no other fixture but the newsroom.
    """
    BUILT_UPON[build.__module__, build.__name__] = build

    @pytest.fixture(name=build.__name__)
    def built(
        ground: Ground, newsroom: factories.Newsroom, clock: factories.Clock
    ) -> Any:
        return ground.built(build, newsroom, clock)

    return built


@dataclass
class Layer:
    """What was built upon the newsroom, in a transaction of its own within that."""

    build: Build
    opened: ExitStack
    newsroom: factories.Newsroom
    clock: factories.Clock
    made: Any


class Ground:
    """An open transaction that holds a newsroom; tests are savepoints within it.

    It knows no test: it is built by the factory, before a fixture of any test could
    have set something else, and each test is given a copy of what was built.
    """

    def __init__(self) -> None:
        self._blocker: DjangoDbBlocker | None = None
        self._atomics: dict[str, object] = {}
        self._newsroom: factories.Newsroom | None = None
        self._layer: Layer | None = None
        # What the test of now was given: its newsroom, what was built upon it.
        self._given: tuple[factories.Newsroom, Any] | None = None

    def begin(self, blocker: DjangoDbBlocker, build: Build | None = None) -> None:
        """Stand on a newsroom, and on what is built upon it: there, or built now."""
        self._given = None
        if self._newsroom is None or connection.closed_in_transaction:
            self.end()
            self._blocker = blocker
            with blocker.unblock():
                self._atomics = TestCase._enter_atomics()
                self._newsroom = factories.newsroom()
        if self._layer is not None and self._layer.build is not build:
            self._take_back()
        if build is not None and self._layer is None:
            self._layer = self._built_upon(self._newsroom, build, blocker)

    def end(self) -> None:
        """Take back what there is."""
        self._take_back()
        self._given = self._newsroom = None
        if self._blocker is None or not self._atomics:
            return
        atomics, self._atomics = self._atomics, {}
        with self._blocker.unblock():
            TestCase._rollback_atomics(atomics)

    def newsroom(self) -> factories.Newsroom:
        """Return the newsroom that stands, or build one where none does."""
        if self._newsroom is None:
            return factories.newsroom()
        return self._copied(self._newsroom)[0]

    def built(
        self, build: Build, newsroom: factories.Newsroom, clock: factories.Clock
    ) -> Any:
        """Return what stands upon the newsroom, or build it where nothing does."""
        if self._layer is None or self._newsroom is None:
            return build(newsroom, clock)
        clock.at = self._layer.clock.at
        return self._copied(self._newsroom)[1]

    def _copied(self, newsroom: factories.Newsroom) -> tuple[factories.Newsroom, Any]:
        """Return one copy of all that stands: its parts know each other."""
        if self._given is None:
            layer = self._layer
            both = (layer.newsroom, layer.made) if layer else (newsroom, None)
            self._given = copy.deepcopy(both)
        return self._given

    def _built_upon(
        self, newsroom: factories.Newsroom, build: Build, blocker: DjangoDbBlocker
    ) -> Layer:
        mine, clock = copy.deepcopy(newsroom), factories.Clock()
        with blocker.unblock(), ExitStack() as opened:
            opened.enter_context(transaction.atomic())
            with mock.patch("press.clock.now", clock):
                made = build(mine, clock)
            return Layer(build, opened.pop_all(), mine, clock, made)

    def _take_back(self) -> None:
        layer, self._layer = self._layer, None
        if layer is None or self._blocker is None:
            return
        with self._blocker.unblock():
            transaction.set_rollback(True)
            layer.opened.close()


GROUND = Ground()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave the ground before any fixture, of whatever scope, asks the database."""
    if _asks_database(item) and not _stands_on_it(item):
        GROUND.end()


@pytest.fixture(scope="session")
def stand(django_db_setup, django_db_blocker) -> Iterator[Callable[..., None]]:
    """Stands on the newsroom; it is left before the database is dropped."""

    def on(build: Build | None) -> None:
        GROUND.begin(django_db_blocker, build)

    yield on
    GROUND.end()


@pytest.fixture(autouse=True)
def ground(
    request, default_language, no_elasticsearch, no_rate_limits, media_folder
) -> Ground:
    """Stand on the newsroom where the test asks for one.

    As a fixture of all tests it comes before the fixtures of any one.
    """
    if _stands_on_it(request.node):
        request.getfixturevalue("stand")(_build_of(request.node))
    return GROUND


@pytest.fixture
def _django_db_helper(ground, _django_db_helper) -> None:
    """The transaction of a test begins when it stands on its newsroom."""


def _asks_database(item: pytest.Item) -> bool:
    # What a marker asks for is not among the names.
    marker = item.get_closest_marker("django_db")
    return marker is not None or "django_db_setup" in item.fixturenames


def _build_of(item: pytest.Item) -> Build | None:
    """Return what a test stands on, or none: the first of its fixtures that is so."""
    made = (BUILT_UPON.get((item.module.__name__, name)) for name in item.fixturenames)
    return next(filter(None, made), None)


def _stands_on_it(item: pytest.Item) -> bool:
    """Tell whether a test begins with a newsroom, and takes back what it does."""
    marker = item.get_closest_marker("django_db")
    is_plain = marker is None or not (marker.args or marker.kwargs)
    names = item.fixturenames
    return is_plain and "newsroom" in names and OF_ITS_OWN.isdisjoint(names)
