"""Promise: one command runs the newsroom, server and worker, and ends both."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command

from newsroom.management.commands import run

GUARD = 60


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def running(port, tmp_path):
    """`manage.py run` on a database of its own, ended after the test."""
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path}/newsroom.sqlite3",
        "NEWSROOM_MEDIA": str(tmp_path / "media"),
        "NEWSROOM_URL": f"http://127.0.0.1:{port}",
    }
    with subprocess.Popen(
        [sys.executable, "manage.py", "run", "--no-demo", "--port", str(port)],
        cwd=django_settings.ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        yield process
        process.send_signal(signal.SIGINT)


def told(process):
    """What the command prints until it says how to end it."""
    lines = []
    for line in process.stdout:
        lines.append(line.rstrip())
        if line.startswith("Ctrl-C"):
            break
    return lines


def children(process):
    listed = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(process.pid)],
        capture_output=True,
        text=True,
        check=True,
    )
    found = {}
    for line in listed.stdout.splitlines():
        pid, args = line.split(maxsplit=1)
        if " granian " in args:
            found["server"] = int(pid)
        if args.endswith("manage.py work"):
            found["worker"] = int(pid)
    return found


def is_alive(pid):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


def status_of(port, path):
    with urllib.request.urlopen(  # noqa: S310
        f"http://127.0.0.1:{port}{path}", timeout=GUARD
    ) as answer:
        return answer.status


def test_the_newsroom_tells_its_addresses_and_ends_server_and_worker(running, port):
    lines = told(running)
    pids = children(running)

    assert (
        lines[-11:]
        == [
            "",
            f"The newsroom runs at http://127.0.0.1:{port}",
            f"  EN     http://127.0.0.1:{port}/en/",
            f"  FR     http://127.0.0.1:{port}/fr/",
            f"  Admin  http://127.0.0.1:{port}/admin/",
            "  Demo accounts (password newsroom-demo-2026):",
            "    editor         editor",
            "    approver       approver",
            "    translator     translator",
            "    operator       operator",
            "    administrator  admin",
            "Ctrl-C ends server and worker.",
        ][-11:]
    )
    assert status_of(port, "/readyz") == 200
    assert sorted(pids) == ["server", "worker"]

    running.send_signal(signal.SIGINT)

    assert running.wait(GUARD) == 0
    assert [is_alive(pid) for pid in pids.values()] == [False, False]


def test_the_newsroom_goes_on_when_its_worker_is_killed(running, port):
    told(running)
    os.kill(children(running)["worker"], signal.SIGKILL)

    heard = next(line for line in running.stdout if "worker ended" in line)

    assert re.match(r"The worker ended \(code -9\)\. Releases still lift", heard)
    assert status_of(port, "/readyz") == 200


def test_the_newsroom_ends_with_a_word_when_its_server_is_killed(running):
    told(running)
    pids = children(running)
    os.kill(pids["server"], signal.SIGKILL)

    assert running.wait(GUARD) == 1
    assert "The server ended with code -9." in running.stdout.read()
    give_up_at = time.monotonic() + GUARD
    while is_alive(pids["worker"]) and time.monotonic() < give_up_at:
        time.sleep(0.05)
    assert not is_alive(pids["worker"])


def test_a_port_that_is_taken_is_named(port, db):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()

        with pytest.raises(CommandError, match=f"Port {port} is taken"):
            call_command("run", port=port)


def test_production_has_no_demo_run(settings):
    settings.NEWSROOM_ENV = "production"

    with pytest.raises(CommandError, match="makes demo accounts"):
        call_command("run")


def test_server_and_worker_run_on_the_python_of_the_command():
    commands = [run.server_command(8000), run.worker_command()]

    assert [command[0] for command in commands] == [sys.executable, sys.executable]
