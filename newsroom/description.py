"""The description of the API: what the framework tells, made whole for readers."""

import json
import re
from collections.abc import Iterator
from typing import Any

from newsroom import examples
from press.delivery import problems

Schema = dict[str, Any]

TAGS = {
    "newsroom": "Where the newsroom's pages are, and in which languages.",
    "find": "What stands at an address.",
    "releases": "Announcements, each in one or more languages, in versions.",
    "quotes": "What people said, each quote an object of its own.",
    "records": "Who and what releases name, as it is known now.",
    "search": "Everything that is public, by words.",
    "changes": "What became public, changed or was taken back, in order.",
    "preview": "What is not public yet, for those who have a token.",
}
HEADERS = {
    "ETag": "Names these bytes: send it as `If-None-Match` and get 304 while they are "
    "the same.",
    "Cache-Control": "For how many seconds the answer may be kept: to the end of the "
    "minute.",
    "Last-Modified": "When something in the answer was last changed.",
}
PATH_PARAMETERS = {
    "/releases/{key}": "The id of the release, or its reference.",
    "{key}": "The id.",
    "{number}": "The number of the version.",
    "{token}": "The token of the preview.",
    "{name}": "The name of the file.",
}
REFERENCE = re.compile(r'"#/components/schemas/(\w+)"')
WRAP = re.compile(r"(?<!\n)\n(?!\n)")


def completed(described: Schema) -> Schema:
    """Return the framework's description with what frontend developers ask about."""
    used = set()
    for path, methods in described["paths"].items():
        for operation in methods.values():
            used.update(operation.get("tags", ()))
            _operation(path, operation)
    shapes = _used(described)
    described["components"]["schemas"] = shapes
    made = examples.by_shape()
    for name, shape in shapes.items():
        title = shape.get("title", name)
        for part in _parts(shape):
            _quiet(part)
        shape["title"] = title
        if name in made:
            shape["examples"] = [made[name]]
    described["tags"] = [
        {"name": name, "description": TAGS.get(name, "")}
        for name in [
            *(name for name in TAGS if name in used),
            *sorted(used - set(TAGS)),
        ]
    ]
    return described


def _operation(path: str, operation: Schema) -> None:
    operation["description"] = unwrapped(operation.get("description", ""))
    for parameter in operation.get("parameters", ()):
        _parameter(path, parameter)
    for status, answer in operation["responses"].items():
        content = answer.get("content", {})
        if int(status) >= 400 and "application/json" in content:
            content[problems.CONTENT_TYPE] = content.pop("application/json")
        if int(status) == 200:
            usual = {
                name: {"description": words, "schema": {"type": "string"}}
                for name, words in HEADERS.items()
            }
            answer.setdefault("headers", usual)
        for media in content.values():
            _quiet(media["schema"])


def _parameter(path: str, parameter: Schema) -> None:
    """Say of a parameter once what is said twice, and nothing of null.

    No address can hold null: it only stands for a parameter that is not given.
    """
    schema = parameter["schema"]
    _quiet(schema)
    parameter.pop("examples", None)
    kinds = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    if len(kinds) == 1:
        del schema["anyOf"]
        schema.update(kinds[0])
    if schema.get("default", "") is None:
        del schema["default"]
    words = schema.pop("description", "") or _of_path(path, parameter["name"])
    parameter["description"] = parameter.get("description") or words


def _of_path(path: str, name: str) -> str:
    place = f"{{{name}}}"
    return next(
        (
            words
            for part, words in PATH_PARAMETERS.items()
            if part.endswith(place) and part in path
        ),
        "",
    )


def _quiet(schema: Schema) -> None:
    """Leave out what generators of clients only stumble over.

    An answer has no field that a shape does not name; the description leaves room
    for those of a later version. All of it is read only.
    """
    for name in ("title", "readOnly"):
        schema.pop(name, None)
    if schema.get("additionalProperties") is False:
        del schema["additionalProperties"]
    if "description" in schema:
        schema["description"] = unwrapped(schema["description"])


def _used(described: Schema) -> dict[str, Schema]:
    """Return the shapes that operations lead to; those of parameters are told there."""
    shapes: dict[str, Schema] = described["components"]["schemas"]
    found: set[str] = set()
    waiting = set(REFERENCE.findall(json.dumps(described["paths"])))
    while waiting:
        found |= waiting
        told = json.dumps([shapes[name] for name in sorted(waiting)])
        waiting = set(REFERENCE.findall(told)) - found
    return {name: shapes[name] for name in sorted(found)}


def _parts(schema: Any) -> Iterator[Schema]:
    """Yield a schema and those inside it; the names of fields are none."""
    if not isinstance(schema, dict):
        return
    yield schema
    for inner in schema.get("properties", {}).values():
        yield from _parts(inner)
    for name in ("items", "additionalProperties"):
        yield from _parts(schema.get(name))
    for name in ("anyOf", "oneOf", "allOf", "prefixItems"):
        for inner in schema.get(name, ()):
            yield from _parts(inner)


def unwrapped(text: str) -> str:
    """Return a docstring with each paragraph on one line."""
    return WRAP.sub(" ", text)
