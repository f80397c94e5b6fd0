"""Promise: each rule finds its defect in texts of its own and leaves others alone."""

import pytest

from press.intake import examining, findings, reading
from tests import intake_cases, intake_more_cases, intake_texts

GROUPS = [
    intake_cases.STRUCTURE,
    intake_cases.CONSORTIUM,
    intake_cases.COMPLETENESS,
    intake_more_cases.PUNCTUATION,
    intake_more_cases.LANGUAGE,
    intake_more_cases.QUOTES,
    intake_more_cases.CONTACTS,
    intake_more_cases.ABOUTS,
    intake_more_cases.FIGURES,
]
CASES = {rule: cases for group in GROUPS for rule, cases in group.items()}
# Found with the help of the registry, or of a parser that drops words.
ELSEWHERE = {
    *("name-near", "name-unknown", "name-ambiguous"),
    *("boilerplate-differs", "contact-differs", "words-lost"),
}
FOUND = [
    pytest.param(rule, *case, id=f"{rule}-{number}")
    for rule, (found, _left) in CASES.items()
    for number, case in enumerate(found)
]
LEFT = [
    pytest.param(rule, *case, id=f"{rule}-{number}")
    for rule, (_found, left) in CASES.items()
    for number, case in enumerate(left)
]


def rules_in(locale, text):
    """The rules that find something in a passage, or in a whole text."""
    whole = text[1:] if text.startswith("@") else None
    text = whole or intake_texts.with_passage(text, locale=locale)
    source = reading.text(text, name="case.md")
    examined = examining.examine(source, locale=locale, region="FR")
    return {finding.rule for finding in examined.findings}


@pytest.mark.parametrize(("rule", "locale", "text"), FOUND)
def test_a_rule_finds_its_defect(rule, locale, text):
    assert rule in rules_in(locale, text)


@pytest.mark.parametrize(("rule", "locale", "text"), LEFT)
def test_a_rule_leaves_good_text_alone(rule, locale, text):
    assert rule not in rules_in(locale, text)


def test_every_rule_has_three_cases_either_way():
    assert set(CASES) | ELSEWHERE == set(findings.CATALOGUE)
    few = {rule for rule, both in CASES.items() if min(map(len, both)) < 3}
    assert few == set()


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_a_release_with_nothing_amiss_has_two_remarks(locale):
    assert rules_in(locale, "") == {"image-missing", "reference-missing"}


def test_findings_are_kept_without_words_and_shown_in_the_language_in_force():
    source = reading.text("# A headline\n\nThe mast (stands.", name="case.md")
    examined = examining.examine(source, locale="en", region="FR")
    one = next(f for f in examined.findings if f.rule == "bracket-unbalanced")

    assert findings.restored(findings.stored(one)) == one
    assert findings.shown(one)["place"] == {"line": 3, "excerpt": "The mast (stands."}
    assert "The mast (stands." in findings.shown(one)["message"]
