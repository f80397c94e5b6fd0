"""Puts in what releases name: snippets with their records, pictures and files."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.utils.html import escape
from wagtail.models import Locale

from home.demo import attachments, content, images, keys, wording
from press import lifecycle, models

FOUNDED_AT = datetime(2023, 1, 2, 8, 0, tzinfo=UTC)
LICENCE = "CC0 1.0"


@dataclass
class Catalogue:
    """The rows that releases choose from, by kind, key and locale."""

    locales: dict[str, Locale]
    rows: dict[tuple[str, str, str], int] = field(default_factory=dict)
    photos: dict[str, int] = field(default_factory=dict)
    alts: dict[str, dict[str, str]] = field(default_factory=dict)
    files: dict[tuple[str, str], int] = field(default_factory=dict)
    titles: dict[str, dict[str, str]] = field(default_factory=dict)

    def row(self, kind: str, key: str, locale: str) -> int:
        """Return the primary key of a snippet in a locale."""
        return self.rows[kind, key, locale]


def put_in(text: content.Content, *, locales: dict[str, Locale]) -> Catalogue:
    """Make what is missing and return all of it."""
    catalogue = Catalogue(locales)
    for part in (_organisations, _people, _boilerplates, _contacts, _topics, _places):
        part(text, catalogue)
    for picture in text.images:
        catalogue.photos[picture.key] = _photo(picture)
        catalogue.alts[picture.key] = picture.alt
    for file in text.files:
        catalogue.titles[file.key] = file.title
        for locale in wording.LOCALES:
            catalogue.files[file.key, locale] = _attachment(file, locale, text=text)
    return catalogue


def _snippet(
    catalogue: Catalogue,
    model: type[Any],
    kind: str,
    key: str,
    values: dict[str, dict[str, Any]],
) -> None:
    """Make a published snippet in each locale, with its record at FOUNDED_AT."""
    translation_key = keys.of(kind, key)
    found = dict(
        model.objects.filter(translation_key=translation_key).values_list(
            "locale__language_code", "pk"
        )
    )
    for code, own in values.items():
        if code not in found:
            row = model(
                translation_key=translation_key, locale=catalogue.locales[code], **own
            )
            row.first_published_at = row.last_published_at = FOUNDED_AT
            row.save()
            row.live_revision = row.save_revision()
            row.has_unpublished_changes = False
            row.save(update_fields=["live_revision", "has_unpublished_changes"])
            lifecycle.record(row, clock=lambda: FOUNDED_AT)
            found[code] = row.pk
        catalogue.rows[kind, key, code] = found[code]


def _organisations(text: content.Content, catalogue: Catalogue) -> None:
    for body in text.organisations:
        values = {
            code: {
                "name": body.name[code],
                "acronym": body.acronym[code],
                "url": body.url[code],
                "country": body.country,
            }
            for code in wording.LOCALES
        }
        _snippet(catalogue, models.Organisation, "organisation", body.key, values)


def _people(text: content.Content, catalogue: Catalogue) -> None:
    for person in text.people:
        values = {
            code: {
                "name": person.name,
                "role": person.role[code],
                "organisation_id": catalogue.row(
                    "organisation", person.organisation, code
                ),
                "bio": f"<p>{escape(person.bio[code])}</p>",
                # Public figures are on record; invented people only if quoted.
                "is_listed": not person.fictional,
            }
            for code in wording.LOCALES
        }
        _snippet(catalogue, models.Person, "person", person.key, values)


def _boilerplates(text: content.Content, catalogue: Catalogue) -> None:
    for about in text.boilerplates:
        values = {
            code: {
                "title": about.title[code],
                "organisation_id": catalogue.row(
                    "organisation", about.organisation, code
                ),
                "text": "".join(f"<p>{escape(part[code])}</p>" for part in about.text),
            }
            for code in wording.LOCALES
        }
        _snippet(catalogue, models.Boilerplate, "boilerplate", about.key, values)


def _contacts(text: content.Content, catalogue: Catalogue) -> None:
    for contact in text.contacts:
        values = {
            code: {
                "name": contact.name,
                "role": contact.role[code],
                "organisation_id": catalogue.row(
                    "organisation", contact.organisation, code
                ),
                "phone": contact.phone,
                "email": contact.email,
                "languages": " ".join(contact.languages),
            }
            for code in wording.LOCALES
        }
        _snippet(catalogue, models.PressContact, "contact", contact.key, values)


def _topics(text: content.Content, catalogue: Catalogue) -> None:
    for topic in text.topics:
        values = {code: {"name": topic.name[code]} for code in wording.LOCALES}
        _snippet(catalogue, models.Topic, "topic", topic.key, values)


def _places(text: content.Content, catalogue: Catalogue) -> None:
    for place in text.places:
        values = {
            code: {
                "name": place.name[code],
                "country": place.country,
                "zone": place.zone,
            }
            for code in wording.LOCALES
        }
        _snippet(catalogue, models.Place, "place", place.key, values)


def _photo(picture: wording.Picture) -> int:
    title = picture.title["en"]
    found = models.Photo.objects.filter(title=title, credit=picture.credit).first()
    if found is None:
        found = models.Photo(
            title=title,
            credit=picture.credit,
            licence=LICENCE,
            description=picture.alt["en"],
            file=ContentFile(images.draw(picture.key), name=f"{picture.key}.jpg"),
        )
        found.save()
    return int(found.pk)


def _attachment(file: wording.File, locale: str, *, text: content.Content) -> int:
    title = file.title[locale]
    found = models.Attachment.objects.filter(title=title).first()
    if found is None:
        data = attachments.write(file.format, locale=locale, text=text)
        name = f"{file.key}-{locale}.{file.format}"
        found = models.Attachment(title=title, file=ContentFile(data, name=name))
        found.save()
    return int(found.pk)
