"""Keeps the desk's index equal to the drafts: writes, forgets, compares, heals."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from press import models
from search.desk import full_text, names, texts
from search.desk import models as tables

FIELDS = ("release", "locale", "tokens", "written", "text")


def hold(page: models.ReleasePage) -> None:
    """Hold an edition as its newest draft has it."""
    made = texts.entry(page)
    with transaction.atomic():
        held = tables.Entry.objects.filter(page=page.pk).first()
        if held and _is_equal(held, made):
            return
        if held:
            held.delete()
        made.save()
        tables.Word.objects.bulk_create(
            (
                tables.Word(locale=made.locale, word=word)
                for word in sorted(texts.words(made))
            ),
            ignore_conflicts=True,
        )


def forget_words(row: tables.Entry) -> None:
    """Forget the words that only this entry had; it is gone already.

    An erased draft leaves no name behind, not even as a guess at a typing error.
    """
    lost = [
        word
        for word in sorted(texts.words(row))
        if not full_text.is_held(word, locale=row.locale)
    ]
    tables.Word.objects.filter(locale=row.locale, word__in=lost).delete()


def fill() -> None:
    """Hold what is not held yet: names, and editions, the first changed first."""
    for _name, heal in names.differences():
        heal()
    held = tables.Entry.objects.filter(page=OuterRef("pk"))
    for page in _pages().filter(~Exists(held)).order_by("latest_revision_created_at"):
        hold(page)


def differences(*, at: datetime) -> Iterator[tuple[str, Callable[[], Any] | None]]:
    """Yield what the index holds wrong, and what heals it, whatever the instant."""
    yield from names.differences()
    held = {row.page_id: row for row in tables.Entry.objects.iterator()}
    words: dict[str, set[str]] = defaultdict(set)
    for page in _pages().iterator(chunk_size=100):
        made = texts.entry(page)
        words[made.locale] |= texts.words(made)
        row = held.get(page.pk)
        if row is None or not _is_equal(row, made):
            yield f"page {page.pk}", partial(hold, page)
    for locale, there in words.items():
        known = set(
            tables.Word.objects.filter(locale=locale).values_list("word", flat=True)
        )
        if known != there:
            yield f"words {locale}", partial(_set_words, locale, there)


def _set_words(locale: str, there: set[str]) -> None:
    rows = tables.Word.objects.filter(locale=locale)
    known = dict(rows.values_list("word", "pk"))
    gone = [pk for word, pk in known.items() if word not in there]
    for start in range(0, len(gone), 500):
        rows.filter(pk__in=gone[start : start + 500]).delete()
    tables.Word.objects.bulk_create(
        (tables.Word(locale=locale, word=word) for word in sorted(there - {*known})),
        ignore_conflicts=True,
    )


def _pages() -> QuerySet[models.ReleasePage]:
    return models.ReleasePage.objects.select_related("locale", "latest_revision")


def _is_equal(held: tables.Entry, made: tables.Entry) -> bool:
    return all(getattr(held, name) == getattr(made, name) for name in FIELDS)
