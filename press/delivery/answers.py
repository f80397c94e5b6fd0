"""Answers about releases: the stored document and what is known at an instant."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from press import documents, models, queries
from press.blocks import shapes
from press.delivery import addresses, links


class Alternate(shapes.Shape):
    """The same thing in a public locale, this one too."""

    locale: str
    url: str
    api_url: str
    version: int


class Translation(shapes.Shape):
    """This text is a translation; `url` is the original where that is public."""

    source_locale: str
    url: str


class Versioned(shapes.Shape):
    """What is known of a version of a release when it is answered."""

    version: int
    newest_version: int
    published_at: datetime
    public_from: datetime
    corrected_at: datetime | None
    correction_note: str
    correction_class: str
    url: str
    api_url: str
    translation: Translation | None
    alternates: list[Alternate]


class ReleaseSummary(Versioned, documents.ReleaseHead):
    """A release as lists show it.

    `published_at` is the instant of the first version in this locale,
    `public_from` that of this version.
    """


class ReleaseDetail(Versioned, documents.ReleaseDocument):
    """A release in full; see ReleaseSummary for the instants."""


class VersionAnswer(shapes.Shape):
    """One version of a release; its text is at `api_url`."""

    version: int
    locale: str
    public_from: datetime
    corrected_at: datetime | None
    correction_note: str
    correction_class: str
    url: str
    api_url: str


class GoneAnswer(shapes.Shape):
    """What was public and is not: reference, instant and note, nothing else."""

    reference: str
    gone_at: datetime
    note: str


@dataclass(frozen=True)
class Known:
    """What one answer needs to know, read at once for all its items."""

    site: addresses.Site
    editions: Mapping[UUID, Sequence[models.Document]]

    @property
    def targets(self) -> links.Targets:
        return links.Targets(site=self.site, releases=self.editions)

    def newest(self, row: models.Document) -> models.Document:
        """Return the newest public document of a row's release and locale."""
        mine = self.editions.get(row.release_id, ())
        return next((other for other in mine if other.locale == row.locale), row)


def known(
    *,
    at: datetime,
    releases: Iterable[UUID],
    values: Iterable[Any],
    site: addresses.Site,
) -> Known:
    """Read the public editions that an answer needs, in public locales: one query."""
    ids = {queries.NOBODY, *releases, *links.releases_in(values)}
    editions = {
        release: [row for row in rows if row.locale in site.indexes]
        for release, rows in queries.alternates(ids, at=at).items()
    }
    return Known(site=site, editions=editions)


def summaries(
    rows: Iterable[models.Document],
    *,
    at: datetime,
    site: addresses.Site,
) -> list[ReleaseSummary]:
    """Return the summaries of documents, in their order."""
    rows = list(rows)
    have = known(at=at, releases=[row.release_id for row in rows], values=(), site=site)
    names = documents.ReleaseHead.model_fields.keys()
    return [
        ReleaseSummary.model_validate(
            _resolved(
                {name: item for name, item in row.body.items() if name in names},
                row.locale,
                have,
            )
            | _shared(row, have)
        )
        for row in rows
    ]


def details(
    rows: Iterable[models.Document],
    *,
    at: datetime,
    site: addresses.Site,
) -> list[ReleaseDetail]:
    """Return documents in full, in their order."""
    rows = list(rows)
    have = known(
        at=at,
        releases=[row.release_id for row in rows],
        values=[row.body for row in rows],
        site=site,
    )
    return [
        ReleaseDetail.model_validate(
            _resolved(row.body, row.locale, have) | _shared(row, have)
        )
        for row in rows
    ]


def detail(
    row: models.Document, *, at: datetime, site: addresses.Site
) -> ReleaseDetail:
    """Return one document in full."""
    return details([row], at=at, site=site)[0]


def versions(
    rows: Iterable[models.Document],
    *,
    at: datetime,
    site: addresses.Site,
) -> list[VersionAnswer]:
    """Return what is public of the versions of a release, newest first."""
    rows = sorted(rows, key=lambda row: (-row.version, row.locale))
    have = known(at=at, releases=[row.release_id for row in rows], values=(), site=site)
    names = VersionAnswer.model_fields.keys()
    return [
        VersionAnswer.model_validate(
            {name: item for name, item in _shared(row, have).items() if name in names}
            | {
                "locale": row.locale,
                "api_url": addresses.api_url(
                    "releases",
                    row.release_id,
                    "versions",
                    row.version,
                    locale=row.locale,
                ),
            }
        )
        for row in rows
    ]


def gone(notice: queries.Gone, *, locale: str) -> GoneAnswer:
    """Return the notice of what was taken back, in a locale."""
    return GoneAnswer(
        reference=notice.reference,
        gone_at=notice.at,
        note=notice.notes.get(locale, ""),
    )


def _resolved(value: dict[str, Any], locale: str, have: Known) -> dict[str, Any]:
    made: dict[str, Any] = links.resolved(value, locale=locale, targets=have.targets)
    return made


def _shared(row: models.Document, have: Known) -> dict[str, Any]:
    newest = have.newest(row)
    earlier = row.version if row.version != newest.version else None
    return {
        "version": row.version,
        "newest_version": newest.version,
        "published_at": row.lifted_at,
        "public_from": row.public_from,
        "corrected_at": row.corrected_at,
        "correction_note": row.correction_note,
        "correction_class": row.correction_class,
        "url": have.site.release_url(row.locale, newest.slug, earlier),
        "api_url": api_url(row),
        "translation": _translation(row, have),
        "alternates": _alternates(row, have),
    }


def api_url(row: models.Document) -> str:
    """Return the address of a release's API answer in a locale."""
    return addresses.api_url("releases", row.release_id, locale=row.locale)


def _alternates(row: models.Document, have: Known) -> list[Alternate]:
    return [
        Alternate(
            locale=other.locale,
            url=have.site.release_url(other.locale, other.slug),
            api_url=api_url(other),
            version=other.version,
        )
        for other in sorted(
            have.editions.get(row.release_id, ()), key=lambda other: other.locale
        )
    ]


def _translation(row: models.Document, have: Known) -> Translation | None:
    source = row.body["source_locale"]
    if source == row.locale:
        return None
    originals = (
        have.site.release_url(other.locale, other.slug)
        for other in have.editions.get(row.release_id, ())
        if other.locale == source
    )
    return Translation(source_locale=source, url=next(originals, ""))
