"""The rule: which documents and records are public at an instant."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from django.apps import apps
from django.db.models import Exists, OuterRef, Q


class HasPublicFrom(Protocol):
    """A version with the instant at which it becomes public."""

    public_from: datetime


class HasInterval(Protocol):
    """A withdrawal: from an instant, until a restoration or for ever."""

    withdrawn_at: datetime
    restored_at: datetime | None


def withdrawn_q(at: datetime) -> Q:
    """Return the condition on a withdrawal row that it is in force at `at`."""
    return Q(withdrawn_at__lte=at) & (Q(restored_at=None) | Q(restored_at__gt=at))


def public_q(at: datetime) -> Q:
    """Return the condition on Document rows: public at `at`, any version."""
    withdrawals = apps.get_model("press", "Withdrawal").objects
    in_force = withdrawals.filter(withdrawn_q(at), release=OuterRef("release"))
    return Q(public_from__lte=at) & Q(~Exists(in_force))


def newest_q(at: datetime) -> Q:
    """Return the condition on Document rows: no later version is out at `at`."""
    later = apps.get_model("press", "Document").objects.filter(
        release=OuterRef("release"),
        locale=OuterRef("locale"),
        version__gt=OuterRef("version"),
        public_from__lte=at,
    )
    return Q(public_from__lte=at) & Q(~Exists(later))


def open_q(at: datetime) -> Q:
    """Return the condition on Document rows: not closed by a later correction."""
    closing = apps.get_model("press", "Document").objects.filter(
        release=OuterRef("release"),
        locale=OuterRef("locale"),
        version__gt=OuterRef("version"),
        public_from__lte=at,
        closes_earlier=True,
    )
    return Q(~Exists(closing))


def is_withdrawn(withdrawals: Iterable[HasInterval], *, at: datetime) -> bool:
    """Tell whether one of a release's withdrawals is in force at `at`."""
    return any(
        row.withdrawn_at <= at and (row.restored_at is None or row.restored_at > at)
        for row in withdrawals
    )


def is_public(
    document: HasPublicFrom, *, withdrawals: Iterable[HasInterval], at: datetime
) -> bool:
    """Tell what `public_q` selects, for a row in hand."""
    return document.public_from <= at and not is_withdrawn(withdrawals, at=at)
