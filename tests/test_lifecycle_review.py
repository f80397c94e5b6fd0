"""Promise: an approval holds for what was read, and only for that."""

import pytest

from press import lifecycle, models
from tests import factories


def standing(made):
    """Return the newest approval of each locale: "held", or why it lapsed."""
    rows = models.Approval.objects.filter(release=made.release).order_by("pk")
    return {row.locale: row.reason or "held" for row in rows}


def approve(made, room, clock, locale, **kwargs):
    return lifecycle.approve(
        made.release, locale, by=room.users["approver"], clock=clock, **kwargs
    )


def test_a_second_edit_of_the_source_lapses_a_translation_approved_in_between(
    newsroom, clock
):
    made = factories.approved(newsroom, clock)
    factories.edited(made, newsroom, "en", lead="<p>A second lead.</p>")
    approve(made, newsroom, clock, "fr")
    assert standing(made) == {"en": "edited", "fr": "held"}

    factories.edited(made, newsroom, "en", lead="<p>A third lead.</p>")

    assert standing(made) == {"en": "edited", "fr": "source-edited"}


def test_an_edit_of_a_source_that_was_never_approved_lapses_its_translations(
    newsroom, clock
):
    made = factories.draft(newsroom)
    approve(made, newsroom, clock, "fr")

    factories.edited(made, newsroom, "en", lead="<p>A second lead.</p>")

    assert standing(made) == {"fr": "source-edited"}


def test_an_edit_of_a_translation_leaves_the_source_approved(newsroom, clock):
    made = factories.approved(newsroom, clock)

    factories.edited(made, newsroom, "fr", lead="<p>Une autre.</p>")

    assert standing(made) == {"en": "held", "fr": "edited"}


def test_a_draft_saved_without_a_change_lapses_nothing(newsroom, clock):
    made = factories.approved(newsroom, clock)

    for code in made.pages:
        factories.edited(made, newsroom, code)

    assert standing(made) == {"en": "held", "fr": "held"}


def test_a_shared_fact_changed_from_one_edition_lapses_the_others_too(newsroom, clock):
    made = factories.approved(newsroom, clock)
    made.release.kind = models.Release.Kind.STATEMENT
    made.release.save(update_fields=["kind"])

    factories.edited(made, newsroom, "fr")

    assert standing(made) == {"en": "edited", "fr": "edited"}


def test_no_new_translation_is_needed_only_for_what_changed_since_the_last_approval(
    newsroom, clock
):
    made = factories.approved(newsroom, clock)
    factories.edited(made, newsroom, "en", lead="<p>A change to be translated.</p>")
    approve(made, newsroom, clock, "en")
    factories.edited(made, newsroom, "en", lead="<p>A change to be translated!</p>")

    approve(made, newsroom, clock, "en", translation_unaffected=True)

    assert standing(made) == {"en": "held", "fr": "outdated"}


def test_a_translation_that_holds_again_lapses_by_the_next_edit_of_the_source(
    newsroom, clock
):
    made = factories.approved(newsroom, clock)
    factories.edited(made, newsroom, "en", lead="<p>A comma, more.</p>")
    approve(made, newsroom, clock, "en", translation_unaffected=True)
    assert standing(made) == {"en": "held", "fr": "held"}

    factories.edited(made, newsroom, "en", lead="<p>Another matter.</p>")

    assert standing(made) == {"en": "edited", "fr": "source-edited"}


def test_a_translation_edited_since_does_not_hold_again(newsroom, clock):
    made = factories.approved(newsroom, clock)
    factories.edited(made, newsroom, "en", lead="<p>A comma, more.</p>")
    factories.edited(made, newsroom, "fr", lead="<p>Une autre.</p>")

    approve(made, newsroom, clock, "en", translation_unaffected=True)

    assert standing(made) == {"en": "held", "fr": "source-edited"}


def test_what_was_read_is_what_is_approved(newsroom, clock):
    made = factories.approved(newsroom, clock)
    read = made.release.approvals.get(locale="en").hash
    factories.edited(made, newsroom, "en", lead="<p>Changed while it was read.</p>")

    with pytest.raises(lifecycle.Refused) as refused:
        approve(made, newsroom, clock, "en", seen=read)

    assert refused.value.rule == "changed"
    assert standing(made)["en"] == "edited"


def test_approving_the_same_twice_is_one_approval(newsroom, clock):
    made = factories.draft(newsroom)

    first = approve(made, newsroom, clock, "en")
    second = approve(made, newsroom, clock, "en")

    assert first == second
    assert models.Approval.objects.count() == 1


def test_sent_back_it_is_a_draft_with_a_note_and_without_approvals(newsroom, clock):
    made = factories.in_review(newsroom, clock)
    approve(made, newsroom, clock, "en")

    lifecycle.send_back(
        made.release, by=newsroom.users["approver"], note=" Too long. ", clock=clock
    )

    made.release.refresh_from_db()
    assert (made.release.stage, made.release.note) == ("draft", "Too long.")
    assert standing(made) == {"en": "sent-back"}


def test_a_release_is_submitted_again_after_its_lift(newsroom, clock):
    made = factories.in_review(newsroom, clock)
    factories.approve(made, newsroom, clock)
    lifecycle.lift_now(made.release, by=newsroom.users["approver"], clock=clock)

    lifecycle.submit(made.release, by=newsroom.users["editor"], clock=clock)

    made.release.refresh_from_db()
    assert made.release.stage == "review"


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_a_slug_in_use_refuses_approval_and_names_nobody(newsroom, clock, locale):
    factories.embargoed(newsroom, clock, title="Merger of two institutes")
    made = factories.draft(newsroom, title="Merger of two institutes")

    with pytest.raises(lifecycle.Refused) as refused:
        approve(made, newsroom, clock, locale)

    assert refused.value.rule == "slug-taken"
    assert "institutes" not in refused.value.message
    assert standing(made) == {}


def test_the_slug_of_a_headline_given_up_before_its_lift_is_free(newsroom, clock):
    made = factories.approved(newsroom, clock, title="First headline")
    factories.edited(made, newsroom, "en", title="Second headline")
    approve(made, newsroom, clock, "en")
    other = factories.draft(newsroom, title="First headline")
    factories.edited(other, newsroom, "en", title="First headline en")

    approve(other, newsroom, clock, "en")

    slugs = models.SlugClaim.objects.filter(locale="en").order_by("slug")
    assert [(claim.slug, claim.release_id) for claim in slugs] == [
        ("first-headline-en", other.release.pk),
        ("second-headline", made.release.pk),
    ]


def test_the_slug_of_an_earlier_public_version_stays(newsroom, clock):
    made = factories.public(newsroom, clock, title="First headline")
    factories.edited(made, newsroom, "en", title="Second headline")
    approve(made, newsroom, clock, "en")

    slugs = models.SlugClaim.objects.filter(locale="en", release=made.release)

    assert {claim.slug for claim in slugs} == {"first-headline-en", "second-headline"}


def test_a_copied_page_is_another_release_whose_quotes_have_ids_of_their_own(
    newsroom, clock
):
    made = factories.public(newsroom, clock)
    page = made.pages["en"]

    copied = page.copy(
        update_attrs={"title": "A copy", "slug": "a-copy"},
        user=newsroom.users["editor"],
    ).specific

    newest = copied.get_latest_revision_as_object()
    ids = {
        child.id
        for edition in (copied, newest)
        for child in edition.body
        if child.block_type == "quote"
    }
    assert len(ids) == 1
    assert str(made.quote) not in ids
    assert copied.translation_key != made.release.pk
    release = models.Release.objects.get(pk=copied.translation_key)
    assert release.reference != made.release.reference
    assert list(release.documents.all()) == []
