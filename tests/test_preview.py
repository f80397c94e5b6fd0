"""Promise: a token opens one text, as it stood, for a time, and nothing else does."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from press import lifecycle, models, previews
from tests import factories

DAY = timedelta(hours=24)
NOT_FOUND = {
    "type": "about:blank",
    "title": "Not found",
    "status": 404,
    "detail": "There is nothing at this address.",
}


@pytest.fixture
def clock(pinned_clock):
    """Views read the clock that the test moves."""
    return pinned_clock


def shared(made, room, clock, locale="en", *, by="editor", life=DAY):
    """Return a token of the newest draft of an edition."""
    page = models.ReleasePage.objects.get(pk=made.pages[locale].pk)
    return previews.share(page, by=room.users[by], clock=clock, life=life)


def url(token):
    return f"/api/v1/preview/{token}"


def told(client, token):
    """Return status, headers that matter and body of the answer to a token."""
    answer = client.get(url(token))
    names = ("Content-Type", "Cache-Control", "X-Robots-Tag", "Referrer-Policy")
    return answer.status_code, {name: answer[name] for name in names}, answer.content


def entries(action):
    return models.AuditEntry.objects.filter(action=action).order_by("pk")


def test_a_preview_has_the_shape_and_the_words_of_the_public_answer(
    newsroom, clock, client
):
    made = factories.approved(newsroom, clock)
    seen = client.get(url(shared(made, newsroom, clock, "fr"))).json()
    lifecycle.lift_now(made.release, by=newsroom.users["approver"], clock=clock)
    public = client.get(f"/api/v1/releases/{made.release.pk}?locale=fr").json()

    alternates = public.pop("alternates")
    assert seen.pop("alternates") == []
    assert public["translation"].pop("url")
    assert seen["translation"].pop("url") == ""
    assert [row["locale"] for row in alternates] == ["en", "fr"]
    assert seen == public


def test_a_preview_is_for_one_reader_and_says_what_it_lacks(newsroom, clock, client):
    made = factories.draft(newsroom)
    factories.edited(made, newsroom, "en", lead="")
    answer = client.get(url(shared(made, newsroom, clock)))

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Newsroom-Preview-Expires"] == "2026-03-11T09:00:00Z"
    assert answer["Newsroom-Preview-Findings"] == "no-lead"
    assert not answer.cookies
    assert not {"ETag", "Surrogate-Key", "Last-Modified"} & set(answer.headers)


def test_later_edits_do_not_show(newsroom, clock, client):
    made = factories.draft(newsroom)
    token = shared(made, newsroom, clock)
    before = client.get(url(token)).content
    factories.edited(made, newsroom, "en", title="Quite another headline")
    made.topic.name = "Another topic"
    made.topic.save_revision().publish()

    assert client.get(url(token)).content == before
    assert b"Quite another" in client.get(url(shared(made, newsroom, clock))).content


def test_a_correction_in_preview_counts_as_the_next_version(newsroom, clock, client):
    made = factories.public(newsroom, clock)
    clock.tick(minutes=5)
    factories.edited(made, newsroom, "en", lead="<p>Mended.</p>")
    seen = client.get(url(shared(made, newsroom, clock))).json()
    public = client.get(f"/api/v1/releases/{made.release.pk}?locale=en").json()

    assert (seen["version"], seen["newest_version"]) == (2, 2)
    assert (public["version"], public["newest_version"]) == (1, 1)
    assert seen["lead"]["text"] == "Mended."
    assert seen["url"] == public["url"]
    assert seen["published_at"] == public["published_at"]


def test_only_a_hash_of_the_token_is_kept(newsroom, clock):
    token = shared(factories.draft(newsroom), newsroom, clock)
    random, _dot, signature = token.partition(".")
    kept = json.dumps(list(models.PreviewToken.objects.values()), default=str)
    kept += json.dumps(list(models.AuditEntry.objects.values()), default=str)

    assert len(random) * 6 >= 128
    assert random not in kept
    assert signature not in kept


def test_a_token_dies_with_its_time(newsroom, clock, client):
    token = shared(factories.draft(newsroom), newsroom, clock)
    clock.tick(hours=23, minutes=59, seconds=59)
    last = client.get(url(token)).status_code
    clock.tick(seconds=1)

    assert (last, client.get(url(token)).status_code) == (200, 404)


def test_links_are_revoked_one_by_one_or_all_at_once(newsroom, clock, client):
    made = factories.draft(newsroom)
    one, two, three = (
        shared(made, newsroom, clock, code) for code in ["en", "fr", "fr"]
    )
    other = shared(factories.draft(newsroom, words="Other"), newsroom, clock)
    links = previews.links(made.release, at=clock())
    editor = newsroom.users["editor"]

    def statuses():
        return [
            client.get(url(token)).status_code for token in (one, two, three, other)
        ]

    first = previews.revoke(links.filter(locale="en"), by=editor, clock=clock)
    after_one = statuses()
    rest = previews.revoke(links, by=editor, clock=clock)

    assert (first, rest) == (1, 2)
    assert after_one == [404, 200, 200, 200]
    assert statuses() == [404, 404, 404, 200]
    assert not previews.links(made.release, at=clock()).exists()
    assert {
        row.body == {}
        for row in models.PreviewToken.objects.filter(release=made.release)
    } == {True}


def test_a_token_dies_with_its_edition_and_with_its_makers_account(
    newsroom, clock, client
):
    made = factories.draft(newsroom)
    of_page = shared(made, newsroom, clock, "fr", by="approver")
    of_maker = shared(made, newsroom, clock, by="editor")
    made.pages["fr"].delete()
    models.ReleasePage.objects.get(pk=made.pages["en"].pk)
    newsroom.users["editor"].is_active = False
    newsroom.users["editor"].save()

    assert told(client, of_page)[0] == told(client, of_maker)[0] == 404
    assert models.PreviewToken.objects.count() == 1


def test_what_is_erased_leaves_no_preview_behind(newsroom, clock, client):
    made = factories.public(newsroom, clock)
    link = shared(made, newsroom, clock)
    page = models.ReleasePage.objects.get(pk=made.pages["en"].pk)
    unsaved = previews.show(page, by=newsroom.users["editor"], at=clock())
    lifecycle.erase(
        made.release, by=newsroom.users["operator"], reason="Private.", clock=clock
    )

    assert told(client, link)[0] == told(client, unsaved)[0] == 404
    assert not models.PreviewToken.objects.exists()


def test_a_withdrawal_closes_the_links_to_the_release(newsroom, clock, client):
    made = factories.public(newsroom, clock)
    before = shared(made, newsroom, clock)
    lifecycle.withdraw(
        made.release,
        by=newsroom.users["approver"],
        notes=dict.fromkeys(made.pages, "Taken back."),
        clock=clock,
    )
    after = shared(made, newsroom, clock)

    assert (told(client, before)[0], told(client, after)[0]) == (404, 200)


def bad_tokens(newsroom, clock, made):
    """Return tokens that open nothing, each for a reason of its own."""
    good = shared(made, newsroom, clock)
    expired = shared(made, newsroom, clock, "fr", life=timedelta(hours=1))
    revoked = shared(made, newsroom, clock)
    newest = previews.links(made.release, at=clock()).filter(locale="en")[:1]
    previews.revoke(
        models.PreviewToken.objects.filter(pk__in=[row.pk for row in newest]),
        by=newsroom.users["editor"],
        clock=clock,
    )
    clock.tick(hours=2)
    return good, {
        "none": "x",
        "never made": previews._new_token(),
        "another signature": good[:-1] + ("A" if good[-1] != "A" else "B"),
        "no signature": good.partition(".")[0],
        "expired": expired,
        "revoked": revoked,
        "odd": "é%00\u2028",
    }


def test_bad_tokens_are_answered_alike_after_the_same_work(newsroom, clock, client):
    made = factories.embargoed(newsroom, clock)
    good, bad = bad_tokens(newsroom, clock, made)
    assert client.get(url(good)).status_code == 200

    found = {}
    for reason, token in bad.items():
        with CaptureQueriesContext(connection) as queries:
            answer = told(client, token)
        found[reason] = (len(queries), answer)

    headers = {
        "Content-Type": "application/problem+json",
        "Cache-Control": "private, no-store",
        "X-Robots-Tag": "noindex, nofollow",
        "Referrer-Policy": "no-referrer",
    }
    count, answer = found["none"]
    assert (answer[0], answer[1], json.loads(answer[2])) == (404, headers, NOT_FOUND)
    assert found == dict.fromkeys(bad, (count, answer))
    assert count == 1


def test_a_bad_token_is_answered_alike_with_and_without_a_hidden_release(
    newsroom, clock, client
):
    def ask():
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(url("x.y"))
        return len(queries), answer.status_code, answer.headers, answer.content

    without = ask()
    shared(factories.embargoed(newsroom, clock), newsroom, clock)

    assert ask() == without


def test_an_account_makes_no_difference_to_a_bad_token(newsroom, clock, client):
    stranger = told(Client(), "x.y")
    client.force_login(newsroom.users["operator"])

    assert told(client, "x.y") == stranger


def test_a_hidden_release_stays_hidden_while_a_preview_of_it_is_open(
    newsroom, clock, client
):
    made = factories.embargoed(newsroom, clock)
    token = shared(made, newsroom, clock)
    assert client.get(url(token)).status_code == 200

    assert client.get(f"/api/v1/releases/{made.release.pk}").status_code == 404
    assert client.get("/api/v1/releases").json()["items"] == []


@pytest.mark.parametrize(
    ("name", "locale", "may"),
    [
        ("editor", "en", True),
        ("editor", "fr", True),
        ("approver", "en", True),
        ("operator", "fr", True),
        ("translator-fr", "fr", True),
        ("translator-fr", "en", False),
        ("translator-en", "fr", False),
        # The original of a release in English is the editors'.
        ("translator-en", "en", False),
        ("nobody", "en", False),
    ],
)
def test_links_are_made_and_revoked_by_those_who_write_the_edition(
    newsroom, clock, name, locale, may
):
    newsroom.users["nobody"] = factories.user("nobody")
    made = factories.draft(newsroom)
    token = shared(made, newsroom, clock, locale, by="operator")
    links = previews.links(made.release, at=clock()).filter(locale=locale)

    def allowed(act):
        try:
            act()
        except PermissionDenied:
            return False
        return True

    asked = [
        allowed(lambda: shared(made, newsroom, clock, locale, by=name)),
        allowed(lambda: previews.revoke(links, by=newsroom.users[name], clock=clock)),
    ]

    assert asked == [may, may]
    assert (previews.found(token, at=clock()) is None) == may


def test_who_opened_what_and_when_is_logged_and_no_address_is_kept(
    newsroom, clock, client
):
    made = factories.draft(newsroom)
    token = shared(made, newsroom, clock, "fr")
    name = models.PreviewToken.objects.get().hash[:8]
    clock.tick(minutes=1)
    client.get(url(token), REMOTE_ADDR="192.0.2.17")
    client.get(url(token), REMOTE_ADDR="192.0.2.17")
    client.get(url(token), REMOTE_ADDR="192.0.2.18")
    client.force_login(newsroom.users["approver"])
    client.get(url(token), REMOTE_ADDR="192.0.2.17")
    clock.tick(minutes=10)
    client.get(url(token), REMOTE_ADDR="192.0.2.17")

    rows = list(entries(previews.OPENED))
    marks = [row.reason.split(" ")[2] for row in rows]
    assert [(row.actor_name, row.locale, row.object_key, row.at) for row in rows] == [
        (who, "fr", str(made.release.pk), factories.NOW + timedelta(minutes=minute))
        for who, minute in [("", 1), ("", 1), ("approver", 1), ("approver", 11)]
    ]
    assert [row.reason for row in rows] == [
        f"link {name} {mark} editor" for mark in marks
    ]
    assert marks[0] == marks[2] == marks[3] != marks[1]
    row = models.PreviewToken.objects.get()
    assert (row.opens, row.last_opened_at) == (5, clock())
    everything = json.dumps(list(models.AuditEntry.objects.values()), default=str)
    assert "192.0.2" not in everything
    assert made.pages["fr"].title not in everything


def test_making_and_revoking_a_link_is_logged(newsroom, clock):
    made = factories.draft(newsroom)
    shared(made, newsroom, clock)
    name = models.PreviewToken.objects.get().hash[:8]
    previews.revoke(
        previews.links(made.release, at=clock()),
        by=newsroom.users["approver"],
        clock=clock,
    )

    assert [
        (row.action, row.actor_name, row.locale, row.reason)
        for row in models.AuditEntry.objects.filter(object_key=str(made.release.pk))
    ] == [
        ("share_preview", "editor", "en", f"link {name}"),
        ("revoke_preview", "approver", "en", f"link {name}"),
    ]


def with_file(newsroom, words):
    """Return a draft that hands out a file of these words."""
    attachment = models.Attachment(title="Figures")
    attachment.file.save("figures.csv", ContentFile(words.encode()))
    made = factories.draft(newsroom, words=words)
    files = [{"file": attachment.pk, "title": "Figures"}]
    block = factories.block("files", {"items": files})
    factories.edited(made, newsroom, "en", body=[block])
    return made


def test_the_files_of_a_preview_open_with_its_token_alone(newsroom, clock, client):
    mine = shared(with_file(newsroom, "Mine"), newsroom, clock)
    other = shared(with_file(newsroom, "Other"), newsroom, clock)
    shown = client.get(url(mine)).json()["body"][0]["items"][0]["file"]
    path = shown["path"]
    answer = client.get(path)
    content = b"".join(answer.streaming_content)
    public = path.replace(f"/api/v1/preview/{mine}", "")

    assert path.startswith(f"/api/v1/preview/{mine}/files/")
    assert shown["url"] == f"http://127.0.0.1:8000{path}"
    assert (answer.status_code, content) == (200, b"Mine")
    assert answer["Cache-Control"] == "private, no-store"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Disposition"] == 'attachment; filename="figures.csv"'
    assert client.get(public).status_code == 404
    assert client.get(path.replace(mine, other)).status_code == 404
    clock.tick(hours=25)
    assert client.get(path).status_code == 404


def test_a_preview_is_only_read_and_takes_no_parameter(newsroom, clock, client):
    token = shared(factories.draft(newsroom), newsroom, clock)
    asked = client.get(f"{url(token)}?locale=fr")
    posted = client.post(url(token))

    assert (asked.status_code, asked.json()["parameter"]) == (400, "locale")
    assert asked["Cache-Control"] == "private, no-store"
    assert posted.status_code == 405
    assert "no-store" in posted["Cache-Control"]
    assert not entries(previews.OPENED).exists()


def test_a_link_to_a_file_in_the_text_leads_behind_the_token(newsroom, clock, client):
    attachment = models.Attachment(title="Figures")
    attachment.file.save("figures.csv", ContentFile(b"Figures"))
    made = factories.draft(newsroom)
    link = f'<p><a linktype="document" id="{attachment.pk}">The figures</a>.</p>'
    block = factories.block("paragraph", link)
    factories.edited(made, newsroom, "en", body=[block])
    token = shared(made, newsroom, clock)
    seen = client.get(url(token)).json()["body"][0]["content"]["html"]
    href = seen.partition('href="')[2].partition('"')[0]

    assert href.startswith(f"http://127.0.0.1:8000/api/v1/preview/{token}/files/")
    answer = client.get(href.removeprefix("http://127.0.0.1:8000"))
    assert b"".join(answer.streaming_content) == b"Figures"
