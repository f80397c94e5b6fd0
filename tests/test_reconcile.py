"""Promise: reconcile finds nothing where all is well, names what is not, heals it."""

from datetime import timedelta

import pytest
from wagtail.models import Page, Revision

from press import lifecycle, models, reconcile
from press.models import ReleasePage
from tests import factories


@pytest.fixture(autouse=True)
def no_other_stores(settings):
    settings.NEWSROOM_RECONCILERS = {}


def rules(clock):
    return sorted({found.rule for found in reconcile.differences(clock=clock)})


def heal(clock):
    for found in list(reconcile.differences(clock=clock)):
        if found.heal:
            found.heal()


@pytest.mark.parametrize(
    "trait",
    [
        *("draft", "in_review", "approved", "embargoed", "public", "corrected"),
        "withdrawn",
    ],
)
def test_every_ordinary_state_is_equal(newsroom, clock, trait):
    make = getattr(factories, trait)
    make(newsroom) if trait == "draft" else make(newsroom, clock)

    assert rules(clock) == []


def test_an_erased_release_and_a_renamed_person_are_ordinary_too(newsroom, clock):
    made = factories.public(newsroom, clock)
    other = factories.public(newsroom, clock, title="Erased")
    lifecycle.erase(
        other.release, by=newsroom.users["operator"], reason="Order", clock=clock
    )
    Revision.objects.update(created_at=clock())
    made.person.name = "Renamed"
    made.person.save_revision().publish()

    assert rules(clock) == []


def break_live(made):
    Page.objects.filter(pk=made.pages["en"].pk).update(live=True)


def break_row(made):
    ReleasePage.objects.filter(pk=made.pages["en"].pk).update(subtitle="Elsewhere")


def break_event(made):
    made.release.events.filter(locale="fr").delete()


def break_delivery(made):
    models.Delivery.objects.filter(event__release=made.release).first().delete()


def break_slug(made):
    made.release.slug_claims.filter(locale="fr").delete()


def break_park(made):
    models.Delivery.objects.filter(event__release=made.release).update(
        parked_at=factories.NOW, attempts=12
    )


def break_approval(made):
    page = made.pages["en"]
    revision = page.latest_revision
    content = dict(revision.content, title="Changed in the store")
    type(revision).objects.filter(pk=revision.pk).update(
        content=content, created_at=factories.NOW + timedelta(days=900)
    )
    Page.objects.filter(pk=page.pk).update(title="Changed in the store")


def break_record(made):
    models.Record.objects.filter(key=str(made.person.translation_key)).delete()


def break_snippet(made):
    table = type(made.topic).objects.filter(translation_key=made.topic.translation_key)
    table._raw_delete(table.db)


@pytest.mark.parametrize(
    ("damage", "rule"),
    [
        (break_live, "page-live"),
        (break_row, "row-behind-draft"),
        (break_event, "document-without-event"),
        (break_delivery, "event-without-delivery"),
        (break_slug, "document-without-slug"),
        (break_park, "delivery-parked"),
        (break_approval, "approval-overtaken"),
        (break_record, "record-behind"),
        (break_snippet, "record-without-snippet"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_what_is_broken_is_named_and_healed(newsroom, clock, damage, rule):
    made = factories.public(newsroom, clock)

    damage(made)

    assert rule in rules(clock)
    heal(clock)
    assert rules(clock) == []


@pytest.mark.parametrize("rule", ["document-altered", "release-half-out"])
def test_what_only_a_person_can_judge_is_named_and_stays(newsroom, clock, rule):
    made = factories.public(newsroom, clock)
    row = made.release.documents.get(locale="fr")
    if rule == "document-altered":
        made.release.documents.filter(pk=row.pk).update(body=row.body | {"title": "X"})
    else:
        row.delete()

    heal(clock)

    assert rule in rules(clock)
