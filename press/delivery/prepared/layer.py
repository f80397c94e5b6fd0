"""The WSGI layer: public reads from prepared bytes, the rest from Django.

It holds no rule. What it answers is what Django answered for the same address while
the ledger stood as it stands; it only encodes it, and tells who has it already.
"""

import threading
from collections.abc import Callable, Hashable, Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http.request import split_domain_port, validate_host

from press import clock
from press.delivery import caching, surrogate
from press.delivery.prepared import forms, negotiation, store, watch

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

READING = ("GET", "HEAD")
# Bytes of files are streamed; their view compares tags and ranges itself.
STREAMED = ("/files/", "/static/")
LONGEST_QUERY = 512
LARGEST = 2 * 1024 * 1024
MIB = 1024 * 1024
# How long a request waits for another that makes the same answer, in seconds.
PATIENCE = 5.0
AGES = [f"public, max-age={seconds}" for seconds in range(61)]
# What would make Django answer less than the whole of what there is.
CONDITIONS = (
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_MATCH",
    "HTTP_IF_UNMODIFIED_SINCE",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_RANGE",
)


class PreparedAnswers:
    """Wraps Django's application; `limit` is in bytes, and 0 keeps nothing."""

    def __init__(self, application: Application, *, limit: int | None = None) -> None:
        self.application = application
        limit = settings.NEWSROOM_PREPARED_MIB * MIB if limit is None else limit
        self.kept = store.Store(limit=limit)
        self.watch = watch.Watch(self.kept)
        self._hosts: set[str] = set()
        self._making: dict[Hashable, threading.Event] = {}

    def __call__(
        self, environ: Environ, start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer a request (PEP 3333)."""
        path = environ["PATH_INFO"]
        if environ["REQUEST_METHOD"] not in READING or not self._is_ours(environ, path):
            return self.application(environ, start_response)
        request = (path, environ.get("QUERY_STRING", ""), _scheme(environ))
        epoch = _told(self.watch.now)
        if epoch is None:
            return self.application(environ, start_response)
        answer = self.kept.get(request)
        if answer is None:
            return self._made(request, environ, start_response)
        return _sent(answer, environ, start_response, AGES[_age(epoch)])

    def _is_ours(self, environ: Environ, path: str) -> bool:
        """Tell whether readers without an account are answered, at a host of ours."""
        host = environ.get("HTTP_HOST", "")
        if host not in self._hosts:
            if not validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS):
                return False
            if len(self._hosts) < LONGEST_QUERY:
                self._hosts.add(host)
        return caching.is_public(path) and not path.startswith(STREAMED)

    def _made(
        self, request: Hashable, environ: Environ, start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Have the answer made once, however many wait for it."""
        mine = threading.Event()
        other = self._making.setdefault(request, mine)
        if other is not mine:
            other.wait(PATIENCE)
            # The instant first: what ended until then is dropped by reading it.
            epoch, answer = _told(self.watch.now), self.kept.get(request)
            if answer is not None and epoch is not None:
                return _sent(answer, environ, start_response, AGES[_age(epoch)])
            return self._asked(request, environ, start_response)
        try:
            return self._asked(request, environ, start_response)
        finally:
            self._making.pop(request, None)
            mine.set()

    def _asked(
        self, request: Hashable, environ: Environ, start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        before, since = self.watch.changes, self.watch.at
        answer, age = self._of_django(environ)
        if not _may_be_compared(answer):
            start_response(answer.status, answer.headers)
            return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.content]
        if (
            _may_be_kept(answer, environ, since=since)
            and _told(self.watch.check) is not None
            and self.watch.changes == before
        ):
            self.kept.put(request, answer)
        return _sent(answer, environ, start_response, age)

    def _of_django(self, environ: Environ) -> tuple[forms.Answer, str]:
        """Ask Django for the whole answer; return it with its age."""
        plain = {name: environ[name] for name in environ if name not in CONDITIONS}
        plain["REQUEST_METHOD"] = "GET"
        told: dict[str, Any] = {}

        def start(status: str, headers: forms.Headers, *_: Any) -> Callable[..., Any]:
            told["status"], told["headers"] = status, headers
            return lambda content: None

        parts = self.application(plain, start)
        try:
            content = b"".join(parts)
        finally:
            close = getattr(parts, "close", None)
            if close is not None:
                close()
        noted = plain.get(surrogate.NOTED) or surrogate.Noted(is_fleeting=True)
        answer = forms.Answer(told["status"], told["headers"], content, noted)
        return answer, answer.header("cache-control")


def _told(read: Callable[[], float]) -> float | None:
    """Return the instant that the watch tells, or None where the database does not."""
    try:
        return read()
    except (DatabaseError, clock.StaleClock):
        # Django answers that it cannot; a broken connection is not used again.
        connection.close()
        return None


def _sent(
    answer: forms.Answer,
    environ: Environ,
    start_response: Callable[..., Any],
    age: str,
) -> Iterable[bytes]:
    """Send an answer in the form that the client takes, or that it has it."""
    accepted = environ.get("HTTP_ACCEPT_ENCODING")
    encoding = ""
    if accepted and answer.is_textual:
        encoding = negotiation.encoding(accepted)
    form = answer.form(encoding)
    condition = environ.get("HTTP_IF_NONE_MATCH")
    if condition and negotiation.has_it(form.tag, condition):
        start_response("304 Not Modified", [*_unchanged(form), ("Cache-Control", age)])
        return []
    length = ("Content-Length", str(len(form.content)))
    start_response(answer.status, [*form.headers, length, ("Cache-Control", age)])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [form.content]


def _unchanged(form: forms.Form) -> forms.Headers:
    """Return the headers of a 304: those of the answer but of its content."""
    return [
        (name, value)
        for name, value in form.headers
        if name.lower() not in ("content-type", "content-encoding", "content-language")
    ]


def _may_be_compared(answer: forms.Answer) -> bool:
    """Tell whether an answer is the whole of a thing, with its tag."""
    return answer.status.startswith("200 ") and bool(answer.header("etag"))


def _may_be_kept(
    answer: forms.Answer, environ: Environ, *, since: datetime | None
) -> bool:
    """Tell whether an answer depends on its address and the ledger alone.

    One that was made for an instant before `since` may lack what lifted since.
    """
    at = answer.noted.at
    return (
        at is not None
        and since is not None
        and at >= since
        and not answer.noted.is_fleeting
        and answer.header("cache-control").startswith("public")
        and answer.header("vary").lower() in ("", "accept-encoding")
        and len(answer.content) <= LARGEST
        and len(environ.get("QUERY_STRING", "")) <= LONGEST_QUERY
    )


def _scheme(environ: Environ) -> str:
    """Return how the client came: an answer over TLS has a header more."""
    name = "HTTP_X_FORWARDED_PROTO"
    if not settings.NEWSROOM_BEHIND_PROXY:
        name = "wsgi.url_scheme"
    return "https" if environ.get(name) == "https" else "http"


def _age(epoch: float) -> int:
    """Return the whole seconds left in the minute, as `caching.max_age` counts."""
    return int(60 - epoch % 60)
