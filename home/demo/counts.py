"""Counts the releases of the newsroom by what the public and the desk see of them."""

from datetime import datetime

from django.db.models import Count, Exists, OuterRef, QuerySet

from press import models, visibility

STATES = (
    *("public", "corrected", "withdrawn", "under embargo"),
    *("in review", "in translation", "draft"),
)


def by_state(*, at: datetime) -> dict[str, int]:
    """Return how many releases are in each state; each is counted once."""
    counted = dict.fromkeys(STATES, 0)
    for state, rows in _rows(at).items():
        counted[state] = rows.count()
    return counted


def public_by_locale(*, at: datetime) -> dict[str, int]:
    """Return how many releases can be read in each locale."""
    rows = (
        models.Document.objects.filter(
            visibility.public_q(at), visibility.newest_q(at), erased_at=None
        )
        .values("locale")
        .annotate(count=Count("pk"))
        .order_by("locale")
    )
    return {row["locale"]: row["count"] for row in rows}


def _rows(at: datetime) -> dict[str, QuerySet[models.Release]]:
    documents = models.Document.objects.filter(release=OuterRef("pk"))
    out = documents.filter(public_from__lte=at)
    withdrawals = models.Withdrawal.objects.filter(
        visibility.withdrawn_q(at), release=OuterRef("pk")
    )
    is_withdrawn = Exists(withdrawals)
    is_corrected = Exists(out.filter(corrected_at__lte=at))
    editions = models.ReleasePage.objects.filter(translation_key=OuterRef("pk"))
    is_translated = Exists(
        editions.exclude(locale__language_code=OuterRef("source_locale"))
    )
    shown = models.Release.objects.filter(Exists(out))
    waiting = models.Release.objects.filter(~Exists(out))
    desk = waiting.filter(~Exists(documents))
    draft = desk.filter(stage=models.Release.Stage.DRAFT)
    return {
        "withdrawn": shown.filter(is_withdrawn),
        "corrected": shown.filter(~is_withdrawn, is_corrected),
        "public": shown.filter(~is_withdrawn, ~is_corrected),
        "under embargo": waiting.filter(Exists(documents)),
        "in review": desk.filter(stage=models.Release.Stage.REVIEW),
        "in translation": draft.filter(is_translated),
        "draft": draft.filter(~is_translated),
    }
