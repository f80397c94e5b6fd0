"""The API's contract under test: what is asked of it, and what each answer must be."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from hypothesis import strategies as st
from schemathesis import Case, GenerationMode, Response
from schemathesis.core.failures import FailureGroup
from schemathesis.openapi.checks import RejectedPositiveData
from schemathesis.schemas import APIOperation

from tests.embargo.canaries import sung
from tests.serving import Server

API = "/api/v1"
PROBLEM = "application/problem+json"
STRONG = re.compile(r'"[0-9a-f]{16,64}(-br|-gzip|-zstd)?"')
KEPT = re.compile(r"public, max-age=([0-9]|[1-5][0-9]|60)")
# What is answered to one reader alone, or about the reader's own haste.
FOR_ONE = "/preview/"
TOO_MANY = 429
LOCALES = ("en", "fr")
# A locale, a cursor and an instant are texts in the description, which cannot tell
# which ones exist: to refuse one is no break of the contract.
ALLOWED = (RejectedPositiveData,)
LISTS = (
    *("releases", "quotes", "boilerplates", "organisations"),
    *("people", "contacts", "topics"),
)
KEYS = ("id", "reference", "slug")
URLS = ("url", "page_url")
CURSORS = ("cursor", "since")
# What a parameter names, by the list that has it.
NAMED = {
    "organisation": "organisations",
    "person": "people",
    "speaker": "people",
    "release": "releases",
    "topic": "topics",
}
WORDS = {
    "locale": [*LOCALES, "de", "EN", ""],
    "locales": ["en,fr", "fr,en", "en", "en,en", "en,de", ","],
    "view": ["summary", "full", "all"],
    "order": ["newest", "oldest", "-public_from"],
    "sort": ["newest", "best", "x"],
    "kind": ["release", "statement", "nothing"],
    "year": [2026, 2025, 1, -1],
    "limit": [1, 2, 20, 100, 0, 101],
    "from": ["2026-01-01", "2026-03-10T09:00:00Z", "2026-02-30", "now"],
    "to": ["2026-12-31", "2025-01-01", "9999-12-31", "then"],
    "since": ["", "0", "2026-01-01T00:00:00Z"],
    "q": ["harbour", "recherche", '"open labs"', "*", "a AND (", "%"],
    "number": ["1", "2", "3", "0", "-1", "99999999999", "one"],
    "token": ["x", "x.y.z"],
    "file": [],
    "name": ["nothing.png"],
    "cursor": ["x"],
}


class Known:
    """Values that exist: without them most questions would be about nothing."""

    def __init__(
        self, server: Server, *, hidden: list[str], preview: dict[str, list[str]]
    ) -> None:
        self.hidden = hidden
        self.of: dict[str, list[str]] = {}
        self.words: dict[str, list[Any]] = {
            name: [*values, *preview.get(name, [])] for name, values in WORDS.items()
        }
        self._read(server)

    def _read(self, server: Server) -> None:
        """Read the lists: ids, references, addresses and cursors."""
        self.words["path"] = ["", "/", "/en/", "nowhere"]
        for name, page in _lists(server):
            kept = self.of.setdefault(name, [])
            for item in page["items"]:
                kept += [value for value in _of(item, *KEYS) if value not in kept]
                self.words["path"] += [urlsplit(url).path for url in _of(item, *URLS)]
            asked = parse_qs(urlsplit(page.get("next") or "").query)
            for key in CURSORS:
                self.words[key] += asked.get(key, [])
        for name, listed in NAMED.items():
            self.words[name] = [*self.of.get(listed, []), *self.hidden]

    def values(self, operation: APIOperation, name: str) -> list[Any]:
        """Return what a parameter of an operation may hold."""
        if name != "key":
            return self.words.get(name, ["", "x"])
        listed = operation.path.removeprefix(API).split("/")[1]
        if listed == "preview":
            return [*self.words["file"], "nothing"]
        return [*self.of.get(listed, []), *self.hidden, "nothing"]


def _lists(server: Server) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each page of each list, by the list's name."""
    for name in LISTS:
        for locale in LOCALES:
            url = f"{API}/{name}?locale={locale}&limit=5"
            while url:
                answer = server.ask(url)
                assert answer.status == 200, (url, answer.text)
                yield name, answer.json()
                url = (answer.json()["next"] or "").removeprefix(server.url)


def _of(item: Mapping[str, Any], *names: str) -> list[str]:
    return [item[name] for name in names if item.get(name)]


def questions(
    operation: APIOperation, mode: GenerationMode, known: Known
) -> st.SearchStrategy[Case]:
    """Return cases of an operation: generated ones, and ones about what exists."""
    generated = operation.as_strategy(generation_mode=mode)
    if mode == GenerationMode.NEGATIVE:
        return generated
    return st.one_of(generated, about_known(operation, known))


def about_known(operation: APIOperation, known: Known) -> st.SearchStrategy[Case]:
    """Return cases whose values are ones that exist, or nearly."""
    path = {
        row.name: st.sampled_from(known.values(operation, row.name))
        for row in operation.path_parameters
    }
    needed, free = {}, {}
    for row in operation.query:
        place = needed if row.is_required else free
        place[row.name] = st.sampled_from(known.values(operation, row.name))
    return st.builds(
        lambda own, asked: operation.Case(path_parameters=own, query=asked),
        st.fixed_dictionaries(path),
        st.fixed_dictionaries(needed, optional=free),
    )


def broken(case: Case, response: Response, *, words: list[str]) -> list[str]:
    """Return what is wrong with an answer: by its description, and by our rules."""
    found = []
    try:
        case.validate_response(response)
    except FailureGroup as failures:
        found = [
            f"{failure.title}: {failure.message}"
            for failure in failures.exceptions
            if not isinstance(failure, ALLOWED)
        ]
    asked = str(response.request.url)
    text = response.content.decode(errors="replace")
    leaked = sung(f"{response.headers}\n{text}", words, asked=asked)
    found += [f"a hidden word: {word}" for word in leaked]
    head = {name.lower(): values[0] for name, values in response.headers.items()}
    path = urlsplit(asked).path
    return found + list(_breaks(response.status_code, head, path=path))


def _breaks(status: int, head: Mapping[str, str], *, path: str) -> Iterator[str]:
    """Yield the rules of public answers that the headers of an answer break."""
    kept = head.get("cache-control", "")
    is_private = FOR_ONE in path and not path.endswith("/")
    if status == TOO_MANY or is_private:
        if "no-store" not in kept:
            yield f"could be kept: Cache-Control {kept!r}"
    elif not KEPT.fullmatch(kept):
        yield f"Cache-Control is {kept!r}"
    elif not STRONG.fullmatch(head.get("etag", "")):
        yield f"ETag is {head.get('etag')!r}"
    wanted = PROBLEM if status >= 400 else "application/json"
    is_file = status == 200 and "/files/" in path
    if head.get("content-type", "").split(";")[0] != wanted and not is_file:
        yield f"Content-Type of a {status} is {head.get('content-type')!r}"
    if "set-cookie" in head or "cookie" in head.get("vary", "").lower():
        yield "it names a cookie"
