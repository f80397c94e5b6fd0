"""The index at Elasticsearch behind the port."""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import Any

from search import documents, models, port
from search.backends import entries
from search.backends.elastic import (
    answers,
    asking,
    connecting,
    mapping,
    shapes,
    writing,
)
from search.meaning import finding as meaning

# Who writes here by the port, and not by the mirror, never overtakes it.
FIRST = 0


class ElasticIndex:
    """An index of a name; the mirror knows the name of the one in use."""

    def __init__(self, name: str) -> None:
        self.name = name

    def put(self, objects: Iterable[documents.SearchObject]) -> None:
        made = chain.from_iterable(map(entries.of, objects))
        self.hold(_stored(list(made)))

    def hold(self, rows: Collection[models.Entry], *, number: int = FIRST) -> None:
        """Hold the objects that these entries make up."""
        vectors = meaning.vectors([row.pk for row in rows if row.pk])
        self._send(
            shapes.write(key, mine, number=number, vectors=vectors)
            for key, mine in shapes.keys(rows).items()
        )

    def remove(
        self, subject: documents.Subject, *, keep: Iterable[port.Key] = ()
    ) -> None:
        kept = {shapes.id_of(key) for key in keep}
        there = writing.held(self.name, subject=shapes.subject(subject))
        gone = [id for id, held in there if held.is_live and id not in kept]
        self._send(
            shapes.write(shapes.key_of(id), [], number=FIRST, vectors={}) for id in gone
        )

    def find(self, search: port.Search) -> port.Found:
        found = port.Found()
        for place, level in enumerate(search.levels):
            answer = self._ask(asking.body(search, level=level))
            found = answers.found(answer, search, level=place)
            if search.is_enough(answers.count(answer), level=place):
                break
        return found

    def suggest(
        self, words: tuple[str, ...], *, locales: Collection[str], most: int
    ) -> list[port.Key]:
        asked = asking.begun(words, locales=locales, most=most)
        return answers.keys(self._ask(asked))

    def rebuild(self, objects: Iterable[documents.SearchObject]) -> None:
        writing.drop(self.name)
        writing.make(self.name, mapping.IN_USE)
        self.put(objects)

    def compare(
        self,
        objects: Iterable[documents.SearchObject],
        *,
        subjects: Collection[documents.Subject] | None = None,
    ) -> Iterator[documents.Subject]:
        wanted = {port.key_of(found): found.hash for found in objects}
        held = {
            shapes.key_of(id): found.hash
            for id, found in writing.held(self.name)
            if found.is_live
        }
        differing = (
            key.subject
            for key in sorted(wanted.keys() | held.keys())
            if wanted.get(key) != held.get(key)
            and (subjects is None or key in wanted or key.subject in subjects)
        )
        yield from dict.fromkeys(differing)

    def _ask(self, body: dict[str, Any]) -> Any:
        return connecting.connection().read(
            lambda client: client.search(
                index=self.name, body=body, allow_partial_search_results=False
            )
        )

    def _send(self, writes: Iterable[shapes.Write]) -> None:
        for batch in writing.batches(writes):
            for failure in writing.send(self.name, batch).values():
                raise port.Unanswered(failure.reason)


def _stored(rows: Collection[models.Entry]) -> list[models.Entry]:
    """Return rows as the database holds them, which knows the meaning of those."""
    held = models.Entry.objects.filter(key__in={row.key for row in rows})
    there = {(row.type, row.key, row.locale, row.hash): row for row in held}
    return [there.get((row.type, row.key, row.locale, row.hash), row) for row in rows]
