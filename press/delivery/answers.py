"""Answers about releases: the stored document and what is known at an instant."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from press import documents, models, queries
from press.blocks import shapes
from press.delivery import addresses, block_answers, links, surrogate

CorrectionClass = Literal["", "minor", "fact", "major"]


class Alternate(shapes.Shape):
    """The same thing in a public locale, this one too."""

    locale: str
    """The language."""
    url: str
    """Its page in that locale; empty where the thing has none."""
    api_url: str
    """Its answer in that locale."""
    version: int
    """The newest public version in that locale."""


class Translation(shapes.Shape):
    """This text is a translation."""

    source_locale: str
    """The language of the original."""
    url: str
    """The page of the original; empty while that is not public."""


class Versioned(shapes.Shape):
    """What is known of a version of a release when it is answered."""

    version: int
    """The number of this version: each correction adds one in every locale."""
    newest_version: int
    """The number of the newest public version in this locale."""
    published_at: datetime
    """When the first version became public in this locale."""
    public_from: datetime
    """When this version became public."""
    corrected_at: datetime | None
    """When this version corrected an earlier one, or null."""
    correction_note: str
    """What was corrected, in this locale; or empty."""
    correction_class: CorrectionClass
    """How grave the correction is; or empty."""
    url: str
    """The page of this version."""
    api_url: str
    """The answer of the newest version in this locale."""
    translation: Translation | None
    """Where this text is a translation: of what; or null."""
    alternates: list[Alternate]
    """Every locale in which the release is public, this one too."""


class ReleaseSummary(Versioned, documents.ReleaseHead):
    """A release as lists show it."""

    view: Literal["summary"] = "summary"
    """Tells this shape from the release in full."""


class ReleaseDetail(Versioned, documents.ReleaseDocument):
    """A release in full."""

    view: Literal["full"] = "full"
    """Tells this shape from the release in short."""
    body: list[block_answers.Block]
    """The text, block by block: `type` tells which shape a block has."""


Release = Annotated[ReleaseSummary | ReleaseDetail, Field(discriminator="view")]
View = Literal["summary", "full"]


class GoneAnswer(shapes.Shape):
    """What was public and is not: reference, instant and note, nothing else."""

    reference: str
    """The newsroom's own number for the release."""
    gone_at: datetime
    """When it was taken back."""
    note: str
    """Why, in the locale that was asked for; or empty."""


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
    surrogate.depends_on(surrogate.release(key) for key in ids)
    surrogate.shows(surrogate.release(key) for key in editions)
    surrogate.shows(surrogate.kind("release") for _key in editions)
    surrogate.changed_at(row.public_from for rows in editions.values() for row in rows)
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
            | shared(row, have)
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
    return [ReleaseDetail.model_validate(full(row, have=have)) for row in rows]


def detail(
    row: models.Document, *, at: datetime, site: addresses.Site
) -> ReleaseDetail:
    """Return one document in full."""
    return details([row], at=at, site=site)[0]


def releases(
    rows: Iterable[models.Document],
    *,
    view: View,
    at: datetime,
    site: addresses.Site,
) -> Sequence[ReleaseSummary | ReleaseDetail]:
    """Return documents in the view that was asked for, in their order."""
    made = details if view == "full" else summaries
    return made(rows, at=at, site=site)


def full(row: models.Document, *, have: Known) -> dict[str, Any]:
    """Return what is said of a document in full, before it has its shape."""
    value = _resolved(row.body, row.locale, have)
    blocks = block_answers.placed(value["body"], locale=row.locale)
    return value | {"body": blocks} | shared(row, have)


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


def shared(row: models.Document, have: Known) -> dict[str, Any]:
    """Return what is said of a version beside its text."""
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
