"""Random acts on a newsroom, and the same addresses asked of both read paths."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory

from press import lifecycle
from press.delivery.prepared import layer
from tests import factories

STATIC = (
    "/api/v1/newsroom",
    "/api/v1/releases",
    "/api/v1/releases?locale=fr&limit=2",
    "/api/v1/releases?locale=en&year=2026",
    "/api/v1/quotes?locale=en",
    "/api/v1/people?locale=en",
    "/api/v1/boilerplates?locale=fr",
    "/en/",
    "/fr/communiques/",
    "/en/releases/feed.atom",
    "/sitemap.xml",
    "/en/search/?q=laboratory",
    "/api/v1/search?q=laboratory",
    "/api/v1/nothing",
    "/en/nothing/",
)


@dataclass
class Told:
    """What a server was told to send."""

    status: str
    headers: dict[str, str]
    content: bytes


@contextmanager
def one_connection() -> Iterator[None]:
    """Leave a test its connection, and its transaction, when a request ends."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


def ask(application: Any, path: str, **headers: str) -> Told:
    """Ask a WSGI application for a path."""
    environ = RequestFactory(headers={"host": "testserver"} | headers).get(path).environ
    said: dict[str, Any] = {}

    def start(status: str, given: list[tuple[str, str]], *_: Any) -> None:
        said["status"], said["headers"] = status, dict(given)

    parts = application(environ, start)
    content = b"".join(parts)
    if hasattr(parts, "close"):
        parts.close()
    return Told(said["status"], said["headers"], content)


@dataclass
class Room:
    """A newsroom on which acts happen, with the layer in front of it."""

    newsroom: factories.Newsroom
    clock: factories.Clock
    plain: WSGIHandler = field(default_factory=WSGIHandler)
    made: list[factories.Made] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.layer = layer.PreparedAnswers(self.plain, limit=layer.MIB)
        self.layer.watch.epoch = lambda: self.clock().timestamp()
        self.layer.watch.every = 0.0

    def addresses(self) -> Iterator[str]:
        """Yield every address that the acts until now could have changed."""
        yield from STATIC
        for made in self.made:
            key = made.release.pk
            yield f"/api/v1/releases/{key}"
            yield f"/api/v1/releases/{made.release.reference}?locale=fr"
            yield f"/api/v1/releases/{key}/versions?locale=en"
            yield f"/api/v1/releases/{key}/versions/1?locale=en"
            yield f"/api/v1/quotes/{made.quote}?locale=en"
            yield f"/en/people/{made.person.translation_key}/"
            yield f"/api/v1/people/{made.person.translation_key}?locale=en"
            slug = made.pages["en"].title.lower().replace(" ", "-")
            yield f"/en/releases/{slug}/"

    def differences(self) -> list[str]:
        """Return the addresses that the layer answers otherwise than Django does."""
        return [
            path
            for path in self.addresses()
            if ask(self.plain, path) != _fixed(ask(self.layer, path))
        ]


def _fixed(told: Told) -> Told:
    """Return what was told, without what only the layer adds: how it may vary."""
    if told.headers.get("Vary") == "Accept-Encoding":
        del told.headers["Vary"]
    return told


def act(room: Room, chance: random.Random) -> str:
    """Do one thing that may change what is public; return its name."""
    acts = {
        "publish": _publish,
        "embargo": _embargo,
        "link": _link,
        "correct": _correct,
        "withdraw": _withdraw,
        "restore": _restore,
        "rename": _rename,
        "title": _title,
        "wait": _wait,
    }
    name = chance.choice(list(acts))
    room.clock.tick(seconds=chance.randint(1, 50))
    try:
        acts[name](room, chance)
    except lifecycle.Refused:
        return f"{name}, refused"
    return name


def _publish(room: Room, chance: random.Random) -> None:
    title = f"Laboratory {len(room.made)} opens"
    room.made.append(
        factories.public(room.newsroom, room.clock, title=title, words=title)
    )


def _embargo(room: Room, chance: random.Random) -> None:
    title = f"Secret {len(room.made)} opens"
    minute = room.clock().replace(second=0, microsecond=0)
    room.made.append(
        factories.embargoed(
            room.newsroom,
            room.clock,
            title=title,
            words=title,
            moment=minute + timedelta(minutes=chance.randint(2, 4)),
        )
    )


def _link(room: Room, chance: random.Random) -> None:
    if room.made:
        publish_link(room, to=chance.choice(room.made))


def publish_link(room: Room, *, to: factories.Made) -> factories.Made:
    """Publish a release whose English lead links to another, hidden or not."""
    made = factories.draft(room.newsroom, title=f"Linked {len(room.made)}")
    lead = f'<p>See <a linktype="page" id="{to.pages["en"].pk}">this</a>.</p>'
    factories.edited(made, room.newsroom, "en", lead=lead)
    factories.approve(made, room.newsroom, room.clock)
    room.made.append(made)
    by = room.newsroom.users["approver"]
    lifecycle.lift_now(made.release, by=by, clock=room.clock)
    made.release.refresh_from_db()
    return made


def _correct(room: Room, chance: random.Random) -> None:
    if not room.made:
        return
    made, by = chance.choice(room.made), room.newsroom.users["approver"]
    for code in made.pages:
        words = f"<p>Corrected {room.clock()} {code}.</p>"
        factories.edited(made, room.newsroom, code, lead=words)
    factories.approve(made, room.newsroom, room.clock)
    notes = dict.fromkeys(made.pages, "A figure was wrong.")
    lifecycle.correct(
        made.release, by=by, notes=notes, correction_class="fact", clock=room.clock
    )


def _withdraw(room: Room, chance: random.Random) -> None:
    if room.made:
        lifecycle.withdraw(
            chance.choice(room.made).release,
            by=room.newsroom.users["approver"],
            notes={"en": "Taken back.", "fr": "Retiré."},
            clock=room.clock,
        )


def _restore(room: Room, chance: random.Random) -> None:
    if room.made:
        by = room.newsroom.users["approver"]
        release = chance.choice(room.made).release
        lifecycle.restore(release, by=by, reason="A mistake.", clock=room.clock)


def _rename(room: Room, chance: random.Random) -> None:
    if room.made:
        person = chance.choice(room.made).person
        person.refresh_from_db()
        person.name = f"{person.name}, renamed"
        person.save_revision().publish()


def _title(room: Room, chance: random.Random) -> None:
    """Publish another title of the home page or of the index."""
    page = chance.choice([room.newsroom.homes["en"], room.newsroom.indexes["fr"]])
    page.refresh_from_db()
    page.title = f"{page.title}!"
    page.save_revision().publish()


def _wait(room: Room, chance: random.Random) -> None:
    room.clock.tick(seconds=chance.randint(30, 150))
