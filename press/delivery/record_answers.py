"""Answers about records: organisations, people, boilerplates, contacts, topics."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from press import documents, models, queries
from press.blocks import shapes
from press.delivery import addresses, answers, links, surrogate


class RecordAnswer(documents.RecordBody):
    """What every record's answer adds to its stored body."""

    version: int
    """The number of this version: each change of the record adds one."""
    api_url: str
    """Its own answer in this locale."""
    alternates: list[answers.Alternate]
    """Every locale in which it is public, this one too."""


class OrganisationName(shapes.Shape):
    """What an organisation is called in a locale."""

    locale: str
    """The language."""
    name: str
    """Its official name there."""
    acronym: str
    """Its acronym there, or empty."""


class OrganisationAnswer(RecordAnswer, documents.OrganisationBody):
    """An organisation, with what identifies it and its names in every locale."""

    page_url: str
    """Its page in this newsroom; `url` is its own website."""
    names: list[OrganisationName]
    """Its names and acronyms in every locale in which it is public, this one too."""


class PersonAnswer(RecordAnswer, documents.PersonBody):
    """A person."""

    page_url: str
    """Their page in this newsroom."""


class BoilerplateAnswer(RecordAnswer, documents.BoilerplateBody):
    """The standing text about an organisation, in its current wording."""

    page_url: str
    """Its page in this newsroom."""


class ContactAnswer(RecordAnswer, documents.ContactBody):
    """A press contact; it has no page of its own."""


class TopicAnswer(RecordAnswer, documents.TopicBody):
    """A topic and the page that lists its releases."""

    page_url: str
    """The page that lists its releases in this locale."""


SHAPES: dict[str, type[RecordAnswer]] = {
    "organisation": OrganisationAnswer,
    "person": PersonAnswer,
    "boilerplate": BoilerplateAnswer,
    "contact": ContactAnswer,
    "topic": TopicAnswer,
}


def records(
    rows: Iterable[models.Record], *, at: datetime, site: addresses.Site
) -> list[Any]:
    """Return the answers of records, in their order: two queries."""
    rows = list(rows)
    have = answers.known(
        at=at, releases=(), values=[row.body for row in rows], site=site
    )
    editions = _editions(rows, at=at, site=site)
    surrogate.shows(surrogate.record(row.kind, row.key) for row in rows)
    surrogate.shows(surrogate.kind(row.kind) for row in rows)
    return [
        SHAPES[row.kind].model_validate(
            links.resolved(row.body, locale=row.locale, targets=have.targets)
            | {
                "version": row.version,
                "api_url": _api_url(row.kind, row.key, row.locale),
                "alternates": _alternates(editions.get((row.kind, row.key), [])),
            }
            | _page_url(row)
            | _names(row, editions.get((row.kind, row.key), []))
        )
        for row in rows
    ]


def record(row: models.Record, *, at: datetime, site: addresses.Site) -> Any:
    """Return one record."""
    return records([row], at=at, site=site)[0]


def _page_url(row: models.Record) -> dict[str, str]:
    if row.kind not in addresses.PATHS:
        return {}
    key = row.body.get("slug", row.key)
    return {"page_url": addresses.object_url(row.kind, key, locale=row.locale)}


def _api_url(kind: str, key: str, locale: str) -> str:
    return addresses.api_url(addresses.API_NAMES[kind], key, locale=locale)


def _editions(
    rows: list[models.Record], *, at: datetime, site: addresses.Site
) -> dict[tuple[str, str], list[models.Record]]:
    """Return the records in every public locale, in the order of locales: one query."""
    found: dict[tuple[str, str], list[models.Record]] = {}
    others = queries.records(at=at).filter(
        key__in=["", *(row.key for row in rows)], locale__in=list(site.indexes)
    )
    for other in others:
        found.setdefault((other.kind, other.key), []).append(other)
    return found


def _alternates(editions: Iterable[models.Record]) -> list[answers.Alternate]:
    return [
        answers.Alternate(
            locale=other.locale,
            url=_page_url(other).get("page_url", ""),
            api_url=_api_url(other.kind, other.key, other.locale),
            version=other.version,
        )
        for other in editions
    ]


def _names(row: models.Record, editions: Iterable[models.Record]) -> dict[str, Any]:
    if row.kind != "organisation":
        return {}
    return {
        "names": [
            OrganisationName(
                locale=other.locale,
                name=other.body["name"],
                acronym=other.body.get("acronym", ""),
            )
            for other in editions
        ]
    }
