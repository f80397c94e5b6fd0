"""One view for every act of the table: ask, refuse with reasons, or do it once."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from press import actors, checks, clock, ledger, lifecycle, models
from press.desk import actions, acts, forms, panel, sight, wording
from press.desk import standing as standings

FIELD_OF = {"in-the-past": "hour", "no-note": "note", "not-a-whole-minute": "hour"}


class ActionView(WagtailAdminTemplateMixin, View):
    """Ask for an act on GET; do it on POST, then go back to the edition.

    The form carries the seal of what was shown. Under the ledger's lock it is
    compared again: a second click, or another tab, finds that things have moved.
    """

    template_name = "press/desk/action.html"
    header_icon = "form"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.locale = str(kwargs.get("locale", ""))
        self.refusal = ""
        self.findings: Sequence[panel.Finding] = ()
        self.built: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.release = get_object_or_404(models.Release, pk=kwargs["release"])
        try:
            self.action = actions.BY_SLUG[kwargs["action"]]
        except KeyError as error:
            raise Http404 from error
        if bool(self.locale) != bool(self.action.locales):
            raise Http404
        sight.require(request.user, self.release.pk)
        if self.locale:
            sight.require_edition(request.user, self.locale)
        if not actors.may(request.user, self.action.needs):
            raise PermissionDenied
        self.look()
        return super().dispatch(request, *args, **kwargs)

    def look(self) -> None:
        """Read where the release stands now."""
        self.now = standings.of_one(self.release, at=clock.now())
        self.edition = self.now.edition(self.locale) if self.locale else None
        if self.locale and self.edition is None:
            raise Http404

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.answer(self.make_form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.make_form(request.POST)
        if not self.is_open():
            return self.answer(form)
        if not form.is_valid():
            return self.answer(form)
        try:
            self.act(form)
        except lifecycle.Refused as refused:
            self.release.refresh_from_db()
            self.look()
            if isinstance(form, forms.ApproveForm):
                # It carries the bytes that were shown; shown now are others.
                form = self.make_form()
            self.refuse(form, refused)
            return self.answer(form)
        messages.success(request, self.sentence())
        return redirect(self.back_url())

    def act(self, form: Any) -> None:
        """Do it, if nothing has moved since the form was shown."""
        with ledger.locked():
            self.release.refresh_from_db()
            self.look()
            if standings.seal(self.now) != self.request.POST.get("seal"):
                raise lifecycle.Refused("changed", str(acts.CHANGED))
            self.action.perform(
                acts.Asked(
                    release=self.release,
                    locale=self.locale,
                    by=self.request.user,
                    clock=clock.now,
                    form=form,
                )
            )

    def refuse(self, form: Any, refused: lifecycle.Refused) -> None:
        """Say why, at the field that it is about where there is one."""
        name = FIELD_OF.get(refused.rule)
        if name in form.fields:
            form.add_error(name, refused.message)
        else:
            self.refusal = refused.message
        if self.edition and self.edition.page:
            self.findings = panel.links(refused.problems, page=self.edition.page)

    def make_form(self, data: Any = None) -> Any:
        """Return the act's form; an approval's carries the bytes that are shown."""
        form = self.action.form(data, now=self.now.at, standing=self.now)
        if isinstance(form, forms.ApproveForm):
            form.keep_question(self.locale)
            self.build()
            form.fields["seen"].initial = self.built.hash if self.built else ""
        return form

    def build(self) -> None:
        """Build the edition that is to be approved, with its findings."""
        if self.edition is None or self.edition.page is None:
            return
        page = models.ReleasePage.objects.get(pk=self.edition.page.pk)
        self.built = panel.build(page, now=self.now)
        problems = checks.findings(page, release=self.release, built=self.built)
        self.findings = panel.links(problems, page=page)

    def is_open(self) -> bool:
        """Whether the act makes sense where the release stands now."""
        if not self.action.is_open(self.now):
            return False
        if self.action.locales:
            return self.locale in self.action.locales(self.now)
        return True

    def sentence(self) -> str:
        """Return what is said when it is done."""
        done = str(self.action.done)
        return f"{wording.language(self.locale)}: {done}" if self.locale else done

    def back_url(self) -> str:
        """Return where the user came from: an edition that they may open."""
        rows = {page.locale.language_code: page for page in self.pages()}
        chosen = [self.locale, self.release.source_locale, *rows]
        page = next((rows[code] for code in chosen if code in rows), None)
        if page is None:
            return reverse("press_releases:index")
        return panel.edit_url(page)

    def pages(self) -> list[models.ReleasePage]:
        """Return the editions of this release that the user may open."""
        found = sight.pages(self.request.user).filter(translation_key=self.release.pk)
        return list(found.select_related("locale"))

    def get_page_title(self) -> str:
        return self.action.label_for(self.now)

    def get_page_subtitle(self) -> str:
        if self.locale:
            return wording.language(self.locale)
        return self.release.reference

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("press_releases:index"), "label": _("Releases")},
            {"url": self.back_url(), "label": self.title()},
            {"url": "", "label": self.get_page_title()},
        ]

    def title(self) -> str:
        """Return the headline of the edition at hand, or the reference."""
        shown = self.edition or self.now.source
        page = shown.page if shown else None
        return (page.draft_title or page.title) if page else self.release.reference

    def answer(self, form: Any) -> HttpResponse:
        """Render the page of the act."""
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        is_approval = self.action.form is forms.ApproveForm
        page = self.edition.page if self.edition else None
        stops = bool(is_approval and self.findings)
        context.update(
            action=self.action,
            now=self.now,
            edition=self.edition,
            title=self.title(),
            headline=wording.headline(self.now),
            tone=wording.TONES[self.now.state],
            plan=wording.plan(self.now),
            languages=wording.languages(row.locale for row in self.now.wanted()),
            language=wording.language(self.locale) if self.locale else "",
            is_open=self.is_open(),
            can_press=self.is_open() and not stops,
            refusal=self.refusal,
            findings=self.findings,
            seal=standings.seal(self.now),
            back_url=self.back_url(),
            preview_url=reverse("wagtailadmin_pages:view_draft", args=[page.pk])
            if is_approval and page
            else "",
        )
        return context
