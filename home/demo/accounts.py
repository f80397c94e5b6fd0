"""Puts in the demo's accounts, one per role, and what each role may touch."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from home.demo import plain_pages
from press import models, rights

SNIPPETS = (
    models.Organisation,
    models.Person,
    models.Boilerplate,
    models.PressContact,
    models.Topic,
    models.Place,
)
FILES = {
    "add_photo",
    "change_photo",
    "choose_image",
    "add_attachment",
    "change_attachment",
    "choose_document",
}


def put_in(pages: plain_pages.Pages) -> dict[str, Any]:
    """Make missing accounts and groups; return the accounts by role."""
    _grant(pages)
    return {
        role: _account(role, name, pages=pages)
        for role, name in settings.NEWSROOM_DEMO_ACCOUNTS.items()
    }


def _account(role: str, name: str, *, pages: plain_pages.Pages) -> Any:
    users = get_user_model().objects
    found = users.filter(username=name).first()
    if found:
        return found
    is_administrator = role == "administrator"
    made = users.create_user(
        name,
        f"{name}@example.org",
        settings.NEWSROOM_DEMO_PASSWORD,
        is_superuser=is_administrator,
        is_staff=is_administrator,
    )
    names = [rights.translators_of(code) for code in pages.locales]
    if role != "translator":
        names = [group for key, group in rights.GROUPS.items() if key == role]
    made.groups.set(Group.objects.filter(name__in=names))
    return made


def _grant(pages: plain_pages.Pages) -> None:
    """Let the roles into the desk; groups that exist keep what they have."""
    for role in ("editor", "approver", "operator"):
        group, is_new = Group.objects.get_or_create(name=rights.GROUPS[role])
        if is_new:
            group.permissions.set(_permissions(can_write=True))
            _on_files(group)
            actions = ["add", "change"] + (["publish"] if role != "editor" else [])
            for home in pages.homes.values():
                _on_page(group, home, actions)
    for code, index in pages.indexes.items():
        group, is_new = Group.objects.get_or_create(name=rights.translators_of(code))
        if is_new:
            group.permissions.set(_permissions(can_write=False))
            _on_page(group, index, ["change"])


def _permissions(*, can_write: bool) -> list[Permission]:
    wanted = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    if can_write:
        wanted |= Q(
            content_type__app_label="wagtail_localize", codename="submit_translation"
        )
        for model in SNIPPETS:
            name = model._meta.model_name
            wanted |= Q(
                content_type__app_label="press",
                codename__in=[f"add_{name}", f"change_{name}", f"publish_{name}"],
            )
    return list(Permission.objects.filter(wanted))


def _on_page(group: Group, page: Any, actions: list[str]) -> None:
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore",
        codename__in=[f"{action}_page" for action in actions],
    ):
        GroupPagePermission.objects.get_or_create(
            group=group, page_id=page.pk, permission=permission
        )


def _on_files(group: Group) -> None:
    root = Collection.get_first_root_node()
    for permission in Permission.objects.filter(
        content_type__app_label="press", codename__in=FILES
    ):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=permission
        )
