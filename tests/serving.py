"""Starts the newsroom's own server as a process, on the database of the test."""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

HOST = "127.0.0.1"
GUARD = 30.0


@dataclass(frozen=True)
class Answer:
    """What came back over the wire."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode("utf-8", errors="replace")

    def json(self) -> Any:
        return json.loads(self.content)


@dataclass(frozen=True)
class Server:
    """A process that answers at an address of this machine."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def ask(self, path: str, *, method: str = "GET", **headers: str) -> Answer:
        """Put one question to the server, on a connection of its own."""
        asked = {name.replace("_", "-"): value for name, value in headers.items()}
        link = http.client.HTTPConnection(HOST, self.port, timeout=GUARD)
        try:
            link.request(method, path, headers=asked)
            answer = link.getresponse()
            head = {name.title(): value for name, value in answer.getheaders()}
            return Answer(answer.status, head, answer.read())
        finally:
            link.close()


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def database_address() -> str:
    """Return DATABASE_URL for the database that the test writes to."""
    chosen = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{Path(chosen['NAME']).absolute()}"
    who = quote(chosen["USER"], safe="")
    if chosen["PASSWORD"]:
        who += ":" + quote(chosen["PASSWORD"], safe="")
    where = f"{chosen['HOST']}:{chosen['PORT']}".rstrip(":")
    return f"postgresql://{who}@{where}/{quote(str(chosen['NAME']), safe='')}"


def environment(**others: str) -> dict[str, str]:
    """Return the environment of a server that reads what the test has written."""
    own = {
        "DATABASE_URL": database_address(),
        "NEWSROOM_MEDIA": str(settings.MEDIA_ROOT),
        "NEWSROOM_LOG_LEVEL": "WARNING",
    }
    return os.environ | own | others


@contextlib.contextmanager
def newsroom(*, workers: int = 1, **others: str) -> Iterator[Server]:
    """Run the server as production does; `others` are environment variables."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "granian", "newsroom.wsgi:application"),
        *("--interface", "wsgi", "--host", HOST, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", "4", "--no-ws"),
        *("--log-level", "warning"),
    ]
    own = {"NEWSROOM_URL": f"http://{HOST}:{port}"} | others
    with process(command, environment=environment(**own)) as started:
        server = Server(port, started)
        wait_for(server, "/readyz", status=200)
        yield server


@contextlib.contextmanager
def process(
    command: list[str], *, environment: Mapping[str, str] | None = None, **kwargs: Any
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a process in a session of its own; end it, and what it started, by id."""
    started = subprocess.Popen(
        command,
        cwd=settings.ROOT,
        env=environment,
        start_new_session=True,
        **kwargs,
    )
    try:
        yield started
    finally:
        started.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            started.wait(GUARD / 3)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)
        started.wait()


def wait_for(server: Server, path: str, *, status: int) -> None:
    """Return when an address answers with a status; fail where it never does."""
    give_up_at = time.monotonic() + GUARD
    told: object = "nothing"
    while time.monotonic() < give_up_at:
        if server.process.poll() is not None:
            pytest.fail(f"the process ended with code {server.process.returncode}")
        try:
            answer = server.ask(path)
        except OSError as error:
            told = error
        else:
            if answer.status == status:
                return
            told = answer
        time.sleep(0.02)
    pytest.fail(f"{path} was never answered with {status}, but: {told}")
