"""Text to tokens, the same for every engine."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from search import languages

LONGEST_TOKEN = 64

# Letters and digits, with the marks that combine with them and the signs that nobody
# sees; one other sign may stand between two runs of them: l'État, PostGenAI@Paris,
# e-mail, C.N.R.S., R&D, chercheur·euse·s.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
APOSTROPHES = "'’‘ʼ′＇`´‛"
HYPHENS = "-‐‑"
POINTS = "·‧•⋅"
# Some letters are composed of signs that no sign stands for: Hebrew's שׁ. All marks
# that `fold` takes away belong to the letter before them; there are none further on.
MARKS = "".join(filter(unicodedata.combining, map(chr, range(0x20000))))
_MARK = rf"[{MARKS}{INVISIBLE}]"
_RUN = rf"[^\W_]+{_MARK}*"
_JOIN = rf"[{APOSTROPHES}@&_.{POINTS}{re.escape(HYPHENS)}]"
_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_])"
GROUPS = r"\d{1,3}(?:(?:[ \u00a0\u202f\u2009]\d{3})+|(?:,\d{3})+|(?:\.\d{3})+)"
NUMBER = re.compile(rf"({GROUPS}|\d+)(?:[.,](\d+))?")
# A look ahead at its first sign lets a rare kind of word cost nothing elsewhere.
WORD = re.compile(
    rf"(?=\d){_BEFORE}(?<!\d[.,])"
    rf"(?:{GROUPS}(?:[.,]\d+)?|\d+[.,]\d+)(?![.,]\d){_AFTER}"
    rf"|(?=[A-Za-z][+#]){_BEFORE}[A-Za-z](?:\+\+|#){_AFTER}"
    rf"|{_RUN}(?:(?:{_JOIN}|(?<={_MARK})){_RUN})*"
)
ORDINAL = re.compile(r"(\d+)([a-z]+)")
# What a letter with these signs is called: C++, C#.
CALLED = {"+": "plusplus", "#": "sharp"}
ASCII_JOINERS = "@&_.-'"
JOINER = re.compile(r"[@&_.·\-']")
CLOSED = re.compile(r"[-']")
OPEN = re.compile(r"[@&_.]")
INCLUSIVE = re.compile(r"[^@&_']*")
LONGEST_ACRONYM = 5
# In a text of more words than this, all in capitals, they do not tell an acronym.
MOST_ACRONYMS = 3
OTHER: dict[int, str | None] = {
    **dict.fromkeys(map(ord, INVISIBLE)),
    **dict.fromkeys(map(ord, APOSTROPHES), "'"),
    **dict.fromkeys(map(ord, HYPHENS), "-"),
    **dict.fromkeys(map(ord, POINTS), "·"),
    ord("œ"): "oe",
    ord("æ"): "ae",
    ord("þ"): "th",
    ord("ø"): "o",
    ord("ł"): "l",
    ord("đ"): "d",
    ord("ð"): "d",
    ord("ı"): "i",
    ord("ŉ"): "n",
    # Unicode takes these apart into a letter and what is none.
    ord("ͺ"): "ι",
    ord("ำ"): "า",
    ord("ຳ"): "າ",
}


class Word(NamedTuple):
    """A word of a text: where it stands, and its tokens.

    `parts` are its tokens in order; `whole` are others for the same word, such
    as `postgenai@paris` beside `postgenai` and `paris`. `written` is the word
    folded, without what an apostrophe joins to it or a verb carries.
    """

    start: int
    end: int
    parts: tuple[str, ...]
    whole: tuple[str, ...] = ()
    written: str = ""

    @property
    def tokens(self) -> tuple[str, ...]:
        return self.parts + self.whole


class Reading(NamedTuple):
    """What a word gives: its tokens, and the words that it is made of as written."""

    parts: tuple[str, ...]
    whole: tuple[str, ...]
    surface: tuple[str, ...]
    written: str


def clean(text: str) -> str:
    """Return text that can be stored and written: composed, no half characters."""
    whole = text.encode("utf-8", "replace").decode()
    return unicodedata.normalize("NFC", whole.replace("\0", " "))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return a word without case and accents: Élysée → elysee, œuvre → oeuvre."""
    plain = unicodedata.normalize(
        "NFKD", word.translate(OTHER).casefold().translate(OTHER)
    )
    # What carried an accent may be one of the other signs itself: ǣ.
    return "".join(filter(_is_kept, plain.translate(OTHER)))


def _is_kept(sign: str) -> bool:
    if sign.isascii():
        return sign.isalnum() or sign in ASCII_JOINERS
    return not unicodedata.combining(sign) and not sign.isspace()


def words(text: str, *, locale: str) -> Iterator[Word]:
    """Yield the words of a clean text that have tokens."""
    for match in WORD.finditer(_quiet(text)):
        parts, whole, _surface, written = read(match[0], locale)
        if parts or whole:
            yield Word(*match.span(), parts, whole, written)


def having(sought: frozenset[str], text: str, *, locale: str) -> Iterator[Word]:
    """Yield the words of a clean text that have one of these tokens."""
    for match in WORD.finditer(_quiet(text)):
        parts, whole, _surface, written = read(match[0], locale)
        if not sought.isdisjoint(parts) or not sought.isdisjoint(whole):
            yield Word(*match.span(), parts, whole, written)


def tokens(text: str, *, locale: str) -> list[str]:
    """Return the tokens of a text in order; those of whole words come after all.

    What follows each other in the text does so among the tokens.
    """
    inline: list[str] = []
    joined: list[str] = []
    for word in WORD.findall(_quiet(clean(text))):
        parts, whole, _surface, _written = read(word, locale)
        inline += parts
        joined += whole
    return inline + joined


def surface(text: str, *, locale: str) -> list[str]:
    """Return the words of a text as written, folded, in order; none is left out.

    An elided article is a word, and so is each part of a joined one.
    """
    made: list[str] = []
    for word in WORD.findall(clean(text)):
        made += read(word, locale).surface
    return made


def both(piece: str, *, locale: str) -> tuple[list[str], list[str]]:
    """Return the tokens of what stands between spaces in a clean text, and its words.

    They are what `tokens` and `surface` return of it, by one reading.
    """
    tokens: list[str] = []
    written: list[str] = []
    for word in WORD.findall(piece):
        parts, whole, surface, _written = read(word, locale)
        tokens += parts + whole
        written += surface
    return tokens, written


def _quiet(text: str) -> str:
    """Return a text as it is, or in small letters if all of it cries."""
    if not text.isupper() or len(text.split()) <= MOST_ACRONYMS:
        return text
    quiet = text.lower()
    return quiet if len(quiet) == len(text) else text


@lru_cache(maxsize=65536)
def read(word: str, locale: str) -> Reading:
    """Return what one word of a text gives in a locale."""
    if single := _number(word) or _called(word):
        return Reading((single,), (), (single,), single)
    row = languages.language(locale)
    before, bare, after = _apart(word.translate(OTHER), row)
    folded = fold(bare)
    pieces = _pieces(bare, folded, row)
    surface = tuple(filter(None, map(_folded, (*before, *pieces, *after))))
    if len(pieces) < 2:
        parts = _one(pieces[0], row) if pieces else ()
        return Reading(parts, (), surface, "".join(map(_folded, pieces)))
    if folded in row.stop or _says_nothing(folded, pieces, row):
        return Reading((), (), surface, folded)
    told = [piece for piece in pieces if len(piece) > 1 or piece.isdigit()]
    parts = tuple(token for piece in told for token in _one(piece, row))
    return Reading(parts, _whole(folded, pieces, row), surface, folded)


def _number(word: str) -> str:
    """Return a number in one form, whatever groups it: 1 234,5 → 1234.5."""
    if not word[0].isdecimal() or not (found := NUMBER.fullmatch(word)):
        return ""
    whole, part = re.sub(r"\D", "", found[1]), found[2]
    return _cut(fold(f"{whole}.{part}" if part else whole))


def _called(word: str) -> str:
    return fold(word[0]) + CALLED[word[-1]] if word[-1] in CALLED else ""


def _apart(
    word: str, row: languages.Language
) -> tuple[list[str], str, tuple[str, ...]]:
    """Take l', d', qu' from the front and 's, -t-elle from the end."""
    before: list[str] = []
    while "'" in word:
        first, _mark, rest = word.partition("'")
        if fold(first) not in row.elided:
            break
        before.append(first)
        word = rest
    first, mark, last = word.rpartition("'")
    if mark and fold(last) in row.trailing and fold(word) not in row.stop:
        return before, first, (last,)
    verb, carried = _without_carried(word, row)
    return before, verb, carried


def _without_carried(word: str, row: languages.Language) -> tuple[str, tuple[str, ...]]:
    """Take the pronouns off that a verb carries; something of the word stays."""
    carried: tuple[str, ...] = ()
    while fold(word) not in row.whole:
        verb, hyphen, last = word.rpartition("-")
        if not hyphen or not last.islower() or fold(last) not in row.carried:
            break
        word, carried = verb, (last, *carried)
    return word, carried


def _pieces(bare: str, folded: str, row: languages.Language) -> list[str]:
    """Return what the signs within a word join, or the word where they do not."""
    if folded in row.whole:
        return [JOINER.sub("", bare)]
    pieces = [piece for piece in JOINER.split(_compatible(bare)) if fold(piece)]
    if "." in bare and all(len(p) == 1 and p.isalpha() for p in pieces):
        return ["".join(pieces).upper()]
    if row.inclusive and INCLUSIVE.fullmatch(bare):
        return pieces[:1] + [p for p in pieces[1:] if fold(p) not in row.inclusive]
    return pieces


def _compatible(word: str) -> str:
    """Return a word whose signs hold no joiner: ⒈ is 1 and a point."""
    return word if word.isascii() else unicodedata.normalize("NFKC", word)


def _says_nothing(folded: str, pieces: list[str], row: languages.Language) -> bool:
    """Tell whether a word is of stop words alone: est-ce, elle-même."""
    return not OPEN.search(folded) and all(fold(piece) in row.stop for piece in pieces)


def _whole(folded: str, pieces: list[str], row: languages.Language) -> tuple[str, ...]:
    """Return the token of a joined word; wi-fi is also wifi."""
    if "·" in folded:
        return ()
    if OPEN.search(folded):
        return (_cut(CLOSED.sub("", folded)),)
    if all(piece.isdigit() for piece in pieces):
        return ()
    return _one("".join(pieces), row)


def _one(word: str, row: languages.Language) -> tuple[str, ...]:
    folded = _folded(word)
    is_acronym = 1 < len(word) <= LONGEST_ACRONYM and word.isupper()
    if folded in row.stop and not is_acronym:
        return ()
    if (found := ORDINAL.fullmatch(folded)) and found[2] in row.ordinal:
        folded = found[1]
    token = _cut(row.stem(folded)) or folded
    return (token,) if token else ()


def _folded(piece: str) -> str:
    """Return a piece folded; a joiner in it is of the sign that was folded."""
    return _cut(JOINER.sub("", fold(piece)))


def _cut(token: str) -> str:
    return token[:LONGEST_TOKEN]
