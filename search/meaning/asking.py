"""What a search asks by meaning, and whether it asks anything."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.module_loading import import_string

from search import parsing
from search.meaning import switch

# So many words that say something make a question; fewer are keywords, whose
# order words alone tell better.
QUESTION = 4


@dataclass(frozen=True)
class Asked:
    """The vector of a question, and where what is near to it is looked for.

    In `others` only objects are found that are not in the reader's `locale`. In
    that one, meaning finds and orders if the words are a `question`.
    """

    vector: bytes
    locale: str
    others: tuple[str, ...]
    is_question: bool


def asked(words: str, queries: Sequence[parsing.Query]) -> Asked | None:
    """Return what these words ask by meaning; None for nothing.

    Who quotes a phrase or leaves a word out wants what is written: no meaning
    stands in for that.
    """
    first = queries[0]
    literal = first.phrases or first.without or first.excluded
    if not switch.is_on() or literal or not first.terms:
        return None
    return Asked(
        vector=import_string("search.meaning.model.embed_query")(words),
        locale=first.locale,
        others=tuple(query.locale for query in queries[1:]),
        is_question=len(first.terms) >= QUESTION,
    )
