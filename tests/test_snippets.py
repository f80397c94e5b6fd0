"""Promise: a snippet is public while something public names it, in its newest form."""

from datetime import timedelta

from press import lifecycle, models, queries
from tests import factories


def record_of(row, at, locale="en"):
    return queries.record(
        row.record_kind, str(row.translation_key), locale=locale, at=at
    )


def settled(clock, *rows):
    """Give the records of these snippets the test's instant."""
    for row in rows:
        models.Record.objects.filter(key=str(row.translation_key)).update(
            public_from=clock()
        )


def test_a_person_is_public_from_the_lift_of_the_release_that_names_them(
    newsroom, clock
):
    made = factories.embargoed(newsroom, clock)
    named = (made.person, made.boilerplate, made.contact, made.topic)
    settled(clock, *named)
    moment = made.release.embargo_at

    before = [record_of(row, moment - timedelta(seconds=1)) for row in named]
    after = [record_of(row, moment).kind for row in named]

    assert before == [None] * 4
    assert after == ["person", "boilerplate", "contact", "topic"]


def test_what_no_public_release_names_any_more_is_not_public(newsroom, clock):
    made = factories.public(newsroom, clock)
    settled(clock, made.person)
    assert record_of(made.person, clock())
    clock.tick(minutes=5)
    for code in made.pages:
        factories.edited(made, newsroom, code, body=[])
    factories.approve(made, newsroom, clock)
    lifecycle.correct(
        made.release,
        by=newsroom.users["approver"],
        notes={"en": "Out.", "fr": "Ôté."},
        correction_class="fact",
        clock=clock,
    )

    assert record_of(made.person, clock()) is None


def test_a_listed_organisation_is_public_without_a_release(newsroom, clock):
    row = factories.snippet(models.Organisation, name="Listed", is_listed=True)
    settled(clock, row)

    assert record_of(row, clock()).body["name"] == "Listed"


def test_a_renamed_person_changes_their_page_and_no_release(newsroom, clock):
    made = factories.public(newsroom, clock)
    settled(clock, made.person)
    hashes = set(made.release.documents.values_list("hash", flat=True))
    clock.tick(minutes=5)
    made.person.name = "Renamed Person"
    made.person.save()

    written = lifecycle.record(made.person, clock=clock)

    assert (written.version, written.public_from) == (2, clock())
    assert record_of(made.person, clock()).body["name"] == "Renamed Person"
    earlier = clock() - timedelta(seconds=1)
    assert record_of(made.person, earlier).body["name"] == "Plain Person"
    assert set(made.release.documents.values_list("hash", flat=True)) == hashes


def test_a_snippet_published_without_a_change_writes_nothing(newsroom, clock):
    row = factories.snippet(models.Topic, name="Physics")
    events = models.Event.objects.count()

    assert lifecycle.record(row, clock=clock) is None
    assert models.Event.objects.count() == events


def test_an_unpublished_or_deleted_snippet_is_taken_back(newsroom, clock):
    rows = [
        factories.snippet(models.Organisation, name=name, is_listed=True)
        for name in ("One", "Two")
    ]

    rows[0].unpublish()
    rows[1].delete()

    for row, key in zip(rows, [str(row.translation_key) for row in rows], strict=True):
        newest = models.Record.objects.filter(key=key, locale="en").order_by("version")
        assert [(record.version, record.body is None) for record in newest] == [
            (1, False),
            (2, True),
        ]
        assert record_of(row, newest.last().public_from) is None
        assert record_of(row, newest.last().public_from, locale="fr")


def test_every_record_written_is_told_and_in_the_log(newsroom):
    row = factories.snippet(models.Topic, name="Physics")
    key = str(row.translation_key)

    events = models.Event.objects.filter(key=key).order_by("locale")
    entries = models.AuditEntry.objects.filter(object_key=key).order_by("locale")

    assert [(event.kind, event.locale, event.version) for event in events] == [
        ("record.changed", "en", 1),
        ("record.changed", "fr", 1),
    ]
    assert [(entry.action, entry.object_kind, entry.locale) for entry in entries] == [
        ("record", "topic", "en"),
        ("record", "topic", "fr"),
    ]
