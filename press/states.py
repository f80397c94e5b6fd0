"""The state of a release: one word from its stage, versions and withdrawals."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from press import visibility


class State(StrEnum):
    """What a release is at an instant, to the people who make it."""

    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"
    EMBARGOED = "embargoed"
    PUBLIC = "public"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"


LABELS: dict[State, Promise] = {
    State.DRAFT: _("Draft"),
    State.REVIEW: _("In review"),
    State.APPROVED: _("Approved"),
    State.EMBARGOED: _("Under embargo"),
    State.PUBLIC: _("Public"),
    State.CORRECTED: _("Corrected"),
    State.WITHDRAWN: _("Withdrawn"),
    State.ERASED: _("Erased"),
}
OUT = frozenset({State.PUBLIC, State.CORRECTED})
CLOSED = frozenset({State.WITHDRAWN, State.ERASED})


class HasVersion(Protocol):
    """A version of an edition: when it opens, and what became of it."""

    version: int
    public_from: datetime
    corrected_at: datetime | None
    erased_at: datetime | None


def of(
    *,
    in_review: bool,
    all_approved: bool,
    versions: Iterable[HasVersion],
    withdrawals: Iterable[visibility.HasInterval],
    at: datetime,
) -> State:
    """Return the state at an instant."""
    rows = list(versions)
    if any(row.erased_at for row in rows):
        return State.ERASED
    out = [row for row in rows if row.public_from <= at]
    if out:
        if visibility.is_withdrawn(withdrawals, at=at):
            return State.WITHDRAWN
        newest = max(out, key=lambda row: row.version)
        return State.CORRECTED if newest.corrected_at else State.PUBLIC
    if rows:
        return State.EMBARGOED
    if all_approved:
        return State.APPROVED
    return State.REVIEW if in_review else State.DRAFT
