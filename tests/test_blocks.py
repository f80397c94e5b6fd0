"""Promise: a block is one class with its form, template, shape, words and preview."""

import uuid
from pathlib import Path
from typing import get_args

import pytest
from django.template.loader import get_template
from django.utils import translation

from press import documents
from press.blocks import body, previewing
from press.templatetags import written

BLOCKS = dict(body.BODY_BLOCKS)
SHAPES = {
    shape.model_fields["type"].default: shape
    for shape in get_args(get_args(body.Block)[0])
}
WORDS = {
    "paragraph": "The laboratory opens its doors on Monday.",
    "heading": "What changes in September",
    "list": "Ten doctoral grants\nA summer school",
    "quote": "We measured it twice before we believed it.\n"
    "Camille Dubois\nhead of the laboratory",
    "about": "About the Institute of Oceanography\n"
    "The institute studies the sea from its two stations.",
    "members": "Consortium\nPartners\n"
    "Institute of Oceanography IO\nInstitute of Oceanography IO",
    "facts": "35 million euros over five years Funding of the project",
    "image": "Waves under a low sun\nThe bay in November.",
    "video": "The laboratory in three minutes",
    "files": "Press kit",
    "table": "Applications\nYear Received Accepted\n2025 412 60\n2026 530 72",
    "call_to_action": "Register for the day",
}


def sample(kind):
    block = BLOCKS[kind]
    return block.build(
        block.get_preview_value(),
        id=previewing.SAMPLE_ID,
        builder=previewing.SampleBuilder(),
    )


def test_every_block_of_the_form_has_a_shape_and_every_shape_a_block():
    assert sorted(BLOCKS) == sorted(SHAPES) == sorted(WORDS)


def test_the_api_tells_blocks_apart_by_their_type():
    schema = documents.ReleaseDocument.model_json_schema()["properties"]["body"][
        "items"
    ]

    assert schema["discriminator"]["propertyName"] == "type"
    assert sorted(schema["discriminator"]["mapping"]) == sorted(BLOCKS)


@pytest.mark.parametrize("kind", sorted(BLOCKS))
def test_a_block_has_a_template_of_its_name(kind):
    made = sample(kind)

    assert written.block_template(made) == BLOCKS[kind].meta.template
    assert Path(get_template(BLOCKS[kind].meta.template).origin.name).stem == kind


@pytest.mark.parametrize("kind", sorted(BLOCKS))
def test_a_block_gives_its_words_to_search(kind):
    assert sample(kind).search_text() == WORDS[kind]


@pytest.mark.parametrize("kind", sorted(BLOCKS))
def test_the_shape_of_a_block_is_read_back_as_it_was_written(kind):
    made = sample(kind)

    assert SHAPES[kind].model_validate(documents.stored(made)) == made


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", sorted(BLOCKS))
def test_an_editor_sees_a_block_before_choosing_it(kind, language, admin_client):
    block = BLOCKS[kind]
    assert block.is_previewable
    assert str(block.get_description())

    with translation.override(language):
        answer = admin_client.get(
            "/admin/block-preview/",
            {"id": block.definition_prefix},
            headers={"accept-language": language},
        )
        expected = sample(kind)

    assert answer.status_code == 200
    assert answer.context["shape"] == expected
    assert "newsroom/newsroom.css" in answer.content.decode()


def test_an_empty_figure_and_a_table_without_header_are_shapes_too():
    builder = previewing.SampleBuilder()
    facts = BLOCKS["facts"].build({}, id=uuid.uuid4(), builder=builder)
    table = BLOCKS["table"].build(
        {"data": [["a", None]]}, id=uuid.uuid4(), builder=builder
    )

    assert (facts.items, table.header, table.rows) == ([], [], [["a", ""]])
