"""The text of the demo newsroom, read from JSON and checked as it is read."""

import datetime
import json
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, model_validator

from home.demo import wording

FOLDER = Path(__file__).parent / "content"


class Paragraph(wording.Part):
    """Running text."""

    type: Literal["paragraph"]
    text: wording.Text


class Heading(wording.Part):
    """A heading."""

    type: Literal["heading"]
    text: wording.Text


class List(wording.Part):
    """A list of short texts."""

    type: Literal["list"]
    items: list[wording.Text]


class Quote(wording.Part):
    """What an invented person said, with the role held that day."""

    type: Literal["quote"]
    text: wording.Text
    speaker: str
    role: wording.Text
    original_locale: str


class About(wording.Part):
    """Where a boilerplate stands."""

    type: Literal["about"]
    boilerplate: str


class Member(wording.Part):
    """A member of a consortium."""

    organisation: str
    role: Literal["lead", "member", "partner"]


class Group(wording.Part):
    """A group of members."""

    label: wording.Text
    complete: bool
    members: list[Member]


class Members(wording.Part):
    """Who belongs to a consortium."""

    type: Literal["members"]
    groups: list[Group]


class Fact(wording.Part):
    """A figure."""

    value: Decimal
    unit: wording.Text
    qualifier: wording.OptionalText
    label: wording.Text
    source: wording.Text


class Facts(wording.Part):
    """Figures."""

    type: Literal["facts"]
    items: list[Fact]


class Image(wording.Part):
    """A picture in the body."""

    type: Literal["image"]
    image: str
    caption: wording.Text


class Video(wording.Part):
    """A video elsewhere."""

    type: Literal["video"]
    url: str
    title: wording.Text


class Files(wording.Part):
    """Files to download."""

    type: Literal["files"]
    files: list[str]


class Table(wording.Part):
    """A table under a header row."""

    type: Literal["table"]
    header: list[wording.Text]
    rows: list[list[wording.Text]]


class CallToAction(wording.Part):
    """A link to follow, to its own page in each language."""

    type: Literal["call_to_action"]
    text: wording.Text
    url: wording.Text


Block = Annotated[
    Paragraph
    | Heading
    | List
    | Quote
    | About
    | Members
    | Facts
    | Image
    | Video
    | Files
    | Table
    | CallToAction,
    Field(discriminator="type"),
]


class MainImage(wording.Part):
    """The picture above a release."""

    image: str
    caption: wording.Text


class Correction(wording.Part):
    """What was corrected; `replaced` holds the right words and those they replace."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    at: datetime.datetime
    degree: str = Field(alias="class")
    note: wording.Text
    replaced: dict[str, tuple[str, str]]


class Withdrawal(wording.Part):
    """Why and when a release was taken back."""

    at: datetime.datetime
    note: wording.Text


State = Literal[
    "public",
    "corrected",
    "withdrawn",
    "embargoed",
    "review",
    "translation",
    "draft",
]


class Release(wording.Part):
    """A release in both languages; `days_ahead` stands for a date to come."""

    key: str
    kind: Literal["release", "statement", "advisory"]
    source: str
    state: State
    place: str
    date: datetime.date | None = None
    days_ahead: int | None = None
    headline: wording.Text
    subtitle: wording.Text
    lead: wording.Text
    image: MainImage | None = None
    topics: list[str] = Field(min_length=1, max_length=3)
    contacts: list[str] = Field(min_length=1)
    body: list[Block]
    correction: Correction | None = None
    withdrawal: Withdrawal | None = None

    @model_validator(mode="after")
    def is_whole(self) -> "Release":
        """Refuse a state that lacks its date or its notice."""
        if (self.date is None) == (self.days_ahead is None):
            raise ValueError("a release has a date or a number of days ahead")
        if (self.state == "corrected") != (self.correction is not None):
            raise ValueError("a corrected release, and no other, has a correction")
        if (self.state == "withdrawn") != (self.withdrawal is not None):
            raise ValueError("a withdrawn release, and no other, has a withdrawal")
        return self


class Content(wording.Part):
    """Everything that the demo newsroom says."""

    organisations: list[wording.Organisation]
    people: list[wording.Person]
    boilerplates: list[wording.Boilerplate]
    contacts: list[wording.Contact]
    topics: list[wording.Topic]
    places: list[wording.Place]
    images: list[wording.Picture]
    files: list[wording.File]
    pages: wording.Pages
    releases: list[Release]


def read(name: str) -> Any:
    """Return the data of a file of the content folder."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def load() -> Content:
    """Return the whole text of the demo, releases in the order of their keys."""
    names = [name for name in Content.model_fields if name != "releases"]
    releases = [
        json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((FOLDER / "releases").glob("*.json"))
    ]
    return Content.model_validate(
        {**{name: read(name) for name in names}, "releases": releases}
    )
