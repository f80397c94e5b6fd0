"""A real Elasticsearch for the tests that need one: named, or started for the run."""

import fcntl
import json
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

SCRIPT = Path(__file__).parent.parent / "elasticsearch" / "elasticsearch"
NAMED, FOLDER = "ELASTICSEARCH_TEST_URL", "NEWSROOM_TEST_ENGINES"
LEFT_OUT = (
    "Elasticsearch suites left out: none could be started ({why}); install a JDK of "
    f"version 21 to 25 and Maven, or set {NAMED} to a running one."
)
SPEAKER = "elasticsearch: "
SKIPPED = "no Elasticsearch"
PATIENCE = 300
# Below those that the system hands out, so that nobody takes one between our look
# and our start.
PORTS = range(20_000, 30_000)
TRANSPORT = 100


class Node:
    """A server of our own, of one node or several, to be killed and brought back."""

    def __init__(self, port: int | None = None, *, nodes: int = 1) -> None:
        self.port, self.nodes = port or free_port(nodes=nodes), nodes

    @property
    def url(self) -> str:
        ports = range(self.port, self.port + self.nodes)
        return ",".join(f"http://127.0.0.1:{port}" for port in ports)

    def start(self) -> str:
        """Start it, or what is left of it. Raises CalledProcessError."""
        self._run("start", "--nodes", str(self.nodes))
        return self.url

    def kill(self, node: int = 1) -> None:
        """End a node as a power cut does."""
        self._run("kill", "--node", str(node))

    def pause(self, node: int = 1) -> None:
        """Let a node hang: it holds on to its connections."""
        self._run("pause", "--node", str(node))

    def resume(self, node: int = 1) -> None:
        self._run("resume", "--node", str(node))

    def end(self) -> None:
        """Stop it and drop its data."""
        self._run("stop")
        self._run("wipe")

    def _run(self, verb: str, *more: str) -> None:
        try:
            subprocess.run(
                [SCRIPT, verb, "--port", str(self.port), *more],
                check=True,
                capture_output=True,
                text=True,
                timeout=PATIENCE,
            )
        except subprocess.CalledProcessError as error:
            error.add_note(error.stderr)
            raise


def free_port(*, nodes: int = 1) -> int:
    """Return a port from which on nodes find theirs free, for HTTP and transport."""
    while True:
        # No seed of a run may send all its workers to the same one.
        port = secrets.choice(PORTS)
        wanted = range(port, port + nodes)
        if all(_is_free(one) and _is_free(one + TRANSPORT) for one in wanted):
            return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="newsroom-engines-")


def pytest_unconfigure(config: pytest.Config) -> None:
    """End what was started for this run; workers leave it to who began the run."""
    folder = os.environ.get(FOLDER)
    if hasattr(config, "workerinput") or not folder:
        return
    port = Path(folder, "port")
    if port.exists():
        Node(int(port.read_text())).end()
    shutil.rmtree(folder)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    folder = os.environ.get(FOLDER)
    why = Path(folder, "why") if folder else None
    if why and why.exists():
        terminalreporter.line(why.read_text())


@pytest.fixture(scope="session")
def elasticsearch_url() -> str:
    """The address of a running Elasticsearch, one for all workers of a run."""
    if os.environ.get(NAMED):
        return os.environ[NAMED]
    folder = Path(os.environ[FOLDER])
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        port = folder / "port"
        if not port.exists():
            node = Node()
            _start(node)
            port.write_text(str(node.port))
        return f"http://127.0.0.1:{port.read_text()}"


@pytest.fixture
def start_node() -> Iterator[Callable[..., Node]]:
    """Starts a server that the test may kill; `nodes=3` makes a cluster."""
    started: list[Node] = []

    def start(*, nodes: int = 1) -> Node:
        node = Node(nodes=nodes)
        started.append(node)
        _start(node)
        return node

    yield start
    for node in started:
        node.end()


def _start(node: Node) -> None:
    """Start a server, or skip the test and note why, for the end of the run."""
    why = Path(os.environ[FOLDER], "why")
    if not why.exists():
        try:
            node.start()
        except (OSError, subprocess.SubprocessError) as error:
            why.write_text(LEFT_OUT.format(why=_reason(error)))
    if why.exists():
        pytest.skip(SKIPPED)


@pytest.fixture
def index_prefix(elasticsearch_url: str) -> Iterator[str]:
    """A name that no other test's indexes begin with; those are dropped after it."""
    yield from _prefix(elasticsearch_url)


@pytest.fixture(scope="session")
def shared_prefix(elasticsearch_url: str) -> Iterator[str]:
    """The same for indexes that tests share: those are dropped after the last one."""
    yield from _prefix(elasticsearch_url)


def _prefix(url: str) -> Iterator[str]:
    prefix = f"newsroom-test-{uuid4().hex}"
    yield prefix
    for row in _ask(f"{url}/_cat/indices/{prefix}*?format=json&h=index"):
        _ask(f"{url}/{row['index']}?ignore_unavailable=true", method="DELETE")


def _ask(url: str, *, method: str = "GET") -> list[dict[str, str]]:
    request = urllib.request.Request(url, method=method)  # noqa: S310 - our own server
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        found: list[dict[str, str]] = json.load(answer)
    return found


def _reason(error: Exception) -> str:
    """Return what the script said last, without the advice on the lines after it."""
    lines = str(getattr(error, "stderr", "") or "").splitlines()
    said = [line for line in lines if line.startswith(SPEAKER)]
    return said[-1].removeprefix(SPEAKER).rstrip(".") if said else str(error)
