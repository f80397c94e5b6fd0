"""Releases by what names them: reference, id, slug, or an address that has one."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import Q

from press import models
from search.desk import models as tables

SHORTEST = 3


@dataclass
class Addressed:
    """What was typed, and the entries of the releases that it names."""

    words: str

    def whole(self) -> set[int]:
        """Return the entries of the release of which this is an id or address."""
        return _entries(self._by_name)

    def ids(self, word: str) -> set[int]:
        """Return the entries of the releases whose reference has this word."""
        if len(word) < SHORTEST:
            return set()
        named = models.Release.objects.filter(reference__icontains=word)
        return _entries({*named.values_list("pk", flat=True)})

    @cached_property
    def _by_name(self) -> set[UUID]:
        """Return the releases that the last part of an address names, or all of it."""
        parts = self.words.split("?")[0].split("#")[0].strip().strip("/").split("/")
        name = parts[-1]
        if not name or any(sign.isspace() for sign in name):
            return set()
        found = models.Release.objects.filter(_is_named(name.lower()))
        return {*found.values_list("pk", flat=True)}


def _is_named(name: str) -> Q:
    claimed = models.SlugClaim.objects.filter(slug=name).values("release")
    drafts = models.ReleasePage.objects.filter(slug=name).values("translation_key")
    named = Q(reference__iexact=name) | Q(pk__in=claimed) | Q(pk__in=drafts)
    try:
        return named | Q(pk=UUID(name))
    except ValueError:
        return named


def _entries(releases: set[UUID]) -> set[int]:
    if not releases:
        return set()
    rows = tables.Entry.objects.filter(release__in=releases)
    return set(rows.values_list("pk", flat=True))
