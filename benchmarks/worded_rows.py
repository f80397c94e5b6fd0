"""Writes a made-up newsroom to the database, and its search index."""

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from itertools import islice
from zoneinfo import ZoneInfo

from django.core.management import call_command
from django.db import connection

from benchmarks import worded_releases, worded_texts
from home.demo import content, keys, plain_pages, scaled_rows
from press import clock, documents, models
from search import models as tables

ZONE = "Europe/Paris"
FOUNDED_AT = datetime(2015, 1, 2, 8, 0, tzinfo=UTC)
NOON = time(12, 0)
BATCH = 250


def fill(objects: int) -> Iterator[str]:
    """Fill an empty database with so many search objects; yield how far it is.

    Its search index holds all of them, and nothing waits.
    """
    call_command("migrate", verbosity=0)
    plain_pages.put_in(content.load())
    now = clock.now()
    counts = worded_texts.counts(objects)
    _write_records(counts)
    yield f"{counts.records} people, organisations and Abouts"
    made = releases(objects, today=now.astimezone(ZoneInfo(ZONE)).date())
    written = 0
    while some := list(islice(made, BATCH)):
        scaled_rows.write(map(_scaled, some), at=now)
        written += len(some)
    yield f"{written} releases in two languages"
    call_command("rebuild_index", from_nothing=True, stdout=io.StringIO())
    _analyze()
    yield f"{tables.Entry.objects.count()} entries in the index"


def releases(objects: int, *, today: date) -> Iterator[worded_releases.Made]:
    """Yield releases until they and all else are so many search objects."""
    of = worded_texts.counts(objects)
    left, number = objects - of.records, 0
    while left > 0:
        quotes = worded_releases.quotes_of(number, most=left - 1)
        yield worded_releases.release(number, quotes=quotes, of=of, today=today)
        left -= 1 + quotes
        number += 1


def _write_records(of: worded_texts.Counts) -> None:
    models.Record.objects.bulk_create(
        (
            models.Record(
                kind=kind,
                key=key,
                locale=locale,
                version=1,
                body=body,
                hash=documents.content_hash(body),
                listed=True,
                public_from=FOUNDED_AT,
            )
            for kind, key, bodies in worded_texts.records(of)
            for locale, body in bodies.items()
        ),
        batch_size=BATCH,
    )


def _scaled(made: worded_releases.Made) -> scaled_rows.Scaled:
    key = keys.of("worded", made.number)
    release = models.Release(
        id=key,
        reference=keys.reference(key),
        kind=made.kind,
        release_date=made.day,
        zone=ZONE,
        required_locales=list(made.editions),
        source_locale=made.source,
        stage=models.Release.Stage.REVIEW,
    )
    lift = datetime.combine(made.day, NOON, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)
    return scaled_rows.Scaled(release, lift, made.editions)


def _analyze() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
