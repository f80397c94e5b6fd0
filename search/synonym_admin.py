"""The desk's screens of synonyms: list, form, history, and who may use them."""

from collections.abc import Collection
from typing import Any

import django_filters
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from press import actors
from search import models, synonym_form


class EditorsPolicy(BasePermissionPolicy):
    """Who may edit releases may edit synonyms: one table of rights has all."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return actors.may(user, "edit")

    def users_with_any_permission(self, actions: Collection[str]) -> QuerySet[Any]:
        active = get_user_model().objects.filter(is_active=True)
        able = [user.pk for user in active if actors.may(user, "edit")]
        return active.filter(pk__in=able)


class SynonymFilters(WagtailFilterSet):
    """By a language: those of it, and those of all languages."""

    locale = django_filters.ChoiceFilter(
        label=gettext_lazy("Language"), method="in_language"
    )

    class Meta:
        model = models.Synonym
        fields = ["locale"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["locale"].extra["choices"] = settings.LANGUAGES

    def in_language(
        self, rows: QuerySet[models.Synonym], _name: str, value: str
    ) -> QuerySet[models.Synonym]:
        return rows.filter(Q(locale=value) | Q(locale=""))


def language_of(row: models.Synonym) -> Any:
    """Return a synonym's language in words."""
    code, everywhere = row.locale, synonym_form.ALL[1]
    return dict(settings.LANGUAGES).get(code, code) if code else everywhere


class SynonymViewSet(ModelViewSet):
    """Below /admin/synonyms/."""

    model = models.Synonym
    name = "synonyms"
    icon = "link"
    menu_label = gettext_lazy("Synonyms")
    menu_order = 55
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    list_per_page = 50
    ordering = "expressions"
    search_fields = ["expressions"]
    search_backend_name = None
    filterset_class = SynonymFilters
    list_display = [
        "__str__",
        Column("language", label=gettext_lazy("Language"), accessor=language_of),
    ]

    def get_form_class(self, for_update: bool = False) -> Any:
        return synonym_form.SynonymForm

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        """Offer none to groups: roles decide."""
        return Permission.objects.none()


def register() -> SynonymViewSet:
    """Say who may, and return the screens."""
    register_permission_policy(models.Synonym, EditorsPolicy(models.Synonym))
    return SynonymViewSet()
