"""Promise: whatever the API is asked, it answers as its description says.

No error of ours, no status, type or shape that is not described, no bad question
taken for a good one; every answer with its age and tag, and no hidden word in any.
"""

import contextlib
import functools
import json
import re
from collections import Counter
from datetime import timedelta

import hypothesis
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase
from schemathesis import GenerationMode

from home.demo import newsroom as demo
from newsroom import api
from newsroom import settings as configured
from press import clock, models, previews
from tests import contract, factories, searching, serving
from tests.embargo import rooms, states
from tests.embargo.canaries import CANARIES, EARLIER
from tests.test_demo import IN_EACH_STATE, chosen

SEED = 20_26
SHARE = 2_000
ALL = 20_000
HIDDEN_WORDS = [*CANARIES.values(), *EARLIER.values()]
SHOWN_AT_MOST = 2_000
WITHOUT_LIMITS = {"NEWSROOM_RATE_SEARCH": "0", "NEWSROOM_RATE_PREVIEW": "0"}
SNIPPETS = ("person", "boilerplate", "contact", "topic", "organisation")


@pytest.fixture
def secret(transactional_db):
    """Some of the demo, in each state, and a secret that no answer may show."""
    made = rooms.hide(clock.now)
    assert demo.put_in(chosen(*IN_EACH_STATE), clock=clock.now) == []
    factories.corrected(made.room, Later(), title="Mended bridge", words="Bridge")
    factories.withdrawn(made.room, Later(), title="Old tunnel", words="Tunnel")
    lift = clock.now().replace(second=0, microsecond=0, year=clock.now().year + 1)
    states.embargoed(made, lift)
    searching.deliver_all(clock.now)
    return made


class Later(factories.Clock):
    """The clock that the server reads, some minutes ago."""

    def __init__(self):
        super().__init__(clock.now())
        self.tick(hours=-1)


def of_preview(secret):
    """Return what opens a preview of a text that is no secret, and a file of it."""
    pages = models.ReleasePage.objects.filter(image__isnull=False).exclude(
        translation_key=secret.release.pk
    )
    token = previews.share(
        pages.earliest("pk"),
        by=secret.room.users["editor"],
        clock=clock.now,
        life=timedelta(days=1),
    )
    body = models.PreviewToken.objects.latest("pk").body
    key, name = previews.FILE_PATH.search(json.dumps(body)).groups()
    return {"token": [token], "file": [key], "name": [name]}


def of_secret(secret):
    """Return the ids that a reader of bad will could know."""
    named = (secret.named[name] for name in SNIPPETS)
    return [
        *(str(secret.release.pk), secret.release.reference, str(secret.quote)),
        *(str(row.translation_key) for row in named),
        *(str(row.release_id) for row in models.Withdrawal.objects.all()),
    ]


def asked(operation, known, session, found, mode, *, count):
    """Ask an operation so many questions; note what is wrong with an answer."""
    name = f"{operation.label} {mode.value}"

    @hypothesis.seed(SEED)
    @hypothesis.settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @hypothesis.given(case=contract.questions(operation, mode, known))
    def ask(case):
        answer = case.call(session=session)
        counted[answer.status_code] += 1
        for wrong in contract.broken(case, answer, words=HIDDEN_WORDS):
            found.setdefault(f"{name}: {wrong[:SHOWN_AT_MOST]}", answer.request.url)

    counted = Counter()
    # Some operations take any text: no question to them is a bad one.
    with contextlib.suppress(hypothesis.errors.Unsatisfiable):
        ask()
    return counted


@pytest.mark.parametrize(
    "cases",
    [
        pytest.param(SHARE, id="a tenth"),
        pytest.param(ALL, id="all", marks=pytest.mark.soak),
    ],
)
def test_every_answer_is_one_that_the_description_has(cases, secret):
    found, counted = {}, {}
    with serving.newsroom(**WITHOUT_LIMITS) as server, requests.Session() as session:
        schema = schemathesis.openapi.from_url(f"{server.url}/api/v1/openapi.json")
        operations = [row.ok() for row in schema.get_all_operations()]
        known = contract.Known(
            server, hidden=of_secret(secret), preview=of_preview(secret)
        )
        share = -(-cases // len(operations))
        for operation in operations:
            ask = functools.partial(asked, operation, known, session, found)
            bad = ask(GenerationMode.NEGATIVE, count=share // 2)
            good = ask(GenerationMode.POSITIVE, count=share - bad.total())
            counted[operation.label] = good + bad

    if found:
        pytest.fail("\n".join(f"{wrong}\n  {url}" for wrong, url in found.items()))
    assert sum(row.total() for row in counted.values()) >= cases
    # A question that is never answered well proves little.
    unanswered = [name for name, row in counted.items() if not row[200]]
    assert unanswered == []


def test_an_operation_that_is_limited_says_so():
    said = {
        path
        for path, methods in api.schema()["paths"].items()
        for operation in methods.values()
        if "429" in map(str, operation["responses"])
    }

    limits = [re.compile(row[0]) for row in configured.NEWSROOM_RATE_LIMITS.values()]
    limited = {
        path
        for path in api.schema()["paths"]
        if any(limit.match(path) for limit in limits)
    }
    assert limited
    assert said == limited
