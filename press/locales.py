"""What differs between locales in written form, as one table."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils.translation import get_language_info


@dataclass(frozen=True)
class Writing:
    """How a locale writes days, numbers and a dateline.

    `formats` is the CLDR locale; `first_day` replaces the 1 of the first day of
    a month; the patterns take `place` and `date`.
    """

    formats: str
    dateline: str = "{place}, {date}"
    date_only: str = "{date}"
    first_day: str = ""


WRITING: dict[str, Writing] = {
    "en": Writing(formats="en_GB"),
    "fr": Writing(
        formats="fr_FR",
        dateline="{place}, le {date}",
        date_only="Le {date}",
        first_day="1er",
    ),
    "de": Writing(formats="de_DE", dateline="{place}, {date}"),
    "es": Writing(formats="es_ES", dateline="{place}, {date}"),
    "it": Writing(formats="it_IT", dateline="{place}, {date}"),
    "nl": Writing(formats="nl_NL", dateline="{place}, {date}"),
    "pt": Writing(formats="pt_PT", dateline="{place}, {date}"),
}


def writing(locale: str) -> Writing:
    """Return the locale's row, or one that follows CLDR for a locale without."""
    return WRITING.get(locale) or Writing(formats=locale.replace("-", "_"))


def named(codes: Iterable[str]) -> str:
    """Return the names of locales in the language of who reads: "English, French"."""
    return ", ".join(str(get_language_info(code)["name_translated"]) for code in codes)


def language(code: str, *, locale: str) -> str:
    """Return the name of a language as a sentence has it: "French", "français"."""
    formats = Locale.parse(writing(locale).formats)
    return str(Locale.parse(code, sep="-").get_display_name(formats))


def day(value: date, *, locale: str) -> str:
    """Return a day in words: "22 May 2024", "1er mai 2024"."""
    rules = writing(locale)
    text = format_date(value, format="long", locale=rules.formats)
    if value.day == 1 and rules.first_day:
        text = rules.first_day + text.removeprefix("1")
    return text


def dateline(value: date, *, place: str, locale: str) -> str:
    """Return the dateline: "Paris, le 22 mai 2024"."""
    rules = writing(locale)
    pattern = rules.dateline if place else rules.date_only
    return pattern.format(place=place, date=day(value, locale=locale))


def number(value: Decimal, *, locale: str) -> str:
    """Return a number with the locale's separators, all its decimals kept."""
    return str(
        format_decimal(
            value, locale=writing(locale).formats, decimal_quantization=False
        )
    )
