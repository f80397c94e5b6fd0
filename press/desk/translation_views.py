"""The screens that hand work to translators and take it back, with our rights."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.models import Locale
from wagtail_localize.models import Translation
from wagtail_localize.views import report, submit_translations, update_translations

from press.checks import translation as checks
from press.desk import sight
from press.translation import guards, localize, saving

SHOWN = 10


class SubmitForm(forms.Form):
    """Which languages, of those that the user may have it translated into."""

    select_all = forms.BooleanField(
        label=gettext_lazy("Select all"), required=False, widget=forms.HiddenInput
    )
    locales = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Languages"),
        queryset=Locale.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, source: Any, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = Translation.objects.filter(
            source__object_id=source.translation_key, enabled=True
        ).values("target_locale")
        self.fields["locales"].queryset = Locale.objects.filter(
            pk__in=[
                locale.pk
                for locale in Locale.objects.exclude(pk=source.locale_id)
                .exclude(pk__in=taken)
                .order_by("language_code")
                if guards.may_submit(user, source, locale)
            ]
        )


class Submit:
    """Submitting, for pages and snippets: drafts only, no subtree."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        guards.require_source(request.user, self.get_object())
        return super().dispatch(request, *args, **kwargs)

    def get_form(self) -> SubmitForm:
        data = self.request.POST if self.request.method == "POST" else None
        chosen = self.request.GET.get("select_locale")
        return SubmitForm(
            self.object,
            data,
            user=self.request.user,
            initial={"locales": Locale.objects.filter(language_code=chosen)},
        )

    def form_valid(self, form: SubmitForm) -> HttpResponse:
        chosen = list(form.cleaned_data["locales"])
        made = []
        try:
            with transaction.atomic():
                for locale in chosen:
                    guards.require_submit(self.request.user, self.object, locale)
                    made.append(
                        localize.start(self.object, locale, user=self.request.user)
                    )
        except (localize.Refused, localize.Unsaved) as refused:
            form.add_error("locales", str(refused))
            context = self.get_context_data()
            return self.render_to_response({**context, "form": form})
        names = ", ".join(str(locale.get_display_name()) for locale in chosen)
        messages.success(
            self.request,
            _("A draft to translate exists now in: %(languages)s.")
            % {"languages": names},
        )
        return redirect(
            self.get_success_url()
            or self.get_default_success_url(made[0] if len(made) == 1 else None)
        )


class SubmitPageView(Submit, submit_translations.SubmitPageTranslationView):
    """Have a release or a plain page translated."""


class SubmitSnippetView(Submit, submit_translations.SubmitSnippetTranslationView):
    """Have a snippet translated."""


class UpdateForm(forms.Form):
    """Nothing to choose: an update writes drafts."""


class UpdateView(update_translations.UpdateTranslationsView):
    """Bring every target of a source up to date, as drafts."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        stored = self.get_object()
        guards.require_source(request.user, stored.get_source_instance())
        for translation in stored.translations.filter(enabled=True):
            guards.require_update(request.user, translation)
        return super().dispatch(request, *args, **kwargs)

    def get_form(self) -> UpdateForm:
        return UpdateForm(self.request.POST if self.request.method == "POST" else None)

    def form_valid(self, form: UpdateForm) -> HttpResponse:
        for translation in self.object.translations.filter(enabled=True):
            bring_up_to_date(self.request, translation)
        return redirect(self.get_success_url() or self.get_default_success_url())


class ReportView(report.TranslationsReportView):
    """The report of translations, for what the user may see."""

    def get_queryset(self) -> Any:
        rows = super().get_queryset().order_by("-pk")
        seen = sight.locales_of(self.request.user)
        if seen is None:
            return rows
        return rows.filter(target_locale__language_code__in=seen)


@require_POST
def update_edition(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Bring one target up to date; its own translators may."""
    translation = get_object_or_404(Translation, pk=translation_id, enabled=True)
    guards.require_update(request.user, translation)
    bring_up_to_date(request, translation)
    return redirect(back(request, translation))


@require_POST
def save_edition(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Save a target as a draft and say so: every string written is in it already."""
    translation = get_object_or_404(Translation, pk=translation_id, enabled=True)
    guards.require_write(request.user, saving.target_of(translation))
    save(request, translation)
    return redirect(back(request, translation))


@require_POST
def stop(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Let a target be written by hand from now on."""
    translation = get_object_or_404(Translation, pk=translation_id)
    guards.require_write(request.user, saving.target_of(translation))
    localize.stop(translation)
    messages.success(request, _("From now on this edition is written by hand."))
    return redirect(back(request, translation))


def restart(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Write a target from strings again, with what was written by hand in them."""
    translation = localize.stopped(instance)
    if translation is None:
        return None
    guards.require_write(request.user, instance)
    try:
        localize.restart(translation, user=request.user)
    except (localize.Refused, localize.Unsaved) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("This edition is written from its original again."))
    return redirect(request.path)


def publish(request: HttpRequest, translation: Any) -> HttpResponse:
    """Publish a complete plain page or snippet; save a release as a draft."""
    target = saving.target_of(translation)
    guards.require_write(request.user, target)
    if not guards.may_publish(request.user, target):
        save(request, translation)
        return redirect(request.path)
    try:
        made = localize.publish(translation, user=request.user)
    except localize.Refused as refused:
        messages.error(request, f"{refused.message} {_listed(refused.gaps)}".strip())
    except localize.Unsaved as unsaved:
        messages.error(request, str(unsaved))
    else:
        messages.success(request, _("“%(title)s” is published.") % {"title": str(made)})
    return redirect(request.path)


def save(request: HttpRequest, translation: Any) -> None:
    """Save a target as a draft and say what came of it."""
    try:
        localize.save(translation, user=request.user)
    except localize.Unsaved as unsaved:
        messages.error(
            request,
            _("The strings are kept, but the draft cannot be saved: %(why)s")
            % {"why": str(unsaved)},
        )
    else:
        messages.success(request, _("The draft is saved."))


def bring_up_to_date(request: HttpRequest, translation: Any) -> None:
    """Update a target from its source and say what came of it."""
    language = translation.target_locale.get_display_name()
    try:
        localize.update(translation, user=request.user)
    except (localize.Refused, localize.Unsaved) as refused:
        messages.error(request, f"{language}: {refused}")
    else:
        count = len(localize.completeness(translation))
        messages.success(
            request,
            _("%(language)s is up to date with its original; to translate: %(count)d.")
            % {"language": language, "count": count},
        )


def refuse(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Refuse what this newsroom has no use for: aliases, and what is unknown."""
    raise PermissionDenied


def back(request: HttpRequest, translation: Any) -> str:
    """Return where the user came from, or the target's own editor."""
    return str(
        get_valid_next_url_from_request(request)
        or translation.get_target_instance_edit_url()
        or reverse("wagtailadmin_home")
    )


def _listed(gaps: tuple[checks.Gap, ...]) -> str:
    shown = " ".join(checks.written(gap) for gap in gaps[:SHOWN])
    return f"{shown} …" if len(gaps) > SHOWN else shown
