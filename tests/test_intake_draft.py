"""Promise: a source becomes a typed draft, in the forms that releases have."""

import pytest

from press.intake import examining, listing, people, reading, report
from tests import intake_texts


def told(text, *, locale="en"):
    source = reading.text(text, name="case.md")
    return report.of(examining.examine(source, locale=locale, region="FR"))


def names(found):
    return [member["name"] for member in found["members"]]


def said(found):
    return [(q["text"], q["speaker"], q["role"]) for q in found["quotes"]]


def test_a_french_release_in_markdown_is_taken_apart():
    found = told(intake_texts.WHOLE_FR, locale="fr")

    assert found["headline"] == "La mer se réchauffe plus vite que prévu"
    assert found["subtitle"] == "Une étude de dix ans menée par l’Institut de la mer"
    assert found["dateline"]["place"] == "Brest"
    assert found["dateline"]["date"] == "2025-03-12"
    assert found["lead"] == "L’Institut de la mer publie dix ans de mesures."
    assert found["embargo"] == {"text": "Pour diffusion immédiate", "immediate": True}
    assert names(found) == [
        "Université de Bretagne",
        "CNRS",
        "Ifremer",
        "Institut de la côte",
        "Météo-France",
    ]
    assert said(found) == [
        (
            "Nous avons mesuré deux fois avant d’y croire. "
            "La suite dépend de nous tous.",
            "Anne Le Goff",
            "directrice de l’Institut de la mer",
        ),
        (
            "Ce travail est le fruit d’une longue coopération.",
            "Jean-Pierre Kervella",
            "président de l’Université de Bretagne",
        ),
        ("Les ports changent déjà. Il faut agir.", "Claire Martin", "maire de Brest"),
    ]


def test_the_abouts_and_contacts_of_a_french_release_are_taken_apart():
    found = told(intake_texts.WHOLE_FR, locale="fr")

    assert [about["organisation"] for about in found["boilerplates"]] == [
        "Institut de la mer",
        "CNRS",
    ]
    assert [
        (one["name"], one["role"], one["organisation"], one["phone"], one["email"])
        for one in found["contacts"]
    ] == [
        (
            "Marie Dupont",
            "attachée de presse",
            "Institut de la mer",
            "+33298000001",
            "marie.dupont@institut-mer.example",
        ),
        ("Paul Durand", "", "CNRS", "+33612345678", "paul.durand@cnrs.example"),
    ]


def test_an_english_release_in_plain_text_is_taken_apart():
    found = told(intake_texts.WHOLE_EN)

    assert found["label"] == "NEWS RELEASE"
    assert found["headline"] == "Northern universities launch a shared climate archive"
    assert found["dateline"]["place"] == "Oslo, Norway"
    assert found["lead"] == "Four universities today opened a common archive."
    assert [(m["name"], m["acronym"], m["role"]) for m in found["members"]] == [
        ("University of Oslo", "UiO", "member"),
        ("Royal Institute of Technology", "", "lead"),
        ("Uppsala University", "", "member"),
        ("Aarhus University", "", "member"),
        ("Nordea", "", "partner"),
        ("Nordic Council of Ministers", "", "partner"),
        ("Equinor", "", "partner"),
    ]
    assert said(found) == [
        (
            "We could not have done this alone. Sharing is the point.",
            "Dr. Ingrid Hansen",
            "head of the archive at the University of Oslo",
        ),
        (
            "It will grow every year.",
            "Professor Lars Berg",
            "rector of Uppsala University",
        ),
        (
            "The ice does not wait for us to agree.",
            "Maria Rossi",
            "director of the Polar Library",
        ),
    ]
    assert found["contacts"][0]["phone"] == "+4722855050"
    assert found["contacts"][0]["role"] == "Press officer"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "CNRS, Inria, and the Institut Pasteur",
            ["CNRS", "Inria", "Institut Pasteur"],
        ),
        (
            "l’Université de Lyon, le CNRS et l’Ifremer",
            ["Université de Lyon", "CNRS", "Ifremer"],
        ),
        (
            "the Institute of Science and Technology and the University of Oslo",
            ["Institute of Science and Technology", "University of Oslo"],
        ),
        (
            "le Conseil économique, social et environnemental (CESE) et l’Ircam",
            ["Conseil économique, social et environnemental", "Ircam"],
        ),
        (
            "the Economic, Social and Rural Council, KTH or even the Court of Rivers",
            ["Economic, Social and Rural Council", "KTH", "Court of Rivers"],
        ),
        ("Gree, Inc, Toshiba and Seznam", ["Gree, Inc", "Toshiba", "Seznam"]),
        (
            "University of Oslo (UiO, Norway); KTH; and ETH",
            ["University of Oslo", "KTH", "ETH"],
        ),
        (
            "the School of Arts and Crafts, Nordea",
            ["School of Arts and Crafts", "Nordea"],
        ),
    ],
)
def test_a_list_of_bodies_is_cut_between_names_and_not_inside(text, expected):
    assert [name.name for name in listing.split(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Polar Weather Board (PWB)", ("Polar Weather Board", "PWB")),
        ("PWB (Polar Weather Board)", ("Polar Weather Board", "PWB")),
        ("Polar Weather Board–PWB", ("Polar Weather Board", "PWB")),
        ("Uppsala University (Sweden)", ("Uppsala University", "")),
        ("IRD)", ("IRD", "")),
    ],
)
def test_an_acronym_is_taken_apart_from_the_name(text, expected):
    name = listing.named(text, 0, len(text))

    assert (name.name, name.acronym) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Holm, director of the Polar Museum.", ("Ada Holm", "Polar Museum")),
        ("— Ada Holm, Professor of Physics, University of Oslo",
         ("Ada Holm", "University of Oslo")),
        ("Mme Ada Kermeur, directrice de l’Institut du temps",
         ("Ada Kermeur", "Institut du temps")),
        ("Jean-Marc de la Tour (maire de Brest)", ("Jean-Marc de la Tour", "Brest")),
    ],
)  # fmt: skip
def test_an_attribution_names_speaker_and_organisation(text, expected):
    who = people.attribution(text)

    assert (who.speaker, who.organisation) == expected


@pytest.mark.parametrize(
    "text", ["The wind was strong.", "University of Oslo, Norway", "nobody at all", ""]
)
def test_what_is_no_attribution_is_none(text):
    assert people.attribution(text) is None


def test_an_open_list_is_not_called_complete():
    found = told(
        intake_texts.with_passage("It has partners such as Nordea, Equinor and Simula.")
    )
    groups = [part["groups"] for part in found["body"] if part["type"] == "members"]

    assert [group["complete"] for group in groups[0]] == [False]


def test_places_and_sentences_with_commas_are_no_members():
    for passage in (
        "The partners meet in Oslo, Bergen and Tromsø.",
        "It covers physics, chemistry and biology.",
        "The members were glad, proud, and a little tired.",
    ):
        assert names(told(intake_texts.with_passage(passage))) == []


def test_terms_in_quotation_marks_are_no_quotes():
    found = told(
        intake_texts.with_passage('It is "open" and he called it “a great success”.')
    )

    assert found["quotes"] == []


def test_formatting_of_a_whole_paragraph_is_noise_and_links_are_kept():
    source = reading.text(
        "# A\n\nA lead.\n\n*All of [it](https://w.example/) is **one**.*", name="c.md"
    )
    examined = examining.examine(source, locale="en", region="FR")

    assert examined.draft.body[0].words.text == "All of it is one."


def test_html_that_could_harm_leaves_its_words_and_nothing_else():
    text = (
        "# A\n\nA lead.\n\n<p onclick='x()'>One <script>evil()</script>"
        "<img src=x onerror=evil()><a href='javascript:evil()'>two</a></p>"
    )
    found = told(text)

    assert found["body"] == [{"type": "paragraph", "text": "One two"}]
    assert [one["text"] for one in found["unplaced"]] == ["evil()"]
    assert found["conservation"]["holds"]


PASSAGES = [
    (
        "en",
        "The trial was run by a consortium of the Polar House (PH), Nordea & Sons and "
        "the Museum of Ice.",
        ["Polar House", "Nordea & Sons", "Museum of Ice"],
    ),
    (
        "fr",
        "Le projet est soutenu par le ministère de la Mer, la Ville de Brest et la "
        "Fondation du phare.",
        ["ministère de la Mer", "Ville de Brest", "Fondation du phare"],
    ),
    (
        "fr",
        "Coordonné par le CNRS, l’institut rassemble ces membres :\n\n- le CNRS ;\n"
        "- l’Ircam ;\n- l’Institut du vent (IDV).",
        ["CNRS", "Ircam", "Institut du vent"],
    ),
]


@pytest.mark.parametrize(("locale", "passage", "expected"), PASSAGES)
def test_members_are_found_in_other_forms(locale, passage, expected):
    found = told(intake_texts.with_passage(passage, locale=locale), locale=locale)

    assert names(found) == expected


SPOKEN = [
    (
        "Commenting on the storm, Dr Ada Holm said, “The mast stood.”",
        ("The mast stood.", "Dr Ada Holm", ""),
    ),
    (
        "Ada Holm, who built the mast, said: “The wind was strong.\n\n“It stood.”",
        ("The wind was strong.\nIt stood.", "Ada Holm", ""),
    ),
    (
        "“It stands,” says Ada Holm, engineer, “and it will stand.”",
        ("It stands, and it will stand.", "Ada Holm", "engineer"),
    ),
    (
        'According to Ada Holm, engineer, "the mast stood well".',
        ("the mast stood well.", "Ada Holm", "engineer"),
    ),
    (
        "“It will stand for many years,” Ada Holm, engineer, said.",
        ("It will stand for many years", "Ada Holm", "engineer"),
    ),
]


@pytest.mark.parametrize(("passage", "expected"), SPOKEN)
def test_quotes_are_found_in_other_forms(passage, expected):
    assert said(told(intake_texts.with_passage(passage))) == [expected]


def test_contacts_may_stand_in_front_and_marks_of_the_end_differ():
    found = told(
        "FOR IMMEDIATE RELEASE\nContact: Ada Holm\n+47 22 85 50 50\n\n"
        "THE MAST STANDS\n\nOSLO, Sept. 5, 2025 (Wire) — The mast stands.\n\n# # #\n\n"
        "About Mast Corp.\nMast Corp. makes masts."
    )

    assert found["headline"] == "THE MAST STANDS"
    assert found["dateline"]["date"] == "2025-09-05"
    assert [one["name"] for one in found["contacts"]] == ["Ada Holm"]
    assert [one["organisation"] for one in found["boilerplates"]] == ["Mast Corp"]
