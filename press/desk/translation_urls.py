"""The addresses of wagtail-localize, each behind our rights; what is new is closed."""

import tempfile
from collections.abc import Callable
from typing import Any

import polib
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.snippets.permissions import get_permission_name
from wagtail.snippets.views.snippets import get_snippet_model_from_url_params
from wagtail_localize import wagtail_hooks as localize_hooks
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from press.desk import translation_views as views
from press.translation import following, guards, saving

View = Callable[..., Any]

LARGEST_FILE = 2_000_000
MOST_STRINGS = 5_000
HEADER = "X-WagtailLocalize-TranslationID"


def opened(view: View) -> View:
    """Let a view be: it shows nothing of a release."""
    return view


def closed(_view: View) -> View:
    """Close an address."""
    return views.refuse


def instead(ours: View) -> Callable[[View], View]:
    """Answer with a view of ours."""
    return lambda _view: ours


def reading(view: View) -> View:
    """Show a translation to those who may write its target."""

    def guarded(
        request: HttpRequest, translation_id: int, **kwargs: Any
    ) -> HttpResponse:
        translation = get_object_or_404(Translation, pk=translation_id)
        guards.require_read(request.user, saving.target_of(translation))
        answer: HttpResponse = view(request, translation_id=translation_id, **kwargs)
        return answer

    return guarded


def writing(view: View) -> View:
    """Let a view write strings, for those who may, and save the target once."""

    def guarded(
        request: HttpRequest, translation_id: int, **kwargs: Any
    ) -> HttpResponse:
        translation = get_object_or_404(Translation, pk=translation_id, enabled=True)
        guards.require_write(request.user, saving.target_of(translation))
        with following.together(request.user):
            answer: HttpResponse = view(
                request, translation_id=translation_id, **kwargs
            )
        return answer

    return guarded


def one_string(view: View) -> View:
    """Let a script write one string: a refusal is JSON, an error is in the answer."""
    inner = writing(view)

    def guarded(
        request: HttpRequest, translation_id: int, **kwargs: Any
    ) -> HttpResponse:
        try:
            answer = inner(request, translation_id=translation_id, **kwargs)
        except PermissionDenied as denied:
            return JsonResponse({"error": str(denied)}, status=403)
        _show_error(answer, translation_id, kwargs.get("string_segment_id"))
        return answer

    return guarded


def _show_error(answer: Any, translation_id: int, segment_id: int | None) -> None:
    """Put what saving found wrong with a string into the answer to its writer."""
    data = getattr(answer, "data", None)
    if not segment_id or not isinstance(data, dict) or "error" not in data:
        return
    segment = StringSegment.objects.get(pk=segment_id)
    row = StringTranslation.objects.filter(
        translation_of_id=segment.string_id,
        context_id=segment.context_id,
        locale__translations__pk=translation_id,
    ).first()
    if row:
        data["error"] = row.get_error()


@require_POST
def upload_pofile(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Take the translations of a PO file over; say what was left out."""
    translation = get_object_or_404(Translation, pk=translation_id, enabled=True)
    guards.require_write(request.user, saving.target_of(translation))
    try:
        catalogue = _catalogue(request, translation)
    except ValueError as error:
        messages.error(request, str(error))
        return redirect(views.back(request, translation))
    doubtful = [entry for entry in catalogue if entry.fuzzy]
    for entry in doubtful:
        catalogue.remove(entry)
    with following.together(request.user):
        unknown = translation.import_po(
            catalogue, user=request.user, tool_name="PO File"
        )
    left = len(doubtful) + len(unknown)
    messages.success(request, _("The translations of the file are taken over."))
    if left:
        messages.warning(
            request,
            ngettext(
                "%(count)d entry was left out: doubtful, or not of this text.",
                "%(count)d entries were left out: doubtful, or not of this text.",
                left,
            )
            % {"count": left},
        )
    return redirect(views.back(request, translation))


def _catalogue(request: HttpRequest, translation: Any) -> Any:
    """Return the uploaded catalogue; raise ValueError, in a user's words."""
    file = request.FILES.get("file")
    if file is None:
        raise ValueError(_("Choose a PO file."))
    if (file.size or 0) > LARGEST_FILE:
        raise ValueError(_("The file is too large."))
    with tempfile.NamedTemporaryFile(suffix=".po") as held:
        held.write(file.read())
        held.flush()
        try:
            catalogue = polib.pofile(held.name)
        except (OSError, UnicodeDecodeError) as error:
            raise ValueError(_("This is no PO file.")) from error
    if catalogue.metadata.get(HEADER) != str(translation.uuid):
        raise ValueError(_("This PO file was made for another translation."))
    if len(catalogue) > MOST_STRINGS:
        raise ValueError(_("The file has too many entries."))
    return catalogue


def snippet_titles(view: View) -> View:
    """List snippets to those who may change them."""

    def guarded(
        request: HttpRequest, app_label: str, model_name: str, **kwargs: Any
    ) -> HttpResponse:
        model = get_snippet_model_from_url_params(app_label, model_name)
        if not request.user.has_perm(get_permission_name("change", model)):
            return JsonResponse({"error": ""}, status=403)
        answer: HttpResponse = view(
            request, app_label=app_label, model_name=model_name, **kwargs
        )
        return answer

    return guarded


GUARDS: dict[str, Callable[[View], View]] = {
    "javascript_catalog": opened,
    "submit_page_translation": instead(views.SubmitPageView.as_view()),
    "submit_snippet_translation": instead(views.SubmitSnippetView.as_view()),
    "update_translations": instead(views.UpdateView.as_view()),
    "edit_string_translation": one_string,
    "edit_override": one_string,
    "download_pofile": reading,
    "upload_pofile": instead(upload_pofile),
    "machine_translate": writing,
    "preview_translation": reading,
    "stop_translation": instead(views.stop),
    "convert_to_alias": closed,
    "translations_report": instead(views.ReportView.as_view()),
    "translations_report_results": instead(views.ReportView.as_view(results_only=True)),
    "snippets_api_listing": snippet_titles,
    "snippets_api_detail": snippet_titles,
}


def urls() -> list[URLPattern]:
    """Return our addresses, and each of wagtail-localize's behind its guard.

    They are registered before its own: the first that matches answers.
    """
    (resolver,) = localize_hooks.register_admin_urls()
    ours = [
        path(
            f"{resolver.pattern}{pattern.pattern}",
            GUARDS.get(pattern.name, closed)(pattern.callback),
        )
        for pattern in resolver.url_patterns
    ]
    return [
        *ours,
        path(
            "translations/<int:translation_id>/update/",
            views.update_edition,
            name="press_translation_update",
        ),
        path(
            "translations/<int:translation_id>/save/",
            views.save_edition,
            name="press_translation_save",
        ),
    ]
