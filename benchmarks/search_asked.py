"""What is asked of search: words of every rarity, phrases, names, facets chosen."""

import json
import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from urllib.parse import urlencode

from benchmarks import processes, worded_releases, worded_texts, worded_words

SEARCH, SUGGEST = "/api/v1/search", "/api/v1/suggest"
# How many words a question has, and how often.
LENGTHS, HOW_OFTEN = (1, 2, 3, 4), (25, 35, 25, 15)
# Of a hundred questions so many narrow what they find by a facet.
NARROWED = 20
TYPES = ("release", "quote", "about", "person", "organisation")
FEWEST_LETTERS, MOST_LETTERS = 2, 8
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Newsroom:
    """The newsroom that is asked: how many objects it has, made on which day."""

    objects: int
    today: date

    @property
    def counts(self) -> worded_texts.Counts:
        """How many records of each kind it has."""
        return worded_texts.counts(self.objects)

    @property
    def releases(self) -> int:
        """How many releases it has at least."""
        return (self.objects - self.counts.records) // 4


def of_today(objects: int) -> Newsroom:
    """Return the newsroom of so many objects that was made today."""
    return Newsroom(objects, datetime.now(UTC).date())


def searches(newsroom: Newsroom, count: int, *, seed: str = "") -> list[str]:
    """Return so many different addresses of searches, in no order."""
    dice = random.Random(f"searches/{seed}")
    return _different(lambda: _search(dice, newsroom), count)


def suggestions(newsroom: Newsroom, count: int, *, seed: str = "") -> list[str]:
    """Return so many different addresses of suggestions: a word as it is begun."""
    dice = random.Random(f"suggestions/{seed}")
    return _different(lambda: _suggestion(dice, newsroom), count)


def check_searches(contents: Iterable[bytes]) -> None:
    """Raise unless searches were answered in full, and most found something.

    In full: by the engine itself, with facets, with marks in the texts of hits.
    """
    answers = [json.loads(content) for content in contents]
    found = [answer for answer in answers if answer["hits"]]
    marked = [answer for answer in found if "<mark>" in json.dumps(answer["hits"])]
    faults = {
        "degraded": sum(answer["degraded"] for answer in answers),
        "without facets": sum(not answer["facets"] for answer in found),
        "without hits": _above_half(len(answers) - len(found), len(answers)),
        "without marks": _above_half(len(found) - len(marked), len(found)),
    }
    told = [f"{count} {words}" for words, count in faults.items() if count]
    if told:
        raise processes.Failed(f"of {len(answers)} answers {', '.join(told)}")


def check_suggestions(contents: Iterable[bytes]) -> None:
    """Raise unless most answers suggest something."""
    answers = [json.loads(content)["suggestions"] for content in contents]
    empty = answers.count([])
    if _above_half(empty, len(answers)):
        raise processes.Failed(f"{empty} of {len(answers)} answers suggest nothing")


def _above_half(count: int, of: int) -> int:
    """Return a count where it is more than half of all, else 0."""
    return count if count * 2 > of else 0


def _different(make: Callable[[], str], count: int) -> list[str]:
    made: dict[str, None] = {}
    while len(made) < count:
        made[make()] = None
    return list(made)


def _search(dice: random.Random, newsroom: Newsroom) -> str:
    locale = dice.choice(worded_words.LOCALES)
    ask = dice.choices((_words, _together, _phrase, _name), weights=(45, 30, 15, 10))[0]
    asked = [("q", ask(dice, newsroom, locale)), ("locale", locale)]
    if dice.randrange(100) < NARROWED:
        asked += _chosen(dice, newsroom)
    return f"{SEARCH}?{urlencode(asked)}"


def _words(dice: random.Random, newsroom: Newsroom, locale: str) -> str:
    """Return words that need not stand together, each rank's tenfold alike often."""
    return " ".join(_word(dice, locale) for _word_ in range(_length(dice)))


def _word(dice: random.Random, locale: str) -> str:
    vocabulary = worded_words.vocabulary(locale)
    if dice.random() < 0.08:
        return dice.choice(vocabulary.function[:20]).strip("'")
    rank = int(len(vocabulary.lemmas) ** dice.random()) - 1
    return vocabulary.lemmas[rank]


def _together(dice: random.Random, newsroom: Newsroom, locale: str) -> str:
    """Return words of one release in any order."""
    words = WORD.findall(_text(dice, newsroom, locale))
    long = [word.lower() for word in words if len(word) > 3]
    return " ".join(dice.sample(long, k=_length(dice)))


def _phrase(dice: random.Random, newsroom: Newsroom, locale: str) -> str:
    """Return words that follow each other in a release, in quotation marks."""
    text = _text(dice, newsroom, locale)
    sentence = dice.choice(text.split(". ")).rstrip(".").split()
    start = dice.randrange(max(1, len(sentence) - 2))
    phrase = f'"{" ".join(sentence[start : start + dice.choice((2, 3))])}"'
    return phrase if dice.random() < 0.6 else f"{phrase} {_word(dice, locale)}"


def _name(dice: random.Random, newsroom: Newsroom, locale: str) -> str:
    """Return how a person or an organisation is called."""
    if dice.random() < 0.6:
        number = dice.randrange(newsroom.counts.people)
        return str(worded_texts.person(number)["name"])
    number = dice.randrange(newsroom.counts.organisations)
    found = worded_texts.organisation(number, locale=locale)
    return str(found["acronym"] or found["name"])


def _chosen(dice: random.Random, newsroom: Newsroom) -> Iterator[tuple[str, str]]:
    """Yield one facet with a value, or with two."""
    of, today = newsroom.counts, newsroom.today
    values: dict[str, Callable[[], str]] = {
        "type": lambda: dice.choice(TYPES[:3]),
        "kind": lambda: dice.choice(worded_releases.KINDS),
        "year": lambda: str(today.year - dice.randrange(9)),
        "topic": lambda: worded_texts.topic(
            dice.randrange(worded_texts.TOPICS), locale="en"
        )["id"],
        "organisation": lambda: worded_texts.organisation(
            dice.randrange(1 + of.organisations // 4), locale="en"
        )["id"],
    }
    name = dice.choice(list(values))
    for _value in range(dice.choice((1, 1, 2))):
        yield name, values[name]()


def _text(dice: random.Random, newsroom: Newsroom, locale: str) -> str:
    return _first_paragraphs(newsroom, dice.randrange(newsroom.releases))[locale]


@cache
def _first_paragraphs(newsroom: Newsroom, number: int) -> dict[str, str]:
    """Return the first paragraph of a release, in each language."""
    made = worded_releases.release(
        number, quotes=0, of=newsroom.counts, today=newsroom.today
    )
    return {
        locale: str(body["body"][0]["content"]["text"])
        for locale, (body, _mentions) in made.editions.items()
    }


def _suggestion(dice: random.Random, newsroom: Newsroom) -> str:
    locale, typed = dice.choice(worded_words.LOCALES), ""
    while len(typed) < FEWEST_LETTERS:
        words = dice.choice((_word(dice, locale), _name(dice, newsroom, locale)))
        typed = words.split()[-1].lower()
    typed = typed[: dice.randint(FEWEST_LETTERS, MOST_LETTERS)]
    return f"{SUGGEST}?{urlencode([('q', typed), ('locale', locale)])}"


def _length(dice: random.Random) -> int:
    return dice.choices(LENGTHS, weights=HOW_OFTEN)[0]
