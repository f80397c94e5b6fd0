"""Records in the API: boilerplates, organisations, people, contacts, topics."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from press import models, queries
from press.blocks import shapes
from press.delivery import (
    addresses,
    api_answers,
    cursors,
    instants,
    parameters,
    record_answers,
)

router = Router(tags=["records"])


class BoilerplateList(shapes.Shape):
    """Some standing texts, in their current wording."""

    items: list[record_answers.BoilerplateAnswer]
    """What was asked for, in order."""
    next: str | None
    """The address of what follows, or null at the end."""


class OrganisationList(shapes.Shape):
    """Some organisations."""

    items: list[record_answers.OrganisationAnswer]
    """What was asked for, in order."""
    next: str | None
    """The address of what follows, or null at the end."""


class PersonList(shapes.Shape):
    """Some people."""

    items: list[record_answers.PersonAnswer]
    """What was asked for, in order."""
    next: str | None
    """The address of what follows, or null at the end."""


class ContactList(shapes.Shape):
    """Some press contacts."""

    items: list[record_answers.ContactAnswer]
    """What was asked for, in order."""
    next: str | None
    """The address of what follows, or null at the end."""


class TopicList(shapes.Shape):
    """Some topics."""

    items: list[record_answers.TopicAnswer]
    """What was asked for, in order."""
    next: str | None
    """The address of what follows, or null at the end."""


@router.get(
    "/boilerplates",
    response=api_answers.or_missing(BoilerplateList),
    operation_id="boilerplates",
)
@parameters.known_only
def boilerplates(
    request: HttpRequest, asked: Query[parameters.OfOrganisationParameters]
) -> HttpResponse:
    """List the standing texts about organisations."""
    where = _of(asked.organisation, "body__organisation__id")
    return _list(request, BoilerplateList, "boilerplate", asked, where)


@router.get(
    "/boilerplates/{key}",
    response=api_answers.or_missing(record_answers.BoilerplateAnswer),
    operation_id="boilerplate",
)
@parameters.known_only
def boilerplate(
    request: HttpRequest, key: UUID, asked: Query[parameters.Parameters]
) -> HttpResponse:
    """Answer a standing text in its current wording."""
    return _one(request, "boilerplate", key, asked)


@router.get(
    "/organisations",
    response=api_answers.or_missing(OrganisationList),
    operation_id="organisations",
)
@parameters.known_only
def organisations(
    request: HttpRequest, asked: Query[parameters.RecordListParameters]
) -> HttpResponse:
    """List the organisations that something public names."""
    return _list(request, OrganisationList, "organisation", asked, {})


@router.get(
    "/organisations/{key}",
    response=api_answers.or_missing(record_answers.OrganisationAnswer),
    operation_id="organisation",
)
@parameters.known_only
def organisation(
    request: HttpRequest, key: UUID, asked: Query[parameters.Parameters]
) -> HttpResponse:
    """Answer an organisation."""
    return _one(request, "organisation", key, asked)


@router.get(
    "/people", response=api_answers.or_missing(PersonList), operation_id="people"
)
@parameters.known_only
def people(
    request: HttpRequest, asked: Query[parameters.OfOrganisationParameters]
) -> HttpResponse:
    """List the people whom something public names."""
    where = _of(asked.organisation, "body__organisation__id")
    return _list(request, PersonList, "person", asked, where)


@router.get(
    "/people/{key}",
    response=api_answers.or_missing(record_answers.PersonAnswer),
    operation_id="person",
)
@parameters.known_only
def person(
    request: HttpRequest, key: UUID, asked: Query[parameters.Parameters]
) -> HttpResponse:
    """Answer a person."""
    return _one(request, "person", key, asked)


@router.get(
    "/contacts", response=api_answers.or_missing(ContactList), operation_id="contacts"
)
@parameters.known_only
def contacts(
    request: HttpRequest, asked: Query[parameters.OfOrganisationParameters]
) -> HttpResponse:
    """List the press contacts."""
    where = _of(asked.organisation, "body__contact__organisation__id")
    return _list(request, ContactList, "contact", asked, where)


@router.get(
    "/contacts/{key}",
    response=api_answers.or_missing(record_answers.ContactAnswer),
    operation_id="contact",
)
@parameters.known_only
def contact(
    request: HttpRequest, key: UUID, asked: Query[parameters.Parameters]
) -> HttpResponse:
    """Answer a press contact."""
    return _one(request, "contact", key, asked)


@router.get(
    "/topics", response=api_answers.or_missing(TopicList), operation_id="topics"
)
@parameters.known_only
def topics(
    request: HttpRequest, asked: Query[parameters.RecordListParameters]
) -> HttpResponse:
    """List the topics that releases have."""
    return _list(request, TopicList, "topic", asked, {})


@router.get(
    "/topics/{key}",
    response=api_answers.or_missing(record_answers.TopicAnswer),
    operation_id="topic",
)
@parameters.known_only
def topic(
    request: HttpRequest, key: UUID, asked: Query[parameters.Parameters]
) -> HttpResponse:
    """Answer a topic."""
    return _one(request, "topic", key, asked)


def _of(organisation: UUID | None, field: str) -> dict[str, Any]:
    return {field: str(organisation)} if organisation else {}


def _list(
    request: HttpRequest,
    shape: Any,
    kind: str,
    asked: parameters.RecordListParameters,
    where: dict[str, Any],
) -> HttpResponse:
    at, site = instants.of(request), addresses.public_site(asked.locale)
    rows = queries.records(at=at, locale=asked.locale, kind=kind).filter(**where)
    if asked.cursor:
        rows = rows.filter(key__gt=cursors.key(asked.cursor))
    found: Sequence[models.Record] = list(rows[: asked.limit + 1])
    kept = found[: asked.limit]
    cursor = cursors.of_key(kept[-1].key) if len(found) > len(kept) else ""
    return api_answers.json(
        shape(
            items=record_answers.records(kept, at=at, site=site),
            next=parameters.next_url(request, cursor),
        )
    )


def _one(
    request: HttpRequest, kind: str, key: UUID, asked: parameters.Parameters
) -> HttpResponse:
    at, site = instants.of(request), addresses.public_site(asked.locale)
    row = queries.record(kind, str(key), locale=asked.locale, at=at)
    found = api_answers.found(row, locale=asked.locale)
    return api_answers.json(record_answers.record(found, at=at, site=site))
