"""Promise: words find each other in each language, however they are typed."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from search import analysis, languages

LOCALES = sorted(languages.LANGUAGES)
LETTERS = st.text(alphabet=st.characters(categories=["L"]), min_size=1, max_size=20)


def tokens(text, locale):
    return analysis.tokens(text, locale=locale)


@pytest.mark.parametrize(
    "text",
    [
        "l'intelligence",
        "L’INTELLIGENCE",
        "intelligence",
        "Intelligences",
        "l‘intelligence",
        "d’intelligence",
        "qu'intelligence",
        "intel\u00adligence",
        "intel\u200bligence",
        "in\u2060telli\ufeffgence",
    ],
)
def test_french_articles_apostrophes_case_and_plural_do_not_matter(text):
    assert tokens(text, "fr") == ["inteligenc"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("université", "UNIVERSITES"),
        ("Élysée", "elysee"),
        ("élection", "elections"),
        ("chercheuse", "chercheurs"),
        ("chercheuses", "chercheur"),
        ("chercheur·euse·s", "chercheur"),
        ("chercheurs•euses", "chercheuse"),
        ("étudiant·e·s", "étudiante"),
        ("étudiant.e.s", "étudiants"),
        ("étudiant-e-s", "étudiant"),
        ("nationaux", "nationale"),
        ("journaux", "journal"),
        ("cœur", "coeurs"),
        ("œuvres", "oeuvre"),
        ("d'Afrique", "Afrique"),
        ("d’IA", "ia"),
        ("#IA", "IA"),
        ("jusqu'à Paris", "Paris"),
        ("fondatrice", "fondateur"),
        ("directrices", "directeur"),
        ("communiqué", "communique"),
        ("communiqués", "COMMUNIQUE"),
        ("énormément", "énorme"),
        ("éléments", "element"),
        ("C.N.R.S.", "cnrs"),
        ("U.S.", "US"),
        ("10 000", "10000"),
        ("1 234,5", "1234.5"),
        ("1\u202f234,5", "1.234,5"),
        ("２０２５", "2025"),
        ("21e", "21ème"),
        ("1er", "1re"),
        ("2024–2025", "2024-2025"),
        ("e\u0301cole", "école"),
        ("ﬁnance", "finance"),
        ("CO₂", "CO2"),
        ("aujourd’hui", "AUJOURD'HUI"),
    ],
)
def test_french_words_of_a_family_share_their_tokens(one, other):
    assert tokens(one, "fr") == tokens(other, "fr") != []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("université", "universitaire"),
        ("communiqué", "commun"),
        ("Clément", "clé"),
        ("intéressés", "inter"),
        ("complémentaire", "complète"),
    ],
)
def test_french_words_of_other_families_are_apart(one, other):
    assert tokens(one, "fr") != tokens(other, "fr")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("universities", "university"),
        ("researchers", "research"),
        ("researcher", "researched"),
        ("decisions", "decision"),
        ("analysing", "analysis"),
        ("analyzed", "analyses"),
        ("hypothesis", "hypotheses"),
        ("crisis", "crises"),
        ("organisations", "organization"),
        ("colour", "colors"),
        ("behavioural", "behavior"),
        ("centre", "centers"),
        ("programme", "program"),
        ("technological", "technologies"),
        ("laboratories", "laboratory"),
        ("women’s", "women"),
        ("O’Brien's", "O'Brien"),
        ("Training", "trained"),
        ("naïve", "naive"),
        ("10,000", "10000"),
        ("1,234.5", "1234.5"),
        ("U.S.", "US"),
        ("21st", "21"),
        ("e-mails", "e-mail"),
    ],
)
def test_english_words_of_a_family_share_their_tokens(one, other):
    assert tokens(one, "en") == tokens(other, "en") != []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("news", "new"),
        ("university", "universe"),
        ("international", "internal"),
        ("organization", "organ"),
        ("community", "communication"),
        ("decision", "decide"),
    ],
)
def test_english_words_of_other_families_are_apart(one, other):
    assert tokens(one, "en") != tokens(other, "en")


@pytest.mark.parametrize(
    ("locale", "one", "other"),
    [
        ("de", "Universität", "Universitaet"),
        ("de", "Universitäten", "universitat"),
        ("de", "Straße", "STRASSE"),
        ("de", "München", "Muenchen"),
        ("de", "Forschungen", "Forschung"),
        ("es", "investigación", "investigaciones"),
        ("es", "luz", "luces"),
        ("es", "niños", "ninas"),
        ("it", "l’università", "universita"),
        ("it", "ricerche", "ricerca"),
        ("pt", "investigações", "investigacao"),
        ("pt", "nacionais", "nacional"),
        ("nl", "universiteiten", "universiteit"),
        ("nl", "ĳs", "ijs"),
        ("nl", "coördinatie", "coordinatie"),
        ("nl", "foto's", "foto"),
    ],
)
def test_words_of_the_other_languages_share_their_tokens(locale, one, other):
    assert tokens(one, locale) == tokens(other, locale) != []


def test_words_that_say_nothing_are_left_out_but_acronyms_are_kept():
    assert tokens("qu’elle est dans la mer", "fr") == ["mer"]
    assert tokens("est-ce elle-même ? S’il y a la mer", "fr") == ["mer"]
    assert tokens("it’s what we don’t know, we’ll see", "en") == ["know", "see"]
    assert tokens("what is the WHO", "en") == ["who"]


def test_in_a_text_of_capitals_only_they_tell_no_acronym():
    assert tokens("QUI EST LE PRÉSIDENT DE L’UNIVERSITÉ", "fr") == tokens(
        "qui est le président de l’université", "fr"
    )


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("PostGenAI@Paris", ["postgenai", "pari", "postgenai@paris"]),
        ("presse@su.example", ["press", "su", "exampl", "presse@su.example"]),
        ("www.su.example", ["www", "su", "exampl", "www.su.example"]),
        ("wi-fi", ["wi", "fi", "wifi"]),
        ("start-ups", ["start", "up", "startup"]),
        ("R&D", ["r&d"]),
        ("AT&T", ["at", "at&t"]),
        ("6.0.4", ["6", "0", "4", "6.0.4"]),
        ("2024-2025", ["2024", "2025"]),
        ("C++", ["cplusplus"]),
        ("C#, .NET", ["csharp", "net"]),
        ("O'Brien", ["brien", "obrien"]),
        ("d'Orsay", ["orsay", "dorsay"]),
    ],
)
def test_a_joined_word_is_found_whole_and_in_parts(text, held):
    assert tokens(text, "en") == held


def test_a_word_with_a_hyphen_is_found_closed_up_or_as_two():
    joined = tokens("porte-parole", "fr")

    assert joined == [*tokens("porte parole", "fr"), *tokens("porteparole", "fr")]
    assert joined == tokens("porte‑paroles", "fr")


def test_a_word_says_what_it_is_without_its_article():
    found = analysis.words("L’Élysée, qu’aujourd’hui", locale="fr")

    assert [(word.start, word.end, word.written) for word in found] == [
        (0, 8, "elysee"),
        (10, 24, "aujourdhui"),
    ]


def test_only_the_words_that_are_sought_are_marked():
    text = "La mer, les mers et la glace"

    found = analysis.having(frozenset(["mer"]), text, locale="fr")

    assert [text[word.start : word.end] for word in found] == ["mer", "mers"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("L’Université d'été", ["l", "universite", "d", "ete"]),
        ("porte-parole de R&D", ["porte", "parole", "de", "r", "d"]),
        ("C.N.R.S., 10 000 €", ["cnrs", "10000"]),
        ("Aujourd’hui", ["aujourdhui"]),
        ("Les chercheur·euse·s", ["les", "chercheur"]),
        ("PostGenAI@Paris", ["postgenai", "paris"]),
    ],
)
def test_the_words_as_written_are_all_there_in_order(text, written):
    assert analysis.surface(text, locale="fr") == written


def test_a_locale_without_a_row_is_analysed_plainly():
    assert tokens("Ceský rozhlas", "cs") == ["cesky", "rozhlas"]
    assert languages.language("pt-br") is languages.PORTUGUESE


def test_every_word_of_the_table_is_written_as_it_is_compared():
    for code in LOCALES:
        row = languages.language(code)
        for held in (row.stop, row.elided, row.trailing, row.whole, row.inclusive):
            assert {analysis.fold(word) for word in held} == held


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200), st.sampled_from(LOCALES))
@example("S", "en")
@example("⑴ ﷺ ½ \u3300", "fr")
@example("C++ C# a\u00ad\u0301b", "fr")
def test_whatever_is_typed_makes_tokens_that_engines_can_hold(text, locale):
    written = analysis.surface(text, locale=locale)
    for token in [*tokens(text, locale), *written]:
        assert token
        assert len(token) <= analysis.LONGEST_TOKEN
        assert not set(token) & set(" \0\"'\\*()")
        token.encode()
    for word in analysis.words(analysis.clean(text), locale=locale):
        assert word.start < word.end
        assert word.tokens


@settings(max_examples=300, deadline=None)
@given(st.lists(LETTERS, max_size=8), st.sampled_from(LOCALES))
def test_a_text_has_the_tokens_of_its_words_in_any_composition(words, locale):
    text = " ".join(word.lower() for word in words)

    decomposed = unicodedata.normalize("NFD", text)

    assert tokens(decomposed, locale) == tokens(text, locale)
    assert analysis.surface(decomposed, locale=locale) == analysis.surface(
        text, locale=locale
    )


@settings(max_examples=300, deadline=None)
@given(LETTERS, st.sampled_from(LOCALES))
@example("communiqué", "fr")
@example("ŉ", "en")
@example("ministère", "fr")
@example("Universitäten", "de")
@example("שׁA", "de")
@example("ǣa", "fr")
@example("ำa", "en")
@example("क़A", "en")
def test_a_word_without_its_accents_has_the_same_tokens(word, locale):
    lower = word.lower()

    assert tokens(analysis.fold(lower), locale) == tokens(lower, locale)
