"""Pieces of what pages tell machines: organisations, quotes, images, contacts."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

from press.blocks import quote as quote_block
from press.blocks import shapes
from press.delivery import addresses, named

Node = dict[str, Any]

WIKIDATA = "https://www.wikidata.org/wiki/"
IMAGE_WIDTH = 1200


def organisation(row: shapes.OrganisationRef, *, locale: str) -> Node:
    """Return an organisation as a release names it, with its ids elsewhere."""
    wikidata = WIKIDATA + row.wikidata if row.wikidata else ""
    return filled(
        {
            "@type": "Organization",
            "@id": addresses.object_url("organisation", row.id, locale=locale),
            "name": row.name,
            "alternateName": row.acronym if row.acronym != row.name else "",
            "url": row.url,
            "sameAs": [url for url in (row.ror, wikidata) if url],
        }
    )


def quotation(row: quote_block.Quote, *, locale: str) -> Node:
    """Return a quote in a locale, by the address of its page."""
    url = addresses.object_url("quote", row.id, locale=locale)
    return filled(
        {
            "@type": "Quotation",
            "@id": url,
            "url": url,
            "text": row.text,
            "inLanguage": locale,
            "spokenByCharacter": row.speaker
            and speaker(row.speaker, row, locale=locale),
        }
    )


def speaker(person: shapes.PersonRef, row: quote_block.Quote, *, locale: str) -> Node:
    """Return who said a quote, in the role of that day."""
    node = reference("Person", _url("person", person.id, locale=locale), person.name)
    employer = row.organisation
    more = {
        "jobTitle": row.role,
        "worksFor": employer and organisation(employer, locale=locale),
    }
    return filled(node | more)


def publisher(contacts: Iterable[shapes.Contact] = ()) -> Node:
    """Return the newsroom itself, with the press contacts of a release."""
    node = reference(
        "Organization", addresses.absolute("/#publisher"), settings.NEWSROOM_NAME
    )
    return filled(
        node
        | {
            "url": addresses.absolute("/"),
            "contactPoint": [contact(row) for row in contacts],
        }
    )


def contact(row: shapes.Contact) -> Node:
    """Return a press contact."""
    return filled(
        {
            "@type": "ContactPoint",
            "contactType": "press",
            "name": row.name,
            "telephone": row.phone,
            "email": row.email,
            "availableLanguage": row.languages,
        }
    )


def image(row: shapes.Image) -> Node:
    """Return an image in full size, with its words and its rights."""
    small = named.shown(row, width=IMAGE_WIDTH)
    return filled(
        {
            "@type": "ImageObject",
            "url": row.original.url,
            "contentUrl": row.original.url,
            "thumbnailUrl": small.file.url if small else "",
            "encodingFormat": row.original.content_type,
            "width": row.width,
            "height": row.height,
            "description": row.alt,
            "caption": row.caption,
            "creditText": row.credit,
            "license": _licence(row.licence),
        }
    )


def _licence(text: str) -> str | Node:
    """Return a licence by its address, or by the name that editors gave it."""
    if not text or urlsplit(text).scheme in {"http", "https"}:
        return text
    return {"@type": "CreativeWork", "name": text}


def file(kept: named.NamedFile) -> Node:
    """Return a file to download."""
    return {
        "@type": "MediaObject",
        "name": kept.title,
        "contentUrl": kept.file.url,
        "encodingFormat": kept.file.content_type,
        "contentSize": str(kept.file.size),
    }


def topic(row: shapes.TopicRef, *, locale: str) -> Node:
    """Return a topic, by the address of its page."""
    return reference("Thing", _url("topic", row.slug, locale=locale), row.name)


def reference(kind: str, url: str, name: str) -> Node:
    """Return something by its address and its name."""
    return {"@type": kind, "@id": url, "name": name}


def filled(node: Node) -> Node:
    """Return a node without what is not known of it."""
    return {name: value for name, value in node.items() if value not in ("", [], None)}


def _url(kind: str, key: UUID | str, *, locale: str) -> str:
    return addresses.object_url(kind, key, locale=locale)
