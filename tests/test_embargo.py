"""Promise: nothing of a hidden release is on any public surface before its instant.

Every pattern of the URL map is asked, in every state, in every locale, one second
before T, at T and one second after. `docs/embargo.md` says what each may show.
"""

import random
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from search.models import Entry
from tests import searching
from tests.embargo import rooms, states, urls
from tests.embargo.canaries import CANARIES, EARLIER, PLAIN, folded, sung

LOCALES = ("en", "fr")
SECOND = timedelta(seconds=1)
NEVER_OUT = [*CANARIES.values(), *EARLIER.values()]
# The status of the secret's own addresses, by what may show.
STATUS = {
    states.ABSENT: {
        **dict.fromkeys(
            ("page", "detail", "version 1", "version 2", "version 3", "quote"), 404
        ),
        **dict.fromkeys(("version page 1", "version page 2", "version page 3"), 404),
        "record": 404,
        "file": 404,
        "path": 404,
        "preview": 404,
    },
    states.OLD: {
        "page": 404,
        "detail": 200,
        "version 1": 200,
        **dict.fromkeys(("version 2", "version 3", "quote", "record", "file"), 404),
        **dict.fromkeys(("version page 1", "version page 2", "version page 3"), 404),
        **dict.fromkeys(("path", "preview"), 404),
    },
    states.NEW: {
        **dict.fromkeys(("page", "detail", "quote", "record", "file", "path"), 200),
        "preview": 404,
    },
    states.NOTICE: {
        **dict.fromkeys(
            ("page", "detail", "version 1", "version page 1", "quote", "path"), 410
        ),
        **dict.fromkeys(("record", "file", "preview"), 404),
    },
    states.MENDED: {
        "page": 301,
        "detail": 200,
        "version 1": 410,
        "version page 1": 301,
        "quote": 410,
        "path": 200,
        **dict.fromkeys(("record", "file", "preview"), 404),
    },
}


def ask(probe, **headers):
    """Return the answer to a question, asked by somebody nobody knows."""
    client = Client(headers=probe.headers | headers)
    answer = client.generic(probe.method, probe.path)
    answer.read = b"".join(answer)
    return answer


def whole(answer):
    """Return all that goes over the wire, as text."""
    head = [f"{answer.status_code} {answer.reason_phrase}"]
    head += [f"{name}: {value}" for name, value in sorted(answer.headers.items())]
    return "\n".join([*head, answer.read.decode("utf-8", errors="replace")])


def secret_words(verdict):
    """Return the words that no answer may hold."""
    if verdict == states.ABSENT:
        return NEVER_OUT
    if verdict == states.NEW:
        return [CANARIES["review note"], CANARIES["reason"]]
    return list(CANARIES.values())


def secret_ids(secret, verdict):
    """Return the ids that no answer may hold, but to a question that has them."""
    named = [
        row.translation_key
        for row in secret.named.values()
        if hasattr(row, "translation_key")
    ]
    own = [secret.release.pk, secret.release.reference]
    hidden = {
        states.ABSENT: [*own, secret.quote, *named],
        states.OLD: [secret.quote, *named],
    }
    return [str(key) for key in hidden.get(verdict, [])]


def assert_kept(probe, answer, verdict, *, ids=()):
    """Hold that an answer shows what it may, and has the status of the table."""
    asked = f"{probe.path} {probe.method}"
    text = whole(answer)
    hidden = [*secret_words(verdict), *ids]
    assert (asked, sung(text, hidden, asked=asked)) == (asked, [])
    status = STATUS[verdict].get(probe.kind)
    assert status is None or (asked, answer.status_code) == (asked, status)
    if verdict == states.NEW and probe.shows and probe.method == "GET":
        word = folded(probe.word)
        assert (asked, answer.status_code, word in folded(text)) == (asked, 200, True)


def assert_index_clean(verdict):
    """Hold that no column of the search tables has a canary, or its stem."""
    stems = {folded(word)[:6]: word for word in secret_words(verdict)}
    rows = [folded(str(vars(row))) for row in Entry.objects.all()]
    held = {word for stem, word in stems.items() for row in rows if stem in row}
    assert held == set()


def assert_log_clean(caplog, words):
    """Hold that no line of the log, at the levels of production, has a canary."""
    lines = [
        f"{record.getMessage()} {record.args} {record.exc_text}"
        for when in ("setup", "call")
        for record in caplog.get_records(when)
    ]
    assert sung("\n".join(lines), words) == []


def test_every_public_pattern_is_asked_and_no_other():
    assert urls.patterns() - set(urls.PROBES) - {"index:"} == set()
    assert set(urls.PROBES) - urls.patterns() == set()


def some(questions, *, of, share=3):
    """Return a third of the questions, another for each occasion; all in the soak.

    Where nothing happens at T, the answers before and after it are one answer.
    """
    if settings.NEWSROOM_SOAK:
        return questions
    chance = random.Random(of)
    return [probe for probe in questions if chance.randrange(share) == 0]


@pytest.mark.parametrize("state", states.STATES, ids=lambda state: state.name)
def test_each_address_shows_what_the_table_says_and_no_more(
    state, pinned_clock, db, caplog
):
    clock = pinned_clock
    secret = rooms.hide(clock)
    lift = states.lift_of(clock)
    state.reach(secret, lift)
    questions = {locale: urls.probes(secret, locale) for locale in LOCALES}
    for asked in questions.values():
        assert {probe.pattern for probe in asked} == set(urls.PROBES)

    for moment in (lift - SECOND, lift, lift + SECOND):
        clock.at = moment
        verdict = state.at(moment, lift=lift)
        ids = secret_ids(secret, verdict)
        for locale, asked in questions.items():
            if moment >= lift and state.before == state.after:
                asked = some(asked, of=f"{state.name} {locale} {moment}")
            for probe in asked:
                assert_kept(probe, ask(probe), verdict, ids=ids)
        if moment < lift:
            searching.deliver_all(clock)
            assert_index_clean(state.before)
            for probe in questions["en"]:
                if "search" in probe.pattern or "suggest" in probe.pattern:
                    assert_kept(probe, ask(probe), state.before)
    if states.NEW not in (state.before, state.after):
        assert_log_clean(caplog, NEVER_OUT)


def test_a_tag_of_the_answer_to_come_tells_nothing_before(pinned_clock, db):
    clock = pinned_clock
    secret = rooms.hide(clock)
    lift = states.lift_of(clock)
    states.embargoed(secret, lift)
    questions = [
        probe
        for locale in LOCALES
        for probe in urls.probes(secret, locale)
        if probe.method == "GET"
    ]
    questions = some(questions, of="tags")
    clock.at = lift
    tags = [ask(probe).headers.get("ETag", '"none"') for probe in questions]
    clock.at = lift - SECOND

    for probe, tag in zip(questions, tags, strict=True):
        plain, asked = ask(probe), ask(probe, **{"If-None-Match": tag})
        if plain.headers.get("ETag") != tag:
            assert (probe.path, whole(asked)) == (probe.path, whole(plain))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("scheduled", [False, True], ids=["draft", "scheduled"])
def test_a_plain_page_shows_nothing_before_it_is_published(
    scheduled, locale, pinned_clock, db, caplog
):
    clock = pinned_clock
    secret = rooms.hide(clock)
    states.draft(secret, clock())
    # Wagtail reads a clock of its own: an instant that no test reaches.
    later = clock().replace(year=2200)
    pages = rooms.plain_pages(secret, go_live_at=later if scheduled else None)
    questions = urls.probes(secret, locale)
    call_command("publish_scheduled")

    for turn in range(3):
        for probe in some(questions, of=f"{locale} {turn}") if turn else questions:
            answer = ask(probe)
            hidden = [*NEVER_OUT, *PLAIN.values()]
            assert (probe.path, sung(whole(answer), hidden, asked=probe.path)) == (
                probe.path,
                [],
            )
            if probe.kind == "plain":
                assert answer.status_code == 404
        clock.tick(seconds=1)
    assert_log_clean(caplog, [*NEVER_OUT, *PLAIN.values()])

    if scheduled:
        reached = clock().replace(year=2000)
        for page in pages:
            revision = page.scheduled_revision
            revision.content["go_live_at"] = reached.isoformat()
            revision.approved_go_live_at = reached
            revision.save()
        call_command("publish_scheduled")
        answer = Client().get(f"/{locale}/{PLAIN['page slug']}/")
        assert answer.status_code == 200
        assert PLAIN["page text"] in answer.content.decode()


def test_the_written_table_is_the_one_that_is_tested():
    text = (Path(__file__).parent.parent / "docs" / "embargo.md").read_text()
    for state in states.STATES:
        assert f"| {state.name} | {state.before} | {state.after} |" in text
    for verdict in STATUS:
        assert f"| {verdict} |" in text
