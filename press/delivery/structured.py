"""What pages tell machines of releases, quotes, people and organisations (JSON-LD)."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from press.blocks import shapes
from press.delivery import answers, named, quote_answers, record_answers
from press.delivery import structured_nodes as nodes

Node = nodes.Node

CONTEXT = {"@context": "https://schema.org"}
# What could end the element, or a line of it, is written as an escape.
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


@dataclass(frozen=True)
class Correction:
    """What was corrected in a version, and when."""

    at: datetime
    note: str


def script(node: Node) -> str:
    """Return a node as the text of a script element, safe whatever it holds."""
    return json.dumps(CONTEXT | node, ensure_ascii=False).translate(ESCAPES)


def release(
    document: answers.ReleaseDetail, *, corrections: Iterable[Correction] = ()
) -> Node:
    """Return a release as a NewsArticle."""
    locale = document.locale
    issuers = named.issuers(document)
    publisher = nodes.publisher(document.contacts)
    node = {
        "@type": "NewsArticle",
        "@id": document.url,
        "url": document.url,
        "mainEntityOfPage": document.url,
        "identifier": document.reference,
        "headline": document.title,
        "alternativeHeadline": document.subtitle,
        "description": document.summary,
        "dateline": document.dateline.text,
        "datePublished": document.published_at.isoformat(),
        "dateModified": document.public_from.isoformat(),
        "inLanguage": locale,
        "version": document.version,
        "isAccessibleForFree": True,
        "author": [nodes.organisation(row, locale=locale) for row in issuers]
        or [nodes.reference("Organization", publisher["@id"], settings.NEWSROOM_NAME)],
        "publisher": publisher,
        "image": [nodes.image(image) for image in named.images(document)],
        "about": [nodes.topic(topic, locale=locale) for topic in document.topics],
        "mentions": [
            nodes.organisation(row, locale=locale) for row in named.others(document)
        ],
        "hasPart": [
            nodes.quotation(row, locale=locale) for row in named.quotes(document)
        ],
        "associatedMedia": [nodes.file(row) for row in named.attachments(document)],
        "correction": [_correction(row) for row in corrections],
    }
    return nodes.filled(node | _place(document) | _translations(document))


def quote(answer: quote_answers.QuoteAnswer) -> Node:
    """Return a quote, the release it stands in and its other languages."""
    source = answer.release
    part_of = {
        "@type": "NewsArticle",
        "@id": source.url,
        "url": source.url,
        "headline": source.title,
        "datePublished": source.published_at.isoformat(),
    }
    node = nodes.quotation(answer, locale=answer.locale) | {"isPartOf": part_of}
    return node | _editions(
        "Quotation",
        answer.alternates,
        own=answer.locale,
        source=answer.original_locale,
    )


def person(answer: record_answers.PersonAnswer) -> Node:
    """Return a person as their page shows them."""
    employer = answer.organisation
    return nodes.filled(
        {
            "@type": "Person",
            "@id": answer.page_url,
            "url": answer.page_url,
            "name": answer.name,
            "jobTitle": answer.role,
            "description": answer.bio.text,
            "worksFor": employer and nodes.organisation(employer, locale=answer.locale),
            "image": answer.portrait and nodes.image(answer.portrait),
        }
    )


def organisation_page(
    answer: record_answers.OrganisationAnswer,
    *,
    abouts: Sequence[record_answers.BoilerplateAnswer] = (),
    contacts: Iterable[shapes.Contact] = (),
) -> Node:
    """Return an organisation as its page shows it."""
    reference = shapes.OrganisationRef(
        id=answer.id,
        name=answer.name,
        acronym=answer.acronym,
        url=answer.url,
        ror=answer.ror,
        wikidata=answer.wikidata,
    )
    more = {
        "description": "\n\n".join(about.content.text for about in abouts),
        "mainEntityOfPage": answer.page_url,
        "contactPoint": [nodes.contact(contact) for contact in contacts],
    }
    return nodes.filled(nodes.organisation(reference, locale=answer.locale) | more)


def _correction(row: Correction) -> Node:
    return nodes.filled(
        {
            "@type": "CorrectionComment",
            "text": row.note,
            "datePublished": row.at.isoformat(),
        }
    )


def _place(document: answers.ReleaseDetail) -> Node:
    place = document.dateline.place
    if place is None:
        return {}
    return {"contentLocation": {"@type": "Place", "name": place.name}}


def _translations(document: answers.ReleaseDetail) -> Node:
    return _editions(
        "NewsArticle",
        document.alternates,
        own=document.locale,
        source=document.source_locale,
    )


def _editions(
    kind: str, alternates: Iterable[answers.Alternate], *, own: str, source: str
) -> Node:
    """Return what a text was translated from, or into; public editions only."""
    others = {
        row.locale: {"@type": kind, "@id": row.url, "inLanguage": row.locale}
        for row in alternates
        if row.locale != own
    }
    if own != source:
        return {"translationOfWork": others[source]} if source in others else {}
    return {"workTranslation": list(others.values())} if others else {}
