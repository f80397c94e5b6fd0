"""Promise: the demo's text is whole in both languages, and all of it our own."""

import re
from collections import Counter

import pytest

from home.demo import content, editions, wording
from press import slugs

TEXT = content.load()


def blocks(kind):
    return [
        (row.key, block)
        for row in TEXT.releases
        for block in row.body
        if isinstance(block, kind)
    ]


def texts(value):
    """Every text of the demo, by locale, wherever it stands."""
    if isinstance(value, dict):
        if set(value) == set(wording.LOCALES):
            yield value
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)


def test_the_demo_has_at_least_sixty_releases_half_of_them_from_the_french():
    sources = Counter(row.source for row in TEXT.releases)

    assert len(TEXT.releases) >= 60
    assert abs(sources["fr"] - sources["en"]) <= 2


def test_every_name_in_the_demo_stands_for_something():
    known = {
        name: {row.key for row in getattr(TEXT, name)}
        for name in (
            *("organisations", "people", "boilerplates", "contacts"),
            *("topics", "places", "images", "files"),
        )
    }
    members = [
        member
        for _key, block in blocks(content.Members)
        for group in block.groups
        for member in group.members
    ]
    named = {
        "places": {row.place for row in TEXT.releases},
        "topics": {name for row in TEXT.releases for name in row.topics},
        "contacts": {name for row in TEXT.releases for name in row.contacts},
        "people": {block.speaker for _key, block in blocks(content.Quote)},
        "boilerplates": {block.boilerplate for _key, block in blocks(content.About)},
        "images": {block.image for _key, block in blocks(content.Image)}
        | {row.image.image for row in TEXT.releases if row.image},
        "files": {
            name for _key, block in blocks(content.Files) for name in block.files
        },
        "organisations": {member.organisation for member in members}
        | {row.organisation for row in (*TEXT.people, *TEXT.boilerplates)},
    }

    assert {name: found - known[name] for name, found in named.items()} == {
        name: set() for name in named
    }
    assert Counter(row.key for row in TEXT.releases).most_common(1)[0][1] == 1


def test_no_two_releases_have_one_address():
    for code in wording.LOCALES:
        addresses = Counter(slugs.slug_of(row.headline[code]) for row in TEXT.releases)

        assert [
            slug for slug, count in addresses.items() if count > 1 or not slug
        ] == []


def test_no_release_says_the_same_in_both_languages():
    for row in TEXT.releases:
        for words in (row.headline, row.lead):
            assert words["en"] != words["fr"], row.key


def test_french_is_written_with_its_spaces_and_quotation_marks():
    french = [words["fr"] for words in texts(TEXT.model_dump())]
    spaced = re.compile(r"[^\s:]  ?[;!?:»](?!/)|[^\s  ][;!?»]|« |\"")

    assert [
        words
        for words in french
        if isinstance(words, str)
        and not words.startswith("http")
        and spaced.search(words)
    ] == []


@pytest.mark.parametrize("key", ["12-weather-logbooks", "55-parliament-sentences"])
def test_what_is_corrected_stands_in_the_text(key):
    row = next(row for row in TEXT.releases if row.key == key)
    earlier = editions.before_correction(row)

    for code, (right, wrong) in row.correction.replaced.items():
        then, since = (
            str([words[code] for words in texts(version.model_dump()["body"])])
            + version.lead[code]
            for version in (earlier, row)
        )
        assert (wrong in then, right in then) == (True, False), code
        assert (wrong in since, right in since) == (False, True), code


def test_the_opening_release_has_the_facts_of_its_day():
    opening = TEXT.releases[0]
    groups = next(
        block.groups for block in opening.body if isinstance(block, content.Members)
    )
    figures = [
        (str(fact.value), fact.unit["en"], fact.qualifier["en"])
        for block in opening.body
        if isinstance(block, content.Facts)
        for fact in block.items
    ]
    words = " ".join(text["en"] for text in texts(opening.model_dump()))

    assert [(len(group.members), group.complete) for group in groups] == [
        (11, True),
        (10, False),
    ]
    assert len({row.organisation for group in groups for row in group.members}) == 21
    assert figures == [
        ("35", "million euros", "over five years"),
        ("32", "million euros", "more than"),
        ("60", "companies", "more than"),
        ("21", "programmes", ""),
    ]
    for name in ("nine", "SCAI", "2019", "2030", "Nathalie Drach-Temam", "Gérard Biau"):
        assert name in words


def test_no_sentence_of_the_opening_release_is_taken_from_the_seed(shared):
    seeds = " ".join(path.read_text() for path in sorted((shared / "seeds").glob("*")))
    theirs = runs_of_words(seeds)
    ours = [
        TEXT.releases[0].model_dump(),
        *(row.model_dump() for row in TEXT.boilerplates),
    ]

    assert [
        words["en"]
        for words in texts(ours)
        if isinstance(words["en"], str) and runs_of_words(words["en"]) & theirs
    ] == []


def runs_of_words(text, length=9):
    words = re.findall(r"\w+", text.lower())
    return {
        tuple(words[place : place + length]) for place in range(len(words) - length + 1)
    }
