"""The directory: the screens of organisations, people, texts, contacts and so on."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import (
    BooleanColumn,
    LiveStatusTagColumn,
    LocaleColumn,
    UpdatedAtColumn,
)
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.snippets.views import snippets
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from press import models
from press.desk import sight

ALWAYS_PUBLIC = BooleanColumn("is_listed", label=_("Always public"))
LANGUAGE = LocaleColumn(label=_("Language"))
STATE = LiveStatusTagColumn(label=_("State"))
CHANGED = UpdatedAtColumn(label=_("Last change"))


class DirectoryEditView(snippets.EditView):
    """The editor of a snippet; it goes back to the release that sent the user."""

    def get_edit_url(self) -> str:
        back = get_valid_next_url_from_request(self.request)
        url = str(super().get_edit_url())
        return f"{url}?{urlencode({'next': back})}" if back else url

    def get_success_url(self) -> str:
        back = get_valid_next_url_from_request(self.request)
        return back or str(super().get_success_url())


class DirectoryViewSet(SnippetViewSet):
    """A kind of snippet; translators see and open those of their languages only."""

    related: tuple[str, ...] = ()
    list_per_page = 50
    edit_view_class = DirectoryEditView

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = self.model.objects.select_related("locale", *self.related)
        seen = sight.locales_of(request.user)
        return rows if seen is None else rows.filter(locale__language_code__in=seen)

    def construct_view(self, view_class: Any, **kwargs: Any) -> Any:
        return _in_sight(super().construct_view(view_class, **kwargs), self.model)


def _in_sight(view: Callable[..., HttpResponse], model: Any) -> Any:
    """Refuse a snippet in a language that is not the user's, whatever the screen.

    Wagtail asks for the permission on the model, never on the row.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        seen = sight.locales_of(request.user)
        if seen is not None and "pk" in kwargs:
            rows = model.objects.filter(pk=unquote(str(kwargs["pk"])))
            if not rows.filter(locale__language_code__in=seen).exists():
                raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


class OrganisationViewSet(DirectoryViewSet):
    """Bodies with their official names."""

    model = models.Organisation
    icon = "group"
    list_display = [
        *("name", "acronym", "country", LANGUAGE, ALWAYS_PUBLIC),
        *(STATE, CHANGED),
    ]
    list_filter = ["country", "is_listed", "live"]


class PersonViewSet(DirectoryViewSet):
    """People who speak for an organisation."""

    model = models.Person
    icon = "user"
    related = ("organisation",)
    list_display = [
        *("name", "role", "organisation", LANGUAGE),
        *(STATE, CHANGED),
    ]
    list_filter = ["is_listed", "live"]


class BoilerplateViewSet(DirectoryViewSet):
    """Standing texts about organisations."""

    model = models.Boilerplate
    icon = "doc-full"
    related = ("organisation",)
    list_display = [
        *("title", "organisation", LANGUAGE),
        *(STATE, CHANGED),
    ]
    list_filter = ["is_listed", "live"]


class PressContactViewSet(DirectoryViewSet):
    """Whom a journalist calls."""

    model = models.PressContact
    icon = "mail"
    related = ("organisation",)
    list_display = [
        *("name", "role", "organisation", "phone", "email", LANGUAGE),
        *(STATE, CHANGED),
    ]
    list_filter = ["is_listed", "live"]


class TopicViewSet(DirectoryViewSet):
    """Topics, for lists and filters."""

    model = models.Topic
    icon = "tag"
    list_display = ["name", LANGUAGE, STATE, CHANGED]
    list_filter = ["live"]


class PlaceViewSet(DirectoryViewSet):
    """Places of datelines."""

    model = models.Place
    icon = "site"
    list_display = [
        *("name", "country", "zone", LANGUAGE),
        *(STATE, CHANGED),
    ]
    list_filter = ["country", "live"]


class DirectoryGroup(SnippetViewSetGroup):
    """The menu entry."""

    items = (
        OrganisationViewSet,
        PersonViewSet,
        BoilerplateViewSet,
        PressContactViewSet,
        TopicViewSet,
        PlaceViewSet,
    )
    menu_label = _("Directory")
    menu_icon = "list-ul"
    menu_name = "directory"
    menu_order = 200
