"""Names what a new description of the API breaks for those who built on the old one.

Two descriptions (OpenAPI 3.1, as dicts) go in, sentences come out. What a caller may
send must not narrow; what an answer holds must not go, change its type or become
uncertain. What is added breaks nobody: callers are told to meet fields, blocks and
values that they do not know.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from newsroom import narrowing

Described = Mapping[str, Any]


def version_allows(old: Described, new: Described) -> bool:
    """Tell whether the new version says that it breaks: its first number is higher."""
    return _major(new) > _major(old)


def breaks(old: Described, new: Described) -> list[str]:
    """Return what the new description breaks, each as a sentence; none is fine."""
    return list(dict.fromkeys(_Comparison(old, new).operations()))


def _major(described: Described) -> int:
    return int(str(described["info"]["version"]).partition(".")[0])


@dataclass
class _Comparison:
    """One walk through both descriptions; shapes that were compared are not again."""

    old: Described
    new: Described
    seen: set[tuple[str, str]] = field(default_factory=set)

    def operations(self) -> Iterator[str]:
        for path, methods in self.old["paths"].items():
            now = self.new["paths"].get(path, {})
            for method, operation in methods.items():
                where = f"{method.upper()} {path}"
                if method not in now:
                    yield f"{where}: the operation is gone"
                    continue
                yield from self._operation(where, operation, now[method])

    def _operation(self, where: str, old: Described, new: Described) -> Iterator[str]:
        if old["operationId"] != new["operationId"]:
            yield f"{where}: it has another operationId, which clients are named by"
        if new.get("requestBody", {}).get("required") and "requestBody" not in old:
            yield f"{where}: it asks for a body"
        yield from self._parameters(where, _parameters(old), _parameters(new))
        for status, answer in old["responses"].items():
            now = new["responses"].get(status)
            if now is None:
                if int(status) < 400:
                    yield f"{where}: the answer {status} is gone"
                continue
            for kind, content in answer.get("content", {}).items():
                if kind not in now.get("content", {}):
                    yield f"{where}: {status} is no longer {kind}"
                    continue
                schema = now["content"][kind]["schema"]
                yield from self._schema(f"{where}: {status}", content["schema"], schema)

    def _parameters(
        self,
        where: str,
        old: dict[tuple[str, str], Described],
        new: dict[tuple[str, str], Described],
    ) -> Iterator[str]:
        for key, parameter in old.items():
            here = f"{where}: parameter {key[1]}"
            if key not in new:
                yield f"{here} is gone"
                continue
            if new[key].get("required") and not parameter.get("required"):
                yield f"{here} is required now"
            for said in narrowing.narrowed(
                _whole(parameter["schema"], self.old),
                _whole(new[key]["schema"], self.new),
            ):
                yield f"{here} {said}"
        for key, parameter in new.items():
            if key not in old and parameter.get("required"):
                yield f"{where}: parameter {key[1]} is new and required"

    def _schema(self, where: str, old: Described, new: Described) -> Iterator[str]:
        """Compare a shape in answers; a named one has its name for a place."""
        names = _name(old), _name(new)
        if names[0] and names[1]:
            if names in self.seen:
                return
            self.seen.add(names)
            if names[0] != names[1]:
                yield f"{where}: {names[0]} is called {names[1]} now"
        where = names[0] if all(names) else where
        old, new = _resolved(old, self.old), _resolved(new, self.new)
        if _is_union(old) or _is_union(new):
            yield from self._union(where, old, new)
            return
        if _types(old) != _types(new):
            yield f"{where}: {_typed(old)} became {_typed(new)}"
            return
        yield from _values(where, old, new)
        yield from self._properties(where, old, new)
        for name, place in (("items", "an item"), ("additionalProperties", "a value")):
            mine, other = old.get(name), new.get(name)
            if isinstance(mine, dict) and isinstance(other, dict):
                yield from self._schema(f"{where}, {place}", mine, other)
            elif isinstance(mine, dict):
                yield f"{where}: {place} has no type any more"
        mine, other = old.get("prefixItems", []), new.get("prefixItems", [])
        if len(mine) != len(other):
            yield f"{where}: it has {len(other)} items instead of {len(mine)}"
        for number, pair in enumerate(zip(mine, other, strict=False)):
            yield from self._schema(f"{where}, item {number}", *pair)

    def _properties(self, where: str, old: Described, new: Described) -> Iterator[str]:
        required = set(old.get("required", ())) - set(new.get("required", ()))
        for name, mine in old.get("properties", {}).items():
            here = f"{where}.{name}"
            other = new.get("properties", {}).get(name)
            if other is None:
                yield f"{here}: the field is gone"
                continue
            if name in required:
                yield f"{here}: the field may be missing now"
            yield from self._schema(here, mine, other)

    def _union(self, where: str, old: Described, new: Described) -> Iterator[str]:
        """Compare shapes of several kinds, kind by kind; null is one of them."""
        tells = [_tag(one) for one in (old, new)]
        if tells[0] != tells[1]:
            yield f"{where}: its kinds are told apart by {tells[1] or 'no field'} now"
        mine, other = _members(old), _members(new)
        for key in mine.keys() - other.keys():
            yield f"{where}: it is never {key} any more"
        for key in other.keys() - mine.keys():
            if key == "null" or not tells[1]:
                yield f"{where}: it may be {key} now"
        for key in sorted(mine.keys() & other.keys()):
            yield from self._schema(f"{where} ({key})", mine[key], other[key])


def _parameters(operation: Described) -> dict[tuple[str, str], Described]:
    return {(one["in"], one["name"]): one for one in operation.get("parameters", ())}


def _name(schema: Described) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _resolved(schema: Described, described: Described) -> Described:
    name = _name(schema)
    shapes: Described = described.get("components", {}).get("schemas", {})
    return shapes[name] if name else schema


def _whole(schema: Described, described: Described) -> Described:
    """Return the schema of a parameter with the shapes that it names put in."""
    schema = _resolved(schema, described)
    if "anyOf" not in schema:
        return schema
    return {**schema, "anyOf": [_resolved(one, described) for one in schema["anyOf"]]}


def _is_union(schema: Described) -> bool:
    return "anyOf" in schema or "oneOf" in schema


def _tag(schema: Described) -> str:
    return str(schema.get("discriminator", {}).get("propertyName", ""))


def _members(schema: Described) -> dict[str, Described]:
    """Return the kinds of a union by what names each; one kind is a union of one."""
    members = schema.get("oneOf") or schema.get("anyOf") or [schema]
    return {_name(one) or _kind(one): one for one in members}


def _kind(schema: Described) -> str:
    return str(schema.get("title")) if "properties" in schema else _typed(schema)


def _types(schema: Described) -> tuple[set[str], str]:
    kinds = schema.get("type", ())
    return set([kinds] if isinstance(kinds, str) else kinds), schema.get("format", "")


def _typed(schema: Described) -> str:
    kinds, form = _types(schema)
    if not kinds:
        return str(schema.get("title") or "of any type")
    return " or ".join(sorted(kinds)) + (f" ({form})" if form else "")


def _values(where: str, old: Described, new: Described) -> Iterator[str]:
    """Name values that an answer does not have any more."""
    mine, other = narrowing.values(old), narrowing.values(new)
    if mine is None:
        return
    if other is None:
        yield f"{where}: it may have any value now"
        return
    for value in mine:
        if value not in other:
            yield f"{where}: it is never {json.dumps(value)} any more"
