"""What search asks of meaning; nothing is loaded where it is off."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar

from django.utils.module_loading import import_string

from search.meaning import asking, fusing, switch, tables

Thing = TypeVar("Thing")


def near(asked: asking.Asked | None) -> dict[int, float]:
    """Return the entries that are found by meaning, each with its cosine."""
    if asked is None:
        return {}
    found: dict[int, float] = import_string("search.meaning.nearest.near")(asked)
    return found


def weighed(
    words: Mapping[Thing, float],
    texts: Iterable[tuple[int, Thing, str]],
    asked: asking.Asked | None,
) -> dict[Thing, float]:
    """Return scores by words and meaning; `texts` are (entry, thing, locale)."""
    if asked is None:
        return dict(words)
    held = [row for row in texts if row[1] in words]
    cosines = _cosines(asked.vector, [entry for entry, _thing, _locale in held])
    mine = {thing for _entry, thing, locale in held if locale == asked.locale}
    own: dict[Thing, float] = {}
    elsewhere: dict[Thing, float] = {}
    for entry, thing, locale in held:
        if entry not in cosines:
            continue
        if locale == asked.locale:
            own[thing] = cosines[entry]
        elif thing not in mine:
            elsewhere[thing] = max(elsewhere.get(thing, 0.0), cosines[entry])
    return fusing.fused(words, own, elsewhere, is_question=asked.is_question)


def vectors(entries: Collection[int]) -> dict[int, bytes]:
    """Return the vectors of these entries, as far as they have any."""
    if not switch.is_on():
        return {}
    rows = tables.Embedding.objects.filter(entry__in=entries)
    return {pk: bytes(vector) for pk, vector in rows.values_list("entry", "vector")}


def carry(entries: Mapping[int, int]) -> None:
    """Give entries the vectors of those that they replace, in this transaction.

    Nothing else would: whoever embeds looks for what lacks a vector after a change.
    """
    if not switch.is_on():
        return
    held = tables.Embedding.objects.filter(entry__in=list(entries))
    rows = list(held.order_by("pk"))
    held.delete()
    tables.Embedding.objects.bulk_create(
        tables.Embedding(entry=entries[row.entry], digest=row.digest, vector=row.vector)
        for row in rows
    )


def forget() -> None:
    """Forget what a process holds: a table was emptied, its ids may come again."""
    if switch.is_on():
        import_string("search.meaning.nearest.forget")()
        import_string("search.meaning.embedding.forget")()


def fill(*, clock: Any) -> None:
    """Give every entry its vector now, where meaning is on."""
    if switch.is_on():
        import_string("search.meaning.embedding.fill")(clock=clock)


def _cosines(vector: bytes, entries: Collection[int]) -> dict[int, float]:
    found: dict[int, float] = import_string("search.meaning.nearest.cosines")(
        vector, entries
    )
    return found
