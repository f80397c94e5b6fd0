"""Promise: every request that docs/api.md shows works as it stands."""

import re
import shlex
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests import factories

PAGE = Path(__file__).parent.parent / "docs" / "api.md"
EXAMPLES = re.findall("^curl .*$", PAGE.read_text(), re.MULTILINE)
ERRORS = {"$API/releases?colour=red": 400}


def asked(line):
    """Return method, address and query of a curl command."""
    _curl, *words = shlex.split(line)
    method = "HEAD" if "--head" in words else "GET"
    address = next(word for word in words if word.startswith("$API"))
    query = ""
    if "--data-urlencode" in words:
        pair = words[words.index("--data-urlencode") + 1]
        query = urlencode([tuple(pair.split("=", 1))])
    return method, address, query


@pytest.mark.parametrize("line", EXAMPLES)
def test_an_example_is_answered(line, newsroom, pinned_clock, client):
    made = factories.public(newsroom, pinned_clock)
    method, address, query = asked(line)
    path = address.replace("$API", "/api/v1").replace("$ID", str(made.release.pk))

    answer = client.generic(method, f"{path}?{query}" if query else path)

    assert answer.status_code == ERRORS.get(address, 200), answer.content
    if method == "GET":
        assert answer.json()


def test_the_error_that_is_shown_is_the_one_that_is_given(newsroom, client):
    answer = client.get("/api/v1/releases?colour=red")

    assert f"`{answer.content.decode()}`" in PAGE.read_text()
