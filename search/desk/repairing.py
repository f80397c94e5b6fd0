"""What a typing error may have meant: the nearest words that a draft or a name has."""

from rapidfuzz.distance import OSA

from search import analysis
from search.desk import models, names

SHORTEST, LONG = 4, 8
MOST = 5


def near(word: str, *, locale: str) -> list[str]:
    """Return the tokens of the words that are fewest errors away; mostly none.

    Short words, figures and references stay as they are typed, and so does the
    first letter of a word: people rarely miss it.
    """
    typed = "".join(analysis.surface(word, locale=locale)[-1:])
    if len(typed) < SHORTEST or not typed.isalpha():
        return []
    errors = 1 if len(typed) < LONG else 2
    known = models.Word.objects.filter(locale=locale, word__startswith=typed[0])
    found: dict[str, int] = {}
    called = names.words(begun=typed[0], locale=locale)
    for candidate in called | set(known.values_list("word", flat=True)):
        distance = OSA.distance(typed, candidate, score_cutoff=errors)
        if distance <= errors:
            found[candidate] = distance
    least = min(found.values(), default=0)
    best = sorted(one for one, distance in found.items() if distance == least)[:MOST]
    stems = [token for one in best for token in analysis.tokens(one, locale=locale)]
    return list(dict.fromkeys([*best, *stems]))
