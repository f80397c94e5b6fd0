"""Shows editors a block before they choose it, in the template of its readers."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from press import locales, rich_text
from press.blocks import building, shapes

SAMPLE_ID = UUID(int=0)


class SampleBuilder:
    """Implements `building.Builder` with samples: a preview reads no table."""

    def __init__(self) -> None:
        self.locale = self.source_locale = get_language() or settings.LANGUAGE_CODE

    def rich_text(self, value: Any) -> shapes.RichText:
        return rich_text.public(
            str(getattr(value, "source", value) or ""),
            page_target=lambda _key: None,
            file_target=lambda _key: None,
        )

    def organisation(self, row: Any) -> shapes.OrganisationRef | None:
        return shapes.OrganisationRef(
            id=SAMPLE_ID, name=_("Institute of Oceanography"), acronym="IO"
        )

    def person(self, row: Any) -> shapes.PersonRef | None:
        return shapes.PersonRef(id=SAMPLE_ID, name="Camille Dubois")

    def boilerplate(
        self, row: Any
    ) -> tuple[UUID, str, shapes.OrganisationRef | None, shapes.RichText] | None:
        text = _("The institute studies the sea from its two stations.")
        return (
            SAMPLE_ID,
            _("About the Institute of Oceanography"),
            self.organisation(row),
            shapes.RichText(html=f"<p>{text}</p>", text=text),
        )

    def image(self, photo: Any, *, alt: str, caption: str) -> shapes.Image | None:
        file = self._file("sample.svg", "image/svg+xml")
        return shapes.Image(
            alt=alt,
            caption=caption,
            width=1600,
            height=900,
            original=file,
            renditions=[shapes.Rendition(file=file, width=1600, height=900)],
        )

    def attachment(self, row: Any) -> shapes.FileRef | None:
        return self._file("sample.pdf", "application/pdf")

    def number(self, value: Any) -> str:
        return locales.number(Decimal(value), locale=self.locale)

    def day(self, value: date) -> str:
        return locales.day(value, locale=self.locale)

    def mention(self, kind: shapes.MentionKind, key: str) -> None:
        """A preview names nothing."""

    def problem(
        self, rule: str, message: str | Promise, *, block: UUID | None = None
    ) -> None:
        """A sample has no problem."""

    def _file(self, name: str, content_type: str) -> shapes.FileRef:
        return shapes.FileRef(
            path=static("newsroom/sample.svg"),
            name=name,
            content_type=content_type,
            size=240_000,
            hash="",
        )


class PreviewMixin:
    """A block whose preview is its public shape, built from `Meta.preview_value`."""

    def get_preview_template(self, value: Any, context: Any = None) -> str:
        return "press/blocks/preview.html"

    def get_preview_context(
        self, value: Any, parent_context: Any = None
    ) -> dict[str, Any]:
        builder: building.Builder = SampleBuilder()
        shape = self.build(value, id=SAMPLE_ID, builder=builder)  # type: ignore[attr-defined]
        return {**(parent_context or {}), "shape": shape}
