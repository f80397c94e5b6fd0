"""Builders of test data: a newsroom, and releases with one trait per state."""

import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Collection, Locale, Page, Site
from wagtail_localize.models import Translation

from home.models import HomePage
from press import lifecycle, models, rights
from press.desk import roles
from press.models import ReleaseIndexPage, ReleasePage

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
INDEX_SLUGS = {"en": "releases", "fr": "communiques"}


@dataclass
class Clock:
    """A clock to hand to lifecycle; call it for the instant, `tick` to move it."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at

    def tick(self, **kwargs: float) -> datetime:
        """Move on by a timedelta; return the new instant."""
        self.at += timedelta(**kwargs)
        return self.at


@dataclass
class Newsroom:
    """The plain pages and the people of a newsroom."""

    homes: dict[str, HomePage]
    indexes: dict[str, ReleaseIndexPage]
    users: dict[str, User] = field(default_factory=dict)


def user(name: str, *groups: str) -> User:
    """Return a desk user in these groups."""
    made = User.objects.create_user(name, f"{name}@example.org", "secret")
    made.groups.set([Group.objects.get_or_create(name=group)[0] for group in groups])
    return made


def newsroom() -> Newsroom:
    """Return a newsroom in English and French with one user per role."""
    made = Newsroom(homes={}, indexes={})
    root, locales = _root()
    home_key, index_key = uuid.uuid4(), uuid.uuid4()
    for code, locale in locales.items():
        home = HomePage(
            title=f"Newsroom {code}",
            slug=f"home-{code}",
            locale=locale,
            translation_key=home_key,
        )
        made.homes[code] = root.add_child(instance=home)
        index = ReleaseIndexPage(
            title={"en": "Releases", "fr": "Communiqués"}[code],
            slug=INDEX_SLUGS[code],
            locale=locale,
            translation_key=index_key,
        )
        made.indexes[code] = made.homes[code].add_child(instance=index)
    Site.objects.all().delete()
    Site.objects.create(
        hostname="localhost", root_page=made.homes["en"], is_default_site=True
    )
    roles.grant(made.homes.values())
    for role in ("editor", "approver", "operator"):
        made.users[role] = user(role, rights.GROUPS[role])
    for code in ("en", "fr"):
        made.users[f"translator-{code}"] = user(
            f"translator-{code}", rights.translators_of(code)
        )
    return made


def _root() -> tuple[Page, dict[str, Locale]]:
    """Return the empty root of the tree, and the locales.

    A test that commits empties every table after it: what only migrations write is
    made here again.
    """
    locales = {
        code: Locale.objects.get_or_create(language_code=code)[0]
        for code in ("en", "fr")
    }
    root = Page.objects.filter(depth=1).first() or Page.add_root(
        title="Root", slug="root", locale=locales["en"]
    )
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")
    Permission.objects.get_or_create(
        content_type=ContentType.objects.get_for_model(Translation),
        codename="submit_translation",
        defaults={"name": "Can submit translations"},
    )
    Page.objects.filter(depth=2).delete()
    root.refresh_from_db()
    return root, locales


def snippet(model: type, *, key: uuid.UUID | None = None, **values: Any) -> Any:
    """Return a published snippet in both locales; the English row.

    A value may be a dict by locale.
    """
    key = key or uuid.uuid4()
    rows = {}
    for code in ("en", "fr"):
        own = {
            name: value[code] if isinstance(value, dict) else value
            for name, value in values.items()
        }
        row = model(
            translation_key=key, locale=Locale.objects.get(language_code=code), **own
        )
        row.save()
        row.save_revision(clean=False).publish(log_action=False)
        rows[code] = row
    return rows["en"]


def block(kind: str, value: Any, *, key: uuid.UUID | None = None) -> dict[str, Any]:
    """Return a raw body block with an id of its own."""
    return {"type": kind, "value": value, "id": str(key or uuid.uuid4())}


def body(
    words: str, *, person: Any, boilerplate: Any, ids: list[uuid.UUID]
) -> list[dict[str, Any]]:
    """Return a small body: paragraph, quote, about; ids are shared by editions."""
    return [
        block("paragraph", f"<p>{words} paragraph.</p>", key=ids[0]),
        block(
            "quote",
            {
                "text": f"{words} quote.",
                "speaker": person.pk,
                "role": f"{words} role",
                "organisation": None,
                "original_locale": "en",
            },
            key=ids[1],
        ),
        block("about", {"boilerplate": boilerplate.pk}, key=ids[2]),
    ]


@dataclass
class Made:
    """A release under test: its row, its pages by locale, and what it names."""

    release: models.Release
    pages: dict[str, ReleasePage]
    quote: uuid.UUID
    person: Any
    boilerplate: Any
    contact: Any
    topic: Any


def draft(
    room: Newsroom,
    *,
    title: str = "New laboratory opens",
    words: str = "Plain",
    locales: tuple[str, ...] = ("en", "fr"),
    day: date = date(2026, 3, 12),
    author: User | None = None,
) -> Made:
    """Return a draft release with an edition in each locale."""
    key = uuid.uuid4()
    ids = [uuid.uuid4() for _i in range(3)]
    named = _named(words)
    pages = {}
    for code in locales:
        page = ReleasePage(
            title=f"{title} {code}",
            slug=f"page-{key.hex[:8]}",
            locale=room.indexes[code].locale,
            translation_key=key,
            lead=f"<p>{words} lead in {code}.</p>",
        )
        page.body = body(
            words, person=named["person"], boilerplate=named["boilerplate"], ids=ids
        )
        page.contacts = [block("contact", named["contact"].pk)]
        page.topics = [block("topic", named["topic"].pk)]
        room.indexes[code].refresh_from_db()
        room.indexes[code].add_child(instance=page)
        page.save_draft(user=author or room.users["editor"])
        pages[code] = page
    release = models.Release.objects.get(pk=key)
    release.release_date = day
    release.save(update_fields=["release_date"])
    return Made(release, pages, ids[1], **named)


def _named(words: str) -> dict[str, Any]:
    """Return the published snippets that a release names."""
    organisation = snippet(models.Organisation, name=f"{words} Institute")
    return {
        "person": snippet(models.Person, name=f"{words} Person", organisation=None),
        "boilerplate": snippet(
            models.Boilerplate,
            title=f"About {words}",
            organisation=organisation,
            text=f"<p>{words} boilerplate.</p>",
        ),
        "contact": snippet(
            models.PressContact,
            name=f"{words} Contact",
            phone="+33199001234",
            email="desk@example.org",
        ),
        "topic": snippet(models.Topic, name=f"{words} topic"),
    }


def in_review(room: Newsroom, clock: Clock, **kwargs: Any) -> Made:
    """Return a release that waits for approval."""
    made = draft(room, **kwargs)
    lifecycle.submit(made.release, by=room.users["editor"], clock=clock)
    return made


def approve(made: Made, room: Newsroom, clock: Clock, *locales: str) -> None:
    """Approve these editions, or all."""
    for code in locales or made.pages:
        lifecycle.approve(made.release, code, by=room.users["approver"], clock=clock)


def approved(room: Newsroom, clock: Clock, **kwargs: Any) -> Made:
    """Return a release approved in all its locales."""
    made = draft(room, **kwargs)
    approve(made, room, clock)
    return made


def embargoed(
    room: Newsroom, clock: Clock, *, moment: datetime | None = None, **kwargs: Any
) -> Made:
    """Return a release that lifts at `moment`, an hour ahead by default."""
    made = approved(room, clock, **kwargs)
    lifecycle.set_embargo(
        made.release,
        moment or clock() + timedelta(hours=1),
        zone="Europe/Paris",
        by=room.users["approver"],
        clock=clock,
    )
    made.release.refresh_from_db()
    return made


def public(room: Newsroom, clock: Clock, **kwargs: Any) -> Made:
    """Return a release that is public in all its locales."""
    made = approved(room, clock, **kwargs)
    lifecycle.lift_now(made.release, by=room.users["approver"], clock=clock)
    made.release.refresh_from_db()
    return made


def edited(made: Made, room: Newsroom, locale: str, **values: Any) -> ReleasePage:
    """Save a new draft of an edition with these values."""
    page = made.pages[locale]
    page.refresh_from_db()
    for name, value in values.items():
        setattr(page, name, value)
    page.save_draft(user=room.users["editor"])
    return page


def corrected(room: Newsroom, clock: Clock, **kwargs: Any) -> Made:
    """Return a public release with a public correction of its leads."""
    made = public(room, clock, **kwargs)
    clock.tick(minutes=5)
    for code in made.pages:
        edited(made, room, code, lead=f"<p>Corrected lead in {code}.</p>")
    for code in made.pages:
        lifecycle.approve(made.release, code, by=room.users["approver"], clock=clock)
    lifecycle.correct(
        made.release,
        by=room.users["approver"],
        notes={code: f"A figure was wrong ({code})." for code in made.pages},
        correction_class="fact",
        clock=clock,
    )
    return made


def withdrawn(room: Newsroom, clock: Clock, **kwargs: Any) -> Made:
    """Return a release that was public and is withdrawn."""
    made = public(room, clock, **kwargs)
    clock.tick(minutes=5)
    lifecycle.withdraw(
        made.release,
        by=room.users["approver"],
        notes={code: f"Taken back ({code})." for code in made.pages},
        clock=clock,
    )
    return made
