"""The port through which a block turns its draft value into public data."""

from datetime import date
from typing import Any, Protocol
from uuid import UUID

from django.utils.functional import Promise

from press.blocks import shapes


class Builder(Protocol):
    """Resolves what a block refers to, in the edition's locale.

    Each method returns None where nothing is chosen, and notes a problem where
    the chosen thing is missing, unpublished or not translated; a problem stops
    approval, never the build of a preview.
    """

    locale: str
    source_locale: str

    def rich_text(self, value: Any) -> shapes.RichText: ...

    def organisation(self, row: Any) -> shapes.OrganisationRef | None: ...

    def person(self, row: Any) -> shapes.PersonRef | None: ...

    def boilerplate(
        self, row: Any
    ) -> tuple[UUID, str, shapes.OrganisationRef | None, shapes.RichText] | None:
        """Return id, title, organisation and wording."""
        ...

    def image(self, photo: Any, *, alt: str, caption: str) -> shapes.Image | None: ...

    def attachment(self, row: Any) -> shapes.FileRef | None: ...

    def number(self, value: Any) -> str:
        """Return a number as the locale writes it."""
        ...

    def day(self, value: date) -> str:
        """Return a day as the locale writes it."""
        ...

    def mention(self, kind: shapes.MentionKind, key: str) -> None: ...

    def problem(
        self, rule: str, message: str | Promise, *, block: UUID | None = None
    ) -> None: ...
