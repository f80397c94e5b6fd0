"""Promise: a file is reachable while something public names it, and harmless then."""

import pytest
from django.core.files.base import ContentFile

from press import lifecycle, models
from tests import factories

WORDS = "Figures of the year, nobody else's."


@pytest.fixture
def clock(pinned_clock):
    """Views read the clock that the test moves."""
    return pinned_clock


def attached(newsroom, name="figures.csv", text=WORDS):
    """Return a draft whose editions hold a file."""
    attachment = models.Attachment(title="Figures")
    attachment.file.save(name, ContentFile(text.encode()))
    made = factories.draft(newsroom)
    files = [{"file": attachment.pk, "title": "Figures"}]
    block = factories.block("files", {"items": files})
    for code in made.pages:
        factories.edited(made, newsroom, code, body=[block])
    factories.approve(made, newsroom, clock=factories.Clock())
    return made


def path_of():
    """Return the address of the one kept file."""
    file = models.File.objects.get()
    return f"/files/{file.token}/{file.name}"


def read(answer):
    """Return the whole of an answer's bytes."""
    return b"".join(answer.streaming_content)


def test_a_file_answers_from_the_lift_to_the_withdrawal(newsroom, clock, client):
    made = attached(newsroom)
    path = path_of()
    before = client.get(path)
    lifecycle.lift_now(made.release, by=newsroom.users["approver"], clock=clock)
    during = client.get(path)
    lifecycle.withdraw(
        made.release,
        by=newsroom.users["approver"],
        notes=dict.fromkeys(made.pages, "A wrong figure."),
        clock=clock,
    )
    after = client.get(path)

    assert (before.status_code, during.status_code, after.status_code) == (
        404,
        200,
        404,
    )
    assert read(during) == WORDS.encode()
    assert during.headers["Content-Type"] == "text/csv"
    assert during.headers["Content-Length"] == str(len(WORDS.encode()))
    assert during.headers["Content-Disposition"] == 'attachment; filename="figures.csv"'
    assert during.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in during.headers["Content-Security-Policy"]


def test_a_file_is_known_again_by_the_hash_of_its_bytes(newsroom, clock, client):
    made = attached(newsroom)
    lifecycle.lift_now(made.release, by=newsroom.users["approver"], clock=clock)
    path, tag = path_of(), f'"{models.File.objects.get().hash}"'

    head = client.head(path)
    again = client.get(path, headers={"if-none-match": tag})
    hidden = client.get("/files/x/y.csv", headers={"if-none-match": tag})

    assert (head.status_code, head.headers["ETag"]) == (200, tag)
    assert read(head) == b""
    assert (again.status_code, again.content) == (304, b"")
    assert hidden.status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path.replace("figures", "other"),
        lambda path: path.replace("/files/", "/files/x"),
        lambda path: path + "/",
        lambda path: path + "%00",
    ],
)
def test_another_name_or_token_is_not_found(change, newsroom, clock, client):
    made = attached(newsroom)
    lifecycle.lift_now(made.release, by=newsroom.users["approver"], clock=clock)

    assert client.get(change(path_of())).status_code == 404


@pytest.mark.parametrize(
    ("name", "content_type", "disposition"),
    [
        ("a.pdf", "application/pdf", "inline"),
        ("a.svg", "image/svg+xml", "attachment"),
        ("a.html", "text/html", "attachment"),
        ("a.unknown", "application/octet-stream", "attachment"),
    ],
)
def test_a_file_that_could_run_something_is_saved_and_not_shown(
    name, content_type, disposition, newsroom, clock, client
):
    made = attached(newsroom, name=name)
    lifecycle.lift_now(made.release, by=newsroom.users["approver"], clock=clock)

    answer = client.get(path_of())

    assert answer.headers["Content-Type"] == content_type
    assert answer.headers["Content-Disposition"].split(";")[0] == disposition
    assert read(answer) == WORDS.encode()


def test_the_desks_own_files_are_for_accounts(newsroom, clock, client):
    attached(newsroom)
    path = f"/admin/media/{models.Attachment.objects.get().file.name}"

    stranger = client.get(path)
    client.force_login(newsroom.users["editor"])
    editor = client.get(path)

    assert stranger.status_code == 302
    assert stranger.headers["Location"].startswith("/admin/login/")
    assert read(editor) == WORDS.encode()
    assert "private" in editor.headers["Cache-Control"]
    assert "sandbox" in editor.headers["Content-Security-Policy"]
    assert client.get("/admin/media/../../etc/passwd").status_code == 400
