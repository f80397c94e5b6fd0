"""Lists of quotes: those of public releases, newest release first, in their order."""

from collections.abc import Sequence
from dataclasses import dataclass

from press import queries
from press.delivery import cursors, selection


@dataclass(frozen=True)
class Part:
    """Some quotes, and the cursor that leads to those after them."""

    quotes: Sequence[queries.FoundQuote]
    next: str


def part(
    rows: selection.Rows,
    *,
    size: int,
    start: cursors.Place | None,
    speaker: str = "",
    organisation: str = "",
    is_oldest_first: bool = False,
) -> Part:
    """Return at most `size` quotes of these documents: one query.

    A cursor tells the document and how many of its quotes were seen. A part
    may be short, and even empty, while there are more: a release may name a
    person whom it does not quote.
    """
    if is_oldest_first:
        rows = selection.oldest_first(rows)
    if start is not None:
        rows = selection.from_place(rows, start, is_oldest_first=is_oldest_first)
    documents = list(rows[: size + 1])
    found: list[queries.FoundQuote] = []
    for row in documents[:size]:
        quotes = [block for block in row.body["body"] if block["type"] == "quote"]
        seen = start.seen if start and start.release == row.release_id else 0
        for number, block in enumerate(quotes[seen:], start=seen):
            if not _is_by(block.get("speaker"), speaker):
                continue
            if not _is_by(block.get("organisation"), organisation):
                continue
            if len(found) == size:
                here = cursors.Place(row.lifted_at, row.release_id, number)
                return Part(found, cursors.of_place(here))
            found.append(queries.FoundQuote(document=row, block=block))
    if len(documents) <= size:
        return Part(found, "")
    last = documents[size]
    return Part(found, cursors.of_place(cursors.Place(last.lifted_at, last.release_id)))


def _is_by(reference: object, wanted: str) -> bool:
    if not wanted:
        return True
    return isinstance(reference, dict) and reference.get("id") == wanted
