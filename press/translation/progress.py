"""How far the translations of releases are: two queries for any number of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F
from wagtail_localize.models import StringSegment, Translation


@dataclass(frozen=True)
class Progress:
    """Translated strings of an edition, of all that its source has."""

    done: int
    total: int

    @property
    def is_complete(self) -> bool:
        return self.done >= self.total


def of(releases: Iterable[UUID]) -> dict[tuple[UUID, str], Progress]:
    """Return the progress by release and target locale; none where none is kept."""
    rows = list(
        Translation.objects.filter(source__object_id__in=list(releases), enabled=True)
        .annotate(total=Count("source__stringsegment"))
        .values_list(
            "source_id",
            "source__object_id",
            "target_locale_id",
            "target_locale__language_code",
            "total",
        )
    )
    done = _translated({row[0] for row in rows})
    return {
        (release, locale): Progress(done.get((source, target), 0), total)
        for source, release, target, locale, total in rows
    }


def _translated(sources: Iterable[int]) -> dict[tuple[int, int], int]:
    """Count, by source and target locale, the segments that have a translation."""
    rows = (
        StringSegment.objects.filter(
            source_id__in=list(sources),
            string__translations__context_id=F("context_id"),
            string__translations__has_error=False,
        )
        .values_list("source_id", "string__translations__locale_id")
        .annotate(done=Count("pk", distinct=True))
    )
    return {(source, target): done for source, target, done in rows}
