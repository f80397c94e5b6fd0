"""Answers about quotes: each an object of its own, with its release."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from press import models, queries
from press.blocks import shapes
from press.delivery import addresses, answers, block_answers, surrogate


class ReleaseRef(shapes.Shape):
    """The release that something stands in."""

    id: UUID
    """The same in every locale and version."""
    reference: str
    """The newsroom's own number for it."""
    title: str
    """Its headline in this locale."""
    release_date: date
    """The day that it bears."""
    published_at: datetime
    """When it became public in this locale."""
    url: str
    """Its page in this locale."""
    api_url: str
    """Its answer in this locale."""


class QuoteAnswer(block_answers.QuoteInRelease):
    """A quote in a locale, in the newest public version of its release.

    Where `original_locale` is another locale, the text is a translation.
    """

    locale: str
    """The language of this text."""
    release: ReleaseRef
    """The release in which it was said."""
    alternates: list[answers.Alternate]
    """Every locale in which it is public, this one too."""


def quotes(
    found: Iterable[queries.FoundQuote],
    *,
    at: datetime,
    site: addresses.Site,
) -> list[QuoteAnswer]:
    """Return quotes with their release and their other locales: two queries."""
    found = list(found)
    rows = [item.document for item in found]
    have = answers.known(
        at=at, releases=[row.release_id for row in rows], values=(), site=site
    )
    keys = [str(item.block["id"]) for item in found]
    surrogate.shows(surrogate.kind("quote") for _key in keys)
    alternates = _quote_alternates(keys, at=at, site=site)
    return [
        QuoteAnswer.model_validate(
            item.block
            | {
                "locale": item.document.locale,
                "url": addresses.object_url(
                    "quote", item.block["id"], locale=item.document.locale
                ),
                "api_url": addresses.api_url(
                    "quotes", item.block["id"], locale=item.document.locale
                ),
                "release": _release_ref(item.document, have),
                "alternates": alternates.get(str(item.block["id"]), []),
            }
        )
        for item in found
    ]


def quote(
    found: queries.FoundQuote, *, at: datetime, site: addresses.Site
) -> QuoteAnswer:
    """Return one quote."""
    return quotes([found], at=at, site=site)[0]


def _release_ref(row: models.Document, have: answers.Known) -> ReleaseRef:
    return ReleaseRef(
        id=row.release_id,
        reference=row.body["reference"],
        title=row.body["title"],
        release_date=row.body["release_date"],
        published_at=row.lifted_at,
        url=have.site.release_url(row.locale, row.slug),
        api_url=answers.api_url(row),
    )


def _quote_alternates(
    keys: list[str], *, at: datetime, site: addresses.Site
) -> dict[str, list[answers.Alternate]]:
    found: dict[str, list[answers.Alternate]] = {}
    rows = (
        queries.documents(at=at)
        .filter(mentions__kind="quote", mentions__key__in=["", *keys])
        .filter(locale__in=list(site.indexes))
        .order_by("locale")
        .values_list("mentions__key", "locale", "version")
    )
    for key, locale, version in rows:
        found.setdefault(key, []).append(
            answers.Alternate(
                locale=locale,
                url=addresses.object_url("quote", key, locale=locale),
                api_url=addresses.api_url("quotes", key, locale=locale),
                version=version,
            )
        )
    return found
