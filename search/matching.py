"""Whether one text meets a query: what an engine does for all, done for one."""

from search import parsing, scoring


def meets(
    text: scoring.Text,
    query: parsing.Query,
    *,
    enough: int,
    telling: tuple[int, ...] = (),
) -> bool:
    """Tell whether a text has enough terms, all phrases and nothing left out.

    Of the terms at the places `telling` it must have one.
    """
    tokens = tuple(f" {part} " for part in (text.title, text.lead, text.body))
    written = tuple(f" {part} " for part in (text.names, text.words))

    def holds(atom: parsing.Atom) -> bool:
        return any(f" {' '.join(atom)} " in part for part in tokens)

    def stands(atom: parsing.Atom) -> bool:
        return any(f" {' '.join(atom)} " in part for part in written)

    met = [any(map(holds, term.alternatives)) for term in query.terms]
    if query.terms and sum(met) < enough:
        return False
    if telling and not any(met[place] for place in telling):
        return False
    if not all(map(stands, query.phrases)):
        return False
    return not any(map(holds, query.without)) and not any(map(stands, query.excluded))
