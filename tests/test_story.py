"""Promise: a file becomes public in two languages at one instant, and not before."""

import html
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from urllib.parse import quote as quoted
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import Translation

from press import audit, clock, models, reconcile
from press.models.snippets import Snippet
from tests import factories, story_desk

OWN = Path(__file__).parent / "story.md"
START = datetime(2026, 3, 9, 8, 0, 12, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Paris")
INDEXES = {"en": "releases", "fr": "communiques"}


@pytest.fixture
def hands(monkeypatch):
    """A clock that stands at START until the story moves it on."""
    held = factories.Clock(START)
    monkeypatch.setattr(clock, "now", held)
    return held


@pytest.fixture(params=["own", "seed"])
def file(request):
    """The release as a file: one of ours, and the seed where it is."""
    if request.param == "own":
        return OWN
    folder = request.getfixturevalue("shared")
    return next((folder / "seeds").glob("*.txt"))


def imported(file):
    """Import the file as the editor would by command; return what it says."""
    out = StringIO()
    call_command(
        "import_release", str(file), locale="en", json=True, user="editor", stdout=out
    )
    return json.loads(out.getvalue())


def drafts():
    """Every snippet that is still a draft, those that others name first."""
    order = [models.Organisation, models.Place, models.Topic]
    rest = [model for model in Snippet.__subclasses__() if model not in order]
    return [
        row
        for model in [*order, *rest]
        for row in model.objects.filter(live=False).order_by("pk")
    ]


def french(text):
    """Stand-in for a translator: words that are not those of the source."""
    words = re.sub(r"(?<![<\w/&#])([A-Za-z]{4,})(?![^<]*>)", r"\1ette", text)
    return words if words != text else f"{text} (fr)"


def translate_all(person, locale):
    """Write every string of every translation into a locale."""
    for translation in Translation.objects.filter(target_locale=locale):
        words = {
            segment.string.data: french(segment.string.data)
            for segment in translation.source.stringsegment_set.all()
        }
        person.translates(translation, words)


def surfaces(release, quote, words):
    """The public addresses on which the release can be read, by name."""
    found = {}
    for code, index in INDEXES.items():
        found |= {
            f"home {code}": f"/{code}/",
            f"archive {code}": f"/{code}/{index}/",
            f"feed {code}": f"/{code}/{index}/feed.atom",
            f"quote {code}": f"/{code}/quotes/{quote}/",
            f"search {code}": f"/{code}/search/?q={words[code]}",
            f"api list {code}": f"/api/v1/releases?locale={code}",
            f"api {code}": f"/api/v1/releases/{release.pk}?locale={code}",
            f"api quotes {code}": f"/api/v1/quotes?locale={code}",
            f"api search {code}": f"/api/v1/search?locale={code}&q={words[code]}",
        }
    return found | {"sitemap": "/sitemap.xml"}


def showing(reader, addresses, marks):
    """The surfaces whose answer holds one of the marks, with their status."""
    shown = {}
    for name, url in addresses.items():
        answer = reader.get(url)
        assert answer.status_code in {200, 404}, (url, answer.status_code)
        text = answer.content.decode()
        if any(mark in text for mark in marks):
            shown[name] = answer.status_code
    return shown


@dataclass
class Story:
    """A release on its way, and the people who take it there."""

    said: dict
    release: models.Release
    page: models.ReleasePage
    editor: story_desk.Person
    approver: story_desk.Person
    translator: story_desk.Person


@pytest.fixture
def story(newsroom, hands, file):
    """The file is imported; everybody sits at the desk."""
    said = imported(file)
    people = {
        name: story_desk.Person.signed_in(newsroom.users[account])
        for name, account in (
            ("editor", "editor"),
            ("approver", "approver"),
            ("translator", "translator-fr"),
        )
    }
    return Story(
        said=said,
        release=models.Release.objects.get(reference=said["made"]["reference"]),
        page=models.ReleasePage.objects.get(pk=said["made"]["page"]),
        **people,
    )


def mend_and_translate(story, committing):
    """Mend what the report says, publish what it proposed, make the French edition."""
    locale = Locale.objects.get(language_code="fr")
    with committing(execute=True):
        story.editor.edits(story.page, title=story.page.title.replace('"', ""))
        for row in drafts():
            is_contact = isinstance(row, models.PressContact)
            story.editor.publishes(
                row, **({"name": "Nora Quéré"} if is_contact else {})
            )
        story.editor.asks_for_translation(story.page, locale)
    with committing(execute=True):
        translate_all(story.translator, locale)
    with committing(execute=True):
        for row in drafts():
            story.editor.publishes_translation(row)


def approve_and_embargo(story, moment):
    """Submit, approve both editions and set the embargo, on the panel."""
    assert story.editor.acts(story.release, "submit") == ["Submitted for review."]
    for code, language in (("en", "English"), ("fr", "French")):
        told = story.approver.acts(story.release, "approve", code)
        assert told == [f"{language}: Approved."]
    wall = moment.astimezone(ZONE)
    story.approver.acts(
        story.release,
        "set-embargo",
        day=f"{wall:%Y-%m-%d}",
        hour=f"{wall:%H:%M}",
        zone="Europe/Paris",
    )


def test_the_report_of_the_import_stays_beside_the_release(story):
    url = reverse("press_intake_report", args=[story.release.pk])
    shown = html.unescape(story.editor.opens(url).content.decode())

    messages = [finding["message"] for finding in story.said["findings"]]
    assert len(messages) >= 3
    assert [message for message in messages if message not in shown] == []


def test_a_file_becomes_public_in_both_languages_at_one_instant(
    story, hands, django_capture_on_commit_callbacks
):
    mend_and_translate(story, django_capture_on_commit_callbacks)
    moment = (START + timedelta(minutes=3)).replace(second=0)
    approve_and_embargo(story, moment)
    bodies = {row.locale: row.body for row in story.release.documents.all()}
    assert sorted(bodies) == ["en", "fr"]
    quote = next(one for one in bodies["en"]["body"] if one["type"] == "quote")["id"]
    asked = {code: quoted(_first_words(body["title"])) for code, body in bodies.items()}
    addresses = surfaces(story.release, quote, asked) | {
        f"release {code}": f"/{code}/{index}/{bodies[code]['slug']}/"
        for code, index in INDEXES.items()
    }
    marks = [word for body in bodies.values() for word in (body["slug"], body["title"])]
    reader = Client()

    hands.at = moment - timedelta(seconds=1)
    assert showing(reader, addresses, marks) == {}
    hands.at = moment
    assert showing(reader, addresses, marks) == dict.fromkeys(addresses, 200)

    assert audit.broken_at() is None
    assert _unhealed(moment) == []


def _first_words(title):
    """Enough of a title to find it, and less than the title that is looked for."""
    return " ".join(title.split()[:3])


def _unhealed(moment):
    """What differs beyond an index that no worker has fed yet."""
    return [
        (difference.rule, difference.subject)
        for difference in reconcile.differences(clock=lambda: moment)
        if difference.rule != "search-differs"
    ]
