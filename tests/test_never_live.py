"""Promise: Wagtail never takes an edition for live, whatever asks for it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import RequestFactory
from wagtail.actions.revert_to_page_revision import RevertToPageRevisionAction
from wagtail.models import Page
from wagtail.signals import page_published

from press import editions, models
from tests import factories
from tests.plugins.standing import upon

FALSE = {
    "live": True,
    "expired": True,
    "go_live_at": factories.NOW,
    "expire_at": factories.NOW,
    "first_published_at": factories.NOW,
    "last_published_at": factories.NOW,
}


@upon
def page(newsroom, clock):
    return factories.draft(newsroom).pages["en"]


def test_a_save_clears_every_mark_of_a_live_page(page):
    for name, value in FALSE.items():
        setattr(page, name, value)
    page.live_revision = page.latest_revision

    page.save()
    revision = page.save_revision(approved_go_live_at=factories.NOW + timedelta(days=1))

    page.refresh_from_db()
    assert {name: getattr(page, name) for name in FALSE} == {
        "live": False,
        "expired": False,
        "go_live_at": None,
        "expire_at": None,
        "first_published_at": None,
        "last_published_at": None,
    }
    assert (page.live_revision, revision.approved_go_live_at) == (None, None)


def test_saving_a_draft_keeps_row_and_revision_alike(page, newsroom):
    page.lead = "<p>New words.</p>"

    page.save_draft(user=newsroom.users["editor"])

    row = models.ReleasePage.objects.get(pk=page.pk)
    assert row.lead == "<p>New words.</p>"
    assert editions.newest_draft(row).lead == row.lead
    assert row.latest_revision.user == newsroom.users["editor"]


def test_going_back_to_an_earlier_revision_publishes_nothing(page, newsroom):
    first = page.latest_revision
    page.lead = "<p>New words.</p>"
    page.save_draft(user=newsroom.users["editor"])

    RevertToPageRevisionAction(
        page, revision=first, user=newsroom.users["editor"]
    ).execute()

    row = models.ReleasePage.objects.get(pk=page.pk)
    assert not row.live
    assert row.lead == "<p>Plain lead in en.</p>"
    assert editions.newest_draft(row).lead == row.lead


def test_a_publication_by_somebody_is_refused_and_by_nobody_passed_over(page, newsroom):
    heard = []

    def listener(sender, **kwargs):
        heard.append(sender)

    page_published.connect(listener)
    try:
        with pytest.raises(PermissionDenied):
            page.latest_revision.publish(user=newsroom.users["approver"])
        page.latest_revision.publish()
    finally:
        page_published.disconnect(listener)

    assert heard == []
    assert not models.ReleasePage.objects.get(pk=page.pk).live


@pytest.mark.parametrize(
    "user", ["editor", "approver", "operator", "translator-en", "translator-fr"]
)
def test_nobody_may_publish_restrict_or_move_it(page, newsroom, user):
    for held in (page, Page.objects.get(pk=page.pk)):
        may = held.permissions_for_user(newsroom.users[user])
        assert not any(
            (
                may.can_publish(),
                may.can_unpublish(),
                may.can_unschedule(),
                may.can_set_view_restrictions(),
                may.can_submit_for_moderation(),
                may.can_move(),
            )
        )
    below = newsroom.indexes["en"].permissions_for_user(newsroom.users[user])
    assert not below.can_publish_subpage()
    assert not below.can_set_view_restrictions()


def test_a_row_that_was_made_live_in_sql_answers_nothing(page):
    models.ReleasePage.objects.filter(pk=page.pk).update(live=True)
    row = models.ReleasePage.objects.get(pk=page.pk)

    with pytest.raises(Http404):
        row.route(RequestFactory().get("/"), [])
    with pytest.raises(Http404):
        row.serve(RequestFactory().get("/"))
    assert (row.url, row.full_url, row.get_sitemap_urls()) == (None, None, [])
    assert row.localized == row


def test_it_has_no_aliases(page, newsroom):
    with pytest.raises(PermissionDenied):
        page.create_alias(parent=newsroom.indexes["en"], update_slug="alias")

    assert not Page.objects.filter(alias_of__isnull=False).exists()


def test_it_goes_while_a_draft_and_stays_once_it_has_documents(newsroom, clock):
    draft = factories.draft(newsroom, title="One", words="One").pages["en"]
    public = factories.public(newsroom, clock, title="Two", words="Two").pages["en"]
    user = newsroom.users["operator"]
    user.is_superuser = True

    assert draft.permissions_for_user(user).can_delete()
    assert not public.permissions_for_user(user).can_delete()
    assert not newsroom.indexes["en"].permissions_for_user(user).can_delete()


def test_translators_take_no_edition_away(page, newsroom):
    users = newsroom.users

    assert not page.permissions_for_user(users["translator-en"]).can_delete()
    assert page.permissions_for_user(users["editor"]).can_delete()
