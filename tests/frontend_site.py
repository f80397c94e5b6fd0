"""The example site for tests: built once, and served beside a newsroom of processes.

What it makes lies in var/frontend, and is made again when the sources that it is made
of have changed. A run of tests on several processes builds it once.
"""

import fcntl
import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from newsroom.management.commands import run

SOURCE = settings.ROOT / "examples" / "frontend"
BUILT = settings.ROOT / "var" / "frontend"
MADE = ("node_modules", ".next", "next-env.d.ts", "tsconfig.tsbuildinfo", ".env.local")
OLDEST_NODE = (20, 9)
GUARD = 60
BUILD_GUARD = 420


def why_not() -> str:
    """Return why the site cannot be built on this machine; empty where it can."""
    if not shutil.which("npm") or not shutil.which("node"):
        return "no node and npm on this machine"
    told = subprocess.run(
        ["node", "--version"], capture_output=True, text=True, check=True
    ).stdout.strip()
    version = tuple(int(part) for part in told.lstrip("v").split(".")[:2])
    return "" if version >= OLDEST_NODE else f"node {told} is too old"


def npm(*words: str) -> subprocess.CompletedProcess[str]:
    """Run npm in the built copy; its output is returned, whatever it is."""
    return subprocess.run(
        ["npm", *words],
        cwd=BUILT,
        env=os.environ | {"NEXT_TELEMETRY_DISABLED": "1", "CI": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=BUILD_GUARD,
    )


def _must(*words: str) -> None:
    done = npm(*words)
    if done.returncode:
        raise RuntimeError(f"npm {' '.join(words)}:\n{done.stdout}\n{done.stderr}")


def _hash(*files: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(str(file.relative_to(SOURCE)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def sources() -> list[Path]:
    """Return the files that the site is built of."""
    return [
        path
        for path in SOURCE.rglob("*")
        if path.is_file() and path.relative_to(SOURCE).parts[0] not in MADE
    ]


@contextmanager
def _stamped(name: str, value: str) -> Iterator[bool]:
    """Tell whether there is work to do for a value; note it once it is done."""
    stamp = BUILT / f".stamp-{name}"
    is_done = stamp.exists() and stamp.read_text() == value
    yield not is_done
    stamp.write_text(value)


def build() -> None:
    """Copy, install and build what has changed since the last time."""
    BUILT.mkdir(parents=True, exist_ok=True)
    with (BUILT / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        files = sources()
        with _stamped("build", _hash(*files)) as is_due:
            if is_due:
                _copy(files)
                _install()
                _must("run", "build")


def _copy(files: list[Path]) -> None:
    """Copy the sources; a file that left them leaves the copy too."""
    for name in ("app", "components", "lib", "wording"):
        shutil.rmtree(BUILT / name, ignore_errors=True)
    for path in files:
        copy = BUILT / path.relative_to(SOURCE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, copy)


def _install() -> None:
    with _stamped("install", _hash(SOURCE / "package-lock.json")) as is_due:
        if is_due:
            _must("ci")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def answer(url: str, data: bytes | None = None) -> tuple[int, str]:
    """Return status and text of an address, after a POST of `data` where it is given.

    The status is 0 where nobody answers.
    """
    asked = urllib.request.Request(url, data)  # noqa: S310 - ours
    try:
        with urllib.request.urlopen(asked, timeout=GUARD) as found:  # noqa: S310
            return found.status, found.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()
    except OSError:
        return 0, ""


def until(url: str, words: str, *, seconds: float = GUARD) -> float:
    """Ask for an address until it has these words; return how long it took."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        status, text = answer(url)
        if status == 200 and words in text:
            return time.monotonic() - began
        time.sleep(0.05)
    raise AssertionError(f"{url} never had {words!r}: {status} {text[-400:]}")


@dataclass
class Newsroom:
    """A newsroom of processes: its desk, and what is needed to start the rest."""

    url: str
    environment: dict[str, str]
    desk: subprocess.Popen[str]

    def does(self, act: str, *arguments: Any) -> Any:
        """Do something at the desk; return what it answers."""
        assert self.desk.stdin and self.desk.stdout
        self.desk.stdin.write(json.dumps([act, arguments]) + "\n")
        self.desk.stdin.flush()
        line = self.desk.stdout.readline()
        if not line:
            raise AssertionError(f"the desk ended at {act}")
        return json.loads(line)

    @contextmanager
    def runs(self) -> Iterator[str]:
        """Run server and worker; yield the address."""
        server = run.server_command(_port(self.url))
        with (
            _process(server, self.environment, settings.ROOT),
            _process(run.worker_command(), self.environment, settings.ROOT),
        ):
            until(f"{self.url}/readyz", "")
            yield self.url

    @contextmanager
    def runs_ahead(self, seconds: float) -> Iterator[str]:
        """Run one more server, by a clock that is ahead; yield its address."""
        url = f"http://127.0.0.1:{free_port()}"
        environment = self.environment | {
            "NEWSROOM_URL": url,
            "NEWSROOM_CLOCK_SHIFT": str(seconds),
        }
        with _process(run.server_command(_port(url)), environment, settings.ROOT):
            until(f"{url}/readyz", "")
            yield url


def _port(url: str) -> int:
    return int(url.rpartition(":")[2])


@contextmanager
def newsroom(folder: Path) -> Iterator[Newsroom]:
    """Make a newsroom with a database of its own."""
    url = f"http://127.0.0.1:{free_port()}"
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{folder}/newsroom.sqlite3",
        "NEWSROOM_MEDIA": f"{folder}/media",
        "NEWSROOM_URL": url,
        "NEWSROOM_WEBHOOK_ALLOW": "127.0.0.0/8",
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
    }
    words = [sys.executable, "-m", "tests.frontend_desk"]
    pipes: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with _process(words, environment, settings.ROOT, **pipes) as desk:
        made = Newsroom(url, environment, desk)
        made.does("open")
        yield made


@contextmanager
def site(newsroom_url: str, *, port: int, secret: str = "") -> Iterator[str]:
    """Serve the built site on a newsroom; yield its address."""
    url = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "NEWSROOM_URL": newsroom_url,
        "SITE_URL": url,
        "NEWSROOM_WEBHOOK_SECRET": secret,
        "NEXT_TELEMETRY_DISABLED": "1",
    }
    next_start = ["node", "node_modules/next/dist/bin/next", "start"]
    words = [*next_start, "--port", str(port), "--hostname", "127.0.0.1"]
    with _process(words, environment, BUILT, stdout=subprocess.DEVNULL):
        until(f"{url}/en/", "<main")
        yield url


@contextmanager
def _process(
    words: list[str], environment: dict[str, str], folder: Path, **pipes: Any
) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(words, cwd=folder, env=environment, **pipes)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(GUARD)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
