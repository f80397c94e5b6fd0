"""Promise: the description of the API tells a frontend developer all there is."""

import json
import re

import jsonschema_rs
import pytest

from newsroom import api, description, examples, reference
from tests import factories, reading

LINK = re.compile(r'href="#([^"]+)"')
PLACE = re.compile(r'\bid="([^"]+)"')


@pytest.fixture
def described():
    """Return the description as it is served."""
    return json.loads(json.dumps(api.schema()))


def operations(described):
    return {
        f"{method} {path}": operation
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    }


def of_shape(described, name):
    """Return a validator of one shape; formats are looked at too."""
    return jsonschema_rs.Draft202012Validator(
        {"$ref": f"#/components/schemas/{name}", "components": described["components"]},
        validate_formats=True,
    )


def test_every_field_of_every_shape_is_described(described):
    bare = [
        f"{name}.{field}"
        for name, shape in described["components"]["schemas"].items()
        for field, schema in shape["properties"].items()
        if not schema.get("description")
    ]

    assert bare == []


def test_every_operation_and_parameter_is_described(described):
    bare = [
        f"{name} {parameter['name']}"
        for name, operation in operations(described).items()
        for parameter in operation["parameters"]
        if not parameter["description"]
    ]
    silent = [
        name
        for name, operation in operations(described).items()
        if not operation["description"] or not operation["tags"]
    ]

    assert (bare, silent) == ([], [])
    assert {tag["name"] for tag in described["tags"]} == {
        tag for one in operations(described).values() for tag in one["tags"]
    }


def test_every_field_is_always_present_except_in_problems(described):
    missing = {
        name: shape["properties"].keys() - set(shape.get("required", ()))
        for name, shape in described["components"]["schemas"].items()
    }

    assert {name for name, fields in missing.items() if fields} <= {
        "GoneProblem",
        "Problem",
    }


def test_the_blocks_of_a_release_are_told_by_their_type(described):
    shapes = described["components"]["schemas"]
    blocks = shapes["ReleaseDetail"]["properties"]["body"]["items"]
    pairs = shapes["BlockPair"]["properties"]["editions"]["additionalProperties"]

    assert blocks["discriminator"]["propertyName"] == "type"
    assert blocks["discriminator"]["mapping"] == {
        shapes[name]["properties"]["type"]["const"]: f"#/components/schemas/{name}"
        for name in (
            *("Paragraph", "Heading", "List", "QuoteInRelease", "AboutInRelease"),
            *("Members", "Facts", "ImageInRelease", "Video", "Files", "Table"),
            "CallToAction",
        )
    }
    assert {"type": "null"} in pairs["anyOf"]


def test_every_example_is_of_its_shape(described):
    shapes = described["components"]["schemas"]
    shown = {
        name: shape["examples"] for name, shape in shapes.items() if "examples" in shape
    }

    assert shown.keys() >= {"ReleaseDetail", "ReleaseSummary", "PairedRelease"}
    assert shown.keys() >= {"QuoteAnswer", "BoilerplateAnswer", "VersionAnswer"}
    for name, (example,) in shown.items():
        of_shape(described, name).validate(example)


def test_examples_name_no_real_host(settings):
    settings.NEWSROOM_URL = "https://secret.example.org"

    assert "secret" not in json.dumps(examples.by_shape())


def test_live_answers_are_of_their_shapes(newsroom, pinned_clock, client, described):
    made = factories.corrected(newsroom, pinned_clock)
    path = f"/api/v1/releases/{made.release.pk}"
    asked = {
        "ReleaseDetail": path,
        "ReleaseSummary": f"{path}?view=summary",
        "PairedRelease": f"{path}?locales=en,fr",
        "VersionList": f"{path}/versions",
        "QuoteAnswer": f"/api/v1/quotes/{made.quote}",
        "PersonAnswer": f"/api/v1/people/{made.person.translation_key}",
        "Problem": f"{path}?colour=red",
    }

    for name, address in asked.items():
        of_shape(described, name).validate(client.get(address).json())


def test_the_page_leads_to_every_shape_and_shows_examples(newsroom, client, described):
    html = client.get("/api/v1/docs").content.decode()
    words = reading.words(client.get("/api/v1/docs"))

    places = PLACE.findall(html)
    assert len(places) == len(set(places))
    assert set(LINK.findall(html)) <= set(places)
    assert described["components"]["schemas"].keys() <= set(places)
    assert {one["operationId"] for one in operations(described).values()} <= set(places)
    assert "list of Paragraph or Heading or List or QuoteInRelease" in words
    assert "An example of ReleaseDetail" in words
    assert "https://newsroom.example/en/releases/new-laboratory-opens/" in words


def test_the_page_asks_nothing_of_another_host(newsroom, client):
    html = client.get("/api/v1/docs").content.decode()

    loaded = re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="([^"]+)"', html)
    assert all(address.startswith("/") for address in loaded), loaded


def test_a_type_is_told_in_words():
    part = {"$ref": "#/components/schemas/Part"}
    told = {
        "string (uuid)": {"type": "string", "format": "uuid"},
        "list of string": {"type": "array", "items": {"type": "string"}},
        "Part or null": {"anyOf": [part, {"type": "null"}]},
        "list of Part": {"type": "array", "items": part},
        '"a" or "b"': {"type": "string", "enum": ["a", "b"]},
        '"quote"': {"type": "string", "const": "quote"},
        "by key: Part": {"type": "object", "additionalProperties": part},
        "anything": {},
    }

    for words, schema in told.items():
        assert " ".join(kind.words for kind in reference.kinds(schema)) == words


def test_a_paragraph_of_the_description_is_one_line():
    assert (
        description.unwrapped("One\nline.\n\nAnother\none.")
        == "One line.\n\nAnother one."
    )


def test_the_page_of_the_description_says_in_a_sentence_what_it_is(client, db):
    page = client.get("/api/v1/docs").content.decode()

    described = (
        '<meta name="description" content="What the newsroom has made public, in each '
        "of its languages. Every answer holds what is public at the instant it is "
        'given, and may be kept until the end of the minute.">'
    )
    assert described in page
