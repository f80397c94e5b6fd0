"""Child processes of a benchmark: started, waited for, weighed, ended by their ids."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
SECONDS_TO_START = 60
SECONDS_TO_END = 10
KIB = 1024


class Failed(Exception):
    """A child did not do what it was started for."""


def serve_command(port: int, *, workers: int) -> list[str]:
    """Return how the newsroom's own server is started."""
    return [
        *(sys.executable, "manage.py", "serve"),
        *("--port", str(port), "--workers", str(workers)),
    ]


@contextlib.contextmanager
def running(
    command: list[str], *, environment: dict[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Keep a process running; then end it and what is left of its group."""
    with log.open("ab") as told:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=told,
            stderr=told,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(SECONDS_TO_END)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, path: str, *, process: subprocess.Popen[bytes]) -> bytes:
    """Wait until an address answers with 200; return its bytes."""
    give_up_at = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < give_up_at:
        if process.poll() is not None:
            raise Failed(f"{process.args} ended with code {process.returncode}")
        with contextlib.suppress(OSError, http.client.HTTPException):
            status, content = get(port, path)
            if status == http.client.OK:
                return content
        time.sleep(0.005)
    raise Failed(f"{path} was not answered within {SECONDS_TO_START} s")


def get(port: int, path: str) -> tuple[int, bytes]:
    """Return status and bytes of an address."""
    connection = http.client.HTTPConnection(HOST, port, timeout=SECONDS_TO_START)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def children(pid: int) -> list[int]:
    """Return the processes that a process has started and that are alive."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in listed.split()]


def memory(pid: int) -> tuple[float, float]:
    """Return RSS and PSS of a process in MiB: shared pages whole, and by shares."""
    found = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
        name, value = line.split(":")
        found[name] = int(value.split()[0]) / KIB
    return found["Rss"], found["Pss"]
