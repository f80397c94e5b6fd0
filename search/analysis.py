"""Text to tokens, and a reader's words to a query; the same for every engine."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from search import languages

LONGEST_QUERY = 1000
MOST_TERMS = 24
MOST_PHRASES = 8
LONGEST_TOKEN = 64

# Letters and digits, each with the marks that combine with it; other signs may
# stand between two of them: l'État, PostGenAI@Paris, e-mail, C.N.R.S., R&D.
_SIGN = r"[^\W_][\u0300-\u036f]*"
APOSTROPHES = "'’‘ʼ′＇`´"
WORD = re.compile(
    r"(?<![^\W_])\d{1,3}(?:[ \u00a0\u202f,.]\d{3})+(?![^\W_])"
    r"|(?<![^\W_])\d+[.,]\d+(?![^\W_])"
    rf"|(?:{_SIGN})+(?:[{APOSTROPHES}@&_.·\-‐‑](?:{_SIGN})+)*"
)
GROUPED = re.compile(r"\d{1,3}(?:[ \u00a0\u202f,.]\d{3})+")
DECIMAL = re.compile(r"\d+[.,]\d+")
ASCII_JOINERS = "@&_.-'"
JOINER = re.compile(r"[@&_.·\-‐‑']")
CLOSED = re.compile(r"[-‐‑']")
QUOTATION = '"“”„«»‟＂'
PHRASE = re.compile(
    rf"(?P<minus>(?<!\S)[-−])?[{QUOTATION}](?P<words>[^{QUOTATION}]*)[{QUOTATION}]"
)
MINUS = re.compile(r"(?<!\S)[-−](?P<word>[^\W_]\S*)")
_OTHER = {
    **str.maketrans(dict.fromkeys(APOSTROPHES, "'")),
    **str.maketrans(
        {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i"}
    ),
}


@dataclass(frozen=True)
class Word:
    """A word of a text: where it stands, and its tokens.

    `parts` are its tokens in order; `whole` are others for the same word, such
    as `postgenai@paris` beside `postgenai` and `paris`.
    """

    start: int
    end: int
    parts: tuple[str, ...]
    whole: tuple[str, ...] = ()

    @property
    def tokens(self) -> tuple[str, ...]:
        return self.parts + self.whole


@dataclass(frozen=True)
class Term:
    """A word of a query: it is met by one of `whole`, or by all of `parts`."""

    parts: tuple[str, ...]
    whole: tuple[str, ...] = ()

    @property
    def tokens(self) -> tuple[str, ...]:
        return self.parts + self.whole


@dataclass(frozen=True)
class Query:
    """What a reader asked, in one locale.

    A hit meets some of `terms`, all of `phrases`, and none of `excluded` (each
    of these is a sequence of tokens that follow each other).
    """

    locale: str
    terms: tuple[Term, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[tuple[str, ...], ...] = ()

    @property
    def tokens(self) -> frozenset[str]:
        """Every token that is looked for, and that a highlight marks."""
        return frozenset(token for term in self.terms for token in term.tokens)

    @property
    def is_empty(self) -> bool:
        return not self.terms


def clean(text: str) -> str:
    """Return text that can be stored and written: composed, no half characters."""
    whole = text.encode("utf-8", "replace").decode()
    return unicodedata.normalize("NFC", whole.replace("\0", " "))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return a word without case and accents: Élysée → elysee, œuvre → oeuvre."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_OTHER))
    return "".join(filter(_is_kept, plain))


def _is_kept(sign: str) -> bool:
    if sign.isascii():
        return sign.isalnum() or sign in ASCII_JOINERS
    return not unicodedata.combining(sign) and not sign.isspace()


def words(text: str, *, locale: str) -> Iterator[Word]:
    """Yield the words of a text that have tokens."""
    for match in WORD.finditer(text):
        parts, whole = _tokens(match[0], locale)
        if parts or whole:
            yield Word(match.start(), match.end(), parts, whole)


def tokens(text: str, *, locale: str) -> list[str]:
    """Return the tokens of a text in order; those of whole words come after all.

    What follows each other in the text does so among the tokens.
    """
    found = list(words(clean(text), locale=locale))
    inline = [token for word in found for token in word.parts]
    return inline + [token for word in found for token in word.whole]


def parse(text: str, *, locale: str) -> Query:
    """Return the query that a reader's words are; never raises.

    Quotation marks of any kind make a phrase, `-word` and `-"a phrase"` leave
    out what has them; whatever else is typed is words.
    """
    rest = clean(text)[:LONGEST_QUERY]
    phrases: list[tuple[str, ...]] = []
    excluded: list[tuple[str, ...]] = []
    quoted: list[Term] = []
    for match in PHRASE.finditer(rest):
        found = _terms(match["words"], locale)
        sequence = tuple(token for term in found for token in term.parts)
        if sequence:
            (excluded if match["minus"] else phrases).append(sequence)
        if not match["minus"]:
            quoted += found
    rest = PHRASE.sub(" ", rest)
    for match in MINUS.finditer(rest):
        excluded += [term.whole or term.parts for term in _terms(match[0], locale)]
    terms = _terms(MINUS.sub(" ", rest), locale) + quoted
    return Query(
        locale=locale,
        terms=tuple(dict.fromkeys(terms))[:MOST_TERMS],
        phrases=tuple(dict.fromkeys(phrases))[:MOST_PHRASES],
        excluded=tuple(dict.fromkeys(excluded))[:MOST_PHRASES],
    )


def _terms(text: str, locale: str) -> list[Term]:
    return [Term(word.parts, word.whole) for word in words(text, locale=locale)]


@lru_cache(maxsize=65536)
def _tokens(word: str, locale: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the tokens of a word's parts, and those of the word as a whole."""
    language = languages.language(locale)
    if GROUPED.fullmatch(word):
        return (_cut(re.sub(r"\D", "", word)),), ()
    if DECIMAL.fullmatch(word):
        return (fold(word).replace(",", "."),), ()
    bare = _without_elision(word, language)
    if not JOINER.search(fold(bare)):
        return _one(bare, language), ()
    pieces = [piece for piece in JOINER.split(fold(bare)) if piece]
    if "." in bare and all(len(piece) == 1 for piece in pieces):
        return _one("".join(pieces).upper(), language), ()
    parts = tuple(
        token
        for piece in JOINER.split(bare.translate(_OTHER))
        if piece and (len(piece) > 1 or piece.isdigit())
        for token in _one(piece, language)
    )
    return parts, _whole(fold(bare), pieces)


def _whole(folded: str, pieces: list[str]) -> tuple[str, ...]:
    """Return the token of a joined word; wi-fi is also wifi."""
    if len(pieces) < 2 or "·" in folded or all(piece.isdigit() for piece in pieces):
        return ()
    return (_cut(CLOSED.sub("", folded)),)


def _one(word: str, language: languages.Language) -> tuple[str, ...]:
    folded = fold(word)
    is_acronym = word.isupper() and 1 < len(word) <= 5
    if folded in language.stop and not is_acronym:
        return ()
    token = _cut(language.stem(folded)) or folded
    return (token,) if token else ()


def _without_elision(word: str, language: languages.Language) -> str:
    """Take l', d', qu' from the front and 's from the end."""
    word = word.translate({ord(sign): "'" for sign in APOSTROPHES})
    while "'" in word:
        first, _mark, after = word.partition("'")
        if fold(first) not in language.elided:
            break
        word = after
    if language.possessive and fold(word).endswith(f"'{language.possessive}"):
        word = word.rpartition("'")[0]
    return word


def _cut(token: str) -> str:
    return token[:LONGEST_TOKEN]
