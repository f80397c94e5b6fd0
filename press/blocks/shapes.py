"""Shapes that several blocks share: the base, rich text, references and files.

A computed field is told from what is stored and never stored itself: see
`press.documents.stored`.
"""

from typing import Annotated, Literal
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from pydantic import AfterValidator, BaseModel, ConfigDict, computed_field

from press import markdown


def _web_or_nothing(text: str) -> str:
    """Return a web address; a link of another kind could run in a reader's page."""
    return text if urlsplit(text).scheme in {"http", "https"} else ""


WebAddress = Annotated[str, AfterValidator(_web_or_nothing)]


class Shape(BaseModel):
    """A frozen piece of public data; unknown keys are an error, never dropped.

    The text under a field is its description in the contract; there, a field with
    a default is always present.
    """

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        use_attribute_docstrings=True,
        json_schema_serialization_defaults_required=True,
    )


class RichText(Shape):
    """Formatted text in three forms of the same words.

    A link leads to the edition in the same locale; one to something that is not
    public is plain words in all three.
    """

    # In a stored body, links to releases and pages are references (`data-release`,
    # `data-page`: a translation key); an answer resolves them.
    html: str
    """Safe HTML: p, br, b, strong, i, em, sup, sub, a, h2 to h4, ul, ol, li,
    blockquote and hr, with no attribute but `href`."""
    text: str
    """The words alone, one line per block."""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def markdown(self) -> str:
        """The same as CommonMark, made from `html`."""
        return markdown.of(self.html)


class OrganisationRef(Shape):
    """An organisation as it was named on the day, in the locale of its text."""

    id: UUID
    """The same in every locale: `/organisations/{id}` has what is known of it now."""
    name: str
    """Its official name in this locale."""
    acronym: str = ""
    """Its acronym in this locale, or empty."""
    url: WebAddress = ""
    """Its own website, or empty."""
    ror: WebAddress = ""
    """Its address in the Research Organization Registry, or empty."""
    wikidata: str = ""
    """Its Wikidata item, such as `Q42`, or empty."""


class PersonRef(Shape):
    """A person as named on the day."""

    id: UUID
    """The same in every locale: `/people/{id}` has what is known of them now."""
    name: str
    """The name in full."""


class TopicRef(Shape):
    """A topic as it was named on the day."""

    id: UUID
    """The same in every locale: see `/topics/{id}`."""
    name: str
    """Its name in this locale."""
    slug: str
    """What names it in addresses of this locale: `/releases?topic=` takes it."""


class PlaceRef(Shape):
    """A place of a dateline."""

    id: UUID
    """The same in every locale."""
    name: str
    """Its name in this locale."""


class FileRef(Shape):
    """A public file. Its address is random, and its bytes never change."""

    path: str
    """The path of its address, below the newsroom's own."""
    name: str
    """The name under which it is saved."""
    content_type: str
    """Its media type, such as `image/webp`."""
    size: int
    """How many bytes it has."""
    hash: str
    """The SHA-256 of its bytes, in hexadecimal."""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def url(self) -> str:
        """Its address in full."""
        # The files of a preview are elsewhere: their address is whole already.
        is_path = self.path.startswith("/")
        return f"{settings.NEWSROOM_URL}{self.path}" if is_path else self.path


class Rendition(Shape):
    """One prepared size of an image."""

    file: FileRef
    """Where its bytes are."""
    width: int
    """Its width in pixels."""
    height: int
    """Its height in pixels."""


class Image(Shape):
    """An image with its words, its rights and its prepared sizes.

    `src`, `srcset`, `width`, `height` and `alt` are attributes of an `img` as they
    stand; `sizes` is the page's own to say.
    """

    alt: str
    """What it shows, for those who do not see it, in this locale."""
    caption: str = ""
    """What stands under it in this locale, or empty."""
    credit: str = ""
    """Who made it, or empty."""
    licence: str = ""
    """Under which terms it may be used, or empty."""
    width: int
    """The width of the original in pixels."""
    height: int
    """The height of the original in pixels."""
    focal_point: tuple[float, float] | None = None
    """What a crop must keep: x and y, each from 0 (left, top) to 1; or null."""
    original: FileRef
    """The file as it was handed in, for print."""
    renditions: list[Rendition]
    """Prepared sizes of the whole image, from narrow to wide."""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def src(self) -> str:
        """The address of the widest prepared size."""
        return (self.renditions[-1].file if self.renditions else self.original).url

    @computed_field  # type: ignore[prop-decorator]
    @property
    def srcset(self) -> str:
        """Every prepared size with its width, as the attribute `srcset` has it."""
        return ", ".join(f"{size.file.url} {size.width}w" for size in self.renditions)


class Contact(Shape):
    """A press contact."""

    id: UUID
    """The same in every locale: see `/contacts/{id}`."""
    name: str
    """The name in full."""
    role: str = ""
    """What they do, in this locale, or empty."""
    organisation: OrganisationRef | None = None
    """Whom they speak for, or null."""
    phone: str = ""
    """The number in E.164, as `tel:` takes it, or empty."""
    phone_display: str = ""
    """The same number as its readers write it, or empty."""
    email: str = ""
    """The address for mail, or empty."""
    languages: list[str] = []
    """The languages that they speak, as codes."""


class BlockShape(Shape):
    """What every block has: its type and its stable id, shared by all locales."""

    type: str
    id: UUID
    """The same in every edition and version of its release: an anchor in its page."""

    def search_text(self) -> str:
        """Return the words of this block that search indexes, one text."""
        raise NotImplementedError


MentionKind = Literal[
    "quote", "boilerplate", "organisation", "person", "topic", "contact", "file"
]
