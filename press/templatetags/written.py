"""Template filters that write days, instants, languages and addresses."""

from datetime import date, datetime
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from babel.dates import format_datetime
from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language_info, gettext, pgettext

from press import locales, models
from press.blocks import quote as quotes
from press.blocks import shapes
from press.delivery import addresses

register = template.Library()


@register.filter
def day(value: date | datetime, locale: str) -> str:
    """Return a day in words; of an instant, the day in the newsroom's zone."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return locales.day(value, locale=locale)


@register.filter
def moment(value: datetime, locale: str) -> str:
    """Return an instant in words, with the name of its time zone."""
    local = timezone.localtime(value)
    formats = locales.writing(locale).formats
    time = format_datetime(local, "short", locale=formats).split(" ")[-1]
    return pgettext("an instant", "%(day)s at %(time)s (%(zone)s)") % {
        "day": locales.day(local.date(), locale=locale),
        "time": time,
        "zone": settings.TIME_ZONE,
    }


@register.filter
def kind(value: str) -> str:
    """Return the name of a kind of release."""
    return str(models.Release.Kind(value).label)


@register.filter
def language(code: str) -> str:
    """Return the name of a language in the reader's language."""
    return gettext(get_language_info(code)["name"])


@register.filter
def language_in(code: str, locale: str) -> str:
    """Return the name of a language as it stands within a sentence in a locale."""
    return locales.language(code, locale=locale)


@register.filter
def own_language(code: str) -> str:
    """Return the name of a language in that language, as a switch shows it."""
    name: str = get_language_info(code)["name_local"]
    return name[:1].upper() + name[1:]


@register.filter
def path(url: str) -> str:
    """Return the part of one of our own addresses that follows the host."""
    return addresses.path_of(url)


@register.filter
def host(url: str) -> str:
    """Return an address without its scheme, as text."""
    parts = urlsplit(url)
    return (parts.netloc.removeprefix("www.") + parts.path).rstrip("/")


@register.filter
def suffix(name: str) -> str:
    """Return the kind of a file by its name: "PDF"."""
    return PurePath(name).suffix.removeprefix(".").upper()


@register.filter
def block_template(block: shapes.BlockShape) -> str:
    """Return the template of a block; it has the block's name."""
    return f"press/blocks/{block.type}.html"


@register.filter
def quotation(block: quotes.Quote, locale: str) -> str:
    """Return a quote as a journalist pastes it: text, name, role, address."""
    who = [block.speaker.name if block.speaker else "", block.role]
    lines = [
        block.text,
        "— " + ", ".join(filter(None, who)),
        addresses.absolute(addresses.quote(block.id, locale=locale)),
    ]
    return "\n".join(lines)


@register.simple_tag(takes_context=True)
def address(context: template.Context, kind: str, key: UUID | str, locale: str) -> Any:
    """Return the path of a quote, About, person, organisation or topic.

    In a feed, which is read elsewhere, it is the whole address.
    """
    path = addresses.PATHS[kind](key, locale=locale)
    return addresses.absolute(path) if context.get("in_feed") else path
