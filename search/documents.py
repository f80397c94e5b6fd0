"""Our own search documents: one per object and locale, from what the public reads."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Literal

from press import documents, models
from press.blocks import about as about_block
from press.blocks import members as members_block
from press.blocks import quote as quote_block
from press.blocks import shapes

Type = Literal["release", "quote", "about", "person", "organisation"]
TYPES: tuple[Type, ...] = ("release", "quote", "about", "person", "organisation")
RECORD_TYPES: dict[str, Type] = {
    "boilerplate": "about",
    "person": "person",
    "organisation": "organisation",
}


@dataclass(frozen=True, order=True)
class Subject:
    """What versions are counted on: a release or a record, in one locale.

    `kind` is `release`, or the kind of a record.
    """

    kind: str
    key: str
    locale: str

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.locale}"


@dataclass(frozen=True)
class Facets:
    """What a hit can be narrowed by; people and so on by their keys."""

    kind: str = ""
    year: int | None = None
    topics: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class SearchDocument:
    """One object as search knows it: three texts, from the weightiest on."""

    type: Type
    key: str
    subject: Subject
    version: int
    title: str
    lead: str = ""
    body: str = ""
    facets: Facets = field(default_factory=Facets)
    published_at: datetime | None = None
    slug: str = ""

    @property
    def locale(self) -> str:
        return self.subject.locale

    @property
    def hash(self) -> str:
        """Return what changes when anything does that the index holds."""
        text = json.dumps(asdict(self), sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()


def subject_of_release(row: models.Document) -> Subject:
    """Return what the documents of a release in a locale belong to."""
    return Subject("release", str(row.release_id), row.locale)


def subject_of_record(row: models.Record) -> Subject:
    """Return what the document of a record belongs to."""
    return Subject(row.kind, row.key, row.locale)


def of_release(row: models.Document) -> list[SearchDocument]:
    """Return a release as search knows it, and each quote in it."""
    read = documents.read(row.body)
    subject = subject_of_release(row)
    topics = tuple(str(topic.id) for topic in read.topics)
    year = read.release_date.year
    blocks = [block for block in read.body if not isinstance(block, about_block.About)]
    release = SearchDocument(
        type="release",
        key=str(read.id),
        subject=subject,
        version=row.version,
        title=read.title,
        lead=_lines(read.subtitle, read.lead.text),
        body=_lines(
            *(block.search_text() for block in blocks),
            read.dateline.place.name if read.dateline.place else "",
            read.reference,
        ),
        facets=Facets(
            kind=read.kind,
            year=year,
            topics=topics,
            organisations=_keys(_organisations(read)),
            people=_keys(block.speaker for block in _quotes(read)),
        ),
        published_at=row.lifted_at,
        slug=row.slug,
    )
    made = [_of_quote(block, release, topics, year) for block in _quotes(read)]
    return [release, *made]


def of_record(row: models.Record) -> list[SearchDocument]:
    """Return a record as search knows it; nothing for a kind that is not found."""
    kind = RECORD_TYPES.get(row.kind)
    if kind is None or row.body is None:
        return []
    read = documents.read_record(row.kind, row.body)
    title, lead, body, facets = _texts(read)
    return [
        SearchDocument(
            type=kind,
            key=row.key,
            subject=subject_of_record(row),
            version=row.version,
            title=title,
            lead=lead,
            body=body,
            facets=facets,
        )
    ]


def records_named(row: models.Document) -> set[tuple[str, str]]:
    """Return the records that a document makes public, as (kind, key)."""
    read = documents.read(row.body)
    found: set[tuple[str, str]] = set()
    for block in read.body:
        if isinstance(block, about_block.About):
            found.add(("boilerplate", str(block.boilerplate)))
        if isinstance(block, quote_block.Quote) and block.speaker:
            found.add(("person", str(block.speaker.id)))
    found |= {("organisation", key) for key in _keys(_organisations(read))}
    return found


def _of_quote(
    block: quote_block.Quote,
    release: SearchDocument,
    topics: tuple[str, ...],
    year: int,
) -> SearchDocument:
    organisation = block.organisation
    return SearchDocument(
        type="quote",
        key=str(block.id),
        subject=release.subject,
        version=release.version,
        title=block.speaker.name if block.speaker else "",
        lead=_lines(block.role, _named(organisation)),
        body=block.text,
        facets=Facets(
            kind=release.facets.kind,
            year=year,
            topics=topics,
            organisations=_keys([organisation]),
            people=_keys([block.speaker]),
        ),
        published_at=release.published_at,
    )


def _texts(read: documents.RecordBody) -> tuple[str, str, str, Facets]:
    if isinstance(read, documents.BoilerplateBody):
        facets = Facets(organisations=_keys([read.organisation]))
        return read.title, _named(read.organisation), read.content.text, facets
    if isinstance(read, documents.PersonBody):
        facets = Facets(
            organisations=_keys([read.organisation]), people=(str(read.id),)
        )
        lead = _lines(read.role, _named(read.organisation))
        return read.name, lead, read.bio.text, facets
    if isinstance(read, documents.OrganisationBody):
        facets = Facets(organisations=(str(read.id),))
        return _named(read), "", "", facets
    return "", "", "", Facets()


def _quotes(read: documents.ReleaseDocument) -> list[quote_block.Quote]:
    return [block for block in read.body if isinstance(block, quote_block.Quote)]


def _organisations(read: documents.ReleaseDocument) -> list[Any]:
    found: list[shapes.OrganisationRef | None] = []
    for block in read.body:
        if isinstance(block, about_block.About | quote_block.Quote):
            found.append(block.organisation)
        if isinstance(block, members_block.Members):
            found += [
                member.organisation
                for group in block.groups
                for member in group.members
            ]
    return found + [contact.organisation for contact in read.contacts]


def _keys(references: Any) -> tuple[str, ...]:
    """Return the keys of references, in order, each once."""
    return tuple(dict.fromkeys(str(found.id) for found in references if found))


def _named(
    organisation: shapes.OrganisationRef | documents.OrganisationBody | None,
) -> str:
    if organisation is None:
        return ""
    acronym = f" ({organisation.acronym})" if organisation.acronym else ""
    return f"{organisation.name}{acronym}"


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))
