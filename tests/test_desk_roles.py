"""Promise: `manage.py roles` gives each group what it needs, however often it runs."""

from io import StringIO

from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import GroupCollectionPermission, GroupPagePermission

GROUPS = ["Approvers", "Editors", "Operators", "Translators: en", "Translators: fr"]


def granted():
    """Return all that the groups may do, as plain rows."""
    return [
        sorted(Group.objects.values_list("name", "permissions")),
        sorted(GroupPagePermission.objects.values_list("group", "page", "permission")),
        sorted(GroupCollectionPermission.objects.values_list("group", "permission")),
    ]


def test_the_command_makes_the_groups_and_may_run_again(newsroom):
    before = granted()
    # Wagtail's own first migration makes Editors too, with more than this.
    approvers = Group.objects.get(name="Approvers")
    approvers.page_permissions.all().delete()
    approvers.collection_permissions.all().delete()
    approvers.permissions.clear()
    told = StringIO()

    call_command("roles", stdout=told)
    call_command("roles", stdout=StringIO())

    assert sorted(told.getvalue().splitlines()) == GROUPS
    assert granted() == before


def test_editors_reach_images_and_files_and_translators_do_not(newsroom, client):
    found = {}
    for name in ("editor", "approver", "operator", "translator-fr"):
        client.force_login(newsroom.users[name])
        found[name] = [
            client.get(path).status_code
            for path in ("/admin/images/", "/admin/documents/")
        ]

    assert found == {
        "editor": [200, 200],
        "approver": [200, 200],
        "operator": [200, 200],
        "translator-fr": [302, 302],
    }
