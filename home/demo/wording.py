"""The shapes of what the demo names and of its plain pages, in every locale."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

LOCALES = ("en", "fr")


def complete(text: dict[str, str]) -> dict[str, str]:
    """Return a text that exists in every locale of the demo."""
    if set(text) != set(LOCALES):
        raise ValueError(f"a text needs {LOCALES}, not {sorted(text)}")
    if len({bool(words.strip()) for words in text.values()}) != 1:
        raise ValueError(f"a text is empty in one locale only: {text}")
    return text


def present(text: dict[str, str]) -> dict[str, str]:
    """Return a text that has words in every locale."""
    if not all(words.strip() for words in text.values()):
        raise ValueError("a text is empty")
    return text


OptionalText = Annotated[dict[str, str], AfterValidator(complete)]
Text = Annotated[OptionalText, AfterValidator(present)]


class Part(BaseModel):
    """A frozen piece of the demo's text; unknown keys are an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Organisation(Part):
    """A body; `fictional` ones are invented for the demo."""

    key: str
    name: Text
    acronym: OptionalText
    url: Text
    country: str
    fictional: bool


class Person(Part):
    """Somebody; all but the public figures of the opening release are invented."""

    key: str
    name: str
    gender: Literal["f", "m"]
    organisation: str
    role: Text
    bio: Text
    fictional: bool


class Boilerplate(Part):
    """The standing text about an organisation, paragraph by paragraph."""

    key: str
    organisation: str
    title: Text
    text: list[Text]


class Contact(Part):
    """A press contact whose number comes from the range kept for fiction."""

    key: str
    name: str
    organisation: str
    role: Text
    phone: str = Field(pattern=r"^\+3319900\d{4}$")
    email: str = Field(pattern=r"@example\.org$")
    languages: list[str]


class Topic(Part):
    """A topic."""

    key: str
    name: Text


class Place(Part):
    """A place of a dateline and its zone."""

    key: str
    name: Text
    zone: str
    country: str


class Picture(Part):
    """A picture that code draws, with the words for those who do not see it.

    A photo has one credit for all languages, so it is a name.
    """

    key: str
    title: Text
    alt: Text
    credit: str


class File(Part):
    """A file that code writes, in each language."""

    key: str
    format: Literal["pdf", "csv"]
    title: Text


class HomeText(Part):
    """The words of the home page."""

    title: Text
    introduction: Text


class IndexText(Part):
    """The title and address of the list of releases."""

    title: Text
    slug: Text


class StandardText(Part):
    """A page of plain text, as pairs of a kind and its words by locale."""

    key: str
    slug: Text
    title: Text
    body: list[tuple[Literal["paragraph", "heading", "list"], Any]]


class Pages(Part):
    """The plain pages."""

    home: HomeText
    index: IndexText
    standard: list[StandardText]
