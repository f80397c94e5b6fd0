"""Sends one message: to the very address that was checked, within seconds and bytes."""

import contextlib
import io
import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any

from press.delivery.webhooks import networks, targets

SECONDS = 5.0
MOST_BYTES = 64 * 1024
KEPT_BYTES = 1024

Resolver = Callable[[str, int], Iterable[str]]


class Unsent(Exception):
    """No whole answer came; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Limits:
    """How long one try may take in all, and how much of an answer is read."""

    seconds: float = SECONDS
    most_bytes: int = MOST_BYTES


@dataclass(frozen=True)
class Answer:
    """What the receiver said: its status, the beginning of the rest, how long."""

    status: int
    text: str
    milliseconds: int
    retry_after: int = 0


class Deadline:
    """The instant at which a try ends, whatever it is waiting for."""

    def __init__(self, seconds: float) -> None:
        self.began = time.monotonic()
        self.ends = self.began + seconds

    def left(self) -> float:
        """Return the seconds that are left; raises TimeoutError when none are."""
        seconds = self.ends - time.monotonic()
        if seconds <= 0:
            raise TimeoutError
        return seconds

    def milliseconds(self) -> int:
        """Return how long it has taken until now."""
        return round((time.monotonic() - self.began) * 1000)


def names(host: str, port: int) -> list[str]:
    """Return the addresses of a name, as the system knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(row[4][0]) for row in found]


def resolve(
    target: targets.Target,
    *,
    deadline: Deadline,
    also: Iterable[networks.Network] = (),
    resolver: Resolver | None = None,
) -> list[networks.Address]:
    """Return the addresses of a target; raises Refused unless all are allowed.

    One private address among public ones is reason enough: a name of the
    internet has none.
    """
    also = tuple(also)
    if target.literal is not None:
        found = [target.literal]
    else:
        texts = _looked_up(target, deadline, resolver or names)
        found = list(dict.fromkeys(ipaddress.ip_address(text) for text in texts))
    if not found:
        raise targets.Refused("no-such-name")
    if not all(networks.is_allowed(address, also=also) for address in found):
        raise targets.Refused("not-public")
    return found


def _looked_up(
    target: targets.Target, deadline: Deadline, resolver: Resolver
) -> list[str]:
    """Ask for a name in a thread: the system's look-up knows no deadline."""
    answers: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def look() -> None:
        try:
            answers.put(list(resolver(target.host, target.port)))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=look, daemon=True, name="webhook-name").start()
    try:
        found = answers.get(timeout=deadline.left())
    except queue.Empty as error:
        raise TimeoutError from error
    if isinstance(found, Exception):
        raise targets.Refused("no-such-name") from found
    return [str(text) for text in found]


def post(
    target: targets.Target,
    body: bytes,
    headers: Mapping[str, str],
    *,
    limits: Limits = Limits(),
    also: Iterable[networks.Network] = (),
    resolver: Resolver | None = None,
) -> Answer:
    """Send a message and read the answer; raises Unsent or targets.Refused.

    Redirects are answers like any other; no proxy and no cookie takes part. The
    name is looked up once, here: there is no second look-up that could differ.
    """
    deadline = Deadline(limits.seconds)
    try:
        addresses = resolve(target, deadline=deadline, also=also, resolver=resolver)
        with _connected(target, addresses, deadline) as plain:
            return _asked(target, plain, body, headers, deadline, limits)
    except TimeoutError as error:
        raise Unsent("timeout") from error
    except ssl.SSLError as error:
        raise Unsent("tls") from error
    except HTTPException as error:
        raise Unsent("not-http") from error
    except OSError as error:
        raise Unsent("connection") from error


def _connected(
    target: targets.Target, addresses: list[networks.Address], deadline: Deadline
) -> socket.socket:
    """Connect to the first address that takes us; each was checked."""
    last: OSError = ConnectionError()
    for address in addresses:
        try:
            return socket.create_connection(
                (str(address), target.port), timeout=deadline.left()
            )
        except TimeoutError:
            raise
        except OSError as error:
            last = error
    raise last


def _asked(
    target: targets.Target,
    plain: socket.socket,
    body: bytes,
    headers: Mapping[str, str],
    deadline: Deadline,
    limits: Limits,
) -> Answer:
    plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    wire = plain
    if target.scheme == "https":
        plain.settimeout(deadline.left())
        context = ssl.create_default_context()
        wire = context.wrap_socket(plain, server_hostname=target.host)
    with wire:
        connection = HTTPConnection(target.host, target.port)
        connection.auto_open = 0
        connection.sock = Wire(wire, Reader(wire, deadline, limits.most_bytes))
        wire.settimeout(deadline.left())
        connection.request(
            "POST", target.path, body, {"Host": target.authority, **headers}
        )
        answer = connection.getresponse()
        text = _beginning(answer)
        return Answer(
            status=answer.status,
            text=text,
            milliseconds=deadline.milliseconds(),
            retry_after=_seconds(answer.headers.get("Retry-After", "")),
        )


def _beginning(answer: HTTPResponse) -> str:
    """Read an answer to its end or its caps; return what a person may look at.

    The status line was the receiver's word: what drips or never ends after it is
    cut, and changes nothing.
    """
    kept = b""
    with contextlib.suppress(OSError, HTTPException):
        while chunk := answer.read1(KEPT_BYTES):
            kept += chunk[: KEPT_BYTES - len(kept)]
    return kept.decode("utf-8", "replace").replace("\0", "\N{REPLACEMENT CHARACTER}")


def _seconds(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


class Reader(io.RawIOBase):
    """The bytes of an answer: each read within the deadline and what is left."""

    def __init__(self, wire: socket.socket, deadline: Deadline, most: int) -> None:
        super().__init__()
        self.wire = wire
        self.deadline = deadline
        self.bytes_left = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self.bytes_left <= 0:
            return 0
        self.wire.settimeout(self.deadline.left())
        view = memoryview(buffer)[: self.bytes_left]
        count = self.wire.recv_into(view)
        self.bytes_left -= count
        return count


class Wire:
    """The socket as http.client sees it; who opened it closes it."""

    def __init__(self, wire: socket.socket, reader: Reader) -> None:
        self.sendall = wire.sendall
        self.reader = reader

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Return what http.client reads the answer from."""
        return io.BufferedReader(self.reader)

    def close(self) -> None:
        """Leave the socket open: an answer may still be read from it."""
