"""Answers about the versions of a release: when each came out, and what it mended."""

from collections.abc import Iterable
from datetime import datetime

from press import models
from press.blocks import shapes
from press.delivery import addresses, answers


class VersionAnswer(shapes.Shape):
    """One version of a release; its text is at `api_url`."""

    version: int
    """Its number."""
    locale: str
    """The language."""
    public_from: datetime
    """When it became public."""
    corrected_at: datetime | None
    """When it corrected an earlier one, or null."""
    correction_note: str
    """What was corrected, in this locale; or empty."""
    correction_class: answers.CorrectionClass
    """How grave the correction is; or empty."""
    url: str
    """Its page."""
    api_url: str
    """Its answer, in full."""


def versions(
    rows: Iterable[models.Document],
    *,
    at: datetime,
    site: addresses.Site,
) -> list[VersionAnswer]:
    """Return what is public of the versions of a release, newest first."""
    rows = sorted(rows, key=lambda row: (-row.version, row.locale))
    have = answers.known(
        at=at, releases=[row.release_id for row in rows], values=(), site=site
    )
    return [version(row, have=have) for row in rows]


def version(row: models.Document, *, have: answers.Known) -> VersionAnswer:
    """Return what is public of one version by what is known of its release."""
    names = VersionAnswer.model_fields.keys()
    said = {k: item for k, item in answers.shared(row, have).items() if k in names}
    own = addresses.api_url(
        "releases", row.release_id, "versions", row.version, locale=row.locale
    )
    return VersionAnswer.model_validate(said | {"locale": row.locale, "api_url": own})
