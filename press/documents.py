"""The document: a release in one locale as the public reads it, typed."""

import hashlib
import json
from datetime import date
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from press.blocks import body, shapes

Kind = Literal["release", "statement", "advisory"]


class Dateline(shapes.Shape):
    """Place, day and the line as the locale writes it ("Paris, 22 May 2024")."""

    place: shapes.PlaceRef | None
    date: date
    text: str


class ReleaseHead(shapes.Shape):
    """What a document says of its release before the text: lists show it."""

    id: UUID
    reference: str
    kind: Kind
    locale: str
    source_locale: str
    slug: str
    title: str
    subtitle: str
    summary: str
    release_date: date
    dateline: Dateline
    image: shapes.Image | None = None
    topics: list[shapes.TopicRef]


class ReleaseDocument(ReleaseHead):
    """The stored body of a document: fixed once written, equal bytes when unchanged.

    Version, alternates, resolved links and notices are not in it: they are
    added when an answer is made.
    """

    lead: shapes.RichText
    body: list[body.Block]
    contacts: list[shapes.Contact]


class RecordBody(shapes.Shape):
    """What every record has."""

    id: UUID
    locale: str


class OrganisationBody(RecordBody):
    """An organisation as its page and the API show it."""

    kind: Literal["organisation"] = "organisation"
    name: str
    acronym: str = ""
    url: shapes.WebAddress = ""
    ror: shapes.WebAddress = ""
    wikidata: str = ""
    country: str = ""


class PersonBody(RecordBody):
    """A person as their page and the API show them."""

    kind: Literal["person"] = "person"
    name: str
    role: str = ""
    organisation: shapes.OrganisationRef | None = None
    bio: shapes.RichText
    portrait: shapes.Image | None = None


class BoilerplateBody(RecordBody):
    """The standing text about an organisation, current wording."""

    kind: Literal["boilerplate"] = "boilerplate"
    title: str
    organisation: shapes.OrganisationRef | None = None
    content: shapes.RichText


class ContactBody(RecordBody):
    """A press contact."""

    kind: Literal["contact"] = "contact"
    contact: shapes.Contact


class TopicBody(RecordBody):
    """A topic."""

    kind: Literal["topic"] = "topic"
    name: str
    slug: str


Record = OrganisationBody | PersonBody | BoilerplateBody | ContactBody | TopicBody

RECORD_SHAPES: dict[str, type[RecordBody]] = {
    "organisation": OrganisationBody,
    "person": PersonBody,
    "boilerplate": BoilerplateBody,
    "contact": ContactBody,
    "topic": TopicBody,
}


class ErasedBody(shapes.Shape):
    """What stands in the place of a document whose bytes were erased."""

    id: UUID
    reference: str
    locale: str
    erased: Literal[True] = True
    slug: str = Field(default="")


def stored(shape: shapes.Shape) -> dict[str, Any]:
    """Return the JSON value that a row keeps."""
    return shape.model_dump(mode="json")


def content_hash(value: dict[str, Any]) -> str:
    """Return the SHA-256 of a stored value, hex, independent of key order."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def read(value: dict[str, Any]) -> ReleaseDocument:
    """Return the typed document of a stored body."""
    return ReleaseDocument.model_validate(value)


def read_record(kind: str, value: dict[str, Any]) -> RecordBody:
    """Return the typed record of a stored body."""
    return RECORD_SHAPES[kind].model_validate(value)
