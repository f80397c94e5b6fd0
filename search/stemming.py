"""Light stemming: words of a family share a stem; accents are folded before it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

import Stemmer

Stem = Callable[[str], str]


@dataclass(frozen=True)
class Rule:
    """A word of at least `least` letters with this ending gets another one.

    `more` goes on with the rules that follow; otherwise this one is the last.
    """

    ending: str
    instead: str
    least: int
    more: bool = False


# The endings of French that a light stemmer takes, after Savoy: plural and
# feminine first, then the families of nouns and adjectives. Written without
# accents, since a word comes here folded.
FRENCH = (
    Rule("issement", "ir", 10),
    Rule("issant", "ir", 9),
    Rule("ivement", "if", 8),
    Rule("ement", "e", 7),
    Rule("ficatrice", "fier", 12),
    Rule("ficateur", "fier", 11),
    Rule("catrice", "quer", 10),
    Rule("cateur", "quer", 9),
    Rule("atrice", "er", 9),
    Rule("ateur", "er", 8),
    Rule("trice", "teur", 7, more=True),
    Rule("ieme", "", 6),
    Rule("teuse", "ter", 8),
    Rule("teur", "ter", 7),
    Rule("euse", "eu", 6),
    Rule("iere", "ier", 9),
    Rule("ive", "if", 8),
    Rule("folle", "fou", 5),
    Rule("molle", "mou", 5),
    Rule("nnelle", "n", 10),
    Rule("nnel", "n", 10),
    Rule("ique", "", 9, more=True),
    Rule("esse", "e", 9),
    Rule("inage", "in", 8),
    Rule("ualisation", "uel", 11),
    Rule("isation", "", 10),
    Rule("isateur", "", 10),
    Rule("ation", "", 9),
    Rule("ition", "", 9),
)


def french(word: str) -> str:
    """Return the light stem of a folded French word: chercheuses → chercheu."""
    if word.isdigit():
        return word
    return _french_end(_ruled(_french_singular(word)))


def snowball(algorithm: str) -> Stem:
    """Return a stemmer of the Snowball family, one object a thread."""
    held = threading.local()

    def stem(word: str) -> str:
        if not hasattr(held, "stemmer"):
            held.stemmer = Stemmer.Stemmer(algorithm)
        return str(held.stemmer.stemWord(word))

    return stem


def none(word: str) -> str:
    """Return the word: a locale without a row is not stemmed."""
    return word


def _french_singular(word: str) -> str:
    if len(word) > 5 and word.endswith("aux") and word[-4] != "e":
        return word[:-2] + "l"
    if len(word) > 3 and word.endswith("x"):
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def _ruled(word: str) -> str:
    for rule in FRENCH:
        if len(word) >= rule.least and word.endswith(rule.ending):
            word = word[: -len(rule.ending)] + rule.instead
            if not rule.more:
                break
    return word


def _french_end(word: str) -> str:
    """Take double letters, and the last letters that gender and verbs add."""
    if len(word) > 4:
        word = _without_doubles(word)
    if len(word) > 4 and word.endswith("ie"):
        word = word[:-2]
    if len(word) > 4:
        word = word.removesuffix("r").removesuffix("e").removesuffix("e")
        word = _without_doubles(word)
    return word


def _without_doubles(word: str) -> str:
    kept = [word[0]]
    for letter in word[1:]:
        if letter != kept[-1] or not letter.isalpha():
            kept.append(letter)
    return "".join(kept)
