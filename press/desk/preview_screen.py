"""Preview links on the desk: make one, see which are open, revoke one or all."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from press import clock, models, previews
from press.delivery import file_views, preview_answers
from press.desk import panel, preview_form, sight, wording

ALL = "all"


class PreviewLinksView(WagtailAdminTemplateMixin, View):
    """The links to one release; new ones are to the edition of the address."""

    template_name = "press/desk/previews.html"
    header_icon = "link"
    page_title = gettext_lazy("Share a preview")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.release = get_object_or_404(models.Release, pk=kwargs["release"])
        pages = sight.pages(request.user).filter(translation_key=self.release.pk)
        self.pages = list(pages.select_related("locale"))
        self.page = next(
            (
                page
                for page in self.pages
                if page.locale.language_code == kwargs["locale"]
            ),
            None,
        )
        if self.page is None or not previews.may_share(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.answer(preview_form.PreviewForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "revoke" in request.POST:
            return self.revoke(request.POST["revoke"])
        form = preview_form.PreviewForm(request.POST)
        if not form.is_valid():
            return self.answer(form)
        token = previews.share(
            self.page,
            by=request.user,
            clock=clock.now,
            life=form.life,
            note=form.cleaned_data["note"],
        )
        locale = self.page.locale.language_code
        link = preview_answers.link(token, locale=locale)
        return self.answer(preview_form.PreviewForm(), link=link)

    def revoke(self, asked: str) -> HttpResponse:
        """Close one link by its name, or all that are listed."""
        rows = self.links()
        if asked != ALL:
            named = [row.pk for row in rows if row.hash[:8] == asked]
            rows = rows.filter(pk__in=named)
        count = previews.revoke(rows, by=self.request.user, clock=clock.now)
        said = ngettext("%(count)d link revoked.", "%(count)d links revoked.", count)
        messages.success(self.request, said % {"count": count})
        return redirect(self.request.path)

    def links(self) -> QuerySet[models.PreviewToken]:
        """Return the open links to the editions that the user may open."""
        rows = previews.links(self.release, at=clock.now())
        return rows.filter(page__in=[page.pk for page in self.pages])

    def rows(self) -> list[dict[str, Any]]:
        """Return the open links as the page shows them."""
        newest = {page.pk: page.latest_revision_id for page in self.pages}
        zone = self.release.zone
        return [
            {
                "name": row.hash[:8],
                "note": row.note,
                "language": wording.language(row.locale),
                "maker": wording.person(row.made_by),
                "made_at": wording.minute(row.made_at, zone=zone),
                "expires_at": wording.minute(row.expires_at, zone=zone),
                "opens": row.opens,
                "last_opened_at": wording.minute(row.last_opened_at, zone=zone)
                if row.last_opened_at
                else "",
                "is_old": row.revision_id != newest[row.page_id],
            }
            for row in self.links()
        ]

    def get_page_subtitle(self) -> str:
        return wording.language(self.page.locale.language_code)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("press_releases:index"), "label": _("Releases")},
            {"url": panel.edit_url(self.page), "label": self.title()},
            {"url": "", "label": self.get_page_title()},
        ]

    def title(self) -> str:
        """Return the headline of the edition."""
        return self.page.draft_title or self.page.title

    def answer(self, form: Any, *, link: str = "") -> HttpResponse:
        """Render the page; a new link is shown once, and never kept."""
        response = self.render_to_response(
            self.get_context_data(
                form=form,
                link=link,
                rows=self.rows(),
                title=self.title(),
                back_url=panel.edit_url(self.page),
            )
        )
        add_never_cache_headers(response)
        return response


def file(request: HttpRequest, key: str, name: str) -> FileResponse:
    """Answer a file of a draft to an account: nothing public names it yet."""
    found = previews.kept_file(key, name)
    if found is None:
        raise Http404
    return file_views.whole(found)


def register() -> None:
    """Register the address."""
    hooks.register("register_admin_urls", urls)


def urls() -> list[URLPattern]:
    """Return the addresses below /admin/."""
    view = PreviewLinksView.as_view()
    return [
        path("previews/<uuid:release>/<slug:locale>/", view, name="press_previews"),
        path("previews/files/<str:key>/<str:name>", file, name="press_preview_file"),
    ]
