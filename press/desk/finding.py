"""The desk's search as its lists use it: words to rows, the best first."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol, overload
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.module_loading import import_string

from press.desk import sight, wording


class Findings(Protocol):
    """What a search found: releases, the best first, and the texts that were met."""

    @property
    def keys(self) -> Sequence[UUID]: ...

    def pieces(self, keys: Iterable[UUID]) -> Mapping[UUID, tuple[str, str]]:
        """Return by release the locale of the edition that was met, and its HTML."""
        ...


class Ranked(Sequence[Any]):
    """Rows in the order of what was found; no more of them are read than shown."""

    def __init__(self, rows: QuerySet[Any], keys: Sequence[UUID]) -> None:
        place = {key: number for number, key in enumerate(keys)}
        there = rows.order_by().filter(translation_key__in=keys)
        found = there.values_list("pk", "translation_key")
        self._rows = rows
        self._pks = [pk for pk, _key in sorted(found, key=lambda row: place[row[1]])]

    def __len__(self) -> int:
        return len(self._pks)

    @overload
    def __getitem__(self, index: int) -> Any: ...
    @overload
    def __getitem__(self, index: slice) -> list[Any]: ...
    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, int):
            return self._rows.get(pk=self._pks[index])
        pks = self._pks[index]
        read = {row.pk: row for row in self._rows.order_by().filter(pk__in=pks)}
        return [read[pk] for pk in pks if pk in read]


def _keys(rows: QuerySet[Any]) -> frozenset[UUID]:
    return frozenset(rows.order_by().values_list("translation_key", flat=True))


class FindingMixin:
    """A list of editions that is searched with the desk's search."""

    findings: Findings | None = None
    request: HttpRequest
    is_filtering: bool
    is_explicitly_ordered: bool

    @cached_property
    def search_query(self) -> str:
        """Whatever is typed is words: none of it is refused."""
        typed: str = self.request.GET.get("q", "")
        return typed.replace("\0", " ").strip()

    def search_queryset(self, queryset: QuerySet[Any]) -> Any:
        """Find by words in any language; an order that was asked for is kept."""
        if not self.search_query:
            return queryset
        user = self.request.user
        find = import_string(settings.NEWSROOM_DESK_SEARCH)
        findings: Findings = find(
            self.search_query,
            pages=None if sight.locales_of(user) is None else sight.texts(user),
            among=_keys(queryset) if self.is_filtering else None,
        )
        self.findings = findings
        if self.is_explicitly_ordered:
            return queryset.filter(translation_key__in=findings.keys)
        return Ranked(queryset, findings.keys)

    def with_pieces(self, pages: list[Any]) -> list[Any]:
        """Give each row the piece of its text that was met, and in which language."""
        if self.findings is None:
            return pages
        pieces = self.findings.pieces([page.translation_key for page in pages])
        for page in pages:
            if page.translation_key in pieces:
                locale, html = pieces[page.translation_key]
                language = wording.language(locale)
                page.piece = {"locale": locale, "language": language, "html": html}
        return pages
