"""Where releases stand: state, editions and what blocks them, in few queries."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from press import models, states
from press.translation import progress


@dataclass
class Edition:
    """A release in one locale, as far as it has come."""

    locale: str
    is_source: bool
    is_required: bool
    page: models.ReleasePage | None = None
    share: progress.Progress | None = None
    approval: models.Approval | None = None
    lapsed: models.Approval | None = None
    document: models.Document | None = None
    hidden: models.Document | None = None

    @property
    def is_translated(self) -> bool:
        """Whether nothing of it waits for a translator."""
        return self.share is None or self.share.is_complete

    @property
    def is_changed(self) -> bool:
        """Whether the approved draft differs from what is, or will be, public."""
        shown = self.hidden or self.document
        if not shown or not self.approval:
            return False
        return self.approval.hash != shown.hash


@dataclass
class Standing:
    """Where one release stands at an instant."""

    release: models.Release
    at: datetime
    state: states.State
    editions: list[Edition]
    withdrawal: models.Withdrawal | None = None
    pending_at: datetime | None = None

    @property
    def is_out(self) -> bool:
        """Whether the public can read it now."""
        return self.state in states.OUT

    @property
    def is_closed(self) -> bool:
        """Whether it was taken back, or erased."""
        return self.state in states.CLOSED

    @property
    def source(self) -> Edition | None:
        """The edition that the others are translated from."""
        return next((row for row in self.editions if row.is_source), None)

    @property
    def missed_at(self) -> datetime | None:
        """The embargo that passed while not every edition was approved."""
        planned = self.release.embargo_at
        if (
            planned
            and planned <= self.at
            and not any(r.document for r in self.editions)
        ):
            return planned
        return None

    @property
    def planned_at(self) -> datetime | None:
        """The instant at which it lifts, or would if all were approved."""
        planned = self.release.embargo_at
        return self.pending_at or (planned if planned and planned > self.at else None)

    @property
    def public_since(self) -> datetime | None:
        """The instant of the first lift."""
        found = [row.document.lifted_at for row in self.editions if row.document]
        return min(found) if found else None

    @property
    def corrected_at(self) -> datetime | None:
        """The instant of the newest correction that is out."""
        found = [
            row.document.corrected_at
            for row in self.editions
            if row.document and row.document.corrected_at
        ]
        return max(found) if found else None

    def edition(self, locale: str) -> Edition | None:
        """Return the edition in a locale."""
        return next((row for row in self.editions if row.locale == locale), None)

    def public_locales(self) -> list[str]:
        """Return the locales that are out."""
        return [row.locale for row in self.editions if row.document]

    def wanted(self) -> list[Edition]:
        """Return the editions that its next step needs approved."""
        if self.is_out:
            return [row for row in self.editions if row.document]
        return [row for row in self.editions if row.is_required]

    def unapproved(self) -> list[Edition]:
        """Return the editions whose approval is missing or lapsed."""
        return [row for row in self.wanted() if not row.approval]

    @property
    def has_changes(self) -> bool:
        """Whether approved drafts differ from what is public."""
        return any(row.is_changed for row in self.wanted())


@dataclass
class _Rows:
    pages: dict[str, models.ReleasePage] = field(default_factory=dict)
    approvals: list[models.Approval] = field(default_factory=list)
    documents: list[models.Document] = field(default_factory=list)
    withdrawals: list[models.Withdrawal] = field(default_factory=list)


def of(releases: Iterable[models.Release], *, at: datetime) -> dict[UUID, Standing]:
    """Return where each release stands, by its id."""
    found = {release.pk: release for release in releases}
    rows = _read(list(found))
    shares = progress.of(found)
    return {
        key: _standing(release, rows[key], shares=shares, at=at)
        for key, release in found.items()
    }


def of_one(release: models.Release, *, at: datetime) -> Standing:
    """Return where one release stands."""
    return of([release], at=at)[release.pk]


def seal(standing: Standing) -> str:
    """Return a mark that changes with everything an act depends on.

    A form carries it: what is sent from a page that is no longer true is refused.
    """
    release = standing.release
    facts: list[Any] = [release.stage, str(release.embargo_at), release.zone]
    for row in standing.editions:
        facts.append(
            [
                row.locale,
                row.page and row.page.latest_revision_id,
                row.approval and row.approval.hash,
                row.document and row.document.version,
                row.hidden and [row.hidden.version, str(row.hidden.public_from)],
            ]
        )
    facts.append(standing.withdrawal and standing.withdrawal.pk)
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:24]


def _read(keys: list[UUID]) -> dict[UUID, _Rows]:
    rows: dict[UUID, _Rows] = defaultdict(_Rows)
    pages = models.ReleasePage.objects.filter(translation_key__in=keys)
    for page in pages.select_related("locale", "latest_revision__user").only(
        *("title", "draft_title", "translation_key", "path", "depth"),
        *("latest_revision_created_at", "locale__language_code", "slug"),
        *("latest_revision__user__username", "latest_revision__created_at"),
        *("latest_revision__user__first_name", "latest_revision__user__last_name"),
    ):
        rows[page.translation_key].pages[page.locale.language_code] = page
    approvals = models.Approval.objects.filter(release__in=keys).order_by("at", "pk")
    for approval in approvals.select_related("by").defer("body", "mentions"):
        rows[approval.release_id].approvals.append(approval)
    documents = models.Document.objects.filter(release__in=keys).order_by("version")
    for document in documents.defer("body"):
        rows[document.release_id].documents.append(document)
    for withdrawal in models.Withdrawal.objects.filter(release__in=keys):
        rows[withdrawal.release_id].withdrawals.append(withdrawal)
    return rows


def _standing(
    release: models.Release,
    rows: _Rows,
    *,
    shares: dict[tuple[UUID, str], progress.Progress],
    at: datetime,
) -> Standing:
    required = {release.source_locale, *release.required_locales}
    held = {row.locale for row in rows.approvals if row.lapsed_at is None}
    in_force = [row for row in rows.withdrawals if row.restored_at is None]
    hidden = [row.public_from for row in rows.documents if row.public_from > at]
    return Standing(
        release=release,
        at=at,
        state=states.of(
            in_review=release.stage == models.Release.Stage.REVIEW,
            all_approved=required <= held,
            versions=rows.documents,
            withdrawals=rows.withdrawals,
            at=at,
        ),
        editions=_editions(release, rows, shares=shares, at=at),
        withdrawal=in_force[0] if in_force else None,
        pending_at=min(hidden, default=None),
    )


def _editions(
    release: models.Release,
    rows: _Rows,
    *,
    shares: dict[tuple[UUID, str], progress.Progress],
    at: datetime,
) -> list[Edition]:
    held = {row.locale: row for row in rows.approvals if row.lapsed_at is None}
    lapsed = {row.locale: row for row in rows.approvals if row.lapsed_at}
    out = {row.locale: row for row in rows.documents if row.public_from <= at}
    hidden = {row.locale: row for row in rows.documents if row.public_from > at}
    required = {release.source_locale, *release.required_locales}
    return [
        Edition(
            locale=locale,
            is_source=locale == release.source_locale,
            is_required=locale in required,
            page=rows.pages.get(locale),
            share=shares.get((release.pk, locale)),
            approval=held.get(locale),
            lapsed=None if locale in held else lapsed.get(locale),
            document=out.get(locale),
            hidden=hidden.get(locale),
        )
        for locale in _order(release, [*rows.pages, *out, *hidden])
    ]


def _order(release: models.Release, others: Sequence[str]) -> list[str]:
    """Return the locales: the source, the required ones, then the rest."""
    known = [release.source_locale, *release.required_locales, *sorted(others)]
    return list(dict.fromkeys(known))
