"""What snippets are called today: a draft is found by the names of what it names."""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from typing import Any

from django.db.models import Q

from press import models
from press.models import snippets
from search import analysis, parsing
from search.desk import models as tables
from search.desk import texts

# So many at most: a word that more of them have is no name.
MOST = 200
# What is also found by its organisation.
BELONGING = (models.Boilerplate, models.PressContact)


def hold(row: snippets.Snippet) -> None:
    """Hold a snippet by its name, and again those that belong to it.

    A name is held again only when it is another: a snippet is saved more often.
    """
    made = _made(row)
    held = tables.Name.objects.filter(key=made.key, locale=made.locale).first()
    if held and _is_equal(held, made):
        return
    tables.Name.objects.bulk_create(
        [made],
        update_conflicts=True,
        unique_fields=["key", "locale"],
        update_fields=["text", "tokens"],
    )
    if isinstance(row, models.Organisation):
        for model in BELONGING:
            for one in model.objects.filter(organisation=row):
                hold(one)


def forget(row: snippets.Snippet) -> None:
    """Forget a snippet that was deleted."""
    tables.Name.objects.filter(
        key=str(row.translation_key), locale=row.locale.language_code
    ).delete()


def keys(atoms: Iterable[parsing.Atom], *, beginning: str = "") -> list[str]:
    """Return the snippets whose name has all tokens of an atom, or one so begun.

    In whichever language: a name is mostly the same in all.
    """
    wanted = Q(tokens__contains=f" {beginning}") if beginning else Q(pk=None)
    for atom in atoms:
        has_all = Q()
        for token in atom:
            has_all &= Q(tokens__contains=f" {token} ")
        wanted |= has_all
    rows = tables.Name.objects.filter(wanted).order_by("key")
    return list(rows.values_list("key", flat=True).distinct()[:MOST])


def called(wanted: Collection[str]) -> dict[tuple[str, str], str]:
    """Return what these snippets are called, by key and locale."""
    rows = tables.Name.objects.filter(key__in=wanted)
    return {(row.key, row.locale): row.text for row in rows}


def words(*, begun: str, locale: str) -> set[str]:
    """Return the words of names that begin with this."""
    rows = tables.Name.objects.filter(locale=locale, tokens__contains=f" {begun}")
    found = {word for row in rows for word in row.tokens.split()}
    return {word for word in found if word.startswith(begun) and word.isalpha()}


def differences() -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield the snippets that are held under another name, and what heals it."""
    held = {(row.key, row.locale): row for row in tables.Name.objects.all()}
    for model in snippets.Snippet.__subclasses__():
        for row in model.objects.select_related("locale"):
            made = _made(row)
            known = held.pop((made.key, made.locale), None)
            if known is None or not _is_equal(known, made):
                yield f"name {made}", partial(hold, row)
    for lost in held.values():
        yield f"name {lost}", lost.delete


def _is_equal(held: tables.Name, made: tables.Name) -> bool:
    return (held.text, held.tokens) == (made.text, made.tokens)


def _made(row: Any) -> tables.Name:
    locale = row.locale.language_code
    organisation = row.organisation if isinstance(row, BELONGING) else None
    parts = [
        *(str(row), getattr(row, "acronym", "")),
        *((organisation.name, organisation.acronym) if organisation else ()),
    ]
    text = analysis.clean(", ".join(filter(None, parts)))
    tokens = sorted(texts.tokens_of(text, locale=locale))
    return tables.Name(
        key=str(row.translation_key),
        locale=locale,
        text=text,
        tokens=f" {' '.join(tokens)} ",
    )
