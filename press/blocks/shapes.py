"""Shapes that several blocks share: the base, rich text, references and files."""

from typing import Annotated, Literal
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict


def _web_or_nothing(text: str) -> str:
    """Return a web address; a link of another kind could run in a reader's page."""
    return text if urlsplit(text).scheme in {"http", "https"} else ""


WebAddress = Annotated[str, AfterValidator(_web_or_nothing)]


class Shape(BaseModel):
    """A frozen piece of public data; unknown keys are an error, never dropped."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class RichText(Shape):
    """Formatted text: safe `html` and the same words as plain `text`.

    In a stored body, links to releases and pages are references
    (`data-release`, `data-page`: a translation key); an answer resolves them.
    """

    html: str
    text: str


class OrganisationRef(Shape):
    """An organisation as it was named on the day."""

    id: UUID
    name: str
    acronym: str = ""
    url: WebAddress = ""
    ror: WebAddress = ""
    wikidata: str = ""


class PersonRef(Shape):
    """A person as named on the day."""

    id: UUID
    name: str


class TopicRef(Shape):
    """A topic and the address of its list in this locale."""

    id: UUID
    name: str
    slug: str


class PlaceRef(Shape):
    """A place of a dateline."""

    id: UUID
    name: str


class FileRef(Shape):
    """A public file: `path` is site-relative, `size` in bytes, `hash` SHA-256 hex."""

    path: str
    name: str
    content_type: str
    size: int
    hash: str


class Rendition(Shape):
    """One prepared size of an image, in pixels."""

    file: FileRef
    width: int
    height: int


class Image(Shape):
    """An image with its words and rights; `focal_point` is x, y from 0 to 1."""

    alt: str
    caption: str = ""
    credit: str = ""
    licence: str = ""
    width: int
    height: int
    focal_point: tuple[float, float] | None = None
    original: FileRef
    renditions: list[Rendition]


class Contact(Shape):
    """A press contact: `phone` is E.164, `phone_display` as its readers write it."""

    id: UUID
    name: str
    role: str = ""
    organisation: OrganisationRef | None = None
    phone: str = ""
    phone_display: str = ""
    email: str = ""
    languages: list[str] = []


class BlockShape(Shape):
    """What every block has: its type and its stable id, shared by all locales."""

    type: str
    id: UUID

    def search_text(self) -> str:
        """Return the words of this block that search indexes, one text."""
        raise NotImplementedError


MentionKind = Literal[
    "quote", "boilerplate", "organisation", "person", "topic", "contact", "file"
]
