"""Names how the schema of a parameter refuses what it took before."""

from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]

# What a bound is called, and whether a higher one takes less.
BOUNDS = {
    "minimum": True,
    "exclusiveMinimum": True,
    "minLength": True,
    "minItems": True,
    "maximum": False,
    "exclusiveMaximum": False,
    "maxLength": False,
    "maxItems": False,
}
# Integers are numbers: a parameter that took numbers and takes integers is narrower.
WIDER = {"integer": {"integer", "number"}}


def values(schema: Schema) -> list[Any] | None:
    """Return the values that a schema allows, or None where it lists none."""
    if "const" in schema:
        return [schema["const"]]
    return schema.get("enum")


def narrowed(old: Schema, new: Schema) -> Iterator[str]:
    """Yield what is refused now and was not; a default that changed is a change too."""
    if old.get("default") != new.get("default"):
        yield f"is {new.get('default')!r} where it is not given, no longer " + repr(
            old.get("default")
        )
    olds, news = _kinds(old), _kinds(new)
    for kind, mine in olds.items():
        fitting = [news[one] for one in sorted(WIDER.get(kind, {kind})) if one in news]
        if fitting:
            yield from _kind(mine, fitting[0])
        elif news:
            yield f"takes no {kind} any more"


def _kinds(schema: Schema) -> dict[str, Schema]:
    """Return the kinds of value that a schema takes; no type takes any."""
    found: dict[str, Schema] = {}
    for one in schema.get("anyOf", [schema]):
        kinds = one.get("type", ())
        for kind in [kinds] if isinstance(kinds, str) else kinds:
            found[kind] = one
    return found


def _kind(old: Schema, new: Schema) -> Iterator[str]:
    mine, other = values(old), values(new)
    if other is not None:
        gone = "other values" if mine is None else [v for v in mine if v not in other]
        if gone:
            yield f"takes no more: {gone if isinstance(gone, str) else _listed(gone)}"
    for name in ("pattern", "format"):
        if new.get(name) and new.get(name) != old.get(name):
            yield f"must have the {name} {new[name]} now"
    for name, is_lower in BOUNDS.items():
        before, now = old.get(name), new.get(name)
        if now is None or before == now:
            continue
        if before is None or (now > before if is_lower else now < before):
            yield f"has the {name} {now} now"
    if isinstance(new.get("items"), Mapping) and isinstance(old.get("items"), Mapping):
        yield from narrowed(old["items"], new["items"])


def _listed(gone: list[Any]) -> str:
    return ", ".join(str(value) for value in gone)
