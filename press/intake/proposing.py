"""Rows for the names of a draft: those of the registry, else drafts of snippets."""

from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Locale

from press.intake import naming, registry, registry_rows, rich
from press.intake.draft import About, Contact, Listing


@dataclass
class Proposer:
    """Finds a row for each name once; makes what is missing, as a draft."""

    names: naming.Names
    locale: Locale
    user: Any
    made: list[Any] = field(default_factory=list)
    _rows: dict[tuple[str, str], Any] = field(default_factory=dict)

    def organisation(self, name: str) -> Any:
        """Return the row of a body; None where the draft does not take it for one."""
        named = self.names.get("organisation", name)
        if named is None:
            return None
        values = {"name": named.name, "acronym": named.acronym}
        return self._row(named, values)

    def person(self, name: str, *, role: str, organisation: Any) -> Any:
        """Return the row of a speaker."""
        values = {"name": name, "role": role, "organisation": organisation}
        return self._named("person", name, values)

    def place(self, name: str) -> Any:
        """Return the row of a dateline's place."""
        return self._named("place", name, {"name": name})

    def topic(self, name: str) -> Any:
        """Return the row of a topic that the registry has."""
        return self._named("topic", name, {"name": name})

    def boilerplate(self, about: About) -> Any:
        """Return the row of an About; the registry's own wording wins."""
        title = about.heading.text.strip(" :")
        values = {
            "title": title,
            "organisation": self.organisation(about.organisation),
            "text": _html(about),
        }
        return self._named("boilerplate", title, values)

    def contact(self, contact: Contact) -> Any:
        """Return the row of a press contact."""
        values = {
            "name": contact.name or contact.email,
            "role": contact.role,
            "organisation": self.organisation(contact.organisation),
            "phone": contact.phone or contact.phone_written[:20],
            "email": contact.email,
        }
        if not contact.name:
            return self._new("contact", values)
        return self._named("contact", contact.name, values)

    def _named(self, kind: registry.Kind, name: str, values: dict[str, Any]) -> Any:
        named = self.names.get(kind, name)
        return self._row(named, values) if named else None

    def _row(self, named: naming.Named, values: dict[str, Any]) -> Any:
        if named.identity not in self._rows:
            entry = named.match.entry
            self._rows[named.identity] = (
                self._known(named.kind, entry.key, values)
                if entry
                else self._new(named.kind, values)
            )
        return self._rows[named.identity]

    def _known(self, kind: registry.Kind, key: str, values: dict[str, Any]) -> Any:
        """Return a row in this language; one that lacks it is proposed in it."""
        row = registry_rows.row(kind, key, locale=self.locale.language_code)
        if row.locale_id == self.locale.pk:
            return row
        copy = row.copy_for_translation(self.locale)
        for name in ("name", "acronym", "title", "text", "role"):
            if values.get(name):
                setattr(copy, name, values[name])
        return self._keep(copy)

    def _new(self, kind: registry.Kind, values: dict[str, Any]) -> Any:
        table = registry_rows.TABLES[kind]
        return self._keep(table(locale=self.locale, **values))

    def _keep(self, row: Any) -> Any:
        row.live = False
        row.save()
        row.save_revision(user=self.user)
        self.made.append(row)
        return row


def _html(about: About) -> str:
    parts = []
    for part in about.parts:
        if isinstance(part, Listing):
            parts += [rich.paragraph(item) for item in part.items]
        else:
            parts.append(rich.paragraph(part.words))
    return "".join(parts)


def models_made(rows: list[Any]) -> dict[str, list[str]]:
    """Return the names of proposed drafts by table."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row._meta.model_name, []).append(str(row))
    return found
