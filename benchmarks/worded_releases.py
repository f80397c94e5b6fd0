"""Releases of a made-up newsroom, in all languages, as rows keep them."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks import worded_texts, worded_words
from home.demo import keys
from press import locales, slugs

Pairs = list[tuple[str, str]]

KINDS = ("release", "statement", "advisory")
DAYS = 3650
ACCORDING = {"en": "according to", "fr": "selon"}


@dataclass(frozen=True)
class Made:
    """One release: its number and its day; a body and mentions by locale."""

    number: int
    kind: str
    source: str
    day: date
    editions: dict[str, tuple[worded_texts.Body, Pairs]]


def quotes_of(number: int, *, most: int) -> int:
    """Return how many quotes a release has."""
    dice = random.Random(f"quotes/{number}")
    return min(most, dice.choices((0, 1, 2, 3), weights=(2, 4, 3, 1))[0])


def release(number: int, *, quotes: int, of: worded_texts.Counts, today: date) -> Made:
    """Return a release in all languages."""
    dice = random.Random(f"worded/{number}")
    day = today - timedelta(days=dice.randint(2, DAYS))
    kind = dice.choices(KINDS, weights=(8, 1, 1))[0]
    topic = worded_texts.popular(dice, worded_texts.TOPICS)
    shape = _Shape(
        topics=sorted(
            {
                topic,
                *(
                    worded_texts.popular(dice, worded_texts.TOPICS)
                    for _more in range(2)
                ),
            }
        ),
        place=worded_texts.popular(dice, worded_texts.PLACES),
        organisation=worded_texts.popular(dice, of.organisations),
        about=dice.randrange(of.abouts),
        speakers=tuple(
            worded_texts.popular(dice, of.people) for _quote in range(quotes)
        ),
        paragraphs=dice.randint(3, 6),
        topic=topic,
    )
    source = dice.choice(worded_words.LOCALES)
    made = Made(number, kind, source, day, {})
    for locale in worded_words.LOCALES:
        mine = random.Random(f"worded/{number}/{locale}")
        made.editions[locale] = _edition(mine, made, shape, of, locale=locale)
    return made


@dataclass(frozen=True)
class _Shape:
    """What the languages of a release have in common."""

    topics: list[int]
    place: int
    organisation: int
    about: int
    speakers: tuple[int, ...]
    paragraphs: int
    topic: int


def _edition(
    dice: random.Random,
    made: Made,
    shape: _Shape,
    of: worded_texts.Counts,
    *,
    locale: str,
) -> tuple[worded_texts.Body, Pairs]:
    key = keys.of("worded", made.number)
    title = worded_texts.headline(dice, locale=locale, topic=shape.topic)
    body = _blocks(dice, made, shape, of, locale=locale)
    place = worded_texts.place(shape.place)
    text = locales.dateline(made.day, place=place["name"], locale=locale)
    named = worded_texts.organisation(shape.organisation, locale=locale)["name"]
    lead = worded_texts.prose(
        dice, dice.randint(25, 45), locale=locale, topic=shape.topic
    )
    lead = f"{lead[:-1]}, {ACCORDING[locale]} {named}."
    release: worded_texts.Body = {
        "id": str(key),
        "reference": keys.reference(key),
        "kind": made.kind,
        "locale": locale,
        "source_locale": made.source,
        "slug": f"{slugs.slug_of(title)[:150]}-{made.number}",
        "title": title,
        "subtitle": worded_texts.headline(dice, locale=locale, topic=shape.topic),
        "summary": lead,
        "release_date": made.day.isoformat(),
        "dateline": {"place": place, "date": made.day.isoformat(), "text": text},
        "image": None,
        "topics": [
            worded_texts.topic(number, locale=locale) for number in shape.topics
        ],
        "lead": worded_texts.rich(lead),
        "body": body,
        "contacts": [],
    }
    return release, _mentions(body, shape)


def _blocks(
    dice: random.Random,
    made: Made,
    shape: _Shape,
    of: worded_texts.Counts,
    *,
    locale: str,
) -> list[worded_texts.Body]:
    """Return the blocks of a body: 150 to 400 words of its own, quotes, an About."""
    each = dice.randint(150, 400) // shape.paragraphs
    blocks = [
        {
            "type": "paragraph",
            "id": worded_texts.key_of("paragraph", made.number, place),
            "content": worded_texts.rich(
                worded_texts.prose(dice, each, locale=locale, topic=shape.topic)
            ),
        }
        for place in range(shape.paragraphs)
    ]
    for place, speaker in enumerate(shape.speakers):
        words = dice.randint(15, 45)
        quote = {
            "type": "quote",
            "id": worded_texts.key_of("quote", made.number, place),
            "text": worded_texts.prose(dice, words, locale=locale, topic=shape.topic),
            "speaker": worded_texts.person(speaker),
            "role": worded_texts.role(speaker, locale=locale),
            "organisation": worded_texts.organisation(
                worded_texts.employer(speaker, of=of), locale=locale
            ),
            "original_locale": made.source,
        }
        blocks.insert(1 + 2 * place, quote)
    about = worded_texts.about(shape.about, of, locale=locale)
    key = worded_texts.key_of("about block", made.number)
    return [*blocks, {"type": "about", "id": key, **about}]


def _mentions(body: list[worded_texts.Body], shape: _Shape) -> Pairs:
    pairs = {("topic", worded_texts.key_of("topic", number)) for number in shape.topics}
    for block in body:
        if block["type"] == "quote":
            pairs |= {("quote", block["id"]), ("person", block["speaker"]["id"])}
        if block["type"] == "about":
            pairs.add(("boilerplate", block["boilerplate"]))
        if block.get("organisation"):
            pairs.add(("organisation", block["organisation"]["id"]))
    return sorted(pairs)
