"""Makes, fills and drops indexes at Elasticsearch, and reads what one holds."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import elasticsearch

from search import port
from search.backends.elastic import connecting, mapping, shapes

# One request holds so many documents, and so much of them.
MANY, LARGEST = 500, 5_000_000
# So many at a time are read.
PAGE = 5000
KEPT = "1m"
PATIENCE = "30s"
CONFLICT = 409


@dataclass(frozen=True)
class Failure:
    """Why a document was not taken."""

    status: int
    reason: str


@dataclass(frozen=True)
class Held:
    """What an index holds of an object, the number it was written with, its hash."""

    number: int
    is_live: bool
    hash: str


def create(*, at: datetime) -> str:
    """Make an index that is to be filled; return its name."""
    name = mapping.new_name(at=at)
    make(name, mapping.FILLING)
    return name


def make(name: str, more: dict[str, Any]) -> None:
    """Make an index of a name."""
    connecting.connection().write(
        lambda client: client.indices.create(
            index=name,
            settings=mapping.SETTINGS | more,
            mappings=mapping.MAPPINGS,
            aliases={mapping.to_write(name): {}},
        )
    )


def batches(writes: Iterable[shapes.Write]) -> Iterator[list[shapes.Write]]:
    """Yield writes in lots of a size that a request may have."""
    batch: list[shapes.Write] = []
    size = 0
    for write in writes:
        if batch and (len(batch) >= MANY or size + write.size > LARGEST):
            yield batch
            batch, size = [], 0
        batch.append(write)
        size += write.size
    if batch:
        yield batch


def send(
    index: str, writes: Collection[shapes.Write], *, visible: bool = True
) -> dict[str, Failure]:
    """Write documents; return what was not taken, by id.

    One that the index holds of a later number is well as it is. When this
    returns, searches see what was written, unless `visible` is False.
    """
    lines: list[Any] = []
    for write in writes:
        lines.append(
            {
                "index": {
                    "_id": write.id,
                    "version": write.number,
                    "version_type": "external_gte",
                }
            }
        )
        lines.append(write.source)
    answer = connecting.connection().write(
        lambda client: client.bulk(
            index=mapping.to_write(index),
            operations=lines,
            require_alias=True,
            refresh=visible,
        )
    )
    failures = {}
    for item in answer["items"]:
        told = item["index"]
        if "error" in told and told["status"] != CONFLICT:
            failures[told["_id"]] = _failure(told)
    return failures


def ready(index: str) -> None:
    """Let an index that was filled serve: refreshed, with a copy where there can be.

    Its pieces are made one, which takes a while and is not waited for: to search
    one piece costs half of what a dozen do.
    """
    to = connecting.connection()
    to.write(
        lambda client: client.indices.put_settings(index=index, settings=mapping.IN_USE)
    )
    refresh(index)
    to.write(
        lambda client: client.options(ignore_status=408).cluster.health(
            index=index, wait_for_status="green", timeout=PATIENCE
        )
    )
    to.write(
        lambda client: client.indices.forcemerge(
            index=index, max_num_segments=1, wait_for_completion=False
        )
    )


def refresh(index: str) -> None:
    """Let searches see all that was written."""
    connecting.connection().write(
        lambda client: client.indices.refresh(
            index=index, ignore_unavailable=False, allow_no_indices=False
        )
    )


def is_there(index: str) -> bool:
    """Tell whether an index is there."""
    alias = mapping.to_write(index)
    return bool(
        connecting.connection().write(
            lambda client: client.indices.exists_alias(name=alias)
        )
    )


def point(index: str) -> None:
    """Let the alias mean this index and no other of ours, in one step."""
    alias = mapping.alias()
    to = connecting.connection()
    others = [name for name in indexes() if name != index]
    remove = [
        {"remove": {"index": name, "alias": alias, "must_exist": False}}
        for name in others
    ]
    add = {"add": {"index": index, "alias": alias}}
    to.write(lambda client: client.indices.update_aliases(actions=[*remove, add]))


def indexes() -> list[str]:
    """Return the indexes with names that we gave."""
    found = connecting.connection().write(
        lambda client: client.indices.get(
            index=f"{mapping.alias()}-*", features="aliases"
        )
    )
    return sorted(name for name in found if mapping.is_ours(name))


def drop_all_but(kept: Collection[str]) -> None:
    """Drop our indexes but these."""
    gone = [name for name in indexes() if name not in kept]
    if gone:
        drop(*gone)


def drop(*names: str) -> None:
    """Drop indexes, there or not."""
    connecting.connection().write(
        lambda client: client.indices.delete(index=list(names), ignore_unavailable=True)
    )


def held(index: str, *, subject: str = "") -> Iterator[tuple[str, Held]]:
    """Yield what an index holds, of a subject or of all, by id, marks too."""
    refresh(index)
    to = connecting.connection()
    opened = to.write(
        lambda client: client.open_point_in_time(index=index, keep_alive=KEPT)
    )
    pit, after = opened["id"], None
    query = {"term": {"subject": subject}} if subject else {"match_all": {}}
    try:
        while hits := to.write(_page(pit, after, query))["hits"]["hits"]:
            for hit in hits:
                yield hit["_id"], _held(hit)
            after = hits[-1]["sort"]
    finally:
        to.write(lambda client: client.close_point_in_time(id=pit))


def held_now(index: str, ids: Collection[str]) -> dict[str, Held]:
    """Return what an index holds of these, seen by searches or not yet."""
    if not ids:
        return {}
    answer = connecting.connection().write(
        lambda client: client.mget(
            index=index, ids=sorted(ids), source_includes=["live", "hash"]
        )
    )
    return {row["_id"]: _held(row) for row in answer["docs"] if row.get("found")}


def _page(pit: str, after: Any, query: dict[str, Any]) -> Any:
    def ask(client: elasticsearch.Elasticsearch) -> Any:
        return client.search(
            pit={"id": pit, "keep_alive": KEPT},
            query=query,
            size=PAGE,
            sort=["_shard_doc"],
            search_after=after,
            source_includes=["live", "hash"],
            version=True,
            track_total_hits=False,
        )

    return ask


def _held(row: Any) -> Held:
    source = row["_source"]
    return Held(row["_version"], source["live"], source.get("hash", ""))


def _failure(told: Any) -> Failure:
    error = told["error"]
    reason = f"{error.get('type')}: {error.get('reason')}"
    return Failure(told["status"], reason[: connecting.LONGEST_REASON])


def missing(error: port.Unanswered) -> bool:
    """Tell whether a failure was that the index is not there."""
    return isinstance(error, connecting.Missing)
