"""Writes an import: the draft release and its proposed snippets, all or nothing."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.models import Locale

from press import audit, ledger, models
from press.intake import findings, proposing, rich
from press.intake.draft import (
    Draft,
    Heading,
    Listing,
    Members,
    Paragraph,
    Quotation,
    Table,
)
from press.intake.examining import Examined


class NoPlace(Exception):
    """There is no release index in the language of the import."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Made:
    """What an import made."""

    page: models.ReleasePage
    release: models.Release
    proposed: tuple[Any, ...]


def accept(intake: models.Intake, examined: Examined, *, by: Any, clock: Any) -> Made:
    """Make the draft of an examined source and keep its report with the release.

    Everything or nothing. Raises NoPlace.
    """
    with ledger.locked():
        made = _write(examined, by=by)
        intake.release = made.release
        intake.locale = examined.draft.locale
        intake.file_name = examined.source.name[:255]
        intake.source = examined.source.text
        intake.findings = [findings.stored(one) for one in examined.findings]
        intake.by = by
        intake.at = clock()
        intake.save()
        audit.append(
            "import",
            actor=by,
            object_kind="release",
            object_key=str(made.release.pk),
            locale=examined.draft.locale,
            at=intake.at,
        )
    return made


def index_of(locale: str) -> models.ReleaseIndexPage:
    """Return the index that releases in a locale stand below. Raises NoPlace."""
    found = models.ReleaseIndexPage.objects.filter(locale__language_code=locale).first()
    if found is None:
        raise NoPlace(
            _(
                "There is no release index in this language (%(locale)s). Make the "
                "pages of the newsroom first, then import again."
            )
            % {"locale": locale}
        )
    return found


def _write(examined: Examined, *, by: Any) -> Made:
    draft = examined.draft
    index = index_of(draft.locale)
    locale: Locale = index.locale
    proposer = proposing.Proposer(names=examined.names, locale=locale, user=by)
    place = proposer.place(draft.dateline.place) if draft.dateline else None
    page: Any = models.ReleasePage(
        title=draft.headline.text or _untitled(examined),
        subtitle=draft.subtitle.text,
        lead=rich.paragraph(draft.lead) if draft.lead else "",
        place=place,
        locale=locale,
        owner=by,
    )
    page.body = _body(draft, proposer)
    page.contacts = [
        _block("contact", proposer.contact(contact).pk) for contact in draft.contacts
    ]
    page.topics = [
        _block("topic", proposer.topic(named.name).pk)
        for named in examined.names.of("topic")
    ]
    index.add_child(instance=page)
    release = page.release
    release.kind = draft.kind
    release.release_date = draft.dateline.date if draft.dateline else None
    release.zone = (place.zone if place else "") or settings.NEWSROOM_ZONE
    release.save(update_fields=["kind", "release_date", "zone"])
    page.save_draft(user=by)
    return Made(page, release, tuple(proposer.made))


def _untitled(examined: Examined) -> str:
    return _("Import of %(file)s") % {"file": examined.source.name[:200]}


def _block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def _body(draft: Draft, proposer: proposing.Proposer) -> list[dict[str, Any]]:
    blocks = [_part(part, proposer) for part in draft.body]
    for about in draft.abouts:
        row = proposer.boilerplate(about)
        blocks.append(_block("about", {"boilerplate": row.pk}))
    return blocks


def _part(part: Any, proposer: proposing.Proposer) -> dict[str, Any]:
    match part:
        case Paragraph():
            return _block("paragraph", rich.paragraph(part.words))
        case Heading():
            value = {"text": part.words.text, "level": str(part.level)}
            return _block("heading", value)
        case Listing():
            items = [_item(rich.paragraph(item)) for item in part.items]
            return _block("list", {"ordered": part.ordered, "items": items})
        case Table():
            return _block("table", _table(part))
        case Quotation():
            return _block("quote", _quote(part, proposer))
        case Members():
            return _block("members", _members(part, proposer))
        case _:
            raise TypeError(type(part))


def _item(value: Any) -> dict[str, Any]:
    return {"type": "item", "value": value, "id": str(uuid.uuid4())}


def _table(part: Table) -> dict[str, Any]:
    width = max(len(row) for row in part.rows)
    data = [
        [*(cell.text for cell in row), *[""] * (width - len(row))] for row in part.rows
    ]
    return {
        "data": data,
        "cell": [],
        "mergeCells": [],
        "first_row_is_table_header": len(data) > 1,
        "first_col_is_header": False,
        "table_header_choice": "row" if len(data) > 1 else "",
        "table_caption": "",
    }


def _quote(part: Quotation, proposer: proposing.Proposer) -> dict[str, Any]:
    organisation = proposer.organisation(part.organisation)
    person = proposer.person(part.speaker, role=part.role, organisation=organisation)
    return {
        "text": part.text,
        "speaker": person.pk if person else None,
        "role": part.role,
        "organisation": organisation.pk if organisation else None,
        "original_locale": "",
    }


def _members(part: Members, proposer: proposing.Proposer) -> dict[str, Any]:
    groups = []
    for group in part.groups:
        members = []
        for member in group.members:
            row = proposer.organisation(member.name)
            value = {"organisation": row.pk, "role": member.role}
            members.append(_item(value))
        value = {
            "label": group.label.text.strip(" :"),
            "complete": group.complete,
            "members": members,
        }
        groups.append(_item(value))
    return {"title": "", "groups": groups}
