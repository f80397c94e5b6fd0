"""Promise: one command runs the newsroom, server and worker, and ends both."""

import contextlib
import os
import queue
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command

from newsroom.management.commands import run

GUARD = 30
# What the command says last before it waits.
LAST = "Ctrl-C ends"


class Newsroom:
    """`manage.py run` as a process whose lines are read without waiting for ever."""

    def __init__(self, process):
        self.process = process
        self.lines = queue.Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        with self.process.stdout as told:
            for line in told:
                self.lines.put(line.rstrip())
        self.lines.put(None)

    def told_until(self, words):
        """The lines up to the first with these words; fails where none comes."""
        heard = []
        give_up_at = time.monotonic() + GUARD
        while not heard or words not in heard[-1]:
            try:
                line = self.lines.get(timeout=max(give_up_at - time.monotonic(), 0))
            except queue.Empty:
                line = None
            if line is None:
                pytest.fail(f"never said {words!r}, but:\n" + "\n".join(heard))
            heard.append(line)
        return heard

    def children(self):
        """The pids of server and worker."""
        listed = subprocess.run(
            ["ps", "-o", "pid=,args=", "--ppid", str(self.process.pid)],
            capture_output=True,
            text=True,
            check=False,
        )
        found = {}
        for line in listed.stdout.splitlines():
            pid, args = line.split(maxsplit=1)
            if " manage.py serve " in args:
                found["server"] = int(pid)
            if args.endswith("manage.py work"):
                found["worker"] = int(pid)
        return found

    def end(self):
        """End the process and its children, by force where asking does not help."""
        pids = self.children()
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(GUARD)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        for pid in pids.values():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
        self.reader.join(GUARD)


def environment(folder, **others):
    return os.environ | {
        "DATABASE_URL": f"sqlite:///{folder}/newsroom.sqlite3",
        "NEWSROOM_MEDIA": f"{folder}/media",
        **others,
    }


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    """A database with every table and no content, made once for this file."""
    folder = tmp_path_factory.mktemp("migrated")
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=django_settings.ROOT,
        env=environment(folder),
        check=True,
        timeout=4 * GUARD,
    )
    return folder / "newsroom.sqlite3"


@pytest.fixture
def running(port, tmp_path, migrated):
    """`manage.py run` on a database of its own, ended after the test."""
    shutil.copy(migrated, tmp_path)
    process = subprocess.Popen(
        [sys.executable, "manage.py", "run", "--no-demo", "--port", str(port)],
        cwd=django_settings.ROOT,
        env=environment(tmp_path, NEWSROOM_URL=f"http://127.0.0.1:{port}"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    newsroom = Newsroom(process)
    yield newsroom
    newsroom.end()


def is_alive(pid):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


def is_taken(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def status_of(port, path):
    with urllib.request.urlopen(
        f"http://127.0.0.1:{port}{path}", timeout=GUARD
    ) as answer:
        return answer.status


def test_the_newsroom_tells_its_addresses_and_ends_server_and_worker(running, port):
    lines = running.told_until(LAST)
    pids = running.children()

    assert lines[-11:] == [
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
    ]
    assert status_of(port, "/readyz") == 200
    assert sorted(pids) == ["server", "worker"]

    running.process.send_signal(signal.SIGINT)

    assert running.process.wait(GUARD) == 0
    assert [is_alive(pid) for pid in pids.values()] == [False, False]


def test_the_newsroom_goes_on_when_its_worker_is_killed(running, port):
    running.told_until(LAST)
    os.kill(running.children()["worker"], signal.SIGKILL)

    heard = running.told_until("worker ended")[-1]

    assert re.match(r"The worker ended \(code -9\)\. Releases still lift", heard)
    assert status_of(port, "/readyz") == 200


def test_the_newsroom_ends_with_a_word_when_its_server_is_killed(running, port):
    running.told_until(LAST)
    pids = running.children()
    os.kill(pids["server"], signal.SIGKILL)

    running.told_until("The server ended with code -9.")
    assert running.process.wait(GUARD) == 1
    give_up_at = time.monotonic() + GUARD
    while is_alive(pids["worker"]) and time.monotonic() < give_up_at:
        time.sleep(0.05)
    assert not is_alive(pids["worker"])
    assert not is_taken(port)


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
