"""Promise: the code keeps the form that its design gives it."""

import subprocess
from pathlib import Path

import pytest

from tests import architecture

TOP_LEVEL = {
    *("newsroom", "home", "press", "search", "templates", "tests"),
    *("Makefile", "README.md", "pyproject.toml", "manage.py", ".gitignore"),
    *("requirements", "docs", "benchmarks", "examples", ".ci"),
}


def tracked():
    listed = subprocess.run(
        ["git", "ls-files"],
        cwd=architecture.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [Path(line) for line in listed.stdout.splitlines()]


def too_long(limit, *folders):
    return {
        path: len(text.splitlines())
        for path, text in architecture.sources(*folders)
        if len(text.splitlines()) > limit
    }


def found_by(rule, *folders, only=lambda path: True):
    """The places that a rule of tests/architecture.py objects to, by module."""
    return {
        path: found
        for path, text in architecture.sources(*folders)
        if only(path) and (found := rule(text))
    }


def test_modules_are_at_most_300_lines():
    assert too_long(architecture.LONGEST_MODULE) == {}


def test_modules_of_tests_are_at_most_600_lines():
    assert too_long(architecture.LONGEST_TEST, "tests", "benchmarks") == {}


def test_functions_are_at_most_40_lines():
    assert (
        found_by(
            architecture.long_functions, *architecture.PACKAGES, "tests", "benchmarks"
        )
        == {}
    )


def test_no_file_has_a_name_that_says_nothing():
    names = [
        str(path)
        for path in tracked()
        if path.suffix == ".py" and path.stem in architecture.FORBIDDEN_NAMES
    ]

    assert names == []


def test_every_module_says_its_job_in_its_first_line():
    silent = [
        path
        for path, text in architecture.sources(*architecture.PACKAGES, "tests")
        if text.strip() and not architecture.first_line(text).endswith((".", ":", ";"))
    ]

    assert silent == []


def test_public_code_reads_releases_through_the_doors_only():
    assert (
        found_by(
            architecture.unguarded_reads,
            only=lambda path: (
                architecture.is_public(path) and path not in architecture.DOORS
            ),
        )
        == {}
    )


def test_there_is_public_code_for_that_rule_to_read():
    public = [
        path for path, _text in architecture.sources() if architecture.is_public(path)
    ]

    assert {"home/queries.py", "newsroom/urls.py"} <= set(public)


def test_no_module_reads_the_clock_of_its_host_but_the_clock():
    assert (
        found_by(architecture.clock_reads, only=lambda path: path != architecture.CLOCK)
        == {}
    )


def test_only_edges_read_the_newsrooms_clock():
    assert (
        found_by(
            architecture.press_clock_reads,
            only=lambda path: not path.startswith(architecture.EDGES),
        )
        == {}
    )


def test_imports_stand_at_the_top():
    assert found_by(architecture.hidden_imports) == {}


def test_the_top_level_is_fixed():
    assert {path.parts[0] for path in tracked()} - TOP_LEVEL == set()


def test_the_map_in_the_documentation_is_the_code():
    assert architecture.written_map() == architecture.drawn_map()


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("Page.objects.all()", ["1: Page.objects"]),
        ("models.Document.objects.count()", ["1: Document.objects"]),
        ("models.Record._default_manager", ["1: Record._default_manager"]),
        ("index.get_children().live()", ["1: .live()"]),
        ("pages.public()", ["1: .public()"]),
        ("queries.latest(at=at)", []),
        ("page.live", []),
        ("Locale.objects.all()", []),
    ],
)
def test_the_rule_of_doors_sees_a_way_around_them(code, found):
    assert architecture.unguarded_reads(code) == found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("timezone.now()", ["1: timezone.now"]),
        ("datetime.datetime.now(UTC)", ["1: datetime.now"]),
        ("field(default=timezone.now)", ["1: timezone.now"]),
        ("time.time()", ["1: time.time"]),
        ("date.today()", ["1: date.today"]),
        ("timezone.localtime()", ["1: timezone.localtime"]),
        ("timezone.localtime(at)", []),
        ("clock.now()", []),
        ("time.monotonic()", []),
    ],
)
def test_the_rule_of_clocks_sees_each_of_them(code, found):
    assert architecture.clock_reads(code) == found


def test_the_rule_of_imports_lets_an_app_get_ready():
    hidden = "def f():\n    import os"
    ready = "class A:\n    def ready(self):\n        import os"

    assert architecture.hidden_imports(hidden) == ["2: in f"]
    assert architecture.hidden_imports(ready) == []
