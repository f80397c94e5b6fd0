"""Promise: our analysis gives the tokens that Elasticsearch's own gives, or better.

The chain of each language is the documented one, with our stop words. Where ours
differs it is on purpose, and the test says in which words and why.
"""

import html
import json
import re
from collections import Counter

import pytest
import requests

from search import analysis, languages, stemming

CORPUS = "debian-press-releases.en-fr.jsonl"
ENDS = {
    "en": [{"type": "stemmer", "language": "porter2"}],
    "fr": [{"type": "stemmer", "language": "light_french"}],
    "de": ["german_normalization", {"type": "stemmer", "language": "light_german"}],
    "es": [{"type": "stemmer", "language": "light_spanish"}],
    "it": [{"type": "stemmer", "language": "light_italian"}],
    "pt": [{"type": "stemmer", "language": "light_portuguese"}],
    "nl": [{"type": "stemmer", "language": "dutch"}],
}
POSSESSIVE = [{"type": "stemmer", "language": "possessive_english"}]
STARTS = {"en": POSSESSIVE, "de": POSSESSIVE, "nl": POSSESSIVE}
LETTERS = re.compile(r"[^\W\d_]+")

# Snowball has mended its English since Lucene took it: these words are no longer of
# the families of univers, organ, intern and even.
MENDED = LETTERS.findall(
    """universal university organization organizations organizational organize
    organizers organizing international internal evening technologist"""
)
respelled = stemming.light(*stemming.ENGLISH_SPELLED)


def is_acronym(word, _theirs, row):
    """An acronym in capitals is kept, though it is a stop word in small letters."""
    return word.isupper() and analysis.fold(word) in row.stop


def is_accented(word, _theirs, _row):
    """Accents go before the stemmer, so that a word without them has its token."""
    return not word.isascii()


def is_mended(word, _theirs, _row):
    """Snowball's newer English keeps apart what the older one joined."""
    return word.lower() in MENDED


def is_respelled(word, theirs, row):
    """What Britain and America spell differently has one token."""
    return theirs != [] and respelled(theirs[0]) == row.stem(analysis.fold(word))


def is_adverb(word, _theirs, _row):
    """Énormément is of the family of énorme: Lucene knows -ement without accent."""
    return word.lower().endswith("ément")


def has_ligature(word, _theirs, _row):
    """A ligature is two letters before the stemmer counts them, not after."""
    return not {"œ", "æ"}.isdisjoint(word.lower())


def ends_in_ere(word, _theirs, _row):
    """Of -ère only -ière is a feminine: ministère keeps its r, as ministériel."""
    return re.search(r"[^i]ères?$", word.lower()) is not None


def is_apart(word, _theirs, _row):
    """A verb that Lucene takes for a noun in -esse or -ique."""
    return analysis.fold(word).removesuffix("s") in stemming.FRENCH_APART


ON_PURPOSE = {
    "en": [is_acronym, is_mended, is_respelled, is_accented],
    "fr": [is_acronym, is_adverb, has_ligature, ends_in_ere, is_apart],
}


def corpus(shared, locale):
    """Yield the texts of the corpus, without markup and the macros of its site."""
    for line in (shared / "corpus" / CORPUS).read_text().splitlines():
        row = json.loads(line)[locale]
        body = re.sub(r"<define-tag.*?</define-tag>", "", row["body_html"], flags=re.S)
        body = re.sub(r"^#use.*$", "", body, flags=re.M)
        body = re.sub(r"<:.*?:>|<[^>]*>", " ", body, flags=re.S)
        yield analysis.clean(f"{row['title']}\n{html.unescape(body)}")


def chain(locale, texts):
    """Return Elasticsearch's analysis that is the equivalent of our row.

    A word is a stop word with or without its accents.
    """
    row = languages.language(locale)
    found = {word.lower() for text in texts for word in LETTERS.findall(text)}
    stop = row.stop | {word for word in found if analysis.fold(word) in row.stop}
    signs = [f"{sign}=>'" for sign in analysis.APOSTROPHES[1:]]
    articles = {"articles": sorted(row.elided), "articles_case": True}
    elision = [{"type": "elision", **articles}] if row.elided else []
    return {
        "char_filter": [{"type": "mapping", "mappings": signs}],
        "tokenizer": "standard",
        "filter": [
            *elision,
            *STARTS.get(locale, []),
            "lowercase",
            {"type": "stop", "stopwords": sorted(stop)},
            *ENDS[locale],
            "asciifolding",
        ],
    }


def analyzed(url, text, settings):
    """Return the tokens that Elasticsearch makes, by where they start."""
    answer = requests.post(
        f"{url}/_analyze", json={**settings, "text": text}, timeout=30
    )
    answer.raise_for_status()
    return {found["start_offset"]: found["token"] for found in answer.json()["tokens"]}


def bare(word, row):
    """Return a word without what an apostrophe joins to it."""
    word = word.translate(dict.fromkeys(map(ord, analysis.APOSTROPHES), "'"))
    first, mark, rest = word.partition("'")
    if mark and analysis.fold(first) in row.elided:
        word = rest
    return word.removesuffix("'s") if "s" in row.trailing else word


def compared(url, text, settings, locale):
    """Yield each word of a text, without article, with our tokens and theirs."""
    theirs = analyzed(url, text, settings)
    row = languages.language(locale)
    for match in analysis.WORD.finditer(text):
        read = analysis.read(match[0], locale)
        start, end = match.span()
        inside = [theirs[place] for place in range(start, end) if place in theirs]
        yield bare(match[0], row), list(read.parts + read.whole), inside


def is_number(word, _theirs, _row):
    """A grouped number is one number, however its groups are set apart."""
    return word[0].isdigit() and bool(analysis.NUMBER.fullmatch(word))


def is_ordinal(word, _theirs, row):
    """16e and 16th are 16: an ordinal is written in many ways."""
    found = analysis.ORDINAL.fullmatch(analysis.fold(word))
    return found is not None and found[2] in row.ordinal


def is_raised(word, _theirs, _row):
    """A raised or lowered figure is a figure: CO₂ is CO2."""
    return any(sign.isdigit() and not sign.isdecimal() for sign in word)


def is_address(word, _theirs, _row):
    """An address, a version, R&D: found by its parts and as a whole."""
    return analysis.OPEN.search(word) is not None


def is_joined(word, _theirs, _row):
    """A word with a hyphen or an apostrophe: found by its parts and closed up."""
    return analysis.CLOSED.search(word.translate(analysis.OTHER)) is not None


NOT_OF_LETTERS = [is_number, is_ordinal, is_raised, is_address, is_joined]


def reason(word, theirs, locale):
    """Return the name of the class of a difference, or none."""
    known = ON_PURPOSE[locale] if word.isalpha() else NOT_OF_LETTERS
    row = languages.language(locale)
    return next((of.__name__ for of in known if of(word, theirs, row)), None)


@pytest.mark.parametrize(
    ("locale", "plain", "every"), [("fr", 0.998, 0.975), ("en", 0.996, 0.97)]
)
def test_the_corpus_has_the_tokens_of_elasticsearch_or_better_ones(
    elasticsearch_url, shared, locale, plain, every
):
    texts = list(corpus(shared, locale))
    settings = chain(locale, texts)
    alike, unlike, unexplained = Counter(), Counter(), []
    for text in texts:
        for word, ours, theirs in compared(elasticsearch_url, text, settings, locale):
            is_plain = word.isalpha()
            if ours == theirs:
                alike[is_plain] += 1
                continue
            unlike[is_plain] += 1
            if reason(word, theirs, locale) is None:
                unexplained.append((word, ours, theirs))

    assert unexplained == []
    assert alike[True] > 36_000
    assert alike[True] / (alike[True] + unlike[True]) > plain
    assert alike.total() / (alike.total() + unlike.total()) > every


SENTENCES = {
    "de": """
        Die Universität eröffnet im Frühjahr zwei neue Forschungszentren für künstliche
        Intelligenz. Wissenschaftlerinnen und Wissenschaftler aus fünf Ländern haben
        die ältesten Gletscher der Alpen vermessen und ihre Ergebnisse veröffentlicht.
        „Das Eis erzählt uns eine Geschichte“, sagte die Leiterin der Studie. Die Preise
        werden am dritten September in der Straße der Künste verliehen. Größere Häuser
        brauchen stärkere Mauern; schönste Bücher, kleinster Bruder, bester Freund.
    """,
    "es": """
        La universidad abre dos nuevos centros de investigación sobre inteligencia
        artificial. Las investigadoras midieron los glaciares más antiguos y publicaron
        sus conclusiones en una revista científica. «El hielo nos cuenta una historia»,
        dijo la directora del estudio. Las luces de las ciudades españolas, los jueces,
        los ingleses y las niñas. Las naciones firmaron acuerdos históricos.
    """,
    "it": """
        L’università apre due nuovi centri di ricerca sull'intelligenza artificiale. Le
        ricercatrici hanno misurato i ghiacciai più antichi e pubblicato le loro
        conclusioni in una rivista scientifica. «Il ghiaccio ci racconta una storia»,
        ha detto la direttrice dello studio. Gli alberghi della città, le amiche, gli
        studi, gli zii e le facce dei bambini; dell'acqua e dell’aria.
    """,
    "pt": """
        A universidade abre dois novos centros de investigação sobre inteligência
        artificial. As investigadoras mediram os glaciares mais antigos e publicaram as
        suas conclusões numa revista científica. «O gelo conta uma história», disse a
        diretora do estudo. Os jornais nacionais, os papéis, os pães, as nações, as
        mulheres, os homens, uma professora portuguesa e uma decisão rapidamente tomada.
    """,
    "nl": """
        De universiteit opent twee nieuwe onderzoekscentra voor kunstmatige
        intelligentie. Onderzoekers uit vijf landen hebben de oudste gletsjers gemeten
        en hun bevindingen gepubliceerd. “Het ijs vertelt ons een verhaal”, zei de
        leidster van de studie. De prijzen worden in september uitgereikt in de zalen
        van het museum; coördinatie, mogelijkheden, vrijheid en heldere kleuren.
    """,
}


@pytest.mark.parametrize("locale", sorted(SENTENCES))
def test_a_language_of_one_row_has_the_tokens_of_elasticsearch(
    elasticsearch_url, locale
):
    text = analysis.clean(SENTENCES[locale])
    settings = chain(locale, [text])

    found = list(compared(elasticsearch_url, text, settings, locale))

    assert len(found) > 50
    assert [line for line in found if line[1] != line[2]] == []
