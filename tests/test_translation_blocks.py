"""Promise: every block gives all its words to a translator and takes them all back."""

import base64
import copy
import re
import uuid

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue, extract_strings, restore_strings

from press import editions, models
from press.blocks import body
from press.translation import localize
from tests import factories

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
    "awAAAABJRU5ErkJggg=="
)
RICH = "rich text"
# What of a block's public shape is words: these are translated, the rest is not.
WORDS = {
    "paragraph": {RICH},
    "heading": {"text"},
    "list": {RICH},
    "quote": {"text", "role"},
    "about": set(),
    "members": {"title", "label"},
    "facts": {"unit", "qualifier", "label", "source"},
    "image": {"alt", "caption"},
    "video": {"title"},
    "files": {"title"},
    "table": {"caption", "header", "rows"},
    "call_to_action": {"text"},
}
OPTIONAL = {
    "quote": {"role", "organisation"},
    "members": {"title", "label"},
    "facts": {"unit", "qualifier", "label", "source"},
    "image": {"caption"},
    "files": {"title"},
    "table": {"table_caption"},
}


def values():
    """Return a full value of every block, lists without ids as an import has them."""
    return words() | choices()


def words():
    """Return the blocks that name nothing."""
    fact = {
        "value": "35.5",
        "unit": "million euros",
        "qualifier": "over five years",
        "label": "Funding",
        "source": "The agency",
    }
    return {
        "paragraph": (
            '<p>One <b>bold</b> and <a href="https://example.org/">a link</a>.</p>'
            "<p>Two &amp; three.</p>"
        ),
        "heading": {"text": "A heading", "level": "3"},
        "list": {"ordered": True, "items": ["<p>First</p>", "<p>Second</p>"]},
        "facts": {"items": [fact, {**fact, "value": "12", "unit": "theses"}]},
        "video": {"url": "https://example.org/v", "title": "A film"},
        "table": {
            "table_caption": "Applications",
            "first_row_is_table_header": True,
            "data": [["Year", "Received"], ["2025", "Many"], ["2026", None]],
        },
        "call_to_action": {"text": "Register", "url": "https://example.org/r"},
    }


def choices():
    """Return the blocks that name an organisation, a person, a text or a file."""
    names = {"en": "Institute of Physics", "fr": "Institut de physique"}
    organisation = factories.snippet(models.Organisation, name=names)
    boilerplate = factories.snippet(
        models.Boilerplate,
        title={"en": "About the institute", "fr": "À propos de l’institut"},
        text={"en": "<p>It is old.</p>", "fr": "<p>Il est ancien.</p>"},
    )
    photo = models.Photo.objects.create(
        title="x", file=ContentFile(PIXEL, "x.png"), width=1, height=1
    )
    attachment = models.Attachment.objects.create(
        title="x", file=ContentFile(b"%PDF-1.4", "x.pdf")
    )
    member = {"organisation": organisation.pk, "role": "lead"}
    founders = {"label": "Founders", "complete": True, "members": [member, member]}
    partners = {"label": "Partners", "complete": False, "members": [member]}
    return {
        "quote": {
            "text": "Two lines.\nOf a quote.",
            "speaker": factories.snippet(models.Person, name="Camille Dubois").pk,
            "role": "head of the laboratory",
            "organisation": organisation.pk,
            "original_locale": "fr",
        },
        "about": {"boilerplate": boilerplate.pk},
        "members": {"title": "The consortium", "groups": [founders, partners]},
        "image": {"image": photo.pk, "alt": "A wave", "caption": "The bay"},
        "files": {"items": [{"file": attachment.pk, "title": "Press kit"}]},
    }


def release(newsroom, raw, *, source="en"):
    """Return a draft of a release with this body, in its source locale."""
    made = factories.draft(newsroom, locales=(source,))
    page = made.pages[source]
    page.body = raw
    page.save_draft(user=newsroom.users["editor"])
    return models.ReleasePage.objects.get(pk=page.pk)


def translated(page, code, *, write, user):
    target = localize.start(page, Locale.objects.get(language_code=code), user=user)
    translation = localize.managed(target)
    for segment in translation.source.stringsegment_set.select_related("string"):
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=translation.target_locale,
            defaults={"data": write(segment.string.data), "last_translated_by": user},
        )
    return models.ReleasePage.objects.get(pk=target.pk)


def shapes(page):
    built = editions.build(page, release=page.release, today=factories.NOW.date())
    return built.body["body"]


def marked(value, words):
    """Return a shape with the mark of a translation before each of its words."""
    if isinstance(value, str):
        return f"» {value}" if value else value
    if isinstance(value, list):
        return [marked(part, words) for part in value]
    if RICH in words and {"html", "text"} == set(value):
        return {
            "html": value["html"].replace("<p>", "<p>» "),
            "text": re.sub(r"(?m)^", "» ", value["text"]),
        }
    return {
        key: marked(part, words)
        if key in words or isinstance(part, dict | list)
        else part
        for key, part in value.items()
    }


def expected(shape, other):
    """Return a block as its translation reads, with the names of the other locale."""
    if shape["type"] == "about":
        return other
    words = WORDS[shape["type"]]
    if shape["type"] in {"quote", "members", "facts"}:
        shape = {**shape, **of_the_locale(shape, other)}
    kept = {"file", "renditions", "original", "organisation", "speaker"}
    return {**_marked(shape, words, kept), "id": shape["id"], "type": shape["type"]}


def _marked(value, words, kept):
    if isinstance(value, dict):
        if RICH in words and set(value) == {"html", "text"}:
            return marked(value, words)
        if "file" in value and value["title"] == value["file"]["name"]:
            return value
        return {
            key: part
            if key in kept
            else marked(part, words)
            if key in words
            else _marked(part, words, kept)
            for key, part in value.items()
        }
    if isinstance(value, list):
        return [_marked(part, words, kept) for part in value]
    return value


def of_the_locale(shape, other):
    """Return what the locale itself gives: official names, how a number is written."""
    if shape["type"] == "quote":
        return {"organisation": other["organisation"]}
    if shape["type"] == "facts":
        pairs = zip(shape["items"], other["items"], strict=True)
        return {
            "items": [{**mine, "display": theirs["display"]} for mine, theirs in pairs]
        }
    groups = copy.deepcopy(shape["groups"])
    for group, theirs in zip(groups, other["groups"], strict=True):
        for member, their in zip(group["members"], theirs["members"], strict=True):
            member["organisation"] = their["organisation"]
    return {"groups": groups}


def test_every_block_is_in_the_table():
    assert set(WORDS) == {kind for kind, _block in body.BODY_BLOCKS}


@pytest.mark.parametrize(("source", "target"), [("en", "fr"), ("fr", "en")])
@pytest.mark.parametrize("kind", sorted(WORDS))
def test_a_block_is_translated_whole_in_both_directions(newsroom, kind, source, target):
    page = release(newsroom, [factories.block(kind, values()[kind])], source=source)
    before = shapes(page)

    other = translated(page, target, write="» {}".format, user=newsroom.users["editor"])

    (mine,), (theirs,) = before, shapes(other)
    assert theirs == expected(mine, theirs)
    if kind in {"about", "quote", "members"}:
        assert ("de l’institut" in str(theirs) or "physique" in str(theirs)) == (
            target == "fr"
        )


@pytest.mark.parametrize("kind", sorted(OPTIONAL))
def test_a_value_left_empty_stops_no_translation(newsroom, kind):
    def emptied(value):
        if isinstance(value, dict):
            return {
                key: None if key in OPTIONAL[kind] else emptied(part)
                for key, part in value.items()
            }
        return [emptied(part) for part in value] if isinstance(value, list) else value

    page = release(newsroom, [factories.block(kind, emptied(values()[kind]))])

    other = translated(page, "fr", write="» {}".format, user=newsroom.users["editor"])

    (mine,), (theirs,) = shapes(page), shapes(other)
    assert theirs == expected(mine, theirs)


@pytest.mark.parametrize("value", [None, {}])
@pytest.mark.parametrize("kind", sorted(set(WORDS) - {"paragraph"}))
def test_a_block_without_anything_in_it_stops_no_translation(newsroom, kind, value):
    if value is None and kind != "table":
        value = {}
    page = release(newsroom, [factories.block(kind, value)])

    other = translated(page, "fr", write="» {}".format, user=newsroom.users["editor"])

    assert [child.block_type for child in other.body] == [kind]


def test_blocks_that_change_places_keep_their_translations(newsroom):
    raw = [
        factories.block("paragraph", "<p>One.</p>"),
        factories.block("list", values()["list"]),
    ]
    page = release(newsroom, raw)
    user = newsroom.users["editor"]
    translation = localize.managed(
        translated(page, "fr", write="» {}".format, user=user)
    )

    page.body = list(reversed(page.body.get_prep_value()))
    page.save_draft(user=user)
    localize.update(translation, user=user)

    assert localize.completeness(translation) == []
    other = models.ReleasePage.objects.get(pk=translation.get_target_instance().pk)
    assert [child.block_type for child in other.body] == ["list", "paragraph"]


def test_a_block_that_is_pasted_anew_keeps_its_translation(newsroom):
    page = release(newsroom, [factories.block("paragraph", "<p>One. Two.</p>")])
    user = newsroom.users["editor"]
    translation = localize.managed(
        translated(page, "fr", write="» {}".format, user=user)
    )

    page.body = [factories.block("paragraph", "<p>One. Two.</p>")]
    page.save_draft(user=user)
    localize.update(translation, user=user)

    assert localize.completeness(translation) == []
    assert shapes(translation.get_target_instance())[0]["content"]["text"] == (
        "» One. Two."
    )


def test_a_plain_number_needs_no_translator_and_a_written_one_does(newsroom):
    data = [["2025", "412"], ["2,200", "35.5 %"]]
    page = release(newsroom, [factories.block("table", {"data": data})])

    target = localize.start(
        page, Locale.objects.get(language_code="fr"), user=newsroom.users["editor"]
    )

    gaps = localize.completeness(localize.managed(target))
    assert [gap.words for gap in gaps if gap.field == "Table"] == ["2,200", "35.5 %"]


def test_a_link_may_lead_elsewhere_in_the_other_language(newsroom):
    made = factories.draft(newsroom)
    link = '<p>See <a href="https://example.org/{}">here</a>.</p>'
    factories.edited(made, newsroom, "en", lead=link.format("en"))
    factories.edited(made, newsroom, "fr", lead=link.format("fr"))

    target = localize.start(
        made.pages["en"],
        Locale.objects.get(language_code="fr"),
        user=newsroom.users["editor"],
    )
    localize.save(localize.managed(target), user=newsroom.users["editor"])

    assert models.ReleasePage.objects.get(pk=target.pk).lead == link.format("fr")


INLINE = st.text(
    alphabet=st.characters(
        codec="utf-8",
        exclude_categories=("Cs", "Cc"),
        include_characters="\u00a0\u202f",
    ),
    min_size=1,
)


@pytest.mark.filterwarnings("ignore::bs4.MarkupResemblesLocatorWarning")
@given(INLINE)
def test_a_plain_text_comes_back_as_it_was(text):
    assert StringValue.from_plaintext(text).render_text() == text


@given(st.lists(st.sampled_from(["a", " b", "\u00a0: ", "\u202f!", "1", "é"])))
def test_rich_text_comes_back_as_it_was_with_its_french_spaces(words):
    html = f'<p>x{"".join(words)}x</p><p><b>y</b> <a href="https://a.org/">z</a></p>'

    template, strings = extract_strings(html)

    assert restore_strings(template, strings) == html


def features_of(block):
    if isinstance(block, blocks.RichTextBlock):
        yield set(block.features)
    for child in getattr(block, "child_blocks", {}).values():
        yield from features_of(child)
    if isinstance(block, blocks.ListBlock):
        yield from features_of(block.child_block)


def test_no_editor_offers_a_tag_that_would_cut_a_sentence_in_pieces():
    found = []
    for model in [*apps.get_app_config("press").get_models(), *_home_models()]:
        for field in model._meta.get_fields():
            if isinstance(field, RichTextField):
                found.append(set(field.features))
            elif isinstance(field, StreamField):
                found.extend(features_of(field.stream_block))

    whole = {"bold", "italic", "link", "document-link", "h2", "h3", "ol", "ul"}
    assert found
    assert set().union(*found) <= whole


def test_slugs_kinds_and_dates_are_no_strings_to_translate(db):
    for model in (models.ReleasePage, models.ReleaseIndexPage, *_home_models()):
        slug = next(
            field
            for field in get_translatable_fields(model)
            if field.field_name == "slug"
        )
        assert not slug.is_translated(model())


def _home_models():
    return apps.get_app_config("home").get_models()


def test_a_list_item_has_the_same_id_wherever_it_is_written(newsroom):
    key = uuid.uuid4()
    raw = [factories.block("list", values()["list"], key=key)]
    first, second = release(newsroom, raw), release(newsroom, raw)

    ids = [
        [item["id"] for item in page.body.get_prep_value()[0]["value"]["items"]]
        for page in (first, second)
    ]

    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 2
