"""Promise: with and without a hidden release, every address answers the same.

The same bytes, headers and status, after the same number of queries, at one instant.
"""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from press import lifecycle, models
from press.models import ReleasePage
from tests import searching
from tests.embargo import rooms, states, urls
from tests.test_embargo import LOCALES, ask, some, whole

HIDDEN = [state for state in states.STATES if state.before == states.ABSENT]
CORRECTED = [state for state in states.STATES if state.before == states.OLD]
IN_FULL = {"under embargo", "correction under embargo"}
SNIPPETS = ("person", "boilerplate", "contact", "topic", "place", "organisation")


def forget_named(rows):
    """Delete snippets with all that their publishing left behind."""
    for row in rows:
        type(row).objects.filter(translation_key=row.translation_key).delete()
        models.Record.objects.filter(key=str(row.translation_key)).delete()
        models.Event.objects.filter(key=str(row.translation_key)).delete()


def forget_canaries(secret):
    """Delete what the canaries brought: snippets, image, file, their kept bytes."""
    forget_named([secret.named[name] for name in SNIPPETS])
    secret.named["photo"].delete()
    secret.named["handout"].delete()
    models.File.objects.all().delete()


def forget(secret):
    """Delete the release and all it brought, as if it had never been written."""
    models.Event.objects.filter(release=secret.release.pk).delete()
    models.Document.objects.filter(release=secret.release.pk).delete()
    pages = ReleasePage.objects.filter(translation_key=secret.release.pk)
    while page := pages.first():
        page.delete()
    assert not models.Release.objects.filter(pk=secret.release.pk).exists()
    made = secret.made
    forget_named([made.person, made.contact, made.topic, made.boilerplate])
    forget_named([made.boilerplate.organisation])
    forget_canaries(secret)


def answers(questions):
    """Return what each question is answered with, and after how many queries."""
    # A process compares its migrations once.
    Client().get("/readyz")
    found = []
    for probe in questions:
        with CaptureQueriesContext(connection) as queries:
            answer = ask(probe)
            # What is never cached says when it was answered, by the host's clock.
            answer.headers.pop("Expires", None)
            text = whole(answer)
        found.append((probe.method, probe.path, len(queries), text))
    return found


def assert_same(with_it, without_it):
    """Hold that two rounds of answers are equal, naming the first that is not."""
    for one, other in zip(with_it, without_it, strict=True):
        assert one == other


def questions_about(secret, state):
    asked = [probe for locale in LOCALES for probe in urls.probes(secret, locale)]
    return asked if state.name in IN_FULL else some(asked, of=state.name)


# A worker that has not run yet makes its difference to one as to the others.
TWINS = [
    (state, indexed)
    for state in HIDDEN
    for indexed in (True, False)
    if indexed or state.name in IN_FULL or settings.NEWSROOM_SOAK
]


@pytest.mark.parametrize(
    ("state", "indexed"),
    TWINS,
    ids=[f"{state.name}, {'indexed' if done else 'waiting'}" for state, done in TWINS],
)
def test_a_hidden_release_changes_no_answer(state, indexed, pinned_clock, db):
    clock = pinned_clock
    secret = rooms.hide(clock)
    lift = states.lift_of(clock)
    state.reach(secret, lift)
    if indexed:
        searching.deliver_all(clock)
    questions = questions_about(secret, state)
    clock.at = lift - timedelta(seconds=1)

    with_it = answers(questions)
    forget(secret)
    without_it = answers(questions)

    assert_same(with_it, without_it)


@pytest.mark.parametrize("state", CORRECTED, ids=lambda state: state.name)
def test_a_hidden_correction_changes_no_answer(state, pinned_clock, db):
    clock = pinned_clock
    secret = rooms.hide(clock)
    lift = states.lift_of(clock)
    state.reach(secret, lift)
    searching.deliver_all(clock)
    questions = questions_about(secret, state)
    clock.at = lift - timedelta(seconds=1)

    with_it = answers(questions)
    if state.after == states.NEW:
        lifecycle.cancel_embargo(
            secret.release, by=secret.by, reason="Twin", clock=clock
        )
    secret.release.approvals.all().delete()
    forget_canaries(secret)
    without_it = answers(questions)

    assert_same(with_it, without_it)
