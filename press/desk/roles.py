"""What each role may touch in Wagtail: groups and their permissions."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)

from press import models, rights

SNIPPETS = (
    models.Organisation,
    models.Person,
    models.Boilerplate,
    models.PressContact,
    models.Topic,
    models.Place,
)
# Wagtail asks for the rights on its own models, whichever model the newsroom uses.
FILES = {
    "wagtailimages": ("add_image", "change_image", "choose_image"),
    "wagtaildocs": ("add_document", "change_document", "choose_document"),
}
# Plain pages are published through Wagtail; a release never is.
PAGES: dict[rights.Role, tuple[str, ...]] = {
    "editor": ("add", "change"),
    "approver": ("add", "change", "publish"),
    "operator": ("add", "change", "publish"),
    "translator": ("change",),
}


def grant(homes: Iterable[Page] | None = None) -> list[Group]:
    """Make the groups, and give each what it lacks; return them.

    `homes` are the home pages, one a locale; without them, the parents of the
    release indexes. What a group has beyond this stays, so it may run again.
    """
    pages = list(_homes() if homes is None else homes)
    groups = []
    for role in ("editor", "approver", "operator"):
        group = _group(rights.GROUPS[role], ["add", "change", "publish"])
        _on_pages(group, pages, PAGES[role])
        _on_files(group)
        groups.append(group)
    for home in pages:
        name = rights.translators_of(home.locale.language_code)
        group = _group(name, ["change"])
        _on_pages(group, [home], PAGES["translator"])
        groups.append(group)
    return groups


def _homes() -> Iterable[Page]:
    return (index.get_parent() for index in models.ReleaseIndexPage.objects.all())


def _group(name: str, on_snippets: Sequence[str]) -> Group:
    group, _created = Group.objects.get_or_create(name=name)
    group.permissions.add(*_permissions(on_snippets))
    return group


def _permissions(on_snippets: Sequence[str]) -> list[Permission]:
    wanted = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    if "add" in on_snippets:
        wanted |= Q(
            content_type__app_label="wagtail_localize", codename="submit_translation"
        )
    wanted |= Q(
        content_type__app_label="press",
        codename__in=[
            f"{action}_{model._meta.model_name}"
            for model in SNIPPETS
            for action in on_snippets
        ],
    )
    return list(Permission.objects.filter(wanted))


def _on_pages(group: Group, pages: Sequence[Page], actions: Sequence[str]) -> None:
    permissions = Permission.objects.filter(
        content_type__app_label="wagtailcore",
        codename__in=[f"{action}_page" for action in actions],
    )
    GroupPagePermission.objects.bulk_create(
        [
            GroupPagePermission(group=group, page_id=page.pk, permission=permission)
            for permission in permissions
            for page in pages
        ],
        ignore_conflicts=True,
    )


def _on_files(group: Group) -> None:
    root = Collection.get_first_root_node()
    wanted = Q(pk=None)
    for app, names in FILES.items():
        wanted |= Q(content_type__app_label=app, codename__in=names)
    GroupCollectionPermission.objects.bulk_create(
        [
            GroupCollectionPermission(
                group=group, collection=root, permission=permission
            )
            for permission in Permission.objects.filter(wanted)
        ],
        ignore_conflicts=True,
    )
