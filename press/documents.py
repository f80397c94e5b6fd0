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
    """Place and day of a release, typed and as its readers write them."""

    place: shapes.PlaceRef | None
    """The place, or null."""
    date: date
    """The day."""
    text: str
    """The line as this locale writes it: "Paris, 22 May 2024"."""


class ReleaseHead(shapes.Shape):
    """What a document says of its release before the text: lists show it."""

    id: UUID
    """The same in every locale and version."""
    reference: str
    """The newsroom's own number for it; found by it as by its id."""
    kind: Kind
    """What sort of announcement it is."""
    locale: str
    """The language of this text."""
    source_locale: str
    """The language in which it was written first."""
    slug: str
    """What names it in addresses of this locale; a correction may change it."""
    title: str
    """The headline, plain."""
    subtitle: str
    """A second headline, plain, or empty."""
    summary: str
    """One or two plain sentences for lists and cards."""
    release_date: date
    """The day that it bears; when it became public is `published_at`."""
    dateline: Dateline
    """Place and day."""
    image: shapes.Image | None = None
    """Its main image, or null."""
    topics: list[shapes.TopicRef]
    """What it is about."""


class ReleaseDocument(ReleaseHead):
    """The stored body of a document: fixed once written, equal bytes when unchanged.

    Version, alternates, resolved links and notices are not in it: they are
    added when an answer is made.
    """

    lead: shapes.RichText
    """The first paragraph, which says it all."""
    body: list[body.Block]
    """The text, block by block."""
    contacts: list[shapes.Contact]
    """Whom a journalist asks."""


class RecordBody(shapes.Shape):
    """What every record has."""

    id: UUID
    """The same in every locale and version."""
    locale: str
    """The language of this text."""


class OrganisationBody(RecordBody):
    """An organisation as its page and the API show it."""

    kind: Literal["organisation"] = "organisation"
    """What it is."""
    name: str
    """Its official name in this locale."""
    acronym: str = ""
    """Its acronym in this locale, or empty."""
    url: shapes.WebAddress = ""
    """Its own website, or empty."""
    ror: shapes.WebAddress = ""
    """Its address in the Research Organization Registry, or empty."""
    wikidata: str = ""
    """Its Wikidata item, such as `Q42`, or empty."""
    country: str = ""
    """Where it is, as an ISO 3166-1 code of two letters, or empty."""


class PersonBody(RecordBody):
    """A person as their page and the API show them."""

    kind: Literal["person"] = "person"
    """What it is."""
    name: str
    """The name in full."""
    role: str = ""
    """What they do now; what they did on a day is in the quotes of that day."""
    organisation: shapes.OrganisationRef | None = None
    """Where they do it now, or null."""
    bio: shapes.RichText
    """Who they are; its texts may be empty."""
    portrait: shapes.Image | None = None
    """A picture of them, or null."""


class BoilerplateBody(RecordBody):
    """The standing text about an organisation, current wording."""

    kind: Literal["boilerplate"] = "boilerplate"
    """What it is."""
    title: str
    """Its heading, such as "About the institute"."""
    organisation: shapes.OrganisationRef | None = None
    """Whom it is about, or null."""
    content: shapes.RichText
    """The text as it stands now; releases keep the wording of their day."""


class ContactBody(RecordBody):
    """A press contact."""

    kind: Literal["contact"] = "contact"
    """What it is."""
    contact: shapes.Contact
    """Name, role, numbers and addresses."""


class TopicBody(RecordBody):
    """A topic."""

    kind: Literal["topic"] = "topic"
    """What it is."""
    name: str
    """Its name in this locale."""
    slug: str
    """What names it in addresses of this locale: `/releases?topic=` takes it."""


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
    """Return the JSON value that a row keeps: computed fields are told, not kept."""
    return shape.model_dump(mode="json", exclude_computed_fields=True)


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
