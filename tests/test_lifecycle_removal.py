"""Promise: what is taken back is closed everywhere, and nothing else is touched."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Page, PageLogEntry
from wagtail_localize.models import String, TranslationSource

from press import lifecycle, models, queries
from press.lifecycle import erasure
from press.models import ReleasePage
from tests import factories

NOTES = {"en": "Taken back.", "fr": "Retiré."}


def refusal(act, *args, **kwargs):
    with pytest.raises(lifecycle.Refused) as refused:
        act(*args, **kwargs)
    return refused.value.rule


def test_withdrawn_before_its_lift_it_never_was(newsroom, clock):
    made = factories.embargoed(newsroom, clock)
    moment = made.release.embargo_at

    lifecycle.withdraw(
        made.release, by=newsroom.users["approver"], notes={}, clock=clock
    )

    key = str(made.release.pk)
    made.release.refresh_from_db()
    assert made.release.embargo_at is None
    assert queries.document(key, locale="en", at=moment) is None
    assert list(made.release.events.all()) == []
    assert list(made.release.withdrawals.all()) == []


def test_withdrawn_while_a_correction_waits_leaves_nothing_to_lift(newsroom, clock):
    made = factories.public(newsroom, clock)
    clock.tick(minutes=5)
    for code in made.pages:
        factories.edited(made, newsroom, code, lead="<p>Mended.</p>")
    factories.approve(made, newsroom, clock)
    by, moment = newsroom.users["approver"], clock() + timedelta(hours=1)
    lifecycle.correct(
        made.release,
        by=by,
        notes=NOTES,
        correction_class="fact",
        at=moment,
        clock=clock,
    )

    lifecycle.withdraw(made.release, by=by, notes=NOTES, clock=clock)

    made.release.refresh_from_db()
    assert made.release.embargo_at is None
    assert {row.version for row in made.release.documents.all()} == {1}
    assert queries.document(str(made.release.pk), locale="fr", at=moment) == (
        queries.Gone(made.release.reference, clock(), NOTES)
    )
    kinds = sorted(set(made.release.events.values_list("kind", flat=True)))
    assert kinds == ["release.published", "release.withdrawn"]


def test_every_address_of_a_withdrawn_release_answers_with_the_notice(newsroom, clock):
    made = factories.corrected(newsroom, clock)
    clock.tick(minutes=5)
    lifecycle.withdraw(
        made.release, by=newsroom.users["approver"], notes=NOTES, clock=clock
    )
    key, at = str(made.release.pk), clock()
    notice = queries.Gone(made.release.reference, at, NOTES)

    for locale in ("en", "fr"):
        slug = f"new-laboratory-opens-{locale}"
        assert queries.document(key, locale=locale, at=at) == notice
        assert queries.by_slug(slug, locale=locale, at=at) == notice
        assert queries.version(key, 1, locale=locale, at=at) == notice
        assert queries.quote(str(made.quote), locale=locale, at=at) == notice
        person = str(made.person.translation_key)
        assert queries.record("person", person, locale=locale, at=at) is None
    assert queries.alternates([made.release.pk], at=at) == {}


def test_restored_it_is_the_version_that_was_withdrawn_with_its_correction(
    newsroom, clock
):
    made = factories.corrected(newsroom, clock)
    corrected_at = clock()
    clock.tick(minutes=5)
    by = newsroom.users["approver"]
    lifecycle.withdraw(made.release, by=by, notes=NOTES, clock=clock)
    clock.tick(minutes=5)

    number = lifecycle.restore(made.release, by=by, reason="Cleared up", clock=clock)

    row = queries.document(str(made.release.pk), locale="en", at=clock())
    second = made.release.documents.get(version=2, locale="en")
    assert number == row.version == 3
    assert row.hash == second.hash
    assert (row.corrected_at, row.correction_note) == (
        corrected_at,
        "A figure was wrong (en).",
    )
    assert queries.version(str(made.release.pk), 1, locale="en", at=clock())


def test_erased_it_is_a_notice_at_every_address_and_no_word_of_it_is_left(
    newsroom, clock
):
    made = factories.corrected(newsroom, clock, title="Canary", words="Canary")
    TranslationSource.update_or_create_from_instance(made.pages["en"])
    assert String.objects.filter(data__contains="Corrected lead").exists()
    models.Intake.objects.create(
        release=made.release, file_name="canary.md", source="Canary", at=clock()
    )

    lifecycle.erase(
        made.release, by=newsroom.users["operator"], reason="Order", clock=clock
    )

    key, at = str(made.release.pk), clock()
    notice = queries.Gone(made.release.reference, at, {})
    assert list(queries.documents(at=at).filter(release=made.release)) == []
    assert list(queries.versions(at=at).filter(release=made.release)) == []
    for locale in ("en", "fr"):
        slug = f"canary-{locale}"
        assert queries.document(key, locale=locale, at=at) == notice
        assert queries.by_slug(slug, locale=locale, at=at) == notice
        for number in (1, 2):
            assert queries.version(key, number, locale=locale, at=at) == notice
        assert queries.quote(str(made.quote), locale=locale, at=at) == notice
    for row in made.release.documents.all():
        assert "lead" not in str(row.body)
        assert row.correction_note == ""
    pages = ReleasePage.objects.filter(translation_key=made.release.pk)
    assert {page.title for page in pages} == {made.release.reference}
    assert sum(page.revisions.count() for page in pages) == 0
    assert list(String.objects.filter(data__contains="lead")) == []
    assert list(made.release.approvals.all()) == []
    assert list(models.Intake.objects.all()) == []
    labels = PageLogEntry.objects.filter(page__in=pages).values_list("label", flat=True)
    assert set(labels) == {made.release.reference}


def test_nothing_of_an_erased_release_changes_any_more(newsroom, clock):
    made = factories.withdrawn(newsroom, clock)
    by = newsroom.users["operator"]
    lifecycle.erase(made.release, by=by, reason="Order", clock=clock)

    def rule(act, *args, **kwargs):
        return refusal(act, made.release, *args, by=by, clock=clock, **kwargs)

    assert rule(lifecycle.restore, reason="No") == "erased"
    assert rule(lifecycle.approve, "en") in {"erased", "problems"}
    assert rule(lifecycle.lift_now) == "erased"
    assert rule(lifecycle.withdraw, notes=NOTES) == "erased"
    assert rule(lifecycle.erase, reason="Again") == "erased"
    assert list(queries.documents(at=clock())) == []


def test_strings_that_another_release_shares_are_not_erased(newsroom, clock):
    made = factories.draft(newsroom, title="One")
    other = factories.draft(newsroom, title="Other")
    for release in (made, other):
        TranslationSource.update_or_create_from_instance(release.pages["en"])
    shared = String.objects.filter(data="Plain lead in en.")
    assert shared.count() == 1

    erasure.forget_translation(made.release)

    assert shared.count() == 1
    assert list(String.objects.filter(data="One en")) == []
    assert String.objects.filter(data="Other en").exists()


def test_a_draft_is_deleted_with_its_translations_and_frees_its_slug(newsroom, clock):
    made = factories.approved(newsroom, clock, title="Given up")

    made.pages["en"].delete()

    assert list(ReleasePage.objects.all()) == []
    assert list(models.Release.objects.all()) == []
    assert list(models.SlugClaim.objects.all()) == []
    entries = models.AuditEntry.objects.filter(action="delete")
    assert {entry.object_key for entry in entries} == {str(made.release.pk)}
    for code, index in newsroom.indexes.items():
        index.refresh_from_db()
        assert (code, index.numchild) == (code, 0)


def test_a_deleted_translation_takes_its_approval_along(newsroom, clock):
    made = factories.approved(newsroom, clock)

    made.pages["fr"].delete()

    by = newsroom.users["approver"]
    rule = refusal(lifecycle.lift_now, made.release, by=by, clock=clock)
    assert rule == "not-approved"
    assert [page.locale.language_code for page in ReleasePage.objects.all()] == ["en"]
    claims = models.SlugClaim.objects.values_list("locale", flat=True)
    assert list(claims) == ["en"]


@pytest.mark.parametrize("trait", ["embargoed", "public", "withdrawn"])
def test_a_release_with_versions_is_not_deleted_by_any_way(newsroom, clock, trait):
    made = getattr(factories, trait)(newsroom, clock)
    home = Page.objects.get(pk=newsroom.homes["en"].pk)
    page = Page.objects.get(pk=made.pages["fr"].pk)

    for victim in (home, page, made.pages["en"]):
        with pytest.raises(PermissionDenied), transaction.atomic():
            victim.delete()

    index = newsroom.indexes["fr"]
    index.refresh_from_db()
    assert index.numchild == 1
    assert ReleasePage.objects.count() == 2
    assert made.release.documents.count() == 2
