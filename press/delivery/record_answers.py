"""Answers about records: organisations, people, boilerplates, contacts, topics."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from press import documents, models, queries
from press.delivery import addresses, answers, links


class RecordAnswer(documents.RecordBody):
    """What every record's answer adds to its stored body."""

    version: int
    api_url: str
    alternates: list[answers.Alternate]


class OrganisationAnswer(RecordAnswer, documents.OrganisationBody):
    """An organisation; `url` is its own site, `page_url` its page here."""

    page_url: str


class PersonAnswer(RecordAnswer, documents.PersonBody):
    """A person."""

    page_url: str


class BoilerplateAnswer(RecordAnswer, documents.BoilerplateBody):
    """The standing text about an organisation, in its current wording."""

    page_url: str


class ContactAnswer(RecordAnswer, documents.ContactBody):
    """A press contact; it has no page of its own."""


class TopicAnswer(RecordAnswer, documents.TopicBody):
    """A topic and the page that lists its releases."""

    page_url: str


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
    alternates = _alternates(rows, at=at, site=site)
    return [
        SHAPES[row.kind].model_validate(
            links.resolved(row.body, locale=row.locale, targets=have.targets)
            | {
                "version": row.version,
                "api_url": _api_url(row.kind, row.key, row.locale),
                "alternates": alternates.get((row.kind, row.key), []),
            }
            | _page_url(row)
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


def _alternates(
    rows: list[models.Record], *, at: datetime, site: addresses.Site
) -> dict[tuple[str, str], list[answers.Alternate]]:
    found: dict[tuple[str, str], list[answers.Alternate]] = {}
    others = queries.records(at=at).filter(
        key__in=["", *(row.key for row in rows)], locale__in=list(site.indexes)
    )
    for other in others:
        found.setdefault((other.kind, other.key), []).append(
            answers.Alternate(
                locale=other.locale,
                url=_page_url(other).get("page_url", ""),
                api_url=_api_url(other.kind, other.key, other.locale),
                version=other.version,
            )
        )
    return found
