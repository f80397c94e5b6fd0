"""How words that were searched for are spelled in the texts that are shown."""

from collections import Counter
from collections.abc import Collection, Iterable

from search import analysis, asking, pieces, reading


def spelled(words: Collection[str], texts: Iterable[reading.Shown]) -> dict[str, str]:
    """Return folded words as the texts have them most often, in small letters.

    Of spellings as frequent the first is taken; what no text has stays as it is.
    """
    counts: dict[str, Counter[str]] = {word: Counter() for word in words}
    for text in texts:
        for line in (text.heading, text.line):
            _count(line, counts, locale=text.locale)
    # The greatest is the first of its like, in the order of the texts.
    return {
        word: max(often, key=often.__getitem__, default=word)
        for word, often in counts.items()
    }


def _count(line: pieces.Line, counts: dict[str, Counter[str]], *, locale: str) -> None:
    """Count the spellings in a line: of its own pieces, of none known from others."""
    letters = pieces.letters(counts)
    writing = pieces.known(line, locale=locale, letters=letters).writing
    wanted = {piece for word in counts for piece in writing.get(word, ())}
    if not wanted:
        return
    for piece in line.text.split():
        if piece not in wanted:
            continue
        for found in asking.TYPED.findall(piece):
            folded = analysis.fold(found)
            if folded in counts:
                counts[folded][found.lower()] += 1
