"""The builder: resolves what an edition names, in the edition's own locale."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import phonenumbers
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.models import Page

from press import files, locales, models, rich_text, slugs
from press.blocks import shapes


@dataclass(frozen=True)
class Problem:
    """What stops the approval of an edition, in an editor's words.

    `row` is the snippet that it is about, where it is about one.
    """

    rule: str
    message: str
    block: UUID | None = None
    row: Any = field(default=None, compare=False)


@dataclass
class EditionBuilder:
    """Implements `press.blocks.building.Builder` over the snippet tables."""

    locale: str
    source_locale: str
    mentions: set[tuple[str, str]] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def mention(self, kind: str, key: str) -> None:
        self.mentions.add((kind, key))

    def problem(
        self, rule: str, message: str | Promise, *, block: UUID | None = None
    ) -> None:
        self.problems.append(Problem(rule, str(message), block))

    def in_locale(self, row: Any) -> Any:
        """Return the snippet in this locale; note what is missing of it.

        Where there is none the chosen row stands in, for a preview only: the
        problem stops approval.
        """
        found = (
            type(row)
            .objects.filter(
                translation_key=row.translation_key,
                locale__language_code=self.locale,
            )
            .first()
        )
        what = {"kind": row._meta.verbose_name, "name": str(row)}
        if found is None:
            self.problems.append(
                Problem(
                    "snippet-not-translated",
                    _("“%(name)s” (%(kind)s) does not exist in this language.") % what,
                    row=row,
                )
            )
            return row
        if not found.live:
            self.problems.append(
                Problem(
                    "snippet-not-published",
                    _("“%(name)s” (%(kind)s) is still a draft: publish it first.")
                    % what,
                    row=found,
                )
            )
        return found

    def rich_text(self, value: Any) -> shapes.RichText:
        source = getattr(value, "source", value) or ""
        return rich_text.public(
            source, page_target=self._page_target, file_target=self._file_target
        )

    def organisation(self, row: Any) -> shapes.OrganisationRef | None:
        if row is None:
            return None
        found = self.in_locale(row)
        self.mention("organisation", str(found.translation_key))
        return organisation_ref(found)

    def person(self, row: Any) -> shapes.PersonRef | None:
        if row is None:
            return None
        found = self.in_locale(row)
        self.mention("person", str(found.translation_key))
        return shapes.PersonRef(id=found.translation_key, name=found.name)

    def boilerplate(
        self, row: Any
    ) -> tuple[UUID, str, shapes.OrganisationRef | None, shapes.RichText] | None:
        if row is None:
            return None
        found = self.in_locale(row)
        self.mention("boilerplate", str(found.translation_key))
        organisation = self.organisation(found.organisation)
        content = self.rich_text(found.text)
        return found.translation_key, found.title, organisation, content

    def contact(self, row: Any) -> shapes.Contact | None:
        if row is None:
            return None
        found = self.in_locale(row)
        self.mention("contact", str(found.translation_key))
        return contact_ref(found, organisation=self.organisation(found.organisation))

    def topic(self, row: Any) -> shapes.TopicRef | None:
        if row is None:
            return None
        found = self.in_locale(row)
        self.mention("topic", str(found.translation_key))
        return shapes.TopicRef(
            id=found.translation_key, name=found.name, slug=slugs.slug_of(found.name)
        )

    def place(self, row: Any) -> shapes.PlaceRef | None:
        if row is None:
            return None
        found = self.in_locale(row)
        return shapes.PlaceRef(id=found.translation_key, name=found.name)

    def image(self, photo: Any, *, alt: str, caption: str) -> shapes.Image | None:
        if photo is None:
            return None
        shape, kept = files.keep_photo(photo, alt=alt, caption=caption)
        for file in kept:
            self.mention("file", file.hash)
        return shape

    def attachment(self, row: Any) -> shapes.FileRef | None:
        if row is None:
            return None
        file = files.keep_attachment(row)
        self.mention("file", file.hash)
        return files.reference(file)

    def number(self, value: Decimal) -> str:
        return locales.number(value, locale=self.locale)

    def day(self, value: date) -> str:
        return locales.day(value, locale=self.locale)

    def _page_target(self, key: str) -> tuple[str, UUID] | None:
        page = Page.objects.filter(pk=key if key.isdigit() else 0).first()
        if page is None:
            return None
        is_release = page.specific_class is models.ReleasePage
        return ("release" if is_release else "page"), page.translation_key

    def _file_target(self, key: str) -> str | None:
        row = models.Attachment.objects.filter(pk=key if key.isdigit() else 0).first()
        reference = self.attachment(row)
        return reference.path if reference else None


def organisation_ref(row: Any) -> shapes.OrganisationRef:
    """Return an organisation as a document names it."""
    return shapes.OrganisationRef(
        id=row.translation_key,
        name=row.name,
        acronym=row.acronym,
        url=row.url,
        ror=row.ror,
        wikidata=row.wikidata,
    )


def contact_ref(
    row: Any, *, organisation: shapes.OrganisationRef | None
) -> shapes.Contact:
    """Return a press contact; a number that is none stays as it was typed."""
    phone, display = row.phone, row.phone
    try:
        number = phonenumbers.parse(row.phone, None)
    except phonenumbers.NumberParseException:
        pass
    else:
        style = phonenumbers.PhoneNumberFormat
        phone = phonenumbers.format_number(number, style.E164)
        display = phonenumbers.format_number(number, style.INTERNATIONAL)
    return shapes.Contact(
        id=row.translation_key,
        name=row.name,
        role=row.role,
        organisation=organisation,
        phone=phone,
        phone_display=display,
        email=row.email,
        languages=row.languages.split(),
    )
