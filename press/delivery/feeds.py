"""What a feed holds, whatever its form: releases in full, and what was taken back."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid5

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from press import models, queries
from press.delivery import addresses, answers, feed_links, named, surrogate

LENGTH = 30
# Lines of templates, of which HTML keeps one space.
INDENTED = re.compile(r"\s*\n\s*")
# A feed that never had an entry was never updated.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Entry:
    """A release in a feed; `content` is all of it, as HTML."""

    id: str
    release: answers.ReleaseDetail
    content: str
    files: Sequence[named.NamedFile]

    @property
    def authors(self) -> list[str]:
        """The names of those who issue the release."""
        return [organisation.name for organisation in named.issuers(self.release)]


@dataclass(frozen=True)
class Deleted:
    """A release that was taken back: no more than its notice says."""

    id: str
    reference: str
    at: datetime
    note: str


@dataclass(frozen=True)
class Feed:
    """The newest releases of a locale, or of one of its topics."""

    id: str
    title: str
    locale: str
    path: str
    updated: datetime
    entries: Sequence[Entry]
    deleted: Sequence[Deleted]

    @property
    def page_url(self) -> str:
        """The address of the same list as a page."""
        return addresses.absolute(self.path)

    def url(self, form: feed_links.Form) -> str:
        """Return the address of this feed in a form."""
        return addresses.absolute(addresses.feed(self.path, form))


def of_locale(locale: str, *, at: datetime, site: addresses.Site) -> Feed:
    """Return the newest releases of a locale."""
    return _feed(
        queries.documents(at=at, locale=locale)[:LENGTH],
        queries.withdrawals(at=at, locale=locale)[:LENGTH],
        id=site.feed_url(locale),
        title=feed_links.title_of(),
        locale=locale,
        path=site.indexes[locale],
        at=at,
        site=site,
    )


def of_topic(row: models.Record, *, at: datetime, site: addresses.Site) -> Feed:
    """Return the newest releases of a topic, given its public record."""
    key, locale, body = row.key, row.locale, row.body or {}
    return _feed(
        queries.naming("topic", key, at=at, locale=locale)[:LENGTH],
        queries.withdrawals(at=at, locale=locale, topic=key)[:LENGTH],
        id=entry_id(UUID(key), locale=locale),
        title=feed_links.title_of(body["name"]),
        locale=locale,
        path=addresses.topic(body["slug"], locale=locale),
        at=at,
        site=site,
    )


def entry_id(release: UUID, *, locale: str) -> str:
    """Return the id of an entry: a release in a locale, through all corrections."""
    return uuid5(release, locale).urn


def _feed(
    rows: Iterable[models.Document],
    withdrawals: Iterable[models.Withdrawal],
    *,
    at: datetime,
    site: addresses.Site,
    id: str,
    title: str,
    locale: str,
    path: str,
) -> Feed:
    releases = answers.details(rows, at=at, site=site)
    withdrawn = list(withdrawals)
    changes = [release.public_from for release in releases]
    changes += [row.withdrawn_at for row in withdrawn]
    surrogate.changed_at(changes)
    return Feed(
        id=id,
        title=title,
        locale=locale,
        path=path,
        updated=max(changes, default=NEVER),
        entries=[_entry(release) for release in releases],
        deleted=[_deleted(row, locale=locale) for row in withdrawn],
    )


def _entry(release: answers.ReleaseDetail) -> Entry:
    content = render_to_string(
        "press/feed_entry.html", {"document": release, "in_feed": True}
    )
    return Entry(
        id=entry_id(release.id, locale=release.locale),
        release=release,
        content=INDENTED.sub("\n", content).strip(),
        files=named.files(release),
    )


def _deleted(row: models.Withdrawal, *, locale: str) -> Deleted:
    reference = row.release.reference
    return Deleted(
        id=entry_id(row.release_id, locale=locale),
        reference=reference,
        at=row.withdrawn_at,
        note=row.notes.get(locale, "")
        or _("%(reference)s was taken back.") % {"reference": reference},
    )
