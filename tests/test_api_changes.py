"""Promise: who follows the feed of changes holds exactly what is public."""

import random
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from press import lifecycle
from tests import factories, replaying

URL = "http://127.0.0.1:8000"
BOTH = ("en", "fr")


@pytest.fixture
def clock(pinned_clock):
    """Views read the clock that the test moves."""
    return pinned_clock


@pytest.fixture
def reader(client):
    """A reader who begins at the beginning."""
    return replaying.Reader(client)


def notes(made):
    return dict.fromkeys(made.pages, "Because.")


def kinds(told, kind="release"):
    return [(item["kind"], item["locale"]) for item in told if item["type"] == kind]


def test_a_release_is_told_in_each_locale_with_the_records_it_brings(
    newsroom, clock, reader
):
    made = factories.public(newsroom, clock)
    clock.tick(seconds=10)

    told = reader.poll()

    key = str(made.release.pk)
    releases = [item for item in told if item["type"] == "release"]
    assert releases == [
        {
            "kind": "release.published",
            "type": "release",
            "id": key,
            "reference": made.release.reference,
            "locale": code,
            "version": 1,
            "at": "2026-03-10T09:00:00Z",
            "api_url": f"{URL}/api/v1/releases/{key}?locale={code}",
            "deleted": False,
        }
        for code in BOTH
    ]
    brought = {(item["type"], item["locale"], item["deleted"]) for item in told}
    assert brought - {("release", "en", False), ("release", "fr", False)} == {
        (kind, code, False)
        for kind in ("boilerplate", "contact", "organisation", "person", "topic")
        for code in BOTH
    }


def test_each_act_has_its_kind_and_what_went_is_marked(newsroom, clock, reader):
    made = factories.corrected(newsroom, clock)
    by = newsroom.users["approver"]
    clock.tick(minutes=1)
    lifecycle.withdraw(made.release, by=by, notes=notes(made), clock=clock)
    clock.tick(minutes=1)
    lifecycle.restore(made.release, by=by, reason="Cleared.", clock=clock)
    clock.tick(minutes=1)
    lifecycle.erase(
        made.release, by=newsroom.users["operator"], reason="Order", clock=clock
    )
    clock.tick(minutes=1)

    told = [item for item in reader.poll() if item["locale"] == "en"]

    releases = [item for item in told if item["type"] == "release"]
    assert [(item["kind"], item["version"], item["deleted"]) for item in releases] == [
        ("release.published", 1, False),
        ("release.corrected", 2, False),
        ("release.withdrawn", 2, True),
        ("release.restored", 3, False),
        ("release.erased", 3, True),
    ]
    assert reader.held == {}


def test_a_reader_who_has_come_to_the_end_is_told_what_is_new_alone(
    newsroom, clock, reader
):
    factories.public(newsroom, clock, title="Old", words="Old")
    clock.tick(seconds=10)
    reader.poll()
    nothing = reader.poll()
    new = factories.public(newsroom, clock, title="New", words="New")
    clock.tick(seconds=10)

    told = reader.poll()

    assert nothing == []
    releases = {item["id"] for item in told if item["type"] == "release"}
    assert releases == {str(new.release.pk)}


def test_a_lift_is_told_at_its_instant_and_not_before(newsroom, clock, reader):
    made = factories.embargoed(newsroom, clock)
    clock.at = made.release.embargo_at - timedelta(microseconds=1)
    before = reader.poll()
    clock.at = made.release.embargo_at

    told = reader.poll()

    assert before == []
    assert kinds(told) == [("release.published", "en"), ("release.published", "fr")]


def test_a_record_that_only_a_hidden_release_names_is_not_told(
    newsroom, clock, client, reader
):
    factories.public(newsroom, clock)
    clock.tick(minutes=1)
    before = client.get("/api/v1/changes").content
    factories.embargoed(newsroom, clock, title="Hidden", words="Hidden")
    hidden = client.get("/api/v1/changes").content
    reader.poll()

    assert hidden == before
    assert reader.held == replaying.listed(client, *BOTH)


def test_a_hidden_release_moves_neither_cursor_nor_part_nor_queries(
    newsroom, clock, client
):
    factories.public(newsroom, clock)
    clock.tick(minutes=1)
    path = "/api/v1/changes?limit=1"
    before = []
    while path and len(before) < 20:
        with CaptureQueriesContext(connection) as asked:
            part = client.get(path).json()
        before.append((part, len(asked)))
        path = part["more"] and part["next"].removeprefix(URL)
    factories.embargoed(newsroom, clock, title="Hidden", words="Hidden")

    path, after = "/api/v1/changes?limit=1", []
    while path and len(after) < 20:
        with CaptureQueriesContext(connection) as asked:
            part = client.get(path).json()
        after.append((part, len(asked)))
        path = part["more"] and part["next"].removeprefix(URL)

    assert len(before) > 2
    assert after == before


def test_parts_lead_to_each_other_whatever_their_size(newsroom, clock, client):
    for number in range(4):
        factories.public(newsroom, clock, title=f"N {number}", words=f"N {number}")
    whole = replaying.Reader(client, "/api/v1/changes?limit=500")
    small = replaying.Reader(client, "/api/v1/changes?limit=1")
    fresh = replaying.Reader(client, "/api/v1/changes?limit=3")

    # They all lifted in this very second: nothing is settled, and it goes on.
    fresh.poll()
    clock.tick(seconds=10)
    whole.poll()
    small.poll()

    assert small.held == whole.held == fresh.held == replaying.listed(client, *BOTH)
    assert kinds(small.seen) == kinds(whole.seen)


def test_one_locale_can_be_followed_alone(newsroom, clock, client):
    factories.public(newsroom, clock)
    clock.tick(minutes=1)
    reader = replaying.Reader(client, "/api/v1/changes?locale=fr")

    reader.poll()

    assert reader.held == replaying.listed(client, "fr")


def test_a_locale_that_begins_is_told_from_the_beginning(
    newsroom, clock, client, reader
):
    newsroom.indexes["fr"].unpublish()
    factories.public(newsroom, clock)
    clock.tick(minutes=1)
    reader.poll()
    english = dict(reader.held)
    newsroom.indexes["fr"].save_revision().publish()

    told = reader.poll()

    assert english == replaying.listed(client, "en")
    assert told
    assert reader.held == replaying.listed(client, *BOTH)


def test_a_record_that_is_taken_back_is_told(newsroom, clock, client, reader):
    made = factories.public(newsroom, clock)
    clock.tick(minutes=1)
    reader.poll()
    made.person.unpublish()
    clock.tick(minutes=1)

    told = reader.poll()

    person = str(made.person.translation_key)
    assert [(item["id"], item["locale"], item["deleted"]) for item in told] == [
        (person, "en", True)
    ]
    assert reader.held == replaying.listed(client, *BOTH)


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        *((f"since={text}", "since") for text in ("x", "AAAA", "%00", "MTIzfHw")),
        ("limit=0", "limit"),
        ("limit=501", "limit"),
        ("locale=de", "locale"),
        ("cursor=x", "cursor"),
    ],
)
def test_a_bad_parameter_is_named(query, parameter, newsroom, client):
    answer = client.get(f"/api/v1/changes?{query}")

    assert (answer.status_code, answer.json()["parameter"]) == (400, parameter)


ACTS = [
    *("lift", "embargo", "correct", "drop", "withdraw", "restore", "erase"),
    *("rename", "take_back", "wait", "wait"),
]


class Desk:
    """Does what people may do next, at random, with a few releases."""

    def __init__(self, chance, room, clock):
        self.chance, self.room, self.clock = chance, room, clock
        self.by = room.users["approver"]
        self.made = [
            factories.approved(room, clock, title=f"T {n}", words=f"W {n % 2}")
            for n in range(3)
        ]

    def act(self):
        made = self.chance.choice(self.made)
        name = self.chance.choice(ACTS)
        self.clock.tick(seconds=self.chance.uniform(0.001, 40))
        try:
            getattr(self, name)(made)
        except lifecycle.Refused:
            return
        made.release.refresh_from_db()

    def lift(self, made):
        lifecycle.lift_now(made.release, by=self.by, clock=self.clock)

    def embargo(self, made):
        minute = self.clock().replace(second=0, microsecond=0)
        moment = minute + timedelta(minutes=self.chance.randint(1, 3))
        lifecycle.set_embargo(
            made.release, moment, zone="UTC", by=self.by, clock=self.clock
        )

    def correct(self, made, **values):
        for code in made.pages:
            word = self.chance.random()
            values.setdefault("lead", f"<p>{word}</p>")
            factories.edited(made, self.room, code, **values)
            lifecycle.approve(made.release, code, by=self.by, clock=self.clock)
        minute = self.clock().replace(second=0, microsecond=0)
        lifecycle.correct(
            made.release,
            by=self.by,
            notes=notes(made),
            correction_class="fact",
            at=self.chance.choice([None, minute + timedelta(minutes=1)]),
            clock=self.clock,
        )

    def drop(self, made):
        self.correct(made, body=[], contacts=[], topics=[])

    def withdraw(self, made):
        lifecycle.withdraw(
            made.release, by=self.by, notes=notes(made), clock=self.clock
        )

    def restore(self, made):
        lifecycle.restore(made.release, by=self.by, reason="Ok", clock=self.clock)

    def erase(self, made):
        if self.chance.random() < 0.3:
            lifecycle.erase(
                made.release,
                by=self.room.users["operator"],
                reason="Order",
                clock=self.clock,
            )

    def rename(self, made):
        made.person.refresh_from_db()
        made.person.name = f"Name {self.chance.random()}"
        made.person.save_revision().publish()

    def take_back(self, made):
        made.contact.refresh_from_db()
        made.contact.unpublish()

    def wait(self, made):
        self.clock.tick(seconds=self.chance.uniform(0.5, 90))


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_done_the_feed_gives_what_the_lists_show(
    seed, newsroom, clock, client
):
    chance = random.Random(seed)
    desk = Desk(chance, newsroom, clock)
    steady = replaying.Reader(client, f"/api/v1/changes?limit={chance.randint(1, 9)}")

    for _step in range(25):
        desk.act()
        if chance.random() < 0.5:
            steady.poll()
            assert steady.held == replaying.listed(client, *BOTH)
    steady.poll()
    late = replaying.Reader(client, f"/api/v1/changes?limit={chance.randint(1, 9)}")
    late.poll()

    public = replaying.listed(client, *BOTH)
    assert steady.held == public
    assert late.held == public
