"""Promise: settings are read once, documented, and production refuses unsafe ones."""

import ast
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured, ValidationError

from newsroom import database_url, passwords, production

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("newsroom", "home", "press", "search")
SAFE = {
    "NEWSROOM_ENV": "production",
    "SECRET_KEY": "s" * 50,
    "ALLOWED_HOSTS": "press.example.org",
    "NEWSROOM_URL": "https://press.example.org",
}


class RecordedEnvironment(dict):
    """An empty environment that notes what is asked of it."""

    def __init__(self):
        self.reads = []

    def get(self, name, default=None):
        self.reads.append((name, default))
        return default

    def __getitem__(self, name):
        raise AssertionError(f"{name} is read without a default")


@pytest.fixture
def reads(monkeypatch):
    """What settings.py asks of an empty environment, in its order."""
    environment = RecordedEnvironment()
    monkeypatch.setattr(os, "environ", environment)
    runpy.run_path(str(ROOT / "newsroom" / "settings.py"))
    return environment.reads


def documented():
    rows = re.findall(
        r"^\| `([A-Z_]+)` \| (\S+) \| .+ \|$",
        (ROOT / "docs" / "settings.md").read_text(),
        re.MULTILINE,
    )
    return {name: "" if value == "(empty)" else value[1:-1] for name, value in rows}


def test_each_environment_variable_is_read_once(reads):
    names = [name for name, _default in reads]

    assert sorted(set(names)) == sorted(names)
    assert len(names) > 15


def test_the_documentation_lists_each_variable_with_its_default(reads):
    defaults = {
        name: str(default).replace(f"{ROOT}/", "").replace(f"{ROOT.parent}/", "../")
        for name, default in reads
    }

    assert documented() == defaults


def test_no_other_module_reads_the_environment():
    readers = [
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute)
        and node.attr in {"environ", "getenv", "environb"}
    ]

    # wsgi.py names the settings module, which is not a setting of ours.
    assert sorted(set(readers)) == ["newsroom/settings.py", "newsroom/wsgi.py"]


@pytest.mark.parametrize(
    ("values", "reasons"),
    [
        ({}, []),
        ({"debug": True}, ["DEBUG is on."]),
        ({"secret": ""}, ["SECRET_KEY is missing."]),
        ({"secret": production.DEVELOPMENT_SECRET}, ["SECRET_KEY is missing."]),
        ({"secret": "short"}, ["SECRET_KEY has fewer than 32 characters."]),
        (
            {"hosts": ["press.example.org", " * "]},
            ["ALLOWED_HOSTS names every host or none; name yours."],
        ),
        (
            {"hosts": [""]},
            ["ALLOWED_HOSTS names every host or none; name yours."],
        ),
        ({"clock_shift": 0.5}, ["NEWSROOM_CLOCK_SHIFT is set; it is for tests."]),
        ({"failpoint": "x"}, ["NEWSROOM_FAILPOINT is set; it is for tests."]),
        (
            {"debug": True, "secret": ""},
            ["DEBUG is on.", "SECRET_KEY is missing."],
        ),
    ],
)
def test_production_refuses_what_only_development_may_hold(values, reasons):
    safe = {
        "debug": False,
        "secret": "s" * 50,
        "hosts": ["press.example.org"],
        "clock_shift": 0.0,
        "failpoint": "",
    }

    assert production.refusals("production", **(safe | values)) == reasons
    assert production.refusals("development", **(safe | values)) == []


def test_an_unknown_environment_is_refused():
    with pytest.raises(ImproperlyConfigured, match="NEWSROOM_ENV is 'prod'"):
        production.refuse(
            env="prod", debug=False, secret="", hosts=[], clock_shift=0, failpoint=""
        )


def start_with(environment, *command):
    """Run a command of the project with these variables and no others of ours."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, *(command or ("manage.py", "check"))],
        cwd=ROOT,
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_safe_production_newsroom_starts(tmp_path):
    database = {"DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3"}

    ended = start_with(SAFE | database)

    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"DEBUG": "1"}, "DEBUG is on."),
        ({"SECRET_KEY": ""}, "SECRET_KEY is missing."),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS names every host"),
    ],
)
def test_an_unsafe_production_newsroom_ends_with_the_reason(change, reason, tmp_path):
    database = {"DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3"}

    ended = start_with(SAFE | database | change)

    assert ended.returncode != 0
    assert reason in ended.stderr


def test_a_server_does_not_start_on_a_database_that_it_cannot_read(tmp_path):
    database = {"DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3"}

    ended = start_with(SAFE | database, "-c", "import newsroom.wsgi")

    assert ended.returncode != 0
    assert "Run manage.py migrate first." in ended.stderr


@pytest.fixture
def demo_account(db):
    return get_user_model().objects.create(
        username=django_settings.NEWSROOM_DEMO_ACCOUNTS["approver"],
        password=make_password(django_settings.NEWSROOM_DEMO_PASSWORD),
    )


def test_production_refuses_a_demo_password(demo_account, settings):
    settings.NEWSROOM_ENV = "production"

    with pytest.raises(ImproperlyConfigured, match="demo password: approver"):
        passwords.refuse_the_demo_in_production()
    assert [
        error.id
        for error in run_checks(databases=["default"])
        if error.id == "newsroom.E001"
    ] == ["newsroom.E001"]


def test_production_takes_a_demo_account_with_a_password_of_its_own(
    demo_account, settings
):
    settings.NEWSROOM_ENV = "production"
    demo_account.set_password("one that only its owner knows")
    demo_account.save()

    passwords.refuse_the_demo_in_production()
    assert passwords.accounts_with_the_demo_password() == []


def test_production_takes_a_demo_account_that_cannot_sign_in(demo_account, settings):
    settings.NEWSROOM_ENV = "production"
    demo_account.is_active = False
    demo_account.save()

    passwords.refuse_the_demo_in_production()


def test_development_keeps_its_demo_accounts(demo_account):
    passwords.refuse_the_demo_in_production()

    assert passwords.accounts_with_the_demo_password() == ["approver"]


def test_nobody_can_choose_the_demo_password(db):
    with pytest.raises(ValidationError) as refused:
        validate_password(django_settings.NEWSROOM_DEMO_PASSWORD)

    assert [error.code for error in refused.value.error_list] == ["demo-password"]


def test_an_address_that_is_not_answered_is_reported(settings):
    settings.NEWSROOM_URL = "https://elsewhere.example"

    assert "newsroom.E002" in [error.id for error in run_checks()]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("sqlite:///var/x.sqlite3", Path("var/x.sqlite3")),
        ("sqlite:////tmp/with%20space/x.sqlite3", Path("/tmp/with space/x.sqlite3")),  # noqa: S108
    ],
)
def test_a_sqlite_address_names_its_file_and_waits_for_locks(url, expected):
    assert database_url.parse(url) == {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": expected,
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
        "TEST": {"NAME": expected.with_name("x.sqlite3.test")},
    }


def test_a_postgresql_address_names_host_account_and_options():
    found = database_url.parse(
        "postgresql://press:s%40fe@db.example:5433/newsroom?sslmode=require"
    )

    assert found == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "newsroom",
        "USER": "press",
        "PASSWORD": "s@fe",
        "HOST": "db.example",
        "PORT": "5433",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize(
    "url", ["", "mysql://h/n", "postgresql://host", "sqlite:///", "newsroom.sqlite3"]
)
def test_an_address_of_no_known_database_is_refused(url):
    with pytest.raises(database_url.UnknownDatabase, match="DATABASE_URL"):
        database_url.parse(url)
