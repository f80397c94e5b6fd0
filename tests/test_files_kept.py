"""Promise: a file is open while something public names its bytes, and only then."""

import io
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image

from press import files, lifecycle, models, queries
from tests import factories

SECOND = timedelta(seconds=1)
NOTES = {"en": "Taken back.", "fr": "Retiré."}


def photo(title="Canary photo", size=(600, 400), colour=(20, 90, 160)):
    """Return an uploaded image."""
    stored = io.BytesIO()
    Image.new("RGB", size, colour).save(stored, "PNG")
    stored.seek(0)
    return models.Photo.objects.create(
        title=title, file=ImageFile(stored, name="canary.png")
    )


def attachment(title="Canary file", text=b"%PDF canary bytes"):
    """Return an uploaded file."""
    made = models.Attachment(title=title)
    made.file.save("canary.pdf", ContentFile(text))
    made.save()
    return made


def with_files(room, *, title="With files"):
    """Return a draft release with a main image and a file to hand out."""
    made = factories.draft(room, title=title)
    image, handout = photo(), attachment()
    for code, page in made.pages.items():
        page.refresh_from_db()
        kept = list(page.body.raw_data)
        value = {"items": [{"type": "item", "value": {"file": handout.pk}}]}
        factories.edited(
            made,
            room,
            code,
            image=image,
            image_alt="A canary",
            body=[*kept, factories.block("files", value)],
        )
    return made, image, handout


def content(field):
    """Return the bytes of a stored file."""
    with field.storage.open(field.name) as opened:
        return opened.read()


def tokens():
    return sorted(models.File.objects.values_list("token", flat=True))


def open_at(at):
    return [token for token in tokens() if queries.file(token, at=at)]


def test_files_open_at_the_lift_and_close_when_it_is_withdrawn(newsroom, clock):
    made, _image, _handout = with_files(newsroom)
    factories.approve(made, newsroom, clock)
    by, moment = newsroom.users["approver"], clock() + timedelta(hours=1)
    lifecycle.set_embargo(made.release, moment, zone="UTC", by=by, clock=clock)

    assert len(tokens()) == 3
    assert open_at(moment - SECOND) == []
    assert open_at(moment) == tokens()
    clock.at = moment
    lifecycle.withdraw(made.release, by=by, notes=NOTES, clock=clock)
    assert open_at(moment - SECOND) == open_at(moment) == []
    clock.tick(seconds=1)
    lifecycle.restore(made.release, by=by, reason="Cleared", clock=clock)
    assert open_at(clock()) == tokens()


def test_a_file_of_an_earlier_version_is_open_until_a_correction_closes_that(
    newsroom, clock
):
    made, _image, _handout = with_files(newsroom)
    factories.approve(made, newsroom, clock)
    by = newsroom.users["approver"]
    lifecycle.lift_now(made.release, by=by, clock=clock)
    clock.tick(minutes=1)
    for code in made.pages:
        factories.edited(made, newsroom, code, image=None, body=[])
    factories.approve(made, newsroom, clock)
    correct = {"by": by, "notes": NOTES, "correction_class": "fact", "clock": clock}

    lifecycle.correct(made.release, **correct)
    still_open = open_at(clock())
    clock.tick(minutes=1)
    lifecycle.correct(made.release, close_earlier=True, **correct)

    assert still_open == tokens()
    assert open_at(clock()) == []


def test_erased_its_files_are_gone_and_those_of_others_stay(
    newsroom, clock, django_capture_on_commit_callbacks
):
    made, image, _handout = with_files(newsroom)
    other = factories.draft(newsroom, title="Other")
    for code in other.pages:
        factories.edited(other, newsroom, code, image=image, image_alt="A canary")
    for release in (made, other):
        factories.approve(release, newsroom, clock)
        lifecycle.lift_now(release.release, by=newsroom.users["approver"], clock=clock)
    handed = models.File.objects.get(name="canary-file.pdf")
    storage, name = handed.bytes.storage, handed.bytes.name

    with django_capture_on_commit_callbacks(execute=True):
        lifecycle.erase(
            made.release, by=newsroom.users["operator"], reason="Order", clock=clock
        )

    assert not storage.exists(name)
    assert list(models.File.objects.filter(name="canary-file.pdf")) == []
    assert len(tokens()) == 2
    assert open_at(clock()) == tokens()


def test_a_later_change_of_the_photo_leaves_the_bytes_of_the_release(newsroom, clock):
    made, image, _handout = with_files(newsroom)
    factories.approve(made, newsroom, clock)
    lifecycle.lift_now(made.release, by=newsroom.users["approver"], clock=clock)
    before = {row.token: content(row.bytes) for row in models.File.objects.all()}

    other = photo(colour=(200, 10, 10))
    image.file = ImageFile(io.BytesIO(content(other.file)), name="other.png")
    image.file_hash = ""
    image.save()
    image.delete()

    after = {row.token: content(row.bytes) for row in models.File.objects.all()}
    assert before == after
    assert open_at(clock()) == tokens()


def test_storage_names_tell_nothing_and_cannot_be_guessed(newsroom, clock):
    made, _image, _handout = with_files(newsroom)
    factories.approve(made, newsroom, clock)

    for row in models.File.objects.all():
        assert "canary" not in row.bytes.name
        assert len(row.token) >= 20
        assert len(row.bytes.name.rsplit("/", 1)[1]) >= 40


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("a.webp", "image/webp"),
        ("a.pdf", "application/pdf"),
        ("a.nothing-known", "application/octet-stream"),
    ],
)
def test_the_type_of_a_file_does_not_depend_on_the_host(db, name, content_type):
    kept = files._store(b"bytes", source="s", spec="original", name=name)

    assert kept.content_type == content_type


def test_two_processes_that_keep_the_same_file_end_with_one(db):
    one = files._store(b"bytes", source="s", spec="original", name="a.pdf")
    two = files._store(b"bytes", source="s", spec="original", name="a.pdf")

    assert one == two
    assert models.File.objects.count() == 1
