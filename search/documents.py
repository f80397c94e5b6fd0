"""Our own search documents: objects in their locales, as the public reads them."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import cached_property
from typing import Any, Literal, NamedTuple

from press import documents, models
from press.blocks import about as about_block
from press.blocks import members as members_block
from press.blocks import quote as quote_block
from press.blocks import shapes

Type = Literal["release", "quote", "about", "person", "organisation"]
TYPES: tuple[Type, ...] = ("release", "quote", "about", "person", "organisation")
# What has a name or a title of its own that a reader may begin to type.
CALLED: tuple[Type, ...] = ("person", "organisation")
TITLED: tuple[Type, ...] = ("release", "about")
RECORD_TYPES: dict[str, Type] = {
    "boilerplate": "about",
    "person": "person",
    "organisation": "organisation",
}


class Subject(NamedTuple):
    """What changes as one: a release or a record, in all its locales.

    `kind` is `release`, or the kind of a record.
    """

    kind: str
    key: str

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


@dataclass(frozen=True)
class Facets:
    """What a hit can be narrowed by; people and so on by their keys."""

    kind: str = ""
    years: tuple[int, ...] = ()
    topics: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()


@dataclass(frozen=True)
class SearchDocument:
    """An object in one locale: three texts, from the weightiest on.

    `release_title` and `release_slug` are those of the release that a quote
    stands in; `other_names` are an organisation's name and acronym apart.
    """

    type: Type
    key: str
    subject: Subject
    locale: str
    version: int
    title: str
    lead: str = ""
    body: str = ""
    facets: Facets = field(default_factory=Facets)
    published_at: datetime | None = None
    slug: str = ""
    release_title: str = ""
    release_slug: str = ""
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class SearchObject:
    """One thing that is found, in each locale in which it is public.

    Its facets are those of all its locales together.
    """

    subject: Subject
    type: Type
    key: str
    facets: Facets
    documents: tuple[SearchDocument, ...]

    @cached_property
    def hash(self) -> str:
        """Return what changes when anything does that the index holds."""
        made = _plain(self) | {"documents": list(map(_plain, self.documents))}
        text = json.dumps(made, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()


def _plain(found: SearchDocument | SearchObject) -> dict[str, Any]:
    """Return the fields as JSON has them, nothing copied."""
    made = {field.name: getattr(found, field.name) for field in fields(found)}
    facets, subject = vars(found.facets), found.subject._asdict()
    return made | {"facets": facets, "subject": subject}


def gathered(rows: Iterable[SearchDocument]) -> list[SearchObject]:
    """Return the objects that documents make, in the order of their first ones."""
    found: dict[tuple[Subject, Type, str], list[SearchDocument]] = {}
    for row in rows:
        found.setdefault((row.subject, row.type, row.key), []).append(row)
    return [
        SearchObject(
            subject=subject,
            type=kind,
            key=key,
            facets=_together(mine),
            documents=tuple(sorted(mine, key=lambda row: row.locale)),
        )
        for (subject, kind, key), mine in found.items()
    ]


def _together(rows: list[SearchDocument]) -> Facets:
    held = [row.facets for row in rows]
    return Facets(
        kind=max(facets.kind for facets in held),
        years=tuple(sorted({year for facets in held for year in facets.years})),
        topics=_once(facets.topics for facets in held),
        organisations=_once(facets.organisations for facets in held),
        people=_once(facets.people for facets in held),
        locales=tuple(sorted(row.locale for row in rows)),
    )


def _once(many: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({value for values in many for value in values}))


def subject_of_release(row: models.Document) -> Subject:
    """Return what the documents of a release belong to."""
    return Subject("release", str(row.release_id))


def subject_of_record(row: models.Record) -> Subject:
    """Return what the documents of a record belong to."""
    return Subject(row.kind, row.key)


def of_release(row: models.Document) -> list[SearchDocument]:
    """Return a release in a locale as search knows it, and each quote in it."""
    read = documents.read(row.body)
    topics = tuple(str(topic.id) for topic in read.topics)
    years = (read.release_date.year,)
    blocks = [block for block in read.body if not isinstance(block, about_block.About)]
    release = SearchDocument(
        type="release",
        key=str(read.id),
        subject=subject_of_release(row),
        locale=row.locale,
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
            years=years,
            topics=topics,
            organisations=_keys(_organisations(read)),
            people=_keys(block.speaker for block in _quotes(read)),
        ),
        published_at=row.lifted_at,
        slug=row.slug,
    )
    return [release, *(_of_quote(block, release) for block in _quotes(read))]


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
            locale=row.locale,
            version=row.version,
            title=title,
            lead=lead,
            body=body,
            facets=facets,
            other_names=_other_names(read),
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


def _of_quote(block: quote_block.Quote, release: SearchDocument) -> SearchDocument:
    organisation = block.organisation
    return SearchDocument(
        type="quote",
        key=str(block.id),
        subject=release.subject,
        locale=release.locale,
        version=release.version,
        title=block.speaker.name if block.speaker else "",
        lead=_lines(block.role, _named(organisation)),
        body=block.text,
        facets=Facets(
            kind=release.facets.kind,
            years=release.facets.years,
            topics=release.facets.topics,
            organisations=_keys([organisation]),
            people=_keys([block.speaker]),
        ),
        published_at=release.published_at,
        release_title=release.title,
        release_slug=release.slug,
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


def _other_names(read: documents.RecordBody) -> tuple[str, ...]:
    if isinstance(read, documents.OrganisationBody):
        return tuple(filter(None, (read.name, read.acronym)))
    return ()


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
