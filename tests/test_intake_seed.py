"""Promise: the seed becomes a draft with its 21 bodies, and its defects are found."""

import pytest

from press.intake import examining, reading, report

ERRORS = {
    "label-glued": 3,
    "name-broken": 22,
    "bracket-unbalanced": 24,
    "member-twice": 24,
    "space-at-hyphen": 24,
    "attribution-apart": 30,
    "link-of-other": 38,
    "heading-language": 42,
    "contact-mismatch": 44,
}
OTHERS = {
    *("subtitle-in-headline", "html-in-text", "date-form", "date-styles", "lead-bold"),
    *("acronym-styles", "acronym-case", "acronym-unexpanded", "list-open"),
    *("quotation-marks-mixed", "heading-levels", "final-stop-missing"),
    *("figure-repeated", "sums-differ", "phone-without-country", "term-with-at"),
    *("reference-missing", "embargo-line-missing", "image-missing"),
    *("boilerplate-styles", "boilerplate-figures", "contact-without-role"),
    *("numbers-in-two-styles", "heading-formatted", "end-mark-missing"),
}


@pytest.fixture
def found(shared):
    (path,) = sorted((shared / "seeds").glob("*.txt"))
    source = reading.read(path.read_bytes(), name=path.name)
    return report.of(examining.examine(source, locale="en", region="FR"))


def test_its_front_is_taken_apart(found):
    assert found["headline"].endswith('cluster wins France\'s "AI-Cluster" call')
    assert found["subtitle"].startswith("an ambitious academic project")
    assert found["dateline"]["place"] == "Paris"
    assert found["dateline"]["date"] == "2024-05-22"
    assert found["lead"].startswith("Announced by the President of the Republic")


def test_it_names_twenty_one_bodies_in_two_groups(found):
    names = [member["name"] for member in found["members"]]
    (part,) = [part for part in found["body"] if part["type"] == "members"]

    assert len(names) == len(set(names)) == 21
    assert "Billancourt" not in names
    assert [len(group["members"]) for group in part["groups"]] == [11, 10]
    assert [group["complete"] for group in part["groups"]] == [True, False]
    assert [m["name"] for m in found["members"] if m["repeated"]] == [
        "Economic, Social and Environmental Council"
    ]
    assert [m["name"] for m in found["members"] if m["role"] == "lead"] == [
        "Sorbonne University"
    ]


def test_its_quote_has_speaker_and_role(found):
    assert [(q["speaker"], q["role"], q["organisation"]) for q in found["quotes"]] == [
        (
            "Nathalie Drach-Temam",
            "president of Sorbonne University",
            "Sorbonne University",
        )
    ]


def test_its_abouts_and_contacts_are_found(found):
    assert [about["organisation"] for about in found["boilerplates"]] == [
        "SCAI",
        "Sorbonne University",
    ]
    assert [(one["name"], one["phone"]) for one in found["contacts"]] == [
        ("Katherine Tyrka", "+33144275105"),
        ("Alyssa Perrott", "+33144274701"),
    ]


def test_each_error_is_found_on_its_line(found):
    errors = {
        one["rule"]: one["place"]["line"]
        for one in found["findings"]
        if one["severity"] == "E"
    }

    assert errors == ERRORS


def test_its_other_defects_are_found(found):
    assert {f["rule"] for f in found["findings"] if f["severity"] != "E"} == OTHERS


def test_its_words_are_placed_once_or_listed(found):
    kept = found["conservation"]

    assert kept["holds"]
    assert kept["words"] == kept["placed"] + kept["unplaced"]
    assert [one["text"] for one in found["unplaced"]] == [", or even", ", and"]
