"""Promise: names are found in the registry in either language, never corrected."""

import pytest

from press import models
from press.intake import examining, reading, registry, registry_rows, report
from tests import factories


@pytest.fixture
def known(newsroom):
    """A registry with a few things in both languages."""
    institute = factories.snippet(
        models.Organisation,
        name={"en": "Polar Weather Institute", "fr": "Institut du temps polaire"},
        acronym={"en": "PWI", "fr": "ITP"},
    )
    factories.snippet(models.Organisation, name="Nordic Ice Board", acronym="NIB")
    factories.snippet(models.Person, name="Ada Holm")
    factories.snippet(models.Place, name={"en": "Tromso", "fr": "Tromsø"})
    factories.snippet(models.Topic, name={"en": "Weather", "fr": "Météo"})
    factories.snippet(
        models.Boilerplate,
        title={
            "en": "About the Polar Weather Institute",
            "fr": "À propos de l’Institut du temps polaire",
        },
        organisation=institute,
        text="<p>It keeps records of wind.</p>",
    )
    factories.snippet(
        models.PressContact, name="Eva Lind", email="eva@pwi.example", phone=""
    )
    return registry_rows.load()


def told(text, known, *, locale="en"):
    source = reading.text(text, name="case.md")
    examined = examining.examine(source, locale=locale, region="FR", known=known)
    return report.of(examined)


def about_names(found):
    return [
        (f["rule"], f["message"])
        for f in found["findings"]
        if f["rule"].startswith("name-")
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Polar Weather Institute",
        "the Institute of Polar Weather",
        "POLAR WEATHER INSTITUTE",
        "PWI",
        "Institut du temps polaire",
        "l’institut du Temps Polaire",
        "ITP",
    ],
)
def test_a_body_is_found_by_each_of_its_names(known, name):
    found = known.find("organisation", name)

    assert found.entry is not None
    assert found.entry.name == "Polar Weather Institute"


@pytest.mark.parametrize("name", ["Polar Weather Institutes", "Nordic Ice Bored"])
def test_a_near_name_is_told_and_not_taken(known, name):
    found = known.find("organisation", name)

    assert found.entry is None
    assert found.nearest in {"Polar Weather Institute", "Nordic Ice Board"}
    assert 85 <= found.score < 100


def test_a_far_name_has_no_nearest(known):
    assert known.find("organisation", "Museum of Trains") == registry.Match()


def test_a_name_of_two_entries_is_ambiguous(newsroom):
    for name in ("Board of Wind", "Bureau of Waves"):
        factories.snippet(models.Organisation, name=name, acronym="BOW")
    found = registry_rows.load().find("organisation", "BOW")

    assert found.entry is None
    assert found.is_ambiguous


def test_a_kind_does_not_answer_for_another(known):
    assert known.find("person", "Polar Weather Institute").entry is None


def test_the_report_says_what_each_name_is(known):
    found = told(
        "# Weather for all\n\nTromsø, 3 June 2025 – The weather archive opens.\n\n"
        "The members are: PWI, the Nordic Ice Bored, the Museum of Trains.\n\n"
        "“The wind was strong there,” said Ada Holm, engineer.",
        known,
    )

    assert [member["name"] for member in found["members"]] == [
        "PWI",
        "Nordic Ice Bored",
        "Museum of Trains",
    ]
    assert [
        (member["match"] or {}).get("name", (member["match"] or {}).get("nearest"))
        for member in found["members"]
    ] == ["Polar Weather Institute", "Nordic Ice Board", None]
    assert found["dateline"]["match"]["name"] == "Tromso"
    assert found["quotes"][0]["match"]["name"] == "Ada Holm"
    assert [topic["name"] for topic in found["topics"]] == ["Weather"]
    assert about_names(found) == [
        (
            "name-near",
            "“Nordic Ice Bored” matches none; nearest “Nordic Ice Board” (94 %).",
        ),
        ("name-unknown", "“Museum of Trains” matches none in the registry."),
    ]


def test_texts_and_addresses_that_differ_from_the_registry_are_told(known):
    found = told(
        "# A headline\n\nA lead.\n\n## About PWI\n\nIt keeps records of ice.\n\n"
        "## Press contact\n\nEva Lind, press officer\neva.lind@pwi.example",
        known,
    )
    rules = {finding["rule"] for finding in found["findings"]}

    assert {"boilerplate-differs", "contact-differs"} <= rules


def test_texts_and_addresses_that_agree_are_not_told(known):
    found = told(
        "# A headline\n\nA lead.\n\n## About the Polar Weather Institute\n\n"
        "It keeps records of wind.\n\n## Press contact\n\nEva Lind\neva@pwi.example",
        known,
    )
    rules = {finding["rule"] for finding in found["findings"]}

    assert not {"boilerplate-differs", "contact-differs"} & rules


def test_without_a_registry_no_name_is_missing_from_it():
    source = reading.text("# A\n\nThe members are: PWI, NIB, KTH.", name="case.md")
    found = report.of(examining.examine(source, locale="en", region="FR"))

    assert about_names(found) == []
