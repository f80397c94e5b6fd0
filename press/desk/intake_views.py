"""Import on the desk: upload, result beside the source, accept or refuse, report."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from press import actors, clock, models
from press.desk import intake_form, intake_wording, panel, sight
from press.intake import findings, keeping, report, writing

LINES_SHOWN = 3000


class ImportMixin(WagtailAdminTemplateMixin):
    """What the screens of an import share: the right to import, a way back."""

    header_icon = "upload"
    page_title = gettext_lazy("Import a release")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not actors.may(request.user, "import"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("press_releases:index"), "label": _("Releases")},
            {"url": "", "label": self.get_page_title()},
        ]


class UploadView(ImportMixin, FormView):
    """Take a file or a text; nothing is made of it yet."""

    template_name = "press/desk/intake.html"
    form_class = intake_form.ImportForm

    def form_valid(self, form: Any) -> HttpResponse:
        intake = keeping.keep(
            form.source,
            locale=form.cleaned_data["locale"],
            by=self.request.user,
            at=clock.now(),
        )
        return redirect("press_intake", key=intake.pk)


def own(request: HttpRequest, key: UUID) -> models.Intake:
    """Return a file under examination: that of the user, or an accepted one."""
    intake = get_object_or_404(models.Intake, pk=key)
    if intake.release_id is None and intake.by_id != request.user.pk:
        raise Http404
    return intake


class ResultView(ImportMixin, TemplateView):
    """Show what was found beside the source, to accept or refuse."""

    template_name = "press/desk/intake_result.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        intake = own(self.request, kwargs["key"])
        found = report.of(keeping.examined(intake))
        return {
            **context,
            "intake": intake,
            "report": found,
            "findings": intake_wording.findings(found["findings"]),
            "counts": intake_wording.counted(found["findings"]),
            "unplaced": intake_wording.unplaced(found["unplaced"]),
            "roles": intake_wording.ROLES,
            **numbered(intake.source),
        }


def numbered(source: str) -> dict[str, Any]:
    """Return the lines of a source with their numbers, and how many are not shown."""
    lines = source.split("\n")
    return {
        "lines": list(enumerate(lines[:LINES_SHOWN], 1)),
        "lines_left": max(len(lines) - LINES_SHOWN, 0),
    }


class DecideView(View):
    """Accept makes the draft, once; refuse drops the file."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, key: UUID, decision: str) -> HttpResponse:
        if not actors.may(request.user, "import"):
            raise PermissionDenied
        if decision == "refuse":
            return self._refuse(request, key)
        if not models.Intake.objects.filter(pk=key).exists():
            return self._gone(request)
        own(request, key)
        try:
            page, is_new = keeping.accept(key, by=request.user, clock=clock.now)
        except writing.NoPlace as error:
            messages.error(request, error.message)
            return redirect("press_intake", key=key)
        if page is None:
            return self._gone(request)
        if is_new:
            said = _("The draft was made. Mend what the report says, then translate.")
        else:
            said = _("This file was accepted before: here is its draft.")
        link = reverse("press_intake_report", args=[page.translation_key])
        button = messages.button(link, _("Open the report"))
        messages.success(request, said, buttons=[button])
        return redirect(panel.edit_url(page))

    def _refuse(self, request: HttpRequest, key: UUID) -> HttpResponse:
        intake = models.Intake.objects.filter(pk=key).first()
        if intake is not None:
            own(request, key)
            if intake.release_id is not None:
                messages.warning(request, _("This file was accepted before."))
                return redirect("press_release", release=intake.release_id)
            keeping.refuse(key)
        messages.success(request, _("The file was discarded. Nothing was made."))
        return redirect("press_import")

    def _gone(self, request: HttpRequest) -> HttpResponse:
        messages.warning(
            request, _("This file was discarded. Import it again if you need it.")
        )
        return redirect("press_import")


class ReportView(WagtailAdminTemplateMixin, TemplateView):
    """Show the kept report of a release beside its source."""

    template_name = "press/desk/intake_report.html"
    header_icon = "doc-full-inverse"
    page_title = gettext_lazy("Report of the import")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("press_releases:index"), "label": _("Releases")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        release = get_object_or_404(models.Release, pk=kwargs["release"])
        sight.require(self.request.user, release.pk)
        intake = release.intakes.order_by("-at").first()
        if intake is None:
            raise Http404
        kept = [findings.restored(value) for value in intake.findings]
        shown = [findings.shown(one) for one in kept if one is not None]
        again = report.unplaced(keeping.examined(intake))
        return {
            **context,
            "intake": intake,
            "release": release,
            "findings": intake_wording.findings(shown),
            "counts": intake_wording.counted(shown),
            "unplaced": intake_wording.unplaced(again),
            **numbered(intake.source),
        }
