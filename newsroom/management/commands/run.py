"""`manage.py run`: the demo newsroom, server and worker together, on one machine."""

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import time
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser
from django.core.management import call_command as call

from newsroom import catalogues, server

HOST = "127.0.0.1"
SECONDS_TO_START = 60
SECONDS_TO_END = 10


class _Ended(Exception):
    """Somebody asked the newsroom to end."""


def server_command(port: int) -> list[str]:
    """Return how the server is started: the one that production uses too."""
    return [
        *(sys.executable, "manage.py", "serve", "--host", HOST),
        *("--port", str(port), "--workers", "1", "--verbosity", "0"),
    ]


def worker_command() -> list[str]:
    """Return how the worker is started."""
    return [sys.executable, "manage.py", "work"]


class Command(BaseCommand):
    """Migrate, make the demo, then keep server and worker until Ctrl-C."""

    help = "Run the demo newsroom: migrations, content, server and worker."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--no-demo", action="store_true", help="Leave the content as it is."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        port = options["port"]
        self._refuse_where_it_cannot_run(port)
        catalogues.compile_all()
        self._say("Bringing the database up to date ...")
        call("migrate", verbosity=0)
        if not options["no_demo"]:
            self._say("Looking after the demo newsroom (the first time a minute) ...")
            call("demo")
        self._say("Starting server and worker ...")
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, _end)
        processes: dict[str, subprocess.Popen[bytes]] = {}
        try:
            processes["server"] = self._start(server_command(port))
            processes["worker"] = self._start(worker_command())
            self._wait_until_ready(port, processes["server"])
            self._tell()
            self._watch(processes)
        except _Ended:
            self._say("Ending server and worker.")
        finally:
            _end_all(list(processes.values()))

    def _refuse_where_it_cannot_run(self, port: int) -> None:
        if settings.NEWSROOM_ENV == "production":
            raise CommandError(
                "This command makes demo accounts. In production, start the server "
                "and `manage.py work` each by itself: see docs/settings.md."
            )
        server.refuse_a_taken_port(
            HOST, port, hint="Choose another: make run PORT=8001"
        )

    def _start(self, command: list[str]) -> subprocess.Popen[bytes]:
        """Start a child of its own session, so that Ctrl-C reaches only us."""
        return subprocess.Popen(command, cwd=settings.ROOT, start_new_session=True)

    def _wait_until_ready(self, port: int, served: subprocess.Popen[bytes]) -> None:
        give_up_at = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < give_up_at:
            if served.poll() is not None:
                raise CommandError(f"The server ended with code {served.returncode}.")
            if _is_ready(port):
                return
            time.sleep(0.1)
        raise CommandError(f"The server was not ready after {SECONDS_TO_START} s.")

    def _tell(self) -> None:
        lines = ["", f"The newsroom runs at {settings.NEWSROOM_URL}"]
        lines += [
            f"  {code.upper()}     {settings.NEWSROOM_URL}/{code}/"
            for code, _name in settings.LANGUAGES
        ]
        lines += [
            f"  Admin  {settings.NEWSROOM_URL}/admin/",
            f"  Demo accounts (password {settings.NEWSROOM_DEMO_PASSWORD}):",
        ]
        lines += [
            f"    {role:<14} {name}"
            for role, name in settings.NEWSROOM_DEMO_ACCOUNTS.items()
        ]
        lines += ["Ctrl-C ends server and worker.", ""]
        self._say("\n".join(lines))

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()

    def _watch(self, processes: dict[str, subprocess.Popen[bytes]]) -> None:
        """Stay while the server runs; a lost worker is told, not fatal."""
        served, worker = processes["server"], processes["worker"]
        worker_was_alive = True
        while served.poll() is None:
            if worker_was_alive and worker.poll() is not None:
                worker_was_alive = False
                self.stderr.write(
                    f"The worker ended (code {worker.returncode}). Releases still "
                    "lift on time; search index and webhooks wait for a worker."
                )
            time.sleep(0.5)
        raise CommandError(f"The server ended with code {served.returncode}.")


def _end(signum: int, frame: FrameType | None) -> None:
    raise _Ended


def _is_ready(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _end_all(processes: list[subprocess.Popen[bytes]]) -> None:
    """Ask each child to end, by its id; kill what then is left of its group.

    A server that was killed leaves its own workers behind, on our port.
    """
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(SECONDS_TO_END)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
