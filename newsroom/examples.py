"""Examples of the API's shapes, made by the shapes themselves from invented text."""

import json
from datetime import UTC, date, datetime
from typing import Any, TypeVar
from uuid import UUID, uuid5

from django.conf import settings
from django.utils import translation

from press import documents, models
from press.blocks import body, previewing, shapes
from press.delivery import (
    addresses,
    answers,
    block_answers,
    pairing,
    problems,
    quote_answers,
    record_answers,
    version_answers,
)
from search import answers as search_answers
from search import api as search_api
from search import facet_answers, suggest_api

Block = TypeVar("Block")

HOST = "https://newsroom.example"
LOCALE = "en"
SPACE = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")
LIFTED = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
SITE = addresses.Site(indexes={"en": "/en/releases/", "fr": "/fr/communiques/"})
SLUGS = {"en": "new-laboratory-opens", "fr": "un-nouveau-laboratoire-ouvre"}


class Builder(previewing.SampleBuilder):
    """Builds blocks from the samples that editors see, with files of the public."""

    def _file(self, name: str, content_type: str) -> shapes.FileRef:
        return shapes.FileRef(
            path=f"/files/h1lBrJZ8pQw/{name.replace('.svg', '.webp')}",
            name=name.replace(".svg", ".webp"),
            content_type=content_type.replace("svg+xml", "webp"),
            size=240_000,
            hash="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        )


def by_shape() -> dict[str, Any]:
    """Return an example of each shape that has one, by the name of the shape."""
    with translation.override(LOCALE):
        blocks = _blocks()
        document = _document(blocks)
    release = models.Release(pk=document.id, reference=document.reference)
    rows = [_row(release, document, locale) for locale in SLUGS]
    have = answers.Known(site=SITE, editions={release.pk: rows})
    full = answers.full(rows[0], have=have)
    detail = answers.ReleaseDetail.model_validate(full)
    short = full.keys() & answers.ReleaseSummary.model_fields.keys()
    summary = answers.ReleaseSummary.model_validate({k: full[k] for k in short})
    pair = pairing.side_by_side(rows, locales=list(SLUGS), have=have)
    made: list[shapes.Shape] = [
        *detail.body,
        *_parts(detail),
        detail,
        summary,
        pair,
        pair.blocks[0],
        version_answers.version(rows[0], have=have),
        _quote(detail),
        *_records(detail),
        *_found(detail),
        *_problems(),
    ]
    return {type(one).__name__: _written(one) for one in made}


def _written(shape: shapes.Shape) -> Any:
    """Return a shape as JSON has it, at a host that is nobody's."""
    return json.loads(shape.model_dump_json().replace(settings.NEWSROOM_URL, HOST))


def _id(name: str) -> UUID:
    return uuid5(SPACE, name)


def _blocks() -> list[shapes.BlockShape]:
    return [
        block.build(block.get_preview_value(), id=_id(kind), builder=Builder())
        for kind, block in body.BODY_BLOCKS
    ]


def _document(blocks: list[shapes.BlockShape]) -> documents.ReleaseDocument:
    builder, day = Builder(), date(2026, 3, 12)
    lead = "The institute opens a laboratory for the coast on Monday."
    return documents.ReleaseDocument(
        id=_id("release"),
        reference="2026-014",
        kind="release",
        locale=LOCALE,
        source_locale=LOCALE,
        slug=SLUGS[LOCALE],
        title="New laboratory opens",
        subtitle="",
        summary=lead,
        release_date=day,
        dateline=documents.Dateline(
            place=shapes.PlaceRef(id=_id("place"), name="Brest"),
            date=day,
            text="Brest, 12 March 2026",
        ),
        lead=builder.rich_text(f"<p>{lead}</p>"),
        image=builder.image(None, alt="Waves under a low sun", caption="The bay."),
        body=[block.model_dump(exclude_computed_fields=True) for block in blocks],
        contacts=[_contact()],
        topics=[shapes.TopicRef(id=_id("topic"), name="Ocean", slug="ocean")],
    )


def _contact() -> shapes.Contact:
    return shapes.Contact(
        id=_id("contact"),
        name="Alex Martin",
        role="Press officer",
        phone="+33199001234",
        phone_display="+33 1 99 00 12 34",
        email="press@newsroom.example",
        languages=["en", "fr"],
    )


def _row(
    release: models.Release, document: documents.ReleaseDocument, locale: str
) -> models.Document:
    """Return a document as its table would hold it; it is never saved."""
    value = documents.stored(document) | {"locale": locale, "slug": SLUGS[locale]}
    return models.Document(
        release=release,
        locale=locale,
        version=1,
        slug=SLUGS[locale],
        body=value,
        public_from=LIFTED,
        lifted_at=LIFTED,
    )


def _parts(detail: answers.ReleaseDetail) -> list[shapes.Shape]:
    images = [detail.image] if detail.image else []
    return [
        detail.lead,
        detail.dateline,
        *images,
        *detail.contacts,
        *detail.topics,
        *detail.alternates,
    ]


def _first(detail: answers.ReleaseDetail, shape: type[Block]) -> Block:
    return next(one for one in detail.body if isinstance(one, shape))


def _quote(detail: answers.ReleaseDetail) -> quote_answers.QuoteAnswer:
    said = _first(detail, block_answers.QuoteInRelease)
    return quote_answers.QuoteAnswer.model_validate(
        said.model_dump(exclude_computed_fields=True)
        | {
            "locale": detail.locale,
            "release": {
                name: getattr(detail, name)
                for name in quote_answers.ReleaseRef.model_fields
            },
            "alternates": _alternates("quote", said.id),
        }
    )


def _alternates(kind: str, key: UUID | str) -> list[answers.Alternate]:
    return [
        answers.Alternate(
            locale=locale,
            url=addresses.object_url(kind, key, locale=locale),
            api_url=addresses.api_url(addresses.API_NAMES[kind], key, locale=locale),
            version=1,
        )
        for locale in SLUGS
    ]


def _records(detail: answers.ReleaseDetail) -> list[shapes.Shape]:
    """Return the organisation and the About that the release names, as they are now."""
    about = _first(detail, block_answers.AboutInRelease)
    known = {"locale": LOCALE, "version": 1}
    topic = detail.topics[0]
    made = [
        record_answers.TopicAnswer(
            **known,
            id=topic.id,
            name=topic.name,
            slug=topic.slug,
            api_url=addresses.api_url("topics", topic.id, locale=LOCALE),
            page_url=addresses.object_url("topic", topic.slug, locale=LOCALE),
            alternates=[],
        ),
        record_answers.BoilerplateAnswer(
            **known,
            id=about.boilerplate,
            title=about.title,
            organisation=about.organisation,
            content=about.content,
            api_url=about.api_url,
            page_url=about.url,
            alternates=_alternates("boilerplate", about.boilerplate),
        ),
    ]
    return list(made)


def _found(detail: answers.ReleaseDetail) -> list[shapes.Shape]:
    """Return the release as a search finds it, and as it is suggested."""
    known = {
        "type": "release",
        "title": detail.title,
        "title_html": "New <mark>laboratory</mark> opens",
        **{name: getattr(detail, name) for name in ("id", "locale", "url", "api_url")},
    }
    said = {
        "found_in_locale": detail.locale,
        "role": "",
        "snippet": "Opens a laboratory for the coast.",
        "snippet_html": "Opens a <mark>laboratory</mark> for the coast.",
        "kind": detail.kind,
        "published_at": detail.published_at,
        "release": None,
    }
    hit = search_answers.SearchHit.model_validate(known | said)
    suggestion = suggest_api.Suggestion.model_validate(known)
    typed = suggest_api.SuggestAnswer(
        q="labo", locale=detail.locale, suggestions=[suggestion]
    )
    return [hit, suggestion, typed, *_searched(hit)]


def _searched(hit: search_answers.SearchHit) -> list[shapes.Shape]:
    """Return an answer with one hit, for a question with one wrong letter."""
    year = facet_answers.FacetValue(value="2026", label="2026", count=1, is_chosen=True)
    facet = facet_answers.Facet(name="year", label="Year", values=[year], others=0)
    repair = search_answers.Repair(typed="labratory", used="laboratory")
    found = search_api.SearchList(
        q=repair.typed,
        locale=hit.locale,
        searched=repair.used,
        repaired=[repair],
        did_you_mean="",
        total=1,
        page=1,
        pages=1,
        hits=[hit],
        facets=[facet],
        degraded=False,
        next=None,
    )
    return [facet, repair, found]


def _problems() -> list[shapes.Shape]:
    return [problems.bad("locale", "no such locale").problem]
