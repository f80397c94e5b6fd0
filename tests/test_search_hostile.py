"""Promise: no question breaks search: not on a page, in the API, as a feed or typed."""

import random
from urllib.parse import quote

import pytest

from tests import factories

SEED = 20260310
SURFACES = (
    "/en/search/",
    "/api/v1/search",
    "/fr/search/feed.atom",
    "/api/v1/suggest",
)
WORDS = ("coral", "Élysée", "l'État", "2026", "the", "C.N.R.S.", "R&D", "a@b.c")
SIGNS = [
    *('"', "'", "“", "”", "«", "»", "„", "‟", "＂", "‘", "’", "`", "‹", "›", "`´"),
    *(" AND ", " OR ", " NOT ", "NEAR(", "NEAR/5 ", ")", "((", "[", "]", "{", "}"),
    *("*", "^", "~", "~9", "?", "\\", "/", "|", "||", "&", "&&", "!", "+", "-", "--"),
    *("−", "title:", "names : ", ":*", "<->", "<2>", "%", "_", ";", ",", "$$", "#"),
    *("\0", "\x01", "\x1f", "\x7f", "\n", "\t", "\u2028", "\ufeff", "\ufffe", "\uffff"),
    *("👩🏽‍🔬", "🌊", "❤️", "\U0001f1eb\U0001f1f7", "é", "ﬁ", "ǆ", "İ", "ſ", "⒈", "½"),
    *("\u202e", "\u200f", "שלום", "مرحبا", "日本語", "ก็", "\u0301" * 40, "½", "٣"),
    *("\ud800", "\udfff", "\udc80coral", "coral\ud83d"),
    *("<script>", "</title>", "<mark>", "&lt;", "javascript:", "' OR 1=1 --", "\\'"),
]
OTHERS = {
    "type": ("release", "quote", "nothing", "\0", '"'),
    "kind": ("release", "<b>", "\ud800"),
    "topic": ("coral-topic", "'", "\0", "x" * 300, "%"),
    "year": ("2026", "-1", "0", "99999999999999999999", "٣"),
    "person": ("00000000-0000-4000-8000-000000000000", "x", "\0"),
    "language": ("en", "fr", "xx", "\0"),
    "sort": ("newest", "relevance", "\ud800"),
    "exact": ("true", "1", "\0"),
    "page": ("1", "2", "10000", "-5", "1e9", "9" * 500),
    "limit": ("1", "20", "0", "1000000"),
    "locale": ("en", "fr", "zz", "\0"),
    "nothing": ("",),
}


@pytest.fixture
def clock(pinned_clock):
    """Views read the clock that the test moves."""
    return pinned_clock


def question(chance):
    """Return words and signs in any order; one in fifty is 10 kB long."""
    parts = [
        chance.choice(SIGNS if chance.random() < 0.6 else WORDS)
        for _part in range(chance.randint(0, 12))
    ]
    text = chance.choice(("", " ")).join(parts)
    if chance.random() < 0.02:
        text = (text or chance.choice(SIGNS)) * (10_000 // max(len(text), 1))
    return text[:10_000]


def asked(chance):
    """Return a query string, half characters and all."""
    pairs = [("q", question(chance))]
    while chance.random() < 0.3:
        name = chance.choice(list(OTHERS))
        pairs.append((name, chance.choice(OTHERS[name])))
    return "&".join(
        f"{name}={quote(value.encode('utf-8', 'surrogatepass'), safe='')}"
        for name, value in pairs
    )


@pytest.mark.parametrize(
    ("tell", "cases"),
    [
        pytest.param("indexed", 1_000, id="some"),
        pytest.param("mirrored", 100, id="mirrored"),
        pytest.param("indexed", 10_000, id="all", marks=pytest.mark.soak),
        pytest.param("mirrored", 10_000, id="all mirrored", marks=pytest.mark.soak),
    ],
    indirect=["tell"],
)
def test_no_question_is_an_error_of_the_server(newsroom, clock, client, tell, cases):
    factories.public(newsroom, clock, title="Élysée reef", words="Coral")
    tell()
    factories.public(newsroom, clock, title="L’État", words="Coral bay")
    chance = random.Random(SEED)
    client.raise_request_exception = False

    failed = []
    statuses = set()
    for number in range(cases):
        path, query = SURFACES[number % len(SURFACES)], asked(chance)
        answer = client.get(path, QUERY_STRING=query)
        statuses.add(answer.status_code)
        if answer.status_code not in {200, 400, 404}:
            failed.append((answer.status_code, path, query[:300]))

    assert failed == []
    assert statuses == {200, 400, 404}
