"""A search as its address says it: read from a query string, and written to one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.http import QueryDict

from search import analysis, asking, facets, naming, parsing

NEWEST = "newest"
EXACTLY = "true"
# So many values of one facet can be chosen; a longer value is none.
MOST_CHOSEN = 20
LONGEST = 100
LAST_PAGE = 10_000


@dataclass(frozen=True)
class Saved:
    """A search that can be kept by its address: words, choices, order.

    `chosen` has each facet's values, of which any will do.
    """

    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    newest_first: bool = False
    exactly: bool = False
    page: int = 1

    def asked(self, locale: str, *, size: int) -> asking.Asked:
        """Return the search as it is made for a reader of a locale."""
        return asking.Asked(
            words=self.words,
            locale=locale,
            chosen=self.chosen,
            newest_first=self.newest_first,
            exactly=self.exactly,
            size=size,
        )

    @property
    def chosen_values(self) -> list[tuple[str, str]]:
        """Each value that is chosen, after the name of its parameter."""
        return [
            (parameter, value)
            for name, parameter in naming.PARAMETERS.items()
            for value in self.chosen.get(name, ())
        ]

    def toggled(self, name: str, value: str) -> "Saved":
        """Return the search with a value chosen, or no longer; from its first page."""
        mine = self.chosen.get(name, ())
        without = tuple(one for one in mine if one != value)
        values = without if value in mine else (*mine, value)
        return replace(self, chosen={**self.chosen, name: values}, page=1)

    def address(self, path: str) -> str:
        """Return the address that says this search below a path."""
        query = QueryDict(mutable=True)
        if self.words:
            query["q"] = self.words
        for parameter, value in self.chosen_values:
            query.appendlist(parameter, value)
        if self.newest_first:
            query["sort"] = NEWEST
        if self.exactly:
            query["exact"] = EXACTLY
        if self.page > 1:
            query["page"] = str(self.page)
        return f"{path}?{query.urlencode()}" if query else path


def read(asked: QueryDict) -> Saved:
    """Return the search that an address says; a value that cannot be is none."""
    words = " ".join(analysis.clean(asked.get("q", "")).split())
    return Saved(
        words=words[: parsing.LONGEST_QUERY].strip(),
        chosen={
            name: values
            for name in facets.NAMES
            if (values := _values(asked.getlist(naming.PARAMETERS[name])))
        },
        newest_first=asked.get("sort") == NEWEST,
        exactly=asked.get("exact") == EXACTLY,
        page=_page(asked.get("page", "")),
    )


def _values(typed: list[str]) -> tuple[str, ...]:
    values = (value.strip() for value in typed)
    fit = (one for one in values if one and one.isprintable() and len(one) <= LONGEST)
    return tuple(dict.fromkeys(fit))[:MOST_CHOSEN]


def _page(typed: str) -> int:
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= 6
    return min(max(int(typed), 1), LAST_PAGE) if is_number else 1
