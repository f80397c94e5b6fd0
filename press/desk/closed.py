"""What Wagtail would show or let do to people who see one language only."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView

from press import actors, models
from press.desk import sight

# Reports that name pages and snippets of every language, whoever looks.
REPORTS = {
    "site-history": LogEntriesView,
    "page-types-usage": PageTypesUsageReportView,
}
HIDDEN_REPORTS = {"site-history", "page-types-usage", "workflows", "workflow-tasks"}


def for_editors(view: Callable[..., Any]) -> Callable[..., Any]:
    """Let people in who may edit, and nobody else."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not actors.may(request.user, "edit"):
            raise PermissionDenied
        answer: HttpResponse = view(request, *args, **kwargs)
        return answer

    return require_admin_access(guarded)


# Wagtail's own addresses win over those of hooks, so these stand before them.
urlpatterns = [
    pattern
    for name, view in REPORTS.items()
    for pattern in (
        path(f"reports/{name}/", for_editors(view.as_view())),
        path(f"reports/{name}/results/", for_editors(view.as_view(results_only=True))),
    )
]


def without_reports(request: HttpRequest, items: list[MenuItem]) -> None:
    """Take the entries out of the menu that lead to closed or empty reports."""
    is_editor = actors.may(request.user, "edit")
    items[:] = [
        item
        for item in items
        if item.name not in HIDDEN_REPORTS
        or (is_editor and item.name in {"site-history", "page-types-usage"})
    ]


def choosable(pages: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
    """Leave releases in other languages out of what a translator may choose."""
    seen = sight.locales_of(request.user)
    if seen is None:
        return pages
    hidden = models.ReleasePage.objects.exclude(locale__language_code__in=seen)
    return pages.filter(~Q(pk__in=hidden.values("pk")))


def only_editors(request: HttpRequest, *_args: Any) -> None:
    """Refuse deleting, copying and moving pages to people who only translate."""
    if not actors.may(request.user, "edit"):
        raise PermissionDenied


def only_editors_in_bulk(
    request: HttpRequest, _action: str, _objects: Any, _view: Any
) -> None:
    """The same for many rows at once."""
    only_editors(request)


def originals_for_editors(request: HttpRequest, page: Any) -> None:
    """Refuse the original of a release to people who only translate.

    They write the editions that are translated from it, in wagtail-localize's
    editor, and read it there.
    """
    if not isinstance(page, models.ReleasePage):
        return
    is_source = page.release.source_locale == page.locale.language_code
    if is_source and not actors.may(request.user, "edit"):
        raise PermissionDenied
