"""The description of the API as a page: operations and shapes, in words and links."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

Schema = Mapping[str, Any]

MARKDOWN = MarkdownIt("commonmark", {"html": False})


@dataclass(frozen=True)
class Kind:
    """The type of a value: words, with the shape that they name where there is one."""

    words: str
    shape: str = ""


@dataclass(frozen=True)
class Field:
    """A parameter of an operation or a field of a shape."""

    name: str
    kinds: Sequence[Kind]
    words: str
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Answer:
    """What an operation may answer: the status, what it means, its shape."""

    status: str
    meaning: str
    kinds: Sequence[Kind]


@dataclass(frozen=True)
class Operation:
    """One address that can be asked."""

    id: str
    path: str
    title: str
    paragraphs: Sequence[str]
    parameters: Sequence[Field]
    answers: Sequence[Answer]


@dataclass(frozen=True)
class Group:
    """Operations that belong together."""

    id: str
    words: str
    operations: Sequence[Operation]


@dataclass(frozen=True)
class Shape:
    """A named shape of answers with its fields, and one example as JSON."""

    name: str
    paragraphs: Sequence[str]
    fields: Sequence[Field]
    example: str


def groups(described: Schema) -> list[Group]:
    """Return the operations by what they are about, in the order of the tags."""
    made = [
        (operation.get("tags", [""])[0], _operation(path, operation))
        for path, methods in described["paths"].items()
        for operation in methods.values()
    ]
    return [
        Group(
            id=tag["name"],
            words=tag["description"],
            operations=[one for name, one in made if name == tag["name"]],
        )
        for tag in described["tags"]
    ]


def shapes(described: Schema) -> list[Shape]:
    """Return every shape, by name."""
    return [
        Shape(
            name=name,
            paragraphs=_paragraphs(shape),
            fields=[
                Field(
                    name=field,
                    kinds=kinds(schema),
                    words=_html(schema.get("description", "")),
                    notes=_field_notes(field, shape),
                )
                for field, schema in shape.get("properties", {}).items()
            ],
            example=_example(shape),
        )
        for name, shape in sorted(described["components"]["schemas"].items())
    ]


def kinds(schema: Schema) -> list[Kind]:
    """Return the type of a value in words: `list of`, `Image`, `or null`."""
    members = schema.get("oneOf") or schema.get("anyOf")
    if members:
        found: list[Kind] = []
        for number, member in enumerate(members):
            found += [*([Kind("or")] if number else []), *kinds(member)]
        return found
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    if name:
        return [Kind(name, name)]
    if "const" in schema:
        return [Kind(json.dumps(schema["const"]))]
    if "enum" in schema:
        return [Kind(" or ".join(json.dumps(value) for value in schema["enum"]))]
    if isinstance(schema.get("items"), Mapping):
        return [Kind("list of"), *kinds(schema["items"])]
    if isinstance(schema.get("additionalProperties"), Mapping):
        return [Kind("by key:"), *kinds(schema["additionalProperties"])]
    words = str(schema.get("type", "anything"))
    form = schema.get("format")
    return [Kind(f"{words} ({form})" if form else words)]


def _operation(path: str, operation: Schema) -> Operation:
    return Operation(
        id=operation["operationId"],
        path=path,
        title=operation["summary"],
        paragraphs=_paragraphs(operation),
        parameters=[_parameter(one) for one in operation.get("parameters", ())],
        answers=[
            Answer(
                status=str(status),
                meaning=answer["description"],
                kinds=[
                    kind
                    for content in answer.get("content", {}).values()
                    for kind in kinds(content["schema"])
                ],
            )
            for status, answer in operation["responses"].items()
        ],
    )


def _parameter(parameter: Schema) -> Field:
    schema = parameter["schema"]
    notes = ["in the path"] if parameter["in"] == "path" else []
    if parameter.get("required") and parameter["in"] != "path":
        notes.append("required")
    if schema.get("default") not in (None, ""):
        notes.append(f"otherwise {schema['default']}")
    for name, words in (("minimum", "at least"), ("maximum", "at most")):
        if name in schema:
            notes.append(f"{words} {schema[name]}")
    if schema.get("examples"):
        notes.append(f"for example {schema['examples'][0]}")
    words = _html(parameter.get("description", ""))
    return Field(parameter["name"], kinds(schema), words, notes)


def _field_notes(name: str, shape: Schema) -> list[str]:
    return [] if name in shape.get("required", ()) else ["may be missing"]


def _paragraphs(described: Schema) -> list[str]:
    return paragraphs(described.get("description", ""))


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a description as safe HTML."""
    return [_html(part) for part in text.split("\n\n") if part]


def _html(text: str) -> str:
    """Return a description, which is Markdown, as safe HTML without blocks."""
    return mark_safe(MARKDOWN.renderInline(text))  # noqa: S308 # It lets no HTML pass.


def _example(shape: Schema) -> str:
    examples = shape.get("examples")
    if not examples:
        return ""
    return json.dumps(examples[0], indent=2, ensure_ascii=False)
