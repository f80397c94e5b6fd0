"""The log: who did what to a release, when and why, in the release's own zone."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from press import actors, models, previews
from press.desk import actions, sight, webhook_wording, wording

OTHERS: dict[str, Promise] = {
    "import": gettext_lazy("Import"),
    "edit": gettext_lazy("Edit"),
    "delete": gettext_lazy("Delete"),
    "record": gettext_lazy("Publish a directory entry"),
    "take_back": gettext_lazy("Take back a directory entry"),
    **webhook_wording.ACTS,
    previews.SHARED: gettext_lazy("Share a preview"),
    previews.OPENED: gettext_lazy("Open a preview"),
    previews.REVOKED: gettext_lazy("Revoke a preview"),
}


class LogView(WagtailAdminTemplateMixin, ListView):
    """Entries of one release; without one, of all, for operators."""

    template_name = "press/desk/log.html"
    header_icon = "history"
    page_title = gettext_lazy("Log")
    paginate_by = 100

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        key: UUID | None = kwargs.get("release")
        self.release = key and get_object_or_404(models.Release, pk=key)
        if self.release:
            sight.require(request.user, self.release.pk)
        elif not actors.may(request.user, "erase"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[models.AuditEntry]:
        rows = models.AuditEntry.objects.select_related("actor").order_by("-pk")
        if self.release:
            rows = rows.filter(object_kind="release", object_key=str(self.release.pk))
        return rows

    def get_page_subtitle(self) -> str:
        return self.release.reference if self.release else ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("press_releases:index"), "label": _("Releases")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        entries = context["object_list"]
        releases = {
            str(row.pk): row
            for row in models.Release.objects.filter(
                pk__in={
                    row.object_key for row in entries if row.object_kind == "release"
                }
            )
        }
        context["release"] = self.release
        context["rows"] = [_row(row, releases.get(row.object_key)) for row in entries]
        return context


def _row(entry: models.AuditEntry, release: models.Release | None) -> dict[str, Any]:
    labels = {action.name: action.label for action in actions.ACTIONS} | OTHERS
    zone = release.zone if release else "UTC"
    return {
        "at": wording.minute(entry.at, zone=zone),
        "who": _who(entry),
        "what": labels.get(entry.action, entry.action),
        "language": wording.language(entry.locale) if entry.locale else "",
        "why": _why(entry),
        "reference": release.reference if release else _named(entry),
        "url": reverse("press_release", args=[release.pk]) if release else "",
    }


def _named(entry: models.AuditEntry) -> str:
    """Return what stands for a thing that has no reference."""
    if entry.object_kind == "webhook":
        return _("Webhook %(name)s") % {"name": entry.object_key[:8]}
    return entry.object_key


def _who(entry: models.AuditEntry) -> str:
    if entry.actor:
        return wording.person(entry.actor)
    if entry.action == previews.OPENED and not entry.actor_name:
        return _("somebody with the link")
    return entry.actor_name


def _why(entry: models.AuditEntry) -> str:
    """Return the reason; what is kept in code, an instant or a class, in words."""
    if entry.action == "set_embargo":
        moment, _space, zone = entry.reason.partition(" ")
        return wording.instant(datetime.fromisoformat(moment), zone=zone)
    if entry.action == "correct":
        kind, _colon, note = entry.reason.partition(": ")
        kinds = {str(value): str(label) for value, label in wording.CORRECTION_CLASSES}
        return f"{kinds.get(kind, kind)} – {note}"
    if entry.action == previews.OPENED:
        return _opening(entry.reason)
    if entry.action in (previews.SHARED, previews.REVOKED):
        return _("Link %(name)s") % {"name": entry.reason.removeprefix("link ")}
    if entry.action == "webhook_off":
        return str(webhook_wording.OFF.get(entry.reason, entry.reason))
    return entry.reason


def _opening(reason: str) -> str:
    """Return which preview was opened, and the mark of the address, in words."""
    purpose, name, mark, maker = reason.split(" ", 3)
    if purpose == models.PreviewToken.Purpose.LINK:
        said = _("Link %(name)s, made by %(maker)s; opened from %(mark)s")
    else:
        said = _("The desk's own preview, of %(maker)s; opened from %(mark)s")
    return said % {"name": name, "maker": maker, "mark": mark}
