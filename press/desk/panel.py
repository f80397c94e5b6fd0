"""The panel of a release: where it stands, what blocks it, what this user may do."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder

from press import actors, checks, clock, editions, models, resolving
from press.checks import translation as translations
from press.delivery import addresses
from press.desk import actions, sight, wording
from press.desk import standing as standings

Standing = standings.Standing
FIRST = 5
# What is mended in wagtail-localize's editor, whose strings have no address.
OF_TRANSLATION = set(translations.MESSAGES) - {"still-the-source"}


@dataclass(frozen=True)
class Button:
    """One act that may be pressed now."""

    label: str
    url: str
    tone: str
    description: str = ""


@dataclass(frozen=True)
class Finding:
    """What is to be mended, with the way to it."""

    message: str
    url: str


@dataclass
class Row:
    """One edition on the panel."""

    edition: standings.Edition
    language: str
    status: str
    detail: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)
    edit_url: str = ""
    preview_url: str = ""
    public_url: str = ""
    is_here: bool = False

    @property
    def first(self) -> list[Finding]:
        """The findings that are shown at once."""
        return self.findings[:FIRST]

    @property
    def more(self) -> list[Finding]:
        """The findings that open on demand."""
        return self.findings[FIRST:]


def context(release: models.Release, *, user: Any, here: str = "") -> dict[str, Any]:
    """Return what the panel's template needs; `here` is the locale being edited."""
    now = standings.of_one(release, at=clock.now())
    may = {action.name: actors.may(user, action.needs) for action in actions.ACTIONS}
    offered = [row for row in actions.ACTIONS if may[row.name] and row.is_open(now)]
    seen = sight.locales_of(user)
    site = addresses.site() if any(row.document for row in now.editions) else None
    rows = []
    for edition in now.editions:
        is_seen = seen is None or (edition.locale in seen and not edition.is_source)
        row = _row(now, edition, site=site, is_here=edition.locale == here)
        if is_seen and edition.page:
            row.edit_url = edit_url(edition.page)
            row.preview_url = _preview_url(edition.page, user=user)
            if not edition.approval and not now.is_closed:
                row.findings = findings(release, edition, now=now)
        row.buttons = _edition_buttons(now, edition, offered=offered, user=user)
        if may["approve"] and not edition.approval and is_own_edit(edition, user):
            row.detail.append(_("You edited it last: another person approves it."))
        rows.append(row)
    return {
        "now": now,
        "release": release,
        "headline": wording.headline(now),
        "tone": wording.TONES[now.state],
        "plan": wording.plan(now),
        "missed": now.missed_at is not None,
        "rows": rows,
        "blockers": wording.blockers(now),
        "buttons": _release_buttons(now, offered=offered),
        "log_url": reverse("press_release_log", args=[release.pk]),
        "report_url": _report_url(release),
    }


def edit_url(page: models.ReleasePage) -> str:
    """Return the address of an edition on the desk."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _preview_url(page: models.ReleasePage, *, user: Any) -> str:
    """Return where previews of an edition are shared, for those who may."""
    if not actors.may(user, "preview"):
        return ""
    return reverse(
        "press_previews", args=[page.translation_key, page.locale.language_code]
    )


def findings(
    release: models.Release, edition: standings.Edition, *, now: Standing
) -> list[Finding]:
    """Build the newest draft and return what stops its approval."""
    if edition.page is None:
        return []
    page = models.ReleasePage.objects.get(pk=edition.page.pk)
    problems = checks.findings(
        editions.newest_draft(page), release=release, built=build(page, now=now)
    )
    return links(problems, page=page)


def build(page: models.ReleasePage, *, now: Standing) -> editions.Built:
    """Return the newest draft as the public would read it."""
    today = now.at.astimezone(ZoneInfo(now.release.zone)).date()
    return editions.build(editions.newest_draft(page), release=now.release, today=today)


def links(
    problems: Iterable[resolving.Problem], *, page: models.ReleasePage
) -> list[Finding]:
    """Return problems with the address of the block that each is in."""
    found = []
    for problem in problems:
        anchor = f"#block-{problem.block}-section" if problem.block else ""
        if problem.rule in OF_TRANSLATION:
            anchor = "#translation"
        url = _snippet_url(problem, page=page) if problem.row is not None else ""
        found.append(Finding(problem.message, url or edit_url(page) + anchor))
    return list(dict.fromkeys(found))


def _snippet_url(problem: resolving.Problem, *, page: models.ReleasePage) -> str:
    """Return where a snippet is published, or handed to translators; then back here."""
    row, back = problem.row, urlencode({"next": edit_url(page)})
    if problem.rule != "snippet-not-translated":
        return f"{AdminURLFinder().get_edit_url(row)}?{back}"
    url = reverse(
        "wagtail_localize:submit_snippet_translation",
        args=[row._meta.app_label, row._meta.model_name, row.pk],
    )
    return f"{url}?select_locale={page.locale.language_code}&{back}"


def act_url(action: actions.Action, release: models.Release, locale: str = "") -> str:
    """Return the address of an act's page."""
    if locale:
        return reverse("press_edition_action", args=[release.pk, action.slug, locale])
    return reverse("press_release_action", args=[release.pk, action.slug])


def is_own_edit(edition: standings.Edition, user: Any) -> bool:
    """Tell whether the user edited it last, and so may not approve it."""
    last = edition.page.latest_revision if edition.page else None
    return bool(settings.NEWSROOM_FOUR_EYES and last and last.user_id == user.pk)


def _row(
    now: Standing,
    edition: standings.Edition,
    *,
    site: addresses.Site | None,
    is_here: bool,
) -> Row:
    row = Row(
        edition=edition,
        language=wording.language(edition.locale),
        status=wording.edition(edition),
        is_here=is_here,
    )
    zone = now.release.zone
    if edition.is_source:
        row.detail.append(_("Original"))
    elif edition.share:
        row.detail.append(wording.share(edition))
    elif not edition.is_required and not edition.document:
        row.detail.append(_("Not required"))
    if edition.approval:
        row.detail.append(
            _("by %(person)s, %(instant)s")
            % {
                "person": wording.person(edition.approval.by),
                "instant": wording.minute(edition.approval.at, zone=zone),
            }
        )
    if site and edition.document and now.is_out:
        row.public_url = site.release_url(edition.locale, edition.document.slug)
        row.detail.append(
            _("version %(version)d is public") % {"version": edition.document.version}
        )
    return row


def _edition_buttons(
    now: Standing,
    edition: standings.Edition,
    *,
    offered: list[actions.Action],
    user: Any,
) -> list[Button]:
    language = wording.language(edition.locale)
    return [
        Button(
            label=action.label_for(now),
            url=act_url(action, now.release, edition.locale),
            tone="plain",
            description=language,
        )
        for action in offered
        if action.locales
        and edition.locale in action.locales(now)
        and not (action.name == "approve" and is_own_edit(edition, user))
    ]


def _release_buttons(now: Standing, *, offered: list[actions.Action]) -> list[Button]:
    """Return the buttons of the release; the first step that matters stands out."""
    rows = [action for action in offered if not action.locales]
    first = next((action for action in rows if action.tone == "primary"), None)
    if now.unapproved() and first and first.name == "set_embargo":
        first = None
    return [
        Button(
            label=action.label_for(now),
            url=act_url(action, now.release),
            tone="plain"
            if action.tone == "primary" and action is not first
            else action.tone,
        )
        for action in rows
    ]


def _report_url(release: models.Release) -> str:
    """Return the address of the import's report, for what came from a file."""
    if not release.intakes.exists():
        return ""
    return reverse("press_intake_report", args=[release.pk])
