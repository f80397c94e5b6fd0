"""Texts of a made-up newsroom, and the people, organisations and Abouts it names.

Bodies as rows keep them. What is made of a number is the same each time.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from benchmarks import worded_words
from home.demo import keys
from press import slugs

Body = dict[str, Any]

TOPICS, PLACES = 40, 25
# Of a hundred words of a release so many are ones that its topic prefers.
TOPICAL = 20
FIRST_NAMES = worded_words.listed(
    """
    Anne Jean Marie Paul Claire Louis Emma Hugo Alice Jules Sarah David Laura Thomas
    Nadia Karim Lena Oscar Fatou Amina Pierre Julie James Helen Peter Susan Robert
    Grace Daniel Ruth Simon Clara Victor Irene Marc Sophie Luc Elsa Omar Yasmine
    """
)
NAMED = (
    {"en": "University of {0}", "fr": "Université de {0}"},
    {"en": "{0} Institute", "fr": "Institut {0}"},
    {"en": "{0} National Laboratory", "fr": "Laboratoire national de {0}"},
    {"en": "Centre for {1} Studies", "fr": "Centre d’études {1}"},
    {"en": "{0} Foundation", "fr": "Fondation {0}"},
    {"en": "{1} Agency", "fr": "Agence {1}"},
)
ABOUT = {"en": "About {0}", "fr": "À propos de {0}"}
IN_YEAR = {"en": "in", "fr": "en"}
THOUSANDS = {"en": ",", "fr": "\N{NARROW NO-BREAK SPACE}"}


@dataclass(frozen=True)
class Counts:
    """How many of each a newsroom has; releases and quotes are what is left."""

    organisations: int
    people: int
    abouts: int

    @property
    def records(self) -> int:
        """How many search objects are no release and no quote."""
        return self.organisations + self.people + self.abouts


def counts(objects: int) -> Counts:
    """Return how many records of each kind there are among so many objects."""
    return Counts(
        organisations=max(3, objects // 250),
        people=max(5, objects // 50),
        abouts=max(2, objects // 300),
    )


def prose(dice: random.Random, count: int, *, locale: str, topic: int) -> str:
    """Return sentences of so many words together, or a few more."""
    words = worded_words.vocabulary(locale).draw(dice, count)
    liked, weights = worded_words.topical(topic, locale)
    often = count * TOPICAL // 100
    for word in dice.choices(liked, cum_weights=weights, k=often):
        words[dice.randrange(count)] = word
    sentences, start = [], 0
    while start < count:
        end = start + dice.randint(8, 24)
        sentences.append(_sentence(dice, words[start:end], locale=locale))
        start = end
    return " ".join(sentences)


def headline(
    dice: random.Random, *, locale: str, topic: int, words: tuple[int, int] = (5, 11)
) -> str:
    """Return a title, without a full stop."""
    text = prose(dice, dice.randint(*words), locale=locale, topic=topic)
    return text.replace(". ", " ").rstrip(".")


def records(of: Counts) -> Iterator[tuple[str, str, dict[str, Body]]]:
    """Yield kind, key, and bodies by locale of each record; topics are among them."""
    for kind, count, body in (
        ("organisation", of.organisations, _organisation_record),
        ("person", of.people, _person_record),
        ("boilerplate", of.abouts, _about_record),
        ("topic", TOPICS, _topic_record),
    ):
        for number in range(count):
            key = key_of(kind, number)
            bodies = {
                locale: {"id": key, "locale": locale, "kind": kind}
                | body(number, of, locale)
                for locale in worded_words.LOCALES
            }
            yield kind, key, bodies


@cache
def organisation(number: int, *, locale: str) -> Body:
    """Return the reference to an organisation."""
    dice = random.Random(f"organisation/{number}")
    pattern = NAMED[number % len(NAMED)][locale]
    place = _word(dice).capitalize()
    field = worded_words.vocabulary(locale).lemmas[dice.randrange(50, 3000)]
    letters = "".join(dice.choices("ABCDEFGHIKLMNOPRSTUV", k=dice.randint(4, 5)))
    return {
        "id": key_of("organisation", number),
        "name": pattern.format(place, field.capitalize()),
        "acronym": letters if number % 3 else "",
        "url": "",
        "ror": "",
        "wikidata": "",
    }


@cache
def person(number: int) -> Body:
    """Return the reference to a person."""
    dice = random.Random(f"person/{number}")
    name = f"{dice.choice(FIRST_NAMES)} {_word(dice).capitalize()}"
    return {"id": key_of("person", number), "name": name}


@cache
def topic(number: int, *, locale: str) -> Body:
    """Return the reference to a topic."""
    dice = random.Random(f"topic name/{number}")
    words = worded_words.topical(number, locale)[0]
    name = " ".join(words[dice.randrange(10)] for _word in range(2)).capitalize()
    return {
        "id": key_of("topic", number),
        "name": name,
        "slug": f"{slugs.slug_of(name)}-{number}",
    }


@cache
def about(number: int, of: Counts, *, locale: str) -> Body:
    """Return the About of an organisation, as a block has it."""
    dice = random.Random(f"about/{number}/{locale}")
    named = organisation(number % of.organisations, locale=locale)
    words = dice.randint(40, 90)
    return {
        "boilerplate": key_of("boilerplate", number),
        "title": ABOUT[locale].format(named["name"]),
        "organisation": named,
        "content": rich(prose(dice, words, locale=locale, topic=number % TOPICS)),
    }


@cache
def role(number: int, *, locale: str) -> str:
    """Return what a person does."""
    dice = random.Random(f"role/{number}/{locale}")
    return headline(dice, locale=locale, topic=number % TOPICS, words=(2, 4))


@cache
def employer(number: int, *, of: Counts) -> int:
    """Return the number of the organisation that a person speaks for."""
    return random.Random(f"employer/{number}").randrange(of.organisations)


@cache
def place(number: int) -> Body:
    """Return the reference to a place."""
    name = _word(random.Random(f"place/{number}")).capitalize()
    return {"id": key_of("place", number), "name": name}


def popular(dice: random.Random, count: int) -> int:
    """Return a number below a count: low ones come more often."""
    return int(count * dice.random() ** 2)


def rich(text: str) -> Body:
    """Return plain words as formatted text of one paragraph."""
    return {"html": f"<p>{text}</p>", "text": text}


def key_of(*parts: object) -> str:
    """Return the id of what these parts name."""
    return str(keys.of("worded", *parts))


def _organisation_record(number: int, of: Counts, locale: str) -> Body:
    return organisation(number, locale=locale) | {"country": "FR"}


def _person_record(number: int, of: Counts, locale: str) -> Body:
    dice = random.Random(f"bio/{number}/{locale}")
    words = dice.randint(10, 25)
    return person(number) | {
        "role": role(number, locale=locale),
        "organisation": organisation(employer(number, of=of), locale=locale),
        "bio": rich(prose(dice, words, locale=locale, topic=number % TOPICS)),
        "portrait": None,
    }


def _about_record(number: int, of: Counts, locale: str) -> Body:
    made = about(number, of, locale=locale)
    return {name: made[name] for name in ("title", "organisation", "content")}


def _topic_record(number: int, of: Counts, locale: str) -> Body:
    return topic(number, locale=locale)


def _word(dice: random.Random) -> str:
    """Return what may be a name: a word that texts hardly ever have."""
    locale = dice.choice(worded_words.LOCALES)
    return worded_words.vocabulary(locale).lemmas[dice.randrange(5000, 15000)]


def _sentence(dice: random.Random, words: list[str], *, locale: str) -> str:
    """Return words as a sentence; some have a year or a figure."""
    if dice.random() < 0.12:
        words = [*words, IN_YEAR[locale], str(dice.randint(1995, 2030))]
    if dice.random() < 0.12:
        figure = f"{dice.randint(1, 90) * 250:,}".replace(",", THOUSANDS[locale])
        words = [figure, *words]
    text = " ".join(words).rstrip("' ").replace("' ", "’")
    return f"{text[:1].upper()}{text[1:]}."
