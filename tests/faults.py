"""A proxy in front of a real engine that fails as it is told, in the usual ways."""

import contextlib
import dataclasses
import http.client
import json
import socket
import struct
import sys
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

PASS = "pass"
REFUSE = "refuse"  # nothing listens
RESET = "reset"  # the connection ends before the engine hears of it
LOSE = "lose"  # the engine does it, its answer does not arrive
UNAVAILABLE = "unavailable"  # 503
READ_ONLY = "read-only"  # 403 to what writes
HANG = "hang"  # nothing is answered until it is mended
SLOW = "slow"  # answered after some seconds
FAULTS = (REFUSE, RESET, LOSE, UNAVAILABLE, READ_ONLY, HANG)

HOST = "127.0.0.1"
LONGEST = 30.0
# What only reads although its method could write.
READS = {
    "_analyze",
    "_count",
    "_field_caps",
    "_mget",
    "_msearch",
    "_pit",
    "_refresh",
    "_search",
    "_validate",
    "scroll",
}
BLOCKS = {
    UNAVAILABLE: (
        503,
        "unavailable_shards_exception",
        "primary shard is not active",
    ),
    READ_ONLY: (
        403,
        "cluster_block_exception",
        "blocked by: [FORBIDDEN/6/cluster read-only (api)];",
    ),
}


@dataclasses.dataclass(frozen=True)
class Fault:
    """A way to fail, and whether another has taken its place."""

    name: str
    seconds: float = LONGEST
    is_over: threading.Event = dataclasses.field(default_factory=threading.Event)


@dataclasses.dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


class FaultProxy:
    """Stands in front of `target` on a port of its own, which it keeps to its end."""

    def __init__(self, target: str) -> None:
        self.target = urlsplit(target)
        self.fault = Fault(PASS)
        self.requests = 0
        self._counting = threading.Lock()
        self._reserved = _bound(0)
        self.port = int(self._reserved.getsockname()[1])
        self._server: _Server | None = None

    def __enter__(self) -> "FaultProxy":
        self._listen()
        return self

    def __exit__(self, *_: object) -> None:
        self.fail(REFUSE)
        self._reserved.close()

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def fail(self, name: str, *, seconds: float = LONGEST) -> None:
        """Fail in this way from now on; requests that hang are let go."""
        before, self.fault = self.fault, Fault(name, seconds)
        before.is_over.set()
        if name == REFUSE:
            self._refuse()
        else:
            self._listen()

    def mend(self) -> None:
        self.fail(PASS)

    def count(self) -> None:
        with self._counting:
            self.requests += 1

    def _listen(self) -> None:
        if self._server is None:
            self._server = _Server(self, self._reserved)
            threading.Thread(
                target=self._server.serve_forever, args=[0.02], daemon=True
            ).start()

    def _refuse(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.shutdown()
            server.server_close()
            # A port that is bound, and not listened on, refuses and is nobody else's.
            self._reserved = _bound(self.port)
            server.cut()


def _bound(port: int) -> socket.socket:
    reserved = socket.socket()
    reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    reserved.bind((HOST, port))
    return reserved


def _reset(connection: socket.socket) -> None:
    """Let a connection end by RST once whoever reads from it has let go."""
    if connection.fileno() != -1:
        linger = struct.pack("ii", 1, 0)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        connection.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, proxy: FaultProxy, reserved: socket.socket) -> None:
        super().__init__((HOST, proxy.port), _Handler, bind_and_activate=False)
        self.socket.close()
        self.socket, self.proxy = reserved, proxy
        self.open: set[socket.socket] = set()
        self.server_activate()

    def process_request(self, request: Any, client_address: Any) -> None:
        self.open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self.open.discard(request)
        super().shutdown_request(request)

    def cut(self) -> None:
        """End the connections that are kept open."""
        for connection in list(self.open):
            # It may have ended by itself meanwhile.
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RD)
                _reset(connection)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell of every error but that of a client that did not wait."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: object) -> None:
        pass

    def _any(self) -> None:
        proxy = self.server.proxy
        proxy.count()
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        fault = proxy.fault
        if fault.name == HANG:
            fault.is_over.wait(LONGEST)
        if fault.name == SLOW:
            fault.is_over.wait(fault.seconds)
        answer = None
        if fault.name == UNAVAILABLE or (fault.name == READ_ONLY and self._writes()):
            answer = _blocked(fault.name)
        elif fault.name not in {HANG, RESET, REFUSE}:
            answer = self._forward(body)
        if answer is None or fault.name == LOSE:
            self.close_connection = True
            _reset(self.connection)
        else:
            self._answer(answer)

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = _any

    def _writes(self) -> bool:
        reads = READS & set(self.path.split("?")[0].split("/"))
        return self.command not in {"GET", "HEAD"} and not reads

    def _forward(self, body: bytes) -> Answer | None:
        """Return what the engine answers; None where it does not, as when killed."""
        target = self.server.proxy.target
        engine = http.client.HTTPConnection(
            str(target.hostname), target.port, timeout=LONGEST
        )
        try:
            engine.request(self.command, self.path, body, dict(self.headers))
            got = engine.getresponse()
            return Answer(got.status, dict(got.getheaders()), got.read())
        except (OSError, http.client.HTTPException):
            return None
        finally:
            engine.close()

    def _answer(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            if name.lower() not in {"content-length", "transfer-encoding"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)


def _blocked(name: str) -> Answer:
    """Return what Elasticsearch answers in this state."""
    status, kind, reason = BLOCKS[name]
    cause = {"type": kind, "reason": reason}
    said = {"error": {"root_cause": [cause], **cause}, "status": status}
    headers = {
        "X-elastic-product": "Elasticsearch",
        "Content-Type": "application/vnd.elasticsearch+json;compatible-with=9",
    }
    return Answer(status, headers, json.dumps(said).encode())
