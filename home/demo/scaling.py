"""Makes many public releases for load, by seeded variation of the demo's own."""

import io
import random
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.management import call_command

from home.demo import content, keys, scaled_rows
from press import locales, models, queries, slugs

BATCH = 200
DAYS = 3650
HOURS = (9, 10, 11, 14, 15, 16)
# Blocks with files: more names of the same bytes would load nothing.
LEFT_OUT = {"image", "files"}

Body = dict[str, Any]
Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Pattern:
    """A public release to vary: bodies and mentions by locale."""

    release: models.Release
    bodies: dict[str, Body]
    mentions: dict[str, Pairs]


def put_in(
    count: int, *, text: content.Content, now: datetime, is_searched: bool = True
) -> int:
    """Add releases until there are `count` of them; return how many were added.

    The search index holds them all afterwards, unless nobody searches.
    """
    ids = {number: keys.of("scaled", number) for number in range(1, count + 1)}
    there = set(
        models.Release.objects.filter(pk__in=list(ids.values())).values_list(
            "pk", flat=True
        )
    )
    missing = [number for number, key in ids.items() if key not in there]
    patterns = _patterns(text, now=now) if missing else []
    paragraphs = [words for pattern in patterns for words in _paragraphs(pattern)]
    for start in range(0, len(missing), BATCH):
        rows = (
            _varied(number, patterns, paragraphs, now=now)
            for number in missing[start : start + BATCH]
        )
        scaled_rows.write(rows, at=now)
    if missing and is_searched:
        call_command("rebuild_index", stdout=io.StringIO())
    return len(missing)


def _patterns(text: content.Content, *, now: datetime) -> list[Pattern]:
    """Return the demo's releases that are public in every required locale."""
    ids = [keys.of("release", release.key) for release in text.releases]
    found: dict[UUID, dict[str, models.Document]] = {}
    rows = queries.documents(at=now).filter(release__in=ids)
    for row in rows.prefetch_related("mentions"):
        found.setdefault(row.release_id, {})[row.locale] = row
    patterns = [
        Pattern(
            release=next(iter(there.values())).release,
            bodies={code: row.body for code, row in there.items()},
            mentions={
                code: [(pair.kind, pair.key) for pair in row.mentions.all()]
                for code, row in there.items()
            },
        )
        for _key, there in sorted(found.items())
    ]
    return [
        pattern
        for pattern in patterns
        if set(pattern.bodies) == set(pattern.release.required_locales)
    ]


def _paragraphs(pattern: Pattern) -> list[dict[str, Body]]:
    """Return the words of each paragraph by locale; those with links stay."""
    by_id: dict[str, dict[str, Body]] = {}
    for code, body in pattern.bodies.items():
        for block in body["body"]:
            if block["type"] == "paragraph" and "<a" not in block["content"]["html"]:
                by_id.setdefault(block["id"], {})[code] = block["content"]
    return [words for words in by_id.values() if set(words) == set(pattern.bodies)]


def _varied(
    number: int,
    patterns: list[Pattern],
    paragraphs: list[dict[str, Body]],
    *,
    now: datetime,
) -> scaled_rows.Scaled:
    """Return one more release: a pattern with paragraphs of others, on another day."""
    dice = random.Random(f"scaled/{number}")  # noqa: S311 - seeded variation
    pattern = dice.choice(patterns)
    zone = ZoneInfo(pattern.release.zone)
    day = now.astimezone(zone).date() - timedelta(days=dice.randint(2, DAYS))
    hour = time(dice.choice(HOURS), dice.choice((0, 15, 30, 45)))
    key = keys.of("scaled", number)
    release = models.Release(
        id=key,
        reference=keys.reference(key),
        kind=pattern.release.kind,
        release_date=day,
        zone=pattern.release.zone,
        required_locales=pattern.release.required_locales,
        source_locale=pattern.release.source_locale,
        stage=models.Release.Stage.REVIEW,
    )
    longest = max(len(body["body"]) for body in pattern.bodies.values())
    words = dice.choices(paragraphs, k=longest)
    editions = {}
    for code, body in pattern.bodies.items():
        varied = _body(body, number=number, day=day, words=[row[code] for row in words])
        varied["id"], varied["reference"] = str(key), release.reference
        editions[code] = varied, _mentions(pattern.mentions[code], number=number)
    lift = datetime.combine(day, hour, tzinfo=zone).astimezone(UTC)
    return scaled_rows.Scaled(release, lift, editions)


def _body(body: Body, *, number: int, day: date, words: list[Body]) -> Body:
    """Return a body with a title, a day, block ids and paragraphs of its own."""
    varied = deepcopy(body)
    varied["title"] = f"{number:05d} – {body['title']}"
    varied["slug"] = slugs.slug_of(varied["title"])
    varied["release_date"] = day.isoformat()
    place = body["dateline"]["place"]
    varied["dateline"] = {
        "place": place,
        "date": day.isoformat(),
        "text": locales.dateline(
            day, place=place["name"] if place else "", locale=body["locale"]
        ),
    }
    varied["image"] = None
    varied["body"] = [
        block for block in varied["body"] if block["type"] not in LEFT_OUT
    ]
    for order, block in enumerate(varied["body"]):
        block["id"] = _id(block["id"], number)
        if block["type"] == "paragraph" and "<a" not in block["content"]["html"]:
            block["content"] = words[order]
    return varied


def _mentions(pairs: Pairs, *, number: int) -> Pairs:
    """Return what the varied body mentions: no file, and its own quotes."""
    return sorted(
        (kind, _id(key, number) if kind == "quote" else key)
        for kind, key in pairs
        if kind != "file"
    )


def _id(block: str, number: int) -> str:
    return str(keys.of("scaled", number, block))
