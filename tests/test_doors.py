"""Promise: no door of Wagtail or of wagtail-localize makes a release public."""

import json
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import querydict_from_html

from home.models import StandardPage
from press import clock as press_clock
from press import models
from press.translation import localize
from tests import factories
from tests.plugins.standing import upon

ROLES = (
    "editor",
    "approver",
    "operator",
    "translator-en",
    "translator-fr",
    "superuser",
)
CANARY = "Kanarienvogel"
PUBLIC = (
    "/",
    "/en/",
    "/fr/",
    "/en/releases/",
    "/fr/communiques/",
    "/en/releases/feed.atom",
    "/sitemap.xml",
    "/api/v1/releases?locale=en",
    "/api/v1/releases?locale=fr",
)


@dataclass
class House:
    """A newsroom with a public release, an approved one that is hidden, and a page."""

    room: factories.Newsroom
    public: factories.Made
    hidden: factories.Made
    plain: StandardPage
    translation: Any

    @property
    def page(self) -> models.ReleasePage:
        return models.ReleasePage.objects.get(pk=self.hidden.pages["en"].pk)

    @property
    def french(self) -> models.ReleasePage:
        return models.ReleasePage.objects.get(pk=self.hidden.pages["fr"].pk)

    @property
    def index(self) -> models.ReleaseIndexPage:
        return self.room.indexes["en"]


@upon
def house(newsroom, clock):
    newsroom.users["superuser"] = User.objects.create_superuser("root", "", "secret")
    public = factories.public(newsroom, clock, title="Seen", words="Seen")
    hidden = factories.draft(newsroom, title=CANARY, words=CANARY)
    localize.start(
        hidden.pages["en"],
        Locale.objects.get(language_code="fr"),
        user=newsroom.users["editor"],
    )
    plain = StandardPage(
        title="Plain", slug="plain", locale=newsroom.indexes["en"].locale
    )
    newsroom.homes["en"].refresh_from_db()
    newsroom.homes["en"].add_child(instance=plain)
    plain.save_revision()
    for row in (*newsroom.homes.values(), *newsroom.indexes.values()):
        row.refresh_from_db()
    return House(newsroom, public, hidden, plain, localize.managed(hidden.pages["fr"]))


@contextmanager
def undone():
    """Undo what a door has done, so that the next role finds it as it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def slug(title):
    return title.lower().replace(" ", "-")


def public_answers(client, house):
    """Return every public answer, and where the hidden release would answer."""
    client.logout()
    paths = [
        *PUBLIC,
        f"/en/releases/{slug(CANARY)}-en/",
        f"/fr/communiques/{slug(CANARY)}-fr/",
        f"/en/releases/{house.page.slug}/",
        f"/fr/communiques/{house.french.slug}/",
        f"/api/v1/releases/{house.hidden.release.pk}",
    ]
    answers = {path: client.get(path) for path in paths}
    return {path: (row.status_code, row.content) for path, row in answers.items()}


def form(client, page, **changes):
    """Return what the editor's form of a page would send, without its blocks."""
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    if answer.status_code != 200 or b"page-edit-form" not in answer.content:
        return None
    data = querydict_from_html(answer.content.decode(), form_id="page-edit-form")
    return {
        **data.dict(),
        **{f"{name}-count": "0" for name in ("body", "contacts", "topics")},
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **changes,
    }


def send(client, url, data):
    """Post to a screen; None where the role is not shown it."""
    return None if data is None else client.post(url, data)


def edit(house, client, **changes):
    url = reverse("wagtailadmin_pages:edit", args=[house.page.pk])
    return send(client, url, form(client, house.page, **changes))


def create(house, client):
    url = reverse(
        "wagtailadmin_pages:add", args=["press", "releasepage", house.index.pk]
    )
    answer = client.get(url)
    if answer.status_code != 200:
        return answer
    return client.post(
        url,
        {
            "title": f"{CANARY} again",
            "slug": "again",
            "lead": json.dumps({"blocks": [], "entityMap": {}}),
            "kind": "release",
            **{f"{name}-count": "0" for name in ("body", "contacts", "topics")},
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
            "action-publish": "action-publish",
        },
    )


def bulk(action, *, index=True):
    def press(house, client):
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        chosen = [house.page.pk, *([house.index.pk] if index else [])]
        query = "&".join(f"id={pk}" for pk in chosen)
        return client.post(f"{url}?{query}&next=/admin/", {"include_descendants": "on"})

    return press


def page_url(name: str, **data: Any) -> Callable[..., Any]:
    def press(house, client):
        return client.post(
            reverse(f"wagtailadmin_pages:{name}", args=[house.page.pk]), data
        )

    return press


def copy(**data):
    def press(house, client):
        return client.post(
            reverse("wagtailadmin_pages:copy", args=[house.page.pk]),
            {
                "new_title": f"{CANARY} copy",
                "new_slug": "copy",
                "new_parent_page": house.index.pk,
                **data,
            },
        )

    return press


def move(house, client):
    return client.post(
        reverse(
            "wagtailadmin_pages:move_confirm",
            args=[house.page.pk, house.room.homes["en"].pk],
        )
    )


def admin_api(action, **data):
    def press(house, client):
        return client.post(
            reverse(
                "wagtailadmin_api:pages:action",
                args=[house.page.pk, action],
            ),
            json.dumps(data),
            content_type="application/json",
        )

    return press


def localize_url(name, args, **data):
    def press(house, client):
        return client.post(
            reverse(f"wagtail_localize:{name}", args=[args(house)]), data
        )

    return press


SCREENS = {
    "publish in the editor": lambda house, client: edit(
        house, client, **{"action-publish": "action-publish"}
    ),
    "schedule in the editor": lambda house, client: edit(
        house,
        client,
        **{"action-publish": "action-publish", "go_live_at": "2020-01-01 10:00"},
    ),
    "submit to a workflow": lambda house, client: edit(
        house, client, **{"action-submit": "action-submit"}
    ),
    "create and publish": create,
    "publish in bulk": bulk("publish"),
    "unpublish in bulk": bulk("unpublish", index=False),
    "unpublish": page_url("unpublish", include_descendants="on"),
    "restrict": page_url("set_privacy", restriction_type="none"),
    "convert an alias": page_url("convert_alias"),
    "copy and publish": copy(publish_copies="on"),
    "copy as an alias": copy(alias="on"),
    "move": move,
    "publish by the API": admin_api("publish"),
    "unpublish by the API": admin_api("unpublish", recursive=True),
    "copy by the API": admin_api("copy", keep_live=True),
    "alias by the API": admin_api("create_alias"),
    "copy to a locale by the API": admin_api(
        "copy_for_translation", locale="fr", alias=True, copy_parents=True
    ),
    "publish a translation": lambda house, client: client.post(
        reverse("wagtailadmin_pages:edit", args=[house.french.pk]),
        {"action": "publish"},
    ),
    "update translations and publish": localize_url(
        "update_translations",
        lambda house: house.translation.source_id,
        publish_translations="on",
    ),
    "submit for translation": localize_url(
        "submit_page_translation", lambda house: house.page.pk, include_subtree="on"
    ),
    "submit the index with its subtree": localize_url(
        "submit_page_translation", lambda house: house.index.pk, include_subtree="on"
    ),
    "stop a translation": localize_url(
        "stop_translation", lambda house: house.translation.pk
    ),
    "convert to an alias": localize_url(
        "convert_to_alias", lambda house: house.french.pk
    ),
}


def said(answer):
    if answer is None or not hasattr(answer, "wsgi_request"):
        return ""
    return " ".join(str(line) for line in get_messages(answer.wsgi_request)).lower()


def looks_public(house):
    """Return what of a release Wagtail would take for public."""
    false = models.ReleasePage.objects.exclude(
        live=False,
        live_revision=None,
        first_published_at=None,
        last_published_at=None,
        go_live_at=None,
    )
    scheduled = house.page.revisions.filter(approved_go_live_at__isnull=False)
    return [*false, *scheduled, *Page.objects.filter(alias_of__isnull=False)]


@pytest.mark.parametrize("door", sorted(SCREENS))
def test_a_door_of_the_desk_makes_nothing_public(house, client, door):
    before = public_answers(client, house)
    documents = list(models.Document.objects.values_list("pk", "hash"))
    for role in ROLES:
        with undone():
            client.force_login(house.room.users[role])
            answer = SCREENS[door](house, client)

            assert answer is None or answer.status_code < 500, role
            message = said(answer)
            assert "published" not in message or CANARY.lower() not in message, role
            assert looks_public(house) == [], role
            assert list(models.Document.objects.values_list("pk", "hash")) == documents

    for role in ROLES:
        client.force_login(house.room.users[role])
        SCREENS[door](house, client)
    assert public_answers(client, house) == before
    assert CANARY.encode() not in b"".join(part for _status, part in before.values())


def revision_publish(house, user):
    house.page.latest_revision.publish(user=user)


def publish_action(**options):
    def press(house, user):
        PublishPageRevisionAction(house.page.latest_revision, user=user).execute(
            **options
        )

    return press


def publish_through_the_base_class(house, _user):
    page = Page.objects.get(pk=house.page.pk)
    page.live = True
    page.save()


CODE = {
    "publish a revision": revision_publish,
    "publish by an action": publish_action(),
    "publish by an unchecked action": publish_action(skip_permission_checks=True),
    "publish a translation": lambda house, user: house.translation.save_target(
        user=user, publish=True
    ),
    "update a queryset": lambda house, _user: Page.objects.filter(
        pk__in=[house.page.pk, house.french.pk]
    ).update(live=True),
    "save through the base class": publish_through_the_base_class,
    "copy and keep live": lambda house, user: house.page.copy(
        to=house.index, keep_live=True, user=user, update_attrs={"slug": f"copy-{user}"}
    ),
    "make an alias": lambda house, _user: house.page.create_alias(
        parent=house.index, update_slug="a"
    ),
    "make an alias in another language": lambda house, _user: (
        house.plain.copy_for_translation(
            Locale.objects.get(language_code="fr"), alias=True
        )
    ),
    "unpublish": lambda house, user: house.page.unpublish(user=user),
    "schedule": lambda house, _user: (
        house.page.revisions.update(
            approved_go_live_at=press_clock.now() - timedelta(minutes=1)
        )
        and call_command("publish_scheduled", verbosity=0)
    ),
}


@pytest.mark.parametrize("door", sorted(CODE))
def test_a_door_in_code_makes_nothing_public(
    house, client, door, django_capture_on_commit_callbacks
):
    before = public_answers(client, house)
    documents = list(models.Document.objects.values_list("pk", "hash"))
    for role in (*ROLES, None):
        user = house.room.users[role] if role else None
        try:
            with (
                transaction.atomic(),
                django_capture_on_commit_callbacks(execute=True),
            ):
                CODE[door](house, user)
        except PermissionDenied:
            assert door != "schedule"

    assert public_answers(client, house) == before
    assert list(models.Document.objects.values_list("pk", "hash")) == documents


def test_a_release_with_a_false_schedule_stops_nobody_elses(house):
    due = press_clock.now() - timedelta(minutes=1)
    house.page.revisions.update(approved_go_live_at=due)
    house.plain.title = "Plain, on time"
    house.plain.go_live_at = due
    house.plain.save_revision(approved_go_live_at=due)

    call_command("publish_scheduled", verbosity=0)

    house.plain.refresh_from_db()
    assert (house.plain.live, house.plain.title) == (True, "Plain, on time")
    assert not house.page.live
    assert not house.page.revisions.filter(approved_go_live_at__isnull=False).exists()


@pytest.mark.parametrize("role", ROLES)
def test_only_a_draft_can_be_deleted(house, client, role):
    client.force_login(house.room.users[role])
    public, draft, french = house.public.pages["en"], house.page, house.french
    keep = [public, house.index, house.room.homes["en"]]

    for page in keep:
        answer = client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
        assert answer.status_code < 500
    bulk("delete")(house, client)
    before = set(Page.objects.values_list("pk", flat=True))
    client.post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
    after = set(Page.objects.values_list("pk", flat=True))

    assert {page.pk for page in keep} <= after
    assert models.Document.objects.count() == 2
    assert before - after <= {draft.pk, french.pk}


def test_a_new_slug_of_a_draft_leaves_no_redirect(house, client):
    page = house.page
    old = page.slug
    page.slug = f"{CANARY}-secret"
    page.save_draft(user=house.room.users["editor"])
    client.logout()

    answer = client.get(f"/en/releases/{old}/")

    assert answer.status_code == 404
    assert CANARY not in answer.headers.get("location", "")


@pytest.mark.parametrize("path", ["/api/v2/pages/", "/api/v3/pages/", "/api/pages/"])
def test_the_apis_of_wagtail_are_not_mounted(client, db, path):
    assert client.get(path).status_code == 404


def test_a_hidden_release_has_no_address_anywhere(house):
    page = house.page

    assert page.get_url_parts() is None
    assert page.url is None
    assert page.full_url is None
    assert page.get_sitemap_urls() == []
