"""What is public in the database of a benchmark, read past the API."""

from benchmarks import asked
from press import clock, models


def public() -> list[asked.Row]:
    """Return every edition that has lifted; those that wait have not."""
    rows = models.Document.objects.filter(public_from__lte=clock.now())
    return [
        asked.Row(
            key=str(row.release_id),
            reference=row.release.reference,
            locale=row.locale,
            lifted=row.public_from.isoformat(),
            body=row.body,
        )
        for row in rows.select_related("release").order_by("release_id", "locale")
    ]


def some_details(count: int) -> list[str]:
    """Return the addresses of so many editions, or of all."""
    rows = models.Document.objects.order_by("release_id", "locale")
    return [
        f"{asked.API}/{row['release_id']}?locale={row['locale']}"
        for row in rows.values("release_id", "locale")[:count]
    ]
