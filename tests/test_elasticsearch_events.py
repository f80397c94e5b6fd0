"""Promise: after thousands of changes with faults in between, all indexes are equal."""

import random
import uuid

import pytest

from press import documents as press_documents
from press import ledger, lifecycle, models
from press.lifecycle import writing
from search import asking, draining, pool, query, remaking
from search import models as search_models
from search.backends.elastic import connecting
from tests import factories, faults, mirroring, searching

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mirrored")]

WORDS = ["narwhal", "walrus", "beluga", "orca", "krill", "glacier", "quantum", "climat"]
# Seconds that an engine has while it fails; who is slower than that fails too.
HASTE = 0.2
NOTES = {"en": "No.", "fr": "Non."}


@pytest.fixture
def clock(pinned_clock):
    """Every edge reads the clock that the test moves."""
    return pinned_clock


class Story:
    """Releases that come, change and go by chance, at the ledger."""

    def __init__(self, newsroom, clock, chance):
        self.newsroom, self.clock, self.chance = newsroom, clock, chance
        self.made = [
            factories.public(newsroom, clock, title=f"Number {n}", words=word)
            for n, word in enumerate(("Narwhal", "Walrus"))
        ]
        both, other = (
            {row.locale: row for row in made.release.documents.all()}
            for made in self.made
        )
        self.patterns = [both, other, {"en": both["en"]}, {"fr": other["fr"]}]
        self.releases = []

    def step(self):
        """Let one thing happen, or some if none is possible."""
        self.clock.tick(seconds=self.chance.randrange(1, 40))
        acts = [self.publish, self.edit, self.edit, self.withdraw, self.restore]
        act = self.chance.choice([*acts, self.embargo, self.rename])
        act()

    def publish(self):
        self.write(self.new(), 1, at=self.clock())

    def embargo(self):
        """Write what lifts by itself some minutes from now."""
        later = self.clock() + factories.timedelta(seconds=self.chance.randrange(400))
        self.write(self.new(), 1, at=later)

    def edit(self):
        release = self.any(withdrawn=False)
        if release:
            number = writing.highest_out(release, now=self.clock()) + 1
            self.write(release, number, at=self.clock())

    def withdraw(self):
        release = self.any(withdrawn=False)
        if release:
            by = self.newsroom.users["approver"]
            lifecycle.withdraw(release, by=by, notes=NOTES, clock=self.clock)

    def restore(self):
        release = self.any(withdrawn=True)
        if release:
            by = self.newsroom.users["approver"]
            lifecycle.restore(release, by=by, reason="Right.", clock=self.clock)

    def rename(self):
        person = self.chance.choice(self.made).person
        person.name = f"{self.word().title()} {self.word().title()}"
        person.save()
        person.save_revision().publish()

    def any(self, *, withdrawn):
        """Return a release that is out, withdrawn or not, or None."""
        out = [
            release
            for release in self.releases
            if writing.out(release, now=self.clock()).exists()
            and release.withdrawals.filter(restored_at=None).exists() == withdrawn
        ]
        return self.chance.choice(out) if out else None

    def new(self):
        release = models.Release.objects.create(pk=uuid.uuid4(), source_locale="en")
        self.releases.append(release)
        return release

    def write(self, release, number, *, at):
        event = "release.published" if number == 1 else "release.corrected"
        pattern = self.patterns[release.pk.int % len(self.patterns)]
        version = writing.Version(number=number, public_from=at, event=event)
        sources = {code: self.source(release, row) for code, row in pattern.items()}
        with ledger.locked():
            writing.write(release, version, sources=sources, now=self.clock())

    def source(self, release, row):
        """Return an edition like another, with a lead and a quote of its own."""
        quote = str(uuid.uuid5(release.pk, "quote"))
        blocks = [
            block | ({"id": quote} if block["type"] == "quote" else {})
            for block in row.body["body"]
            if block["type"] != "quote" or self.chance.random() < 0.8
        ]
        lead = row.body["lead"] | {"html": "", "text": f"{self.word()} {self.word()}"}
        body = row.body | {
            "id": str(release.pk),
            "slug": f"{row.slug}-{release.pk.hex}",
            "title": f"{self.word()} {row.body['title']}",
            "lead": lead,
            "body": blocks,
        }
        mentions = [
            (kind, quote if kind == "quote" else key)
            for kind, key in row.mentions.values_list("kind", "key")
        ]
        digest = press_documents.content_hash(body)
        return models.Approval(body=body, hash=digest, mentions=mentions)

    def word(self):
        return self.chance.choice(WORDS)


def shown(found):
    """Return what a reader sees; far back each engine has an order of its own."""
    hits = [(hit.shown.key, hit.shown.title, hit.shown.lead) for hit in found.hits]
    hits = hits if found.total <= pool.SIZE else sorted(hits)
    return found.total, hits, searching.counted(found)


def assert_answers_alike(settings, story, clock):
    """Hold that a search finds what it would without Elasticsearch."""
    words = " ".join({story.word() for _number in range(story.chance.choice([1, 3]))})
    asked = asking.Asked(words=words, locale="en", others=("fr",), size=500)
    found = query.find(asked, at=clock())
    url, settings.ELASTICSEARCH_URL = settings.ELASTICSEARCH_URL, ""
    expected = query.find(asked, at=clock())
    settings.ELASTICSEARCH_URL = url
    assert shown(found) == shown(expected), words


def told(story, proxy, clock):
    """Let the worker run for a while, with a fault in it or without."""
    chance = story.chance
    proxy.fail(chance.choice([*faults.FAULTS, *[faults.PASS] * 6]))
    if chance.random() < 0.9:
        mirroring.deliver(clock)
    for _number in range(chance.randrange(3)):
        draining.work_one(clock=clock, shake=chance.random)
    if chance.random() < 0.02:
        remaking.begin(clock=clock)
    if chance.random() < 0.01:
        search_models.Unsent.objects.update(next_try=clock())


def play(newsroom, clock, settings, monkeypatch, *, seed, steps):
    """Let things happen with faults; then all must come to be equal by itself."""
    chance = random.Random(seed)
    story = Story(newsroom, clock, chance)
    patient = settings.ELASTICSEARCH_TIMEOUT
    monkeypatch.setattr(connecting, "TO_WRITE", HASTE)
    with faults.FaultProxy(settings.ELASTICSEARCH_URL) as proxy:
        settings.ELASTICSEARCH_URL = proxy.url
        settings.ELASTICSEARCH_TIMEOUT = HASTE
        for number in range(steps):
            story.step()
            told(story, proxy, clock)
            if number % 20 == 0:
                connecting.connection().breaker.answered()
                assert_answers_alike(settings, story, clock)
        proxy.mend()
        settings.ELASTICSEARCH_TIMEOUT = patient
        monkeypatch.setattr(connecting, "TO_WRITE", patient)
        clock.tick(hours=1)
        mirroring.feed(clock)
        clock.tick(hours=1)
        mirroring.feed(clock)
        connecting.connection().breaker.answered()
        mirroring.assert_equal(clock)
        for _number in range(5):
            assert_answers_alike(settings, story, clock)
        assert not query.find(asking.Asked("narwhal", "en"), at=clock()).is_degraded


@pytest.mark.parametrize("seed", range(5))
def test_a_thousand_changes_with_faults_leave_no_difference(
    seed, newsroom, clock, settings, monkeypatch
):
    play(newsroom, clock, settings, monkeypatch, seed=seed, steps=200)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(5, 25))
def test_ten_thousand_changes_with_faults_leave_no_difference(
    seed, newsroom, clock, settings, monkeypatch
):
    play(newsroom, clock, settings, monkeypatch, seed=seed, steps=500)
