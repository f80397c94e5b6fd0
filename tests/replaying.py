"""A reader who keeps a copy by the feed of changes, and what the lists show."""

from dataclasses import dataclass, field
from typing import Any

URL = "http://127.0.0.1:8000"
NAMES = {
    "release": "releases",
    "boilerplate": "boilerplates",
    "contact": "contacts",
    "organisation": "organisations",
    "person": "people",
    "topic": "topics",
}
State = dict[tuple[str, str, str], int]


@dataclass
class Reader:
    """Polls the feed and holds the version of each thing in each locale."""

    client: Any
    path: str = "/api/v1/changes"
    held: State = field(default_factory=dict)
    seen: list[dict[str, Any]] = field(default_factory=list)

    def poll(self) -> list[dict[str, Any]]:
        """Follow the feed to its end; return what was told."""
        told = []
        more = True
        while more:
            answer = self.client.get(self.path)
            assert answer.status_code == 200, answer.content
            part = answer.json()
            if part["reset"]:
                self.held.clear()
            for item in part["items"]:
                key = (item["type"], item["id"], item["locale"])
                self.held.pop(key, None)
                if not item["deleted"]:
                    self.held[key] = item["version"]
            told += part["items"]
            self.path, more = part["next"].removeprefix(URL), part["more"]
        self.seen += told
        return told


def listed(client: Any, *locales: str) -> State:
    """Return what the lists of the API show in these locales."""
    found: State = {}
    for kind, name in NAMES.items():
        for locale in locales:
            path = f"/api/v1/{name}?locale={locale}&limit=100"
            while path:
                part = client.get(path).json()
                for item in part["items"]:
                    found[kind, item["id"], locale] = item["version"]
                path = (part["next"] or "").removeprefix(URL)
    return found
