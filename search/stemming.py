"""Light stemming: words of a family share a stem; accents are folded before it."""

import re
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


# Words whose ending is one of these only without its accents: communiqué is not of
# the family of commun, nor Clément of clé.
FRENCH_APART = {
    "applique": "apliqu",
    "clement": "clement",
    "communique": "comuniqu",
    "complement": "complement",
    "complique": "compliqu",
    "element": "element",
    "increment": "increment",
    "interesse": "interes",
    "supplement": "suplement",
    "vehement": "vehement",
}


def endings(least: int, text: str) -> tuple[Rule, ...]:
    """Return rules for words of at least so many letters: `eses>es os as`."""
    parts = (item.partition(">") for item in text.split())
    return tuple(Rule(ending, instead, least) for ending, _sign, instead in parts)


# The light stemmers of Savoy for other languages: of each step the first rule that
# fits is used. Snowball's stemmers of these tell words by their accents, and so
# part investigacion from investigaciones.
SPANISH = (endings(5, "eses>es ces>z os as es o a e"),)
ITALIAN = (endings(6, "ie he hi ii ia io e i a o"),)
PORTUGUESE = (
    endings(5, "res>r ses>s les>l zes>z")
    + endings(4, "ns>m")
    + endings(5, "eis>el ais>al ois>ol is>il")
    + endings(4, "oes>ao aes>ao")
    + endings(7, "mente")
    + endings(4, "s"),
    endings(8, "inha>inho iaca>iaco eira>eiro")
    + endings(7, "osa>oso ica>ico ida>ido ada>ado iva>ivo ama>amo")
    + endings(7, "ona>ao ora>or esa>es na>no"),
    endings(5, "e a o"),
)
GERMAN = (
    endings(6, "ern")
    + endings(5, "em en er es")
    + endings(4, "e bs>b ds>d fs>f gs>g hs>h ks>k ls>l ms>m ns>n ts>t"),
    endings(6, "est")
    + endings(5, "er en bst>b dst>d fst>f gst>g hst>h kst>k lst>l mst>m nst>n tst>t"),
)
# The last letters of stems that are spelled one way in Britain and another in
# America, or one way in the singular and another in the plural.
ENGLISH_SPELLED = (
    endings(5, "iz>is yz>ys lysi>lys thesi>thes these>thes nosi>nos")
    + endings(5, "crisi>cris crise>cris centr>center fibr>fiber theatr>theater")
    + endings(4, "litr>liter metr>meter")
    + endings(6, "our>or programm>program catalogu>catalog dialogu>dialog")
    + endings(6, "defenc>defens licenc>licens practis>practic"),
)
UMLAUT = re.compile(r"([ao])e|(?<![aeiouyq])(u)e")


def light(*steps: tuple[Rule, ...]) -> Stem:
    """Return a stemmer of tables of rules."""

    def stem(word: str) -> str:
        for rules in steps:
            word = _ruled(word, rules)
        return word

    return stem


def english(word: str) -> str:
    """Return the stem of an English word: organization, organisers → organis.

    The revised algorithm of Porter, which parts news from new and university
    from universe.
    """
    return _spelled(_english(word))


def german(word: str) -> str:
    """Return the light stem of a folded German word, ae, oe and ue as umlauts."""
    return _german(UMLAUT.sub(r"\1\2", word))


def french(word: str) -> str:
    """Return the light stem of a folded French word: chercheuses → chercheu."""
    single = _french_singular(word)
    if single in FRENCH_APART:
        return FRENCH_APART[single]
    return _french_end(_ruled(single, FRENCH))


def snowball(algorithm: str) -> Stem:
    """Return a stemmer of the Snowball family, one object a thread."""
    held = threading.local()

    def stem(word: str) -> str:
        if not hasattr(held, "stemmer"):
            held.stemmer = Stemmer.Stemmer(algorithm)
        return str(held.stemmer.stemWord(word))

    return stem


_german = light(*GERMAN)
_english = snowball("english")
_spelled = light(*ENGLISH_SPELLED)


def none(word: str) -> str:
    """Return the word: a locale without a row is not stemmed."""
    return word


def _french_singular(word: str) -> str:
    if len(word) > 5 and word.endswith("aux") and word[-4] != "e":
        return word[:-2] + "l"
    if len(word) > 3 and word.endswith("x"):
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def _ruled(word: str, rules: tuple[Rule, ...]) -> str:
    for rule in rules:
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
