"""What is asked of the Wagtail peer, and whether each answer is the right one."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from benchmarks import asked, processes

API = "/api/v2/pages/"
KIND = "wagtail_peer.PeerPage"
LISTED = "subtitle,summary,date,topics"
WHOLE = "*,quotes(*),topics(*),contacts(*),boilerplates(*)"
PART = 100

Fetch = Callable[[str], bytes]


class Peer:
    """The addresses of the peer, whose ids are its own; read from the peer itself."""

    def __init__(self, fetch: Fetch, rows: list[asked.Row]) -> None:
        self.fetch = fetch
        self.rows = rows
        self.locales = sorted({row.locale for row in rows})
        self.ids: dict[tuple[str, str], int] = {}
        self.topics: dict[tuple[str, str], int] = {}
        titles = {(row.locale, row.body["title"]): row for row in rows}
        for locale in self.locales:
            for item in self._all(locale):
                row = titles[locale, item["title"]]
                self.ids[locale, row.key] = item["id"]
                self._learn(row, item)

    def lists(self) -> list[str]:
        """Return the list of each locale."""
        return [self._list(locale) for locale in self.locales]

    def details(self) -> list[str]:
        """Return each edition in full."""
        return [self.detail(row) for row in self.rows]

    def detail(self, row: asked.Row) -> str:
        """Return the address of an edition in full."""
        number = self.ids[row.locale, row.key]
        return f"{API}{number}/?{urlencode({'fields': WHOLE}, safe='*(),')}"

    def filtered(self, one: asked.Filter) -> str:
        """Return the address of a filter."""
        topic = self.topics[one.locale, one.topic]
        return self._list(one.locale, year=one.year, topics=topic)

    def check(self, filters: list[asked.Filter]) -> None:
        """Raise unless the answers of the peer are right."""
        for locale in self.locales:
            rows = [row for row in self.rows if row.locale == locale]
            _check(rows, self.fetch(self._list(locale)), what=f"list {locale}")
        for one in filters:
            rows = [
                row
                for row in self.rows
                if (row.locale, row.year) == (one.locale, one.year)
                and one.topic in row.topics
            ]
            _check(rows, self.fetch(self.filtered(one)), what=str(one))
        for row in self.rows[:: max(1, len(self.rows) // 20)]:
            answer = json.loads(self.fetch(self.detail(row)))
            lacking = asked.missing(row.body, answer, name="html")
            if lacking:
                raise processes.Failed(f"{row.key} lacks {lacking}")

    def _list(self, locale: str, *, fields: str = LISTED, **more: Any) -> str:
        query = {
            "type": KIND,
            "locale": locale,
            "order": "-date",
            "limit": asked.SIZE,
            "fields": fields,
        }
        return f"{API}?{urlencode(query | more, safe='*(),')}"

    def _all(self, locale: str) -> list[dict[str, Any]]:
        # By id: pages of one day may change places between two parts of a list.
        found: list[dict[str, Any]] = []
        while True:
            address = self._list(
                locale,
                fields="topics(*)",
                order="id",
                limit=PART,
                offset=len(found),
            )
            answer = json.loads(self.fetch(address))
            found += answer["items"]
            if len(found) >= answer["meta"]["total_count"]:
                return found

    def _learn(self, row: asked.Row, item: dict[str, Any]) -> None:
        """Note which of the peer's topics are ours, by their names."""
        names = {topic["name"]: topic["id"] for topic in item["topics"]}
        for topic in row.body["topics"]:
            self.topics[row.locale, topic["id"]] = names[topic["name"]]


def _check(rows: list[asked.Row], content: bytes, *, what: str) -> None:
    """Compare days: two of the same one may come in either order."""
    days = [row.body["release_date"] for row in rows]
    answered = [item["date"] for item in json.loads(content)["items"]]
    if answered != sorted(days, reverse=True)[: asked.SIZE]:
        raise processes.Failed(f"Wagtail, {what}: answers {answered}")
