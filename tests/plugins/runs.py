"""What a run of the tests holds: long counts on demand, no skip where CI is set."""

import gc
import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.signals import setting_changed
from django.db import connections

SKIPPED = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[SKIPPED] = []
    # What a test makes goes with it; to look at all that lives after each few hundred
    # objects takes a sixth of its time.
    gc.set_threshold(100_000, 50, 100)
    # A slow hash guards real accounts; made-up ones only wait for it.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Wagtail's own search index and its index of references cost half of the time
    # of a test, and serve screens of the desk that few tests open.
    tasks = {"default": {"BACKEND": "tests.plugins.forgotten_tasks.Backend"}}
    settings.TASKS = tasks
    setting_changed.send(sender=None, setting="TASKS", value=tasks, enter=True)
    # A thread of a live server that still waits for its browser holds no session
    # of the database, which could not be dropped at the end.
    connections.databases["default"]["CONN_MAX_AGE"] = 0
    if _refuses_skips():
        config.pluginmanager.register(SkipsFail(config), "newsroom-skips-fail")


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Leave the tests marked soak to `make soak`; they are not skipped, they wait."""
    if settings.NEWSROOM_SOAK:
        return
    soak = [item for item in items if item.get_closest_marker("soak")]
    if soak:
        config.hook.pytest_deselected(items=soak)
        items[:] = [item for item in items if item not in soak]


def _refuses_skips() -> bool:
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}


class SkipsFail:
    """Where CI is set, a test that did not run is a test that did not pass."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.is_worker = hasattr(config, "workerinput")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped and not hasattr(report, "wasxfail"):
            self._note(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped:
            self._note(report)

    def _note(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
        self.config.stash[SKIPPED].append(f"{report.nodeid}: {reason}")

    @pytest.hookimpl(wrapper=True)
    def pytest_sessionfinish(
        self, session: pytest.Session, exitstatus: int
    ) -> Iterator[None]:
        ended = yield
        passed = session.exitstatus in {
            pytest.ExitCode.OK,
            pytest.ExitCode.NO_TESTS_COLLECTED,
        }
        if passed and self.config.stash[SKIPPED] and not self.is_worker:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        return ended

    def pytest_terminal_summary(
        self, terminalreporter: pytest.TerminalReporter
    ) -> None:
        skipped = self.config.stash[SKIPPED]
        if skipped:
            terminalreporter.section("skipped where CI is set: the run fails")
            for line in sorted(set(skipped)):
                terminalreporter.line(line)
