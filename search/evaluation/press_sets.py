"""Judged sets made of real press releases: each question has one known answer."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from search import scratch
from search.evaluation import corpus, damage, judged, texts

RIGHT = 1
FEWEST_WORDS, MOST_WORDS = 8, 30
# What is asked for a release, in a locale; empty: nothing that only it answers.
Asked = Callable[[corpus.Release, str], str]


@dataclass(frozen=True)
class _Texts:
    """Releases in one language, with or without their titles."""

    releases: list[corpus.Release]
    locale: str
    titled: bool = True

    @property
    def name(self) -> str:
        return f"{self.locale} {'releases' if self.titled else 'bodies'}"

    def fill(self, index: scratch.Scratch) -> None:
        """Put them in an index."""
        index.fill(
            texts.Text(
                id=release.id,
                locale=self.locale,
                title=release.editions[self.locale].title if self.titled else "",
                body=release.editions[self.locale].body,
            )
            for release in self.releases
        )


def sets(path: Path) -> Iterator[judged.JudgedSet]:
    """Yield every set that a corpus file gives, in both languages."""
    releases = corpus.read(path)
    for locale in corpus.LOCALES:
        yield from _title_sets(releases, locale)
        yield _set(
            f"{locale} sentence → release",
            _Texts(releases, locale),
            _questions(releases, locale, _Sentences(releases, locale).of),
        )
    for asked_in, written_in in (("fr", "en"), ("en", "fr")):
        yield _set(
            f"{asked_in} title → {written_in} release",
            _Texts(releases, written_in),
            _questions(releases, asked_in, _title),
        )


def _title_sets(
    releases: list[corpus.Release], locale: str
) -> Iterator[judged.JudgedSet]:
    """Yield titles, whole and damaged, of releases indexed without their titles.

    What a damage leaves as it is, in this language, is no set.
    """
    bodies = _Texts(releases, locale, titled=False)
    whole = _questions(releases, locale, _title)
    yield _set(f"{locale} title → body", bodies, whole)
    for name, asked in DAMAGES.items():
        damaged = _questions(releases, locale, asked)
        if damaged != whole:
            yield _set(f"{locale} title → body, {name}", bodies, damaged)


def _set(
    name: str, rows: _Texts, questions: tuple[texts.Question, ...]
) -> judged.JudgedSet:
    return judged.JudgedSet(
        name=name,
        corpus=rows.name,
        fill=rows.fill,
        questions=questions,
        judged={question.id: {question.id: RIGHT} for question in questions},
    )


def _questions(
    releases: list[corpus.Release], locale: str, asked: Asked
) -> tuple[texts.Question, ...]:
    found = ((release.id, asked(release, locale)) for release in releases)
    return tuple(texts.Question(id, locale, text) for id, text in found if text)


def _title(release: corpus.Release, locale: str) -> str:
    return release.editions[locale].title


def _with_a_typo(release: corpus.Release, locale: str) -> str:
    return damage.with_a_typo(_title(release, locale), seed=release.id)


def _without_accents(release: corpus.Release, locale: str) -> str:
    return damage.without_accents(_title(release, locale))


def _elided(release: corpus.Release, locale: str) -> str:
    title = _title(release, locale)
    return damage.elided(title, locale=locale, seed=release.id)


DAMAGES: dict[str, Asked] = {
    "with a typo": _with_a_typo,
    "without accents": _without_accents,
    "with elided articles": _elided,
}


class _Sentences:
    """The sentences of a locale that stand in one release alone."""

    def __init__(self, releases: list[corpus.Release], locale: str) -> None:
        self.held = Counter(
            folded
            for release in releases
            for folded in set(map(corpus.fold, release.editions[locale].sentences))
        )

    def of(self, release: corpus.Release, locale: str) -> str:
        """Return one of them from a release."""
        own = [
            sentence
            for sentence in release.editions[locale].sentences
            if FEWEST_WORDS <= len(sentence.split()) <= MOST_WORDS
            and self.held[corpus.fold(sentence)] == 1
        ]
        return own[damage.chance(len(own), release.id)] if own else ""
