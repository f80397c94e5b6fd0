"""Promise: a change of the API that breaks a consumer is named, and only such a one."""

import copy
import json

import pytest
from django.core.management import CommandError, call_command

from newsroom import api, breaks
from newsroom.management.commands import openapi_snapshot

TEXT = {"type": "string"}


def ref(name):
    return {"$ref": f"#/components/schemas/{name}"}


def thing():
    """Return a shape with one field of each kind."""
    return {
        "title": "Thing",
        "properties": {
            "name": TEXT,
            "day": {"type": "string", "format": "date"},
            "size": {"type": "integer"},
            "kind": {"type": "string", "enum": ["a", "b"]},
            "mark": {"type": "string", "const": "thing"},
            "part": {"anyOf": [ref("Part"), {"type": "null"}]},
            "blocks": {
                "type": "array",
                "items": {
                    "oneOf": [ref("Part"), ref("Other")],
                    "discriminator": {"propertyName": "type"},
                },
            },
            "names": {"type": "object", "additionalProperties": TEXT},
            "point": {"type": "array", "prefixItems": [{"type": "number"}] * 2},
        },
        "required": ["name", "day", "size", "kind", "mark", "part", "blocks"],
    }


def operation():
    """Return an operation with one parameter of each kind."""
    limit = {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}
    words = {"anyOf": [{"type": "string"}, {"type": "null"}]}
    kind = {"type": "string", "enum": ["a", "b"]}
    answer = {"content": {"application/json": {"schema": ref("Thing")}}}
    return {
        "operationId": "thing",
        "parameters": [
            {"in": "path", "name": "key", "required": True, "schema": TEXT},
            {"in": "query", "name": "limit", "schema": limit},
            {"in": "query", "name": "kind", "schema": kind},
            {"in": "query", "name": "words", "schema": words},
        ],
        "responses": {"200": answer, "404": {"description": "None"}},
    }


def described():
    """Return a description with one of each thing that can break."""
    part = {"title": "Part", "properties": {"type": TEXT}, "required": ["type"]}
    shapes = {"Thing": thing(), "Part": part, "Other": copy.deepcopy(part)}
    return {
        "info": {"version": "1.0"},
        "paths": {"/things/{key}": {"get": operation()}},
        "components": {"schemas": shapes},
    }


class Changed:
    """A description to change, with short names for its places."""

    def __init__(self):
        self.all = described()
        self.shapes = self.all["components"]["schemas"]
        self.shapes["Copy"] = copy.deepcopy(self.shapes["Thing"])
        self.thing = self.shapes["Thing"]
        self.fields = self.thing["properties"]
        self.operation = self.all["paths"]["/things/{key}"]["get"]
        self.parameters = {one["name"]: one for one in self.operation["parameters"]}

    def limit(self, **values):
        self.parameters["limit"]["schema"].update(values)


GET = "GET /things/{key}"


def _parameter(**values):
    return {"in": "query", "name": "new", "schema": TEXT} | values


BREAKS = {
    "an operation goes": (
        lambda new: new.all["paths"].clear(),
        f"{GET}: the operation is gone",
    ),
    "an operation gets another name": (
        lambda new: new.operation.update(operationId="other"),
        f"{GET}: it has another operationId, which clients are named by",
    ),
    "a body is asked for": (
        lambda new: new.operation.update(requestBody={"required": True}),
        f"{GET}: it asks for a body",
    ),
    "an answer goes": (
        lambda new: new.operation["responses"].pop("200"),
        f"{GET}: the answer 200 is gone",
    ),
    "an answer gets another media type": (
        lambda new: new.operation["responses"]["200"].update(content={}),
        f"{GET}: 200 is no longer application/json",
    ),
    "an answer gets another shape": (
        lambda new: new.operation["responses"]["200"]["content"][
            "application/json"
        ].update(schema={"oneOf": [ref("Thing"), ref("Other")]}),
        f"{GET}: 200: it may be Other now",
    ),
    "a parameter goes": (
        lambda new: new.operation["parameters"].pop(),
        f"{GET}: parameter words is gone",
    ),
    "a parameter becomes required": (
        lambda new: new.parameters["kind"].update(required=True),
        f"{GET}: parameter kind is required now",
    ),
    "a new parameter is required": (
        lambda new: new.operation["parameters"].append(_parameter(required=True)),
        f"{GET}: parameter new is new and required",
    ),
    "a parameter takes other values where it is not given": (
        lambda new: new.limit(default=10),
        f"{GET}: parameter limit is 10 where it is not given, no longer 20",
    ),
    "a parameter has a lower maximum": (
        lambda new: new.limit(maximum=50),
        f"{GET}: parameter limit has the maximum 50 now",
    ),
    "a parameter has a higher minimum": (
        lambda new: new.limit(minimum=2),
        f"{GET}: parameter limit has the minimum 2 now",
    ),
    "a parameter has a bound where it had none": (
        lambda new: new.parameters["key"].update(schema=TEXT | {"maxLength": 9}),
        f"{GET}: parameter key has the maxLength 9 now",
    ),
    "a parameter has a pattern": (
        lambda new: new.parameters["key"].update(schema=TEXT | {"pattern": "^a"}),
        f"{GET}: parameter key must have the pattern ^a now",
    ),
    "a parameter has a format": (
        lambda new: new.parameters["key"].update(schema=TEXT | {"format": "uuid"}),
        f"{GET}: parameter key must have the format uuid now",
    ),
    "a parameter has another type": (
        lambda new: new.parameters["key"].update(schema={"type": "integer"}),
        f"{GET}: parameter key takes no string any more",
    ),
    "a parameter takes fewer kinds": (
        lambda new: new.parameters["words"].update(schema={"type": "null"}),
        f"{GET}: parameter words takes no string any more",
    ),
    "a parameter takes fewer values": (
        lambda new: new.parameters["kind"]["schema"].update(enum=["a"]),
        f"{GET}: parameter kind takes no more: b",
    ),
    "a parameter takes listed values only": (
        lambda new: new.parameters["key"].update(schema=TEXT | {"enum": ["a"]}),
        f"{GET}: parameter key takes no more: other values",
    ),
    "a field goes": (
        lambda new: new.fields.pop("name"),
        "Thing.name: the field is gone",
    ),
    "a field has another type": (
        lambda new: new.fields.update(size=TEXT),
        "Thing.size: integer became string",
    ),
    "a field has another format": (
        lambda new: new.fields.update(day=TEXT | {"format": "date-time"}),
        "Thing.day: string (date) became string (date-time)",
    ),
    "a field may be null": (
        lambda new: new.fields.update(name={"anyOf": [TEXT, {"type": "null"}]}),
        "Thing.name: it may be null now",
    ),
    "a field may be missing": (
        lambda new: new.thing["required"].remove("name"),
        "Thing.name: the field may be missing now",
    ),
    "a value of a field goes": (
        lambda new: new.fields["kind"].update(enum=["a"]),
        'Thing.kind: it is never "b" any more',
    ),
    "a field has any value": (
        lambda new: new.fields["kind"].pop("enum"),
        "Thing.kind: it may have any value now",
    ),
    "a constant changes": (
        lambda new: new.fields["mark"].update(const="other"),
        'Thing.mark: it is never "thing" any more',
    ),
    "a kind of block goes": (
        lambda new: new.fields["blocks"]["items"]["oneOf"].pop(),
        "Thing.blocks, an item: it is never Other any more",
    ),
    "blocks are told apart by another field": (
        lambda new: new.fields["blocks"]["items"].update(
            discriminator={"propertyName": "kind"}
        ),
        "Thing.blocks, an item: its kinds are told apart by kind now",
    ),
    "a shape is called otherwise": (
        lambda new: new.fields.update(part={"anyOf": [ref("Other"), {"type": "null"}]}),
        "Thing.part: it is never Part any more",
        "Thing.part: it may be Other now",
    ),
    "an answer is one kind less": (
        lambda new: new.fields["blocks"].update(items=ref("Part")),
        "Thing.blocks, an item: its kinds are told apart by no field now",
        "Thing.blocks, an item: it is never Other any more",
    ),
    "an answer is called otherwise": (
        lambda new: new.operation["responses"]["200"]["content"].update(
            {"application/json": {"schema": ref("Copy")}}
        ),
        f"{GET}: 200: Thing is called Copy now",
    ),
    "a shape inside another changes": (
        lambda new: new.shapes["Part"]["properties"].update(type={"type": "integer"}),
        "Part.type: string became integer",
    ),
    "the values of a map change": (
        lambda new: new.fields["names"].update(additionalProperties={"type": "null"}),
        "Thing.names, a value: string became null",
    ),
    "the items of a list have no type": (
        lambda new: new.fields["blocks"].pop("items"),
        "Thing.blocks: an item has no type any more",
    ),
    "a pair becomes three": (
        lambda new: new.fields["point"].update(prefixItems=[{"type": "number"}] * 3),
        "Thing.point: it has 3 items instead of 2",
    ),
}

FINE = {
    "an operation comes": lambda new: new.all["paths"].update({"/more": {"get": {}}}),
    "a parameter comes": lambda new: new.operation["parameters"].append(_parameter()),
    "a parameter takes more": lambda new: new.limit(maximum=200, minimum=0),
    "a parameter takes more values": lambda new: new.parameters["kind"][
        "schema"
    ].update(enum=["a", "b", "c"]),
    "a field comes": lambda new: new.fields.update(more=TEXT),
    "a field is always there": lambda new: new.thing["required"].append("names"),
    "a value of a field comes": lambda new: new.fields["kind"].update(
        enum=["a", "b", "c"]
    ),
    "a kind of block comes": lambda new: new.fields["blocks"]["items"]["oneOf"].append(
        ref("Thing")
    ),
    "a field is never null": lambda new: new.fields.update(name=TEXT | {"title": "x"}),
    "an error is no longer given": lambda new: new.operation["responses"].pop("404"),
    "words change": lambda new: new.operation.update(description="Other words."),
}


@pytest.mark.parametrize("case", BREAKS)
def test_what_breaks_a_consumer_is_named(case):
    change, *said = BREAKS[case]
    new = Changed()
    change(new)

    assert breaks.breaks(described(), new.all) == said


@pytest.mark.parametrize("case", FINE)
def test_what_is_added_breaks_nobody(case):
    new = Changed()
    FINE[case](new)

    assert breaks.breaks(described(), new.all) == []


@pytest.mark.parametrize(
    ("old", "new", "may"),
    [("1.0", "1.9", False), ("1.0", "2.0", True), ("2", "1.5", False)],
)
def test_a_break_needs_a_higher_first_number(old, new, may):
    pair = ({"info": {"version": version}} for version in (old, new))

    assert breaks.version_allows(*pair) is may


def test_shapes_that_hold_each_other_are_compared_once():
    old = described()
    old["components"]["schemas"]["Part"]["properties"]["whole"] = ref("Thing")
    new = copy.deepcopy(old)
    del new["components"]["schemas"]["Thing"]["properties"]["size"]

    assert breaks.breaks(old, new) == ["Thing.size: the field is gone"]


@pytest.fixture
def stored(tmp_path, monkeypatch):
    """Return the two stored files, both as the API is now, in a place of their own."""
    files = {name: tmp_path / name for name in ("SNAPSHOT", "RELEASED")}
    for name, path in files.items():
        monkeypatch.setattr(openapi_snapshot, name, path)
    call_command("openapi_snapshot", "--release")
    return files


def released_with(stored, version, field):
    """Store as released what had one more field in a release."""
    old = copy.deepcopy(api.schema())
    old["info"]["version"] = version
    old["components"]["schemas"]["ReleaseDetail"]["properties"][field] = TEXT
    stored["RELEASED"].write_text(json.dumps(old))


def test_the_check_fails_when_a_released_field_goes_in_the_same_version(stored):
    call_command("openapi_snapshot", "--check")
    released_with(stored, api.VERSION, "gone")

    for option in ("--check", "--release"):
        with pytest.raises(
            CommandError, match=r"ReleaseDetail\.gone: the field is gon"
        ):
            call_command("openapi_snapshot", option)


def test_the_check_passes_when_the_version_says_that_it_breaks(stored):
    released_with(stored, "0.9", "gone")

    call_command("openapi_snapshot", "--check")


def test_the_check_fails_while_nothing_is_released(stored):
    stored["RELEASED"].unlink()

    with pytest.raises(CommandError, match="RELEASED is missing"):
        call_command("openapi_snapshot", "--check")
