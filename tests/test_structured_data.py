"""Promise: pages tell machines whole and typed what they tell readers (JSON-LD)."""

import json

import pytest

from press import lifecycle, models
from press.delivery import structured
from tests import factories, illustrated, reading
from tests.illustrated import URL

EN = f"{URL}/en/releases/new-laboratory-opens-en/"
FR = f"{URL}/fr/communiques/new-laboratory-opens-fr/"


@pytest.fixture
def clock(pinned_clock):
    """Views read the clock that the test moves."""
    return pinned_clock


def data(client, path):
    """Return what a page tells machines."""
    answer = client.get(path.removeprefix(URL))
    assert answer.status_code == 200
    (script,) = reading.page(answer).xpath("//script[@type='application/ld+json']")
    return json.loads(script.text)


def page_of(kind, row, locale="en"):
    return f"{URL}/{locale}/{kind}/{row.translation_key}/"


def issuer(it, locale="en"):
    names = {"en": "Coast Institute", "fr": "Institut du littoral"}
    return {
        "@type": "Organization",
        "@id": page_of("organisations", it.issuer, locale),
        "name": names[locale],
        "alternateName": "CI",
        "url": "https://coast.example.org/",
        "sameAs": ["https://ror.org/00example", "https://www.wikidata.org/wiki/Q42"],
    }


def quotation(made):
    """Return the quote of a release in English."""
    url = f"{URL}/en/quotes/{made.quote}/"
    return {
        "@type": "Quotation",
        "@id": url,
        "url": url,
        "text": "Plain quote.",
        "inLanguage": "en",
        "spokenByCharacter": {
            "@type": "Person",
            "@id": page_of("people", made.person),
            "name": "Plain Person",
            "jobTitle": "Plain role",
        },
    }


CONTACT = {
    "@type": "ContactPoint",
    "contactType": "press",
    "name": "Plain Contact",
    "telephone": "+33199001234",
    "email": "desk@example.org",
}


def test_a_release_is_a_news_article(newsroom, clock, client):
    it = illustrated.public(newsroom, clock)

    found = data(client, EN)

    parts = {"author", "publisher", "image", "about", "mentions", "hasPart"}
    assert {name: found[name] for name in set(found) - parts - {"associatedMedia"}} == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": EN,
        "url": EN,
        "mainEntityOfPage": EN,
        "identifier": it.made.release.reference,
        "headline": "New laboratory opens en",
        "description": "Plain lead in en.",
        "dateline": "Brest, 12 March 2026",
        "contentLocation": {"@type": "Place", "name": "Brest"},
        "datePublished": "2026-03-10T09:00:00+00:00",
        "dateModified": "2026-03-10T09:00:00+00:00",
        "inLanguage": "en",
        "version": 1,
        "isAccessibleForFree": True,
        "workTranslation": [{"@type": "NewsArticle", "@id": FR, "inLanguage": "fr"}],
    }


def test_a_release_names_who_issues_it_and_who_answers(newsroom, clock, client):
    it = illustrated.public(newsroom, clock)
    topic = f"{URL}/en/topics/plain-topic/"

    found = data(client, EN)

    assert found["author"] == [issuer(it)]
    assert found["publisher"] == {
        "@type": "Organization",
        "@id": f"{URL}/#publisher",
        "name": "Newsroom",
        "url": f"{URL}/",
        "contactPoint": [CONTACT],
    }
    assert found["about"] == [{"@type": "Thing", "@id": topic, "name": "Plain topic"}]
    assert found["mentions"] == [
        {
            "@type": "Organization",
            "@id": page_of("organisations", it.member),
            "name": "Dune Laboratory",
        }
    ]


def test_a_release_holds_its_quotes_pictures_and_files(newsroom, clock, client):
    it = illustrated.public(newsroom, clock)
    _picture, picture_url = it.file("waves.png")
    table, table_url = it.file("figures.csv")

    found = data(client, EN)

    assert found["hasPart"] == [quotation(it.made)]
    assert found["image"] == [
        {
            "@type": "ImageObject",
            "url": picture_url,
            "contentUrl": picture_url,
            "thumbnailUrl": it.file("waves-1600.webp")[1],
            "encodingFormat": "image/png",
            "width": 1800,
            "height": 900,
            "description": "Waves (en)",
            "caption": "The bay",
            "creditText": "A. Maker",
            "license": {"@type": "CreativeWork", "name": "CC BY 4.0"},
        }
    ]
    assert found["associatedMedia"] == [
        {
            "@type": "MediaObject",
            "name": "Figures in CSV",
            "contentUrl": table_url,
            "encodingFormat": "text/csv",
            "contentSize": str(table.size),
        }
    ]


def test_a_translation_names_its_original(newsroom, clock, client):
    it = illustrated.public(newsroom, clock)

    found = data(client, FR)

    assert found["author"] == [issuer(it, "fr")]
    assert found["translationOfWork"] == {
        "@type": "NewsArticle",
        "@id": EN,
        "inLanguage": "en",
    }
    assert "workTranslation" not in found


def test_a_translation_does_not_name_an_original_that_is_not_public(
    newsroom, clock, client
):
    factories.public(newsroom, clock)
    newsroom.indexes["en"].unpublish()

    assert {"translationOfWork", "workTranslation"} & set(data(client, FR)) == set()


def test_without_an_about_text_the_newsroom_is_the_author(newsroom, clock, client):
    made = factories.draft(newsroom)
    for code in made.pages:
        factories.edited(made, newsroom, code, body=[])
    factories.approve(made, newsroom, clock)
    lifecycle.lift_now(made.release, by=newsroom.users["approver"], clock=clock)

    found = data(client, EN)

    assert found["author"] == [
        {"@type": "Organization", "@id": f"{URL}/#publisher", "name": "Newsroom"}
    ]
    assert "hasPart" not in found


def test_a_corrected_release_says_each_time_what_was_wrong(newsroom, clock, client):
    made = factories.corrected(newsroom, clock)
    clock.tick(minutes=5)
    for code in made.pages:
        factories.edited(made, newsroom, code, lead=f"<p>Once more in {code}.</p>")
    factories.approve(made, newsroom, clock)
    lifecycle.correct(
        made.release,
        by=newsroom.users["approver"],
        notes=dict.fromkeys(made.pages, "A name was wrong."),
        correction_class="minor",
        clock=clock,
    )
    first = {
        "@type": "CorrectionComment",
        "text": "A figure was wrong (en).",
        "datePublished": "2026-03-10T09:05:00+00:00",
    }
    second = {
        "@type": "CorrectionComment",
        "text": "A name was wrong.",
        "datePublished": "2026-03-10T09:10:00+00:00",
    }

    newest = data(client, EN)

    assert (newest["version"], newest["correction"]) == (3, [second, first])
    assert newest["dateModified"] == "2026-03-10T09:10:00+00:00"
    assert newest["datePublished"] == "2026-03-10T09:00:00+00:00"
    assert data(client, f"{EN}v/2/")["correction"] == [first]
    assert "correction" not in data(client, f"{EN}v/1/")


def test_a_quote_is_a_quotation_of_its_release(newsroom, clock, client):
    made = factories.public(newsroom, clock)
    urls = {code: f"{URL}/{code}/quotes/{made.quote}/" for code in made.pages}

    english, french = (data(client, url) for url in urls.values())

    assert english == quotation(made) | {
        "@context": "https://schema.org",
        "isPartOf": {
            "@type": "NewsArticle",
            "@id": EN,
            "url": EN,
            "headline": "New laboratory opens en",
            "datePublished": "2026-03-10T09:00:00+00:00",
        },
        "workTranslation": [
            {"@type": "Quotation", "@id": urls["fr"], "inLanguage": "fr"}
        ],
    }
    assert french["translationOfWork"] == {
        "@type": "Quotation",
        "@id": urls["en"],
        "inLanguage": "en",
    }


def test_a_person_and_an_organisation_have_their_own(newsroom, clock, client):
    it = illustrated.public(newsroom, clock)
    person, organisation = (
        page_of("people", it.made.person),
        page_of("organisations", it.issuer),
    )

    assert data(client, person) == {
        "@context": "https://schema.org",
        "@type": "Person",
        "@id": person,
        "url": person,
        "name": "Plain Person",
    }
    assert data(client, organisation) == {
        "@context": "https://schema.org",
        "mainEntityOfPage": organisation,
        "description": "It watches the coast.",
    } | issuer(it)


@pytest.mark.parametrize("path", ["/en/", "/en/releases/", "/en/topics/plain-topic/"])
def test_a_list_says_nothing_of_the_kind(path, newsroom, clock, client):
    factories.public(newsroom, clock)

    page = reading.page(client.get(path))

    assert page.xpath("//script[@type='application/ld+json']") == []


def test_a_notice_says_nothing_of_what_was_taken_back(newsroom, clock, client):
    made = factories.withdrawn(newsroom, clock)

    for path in (EN, f"{URL}/en/quotes/{made.quote}/"):
        answer = client.get(path.removeprefix(URL))
        assert answer.status_code == 410
        assert b"ld+json" not in answer.content
        assert b"og:" not in answer.content


@pytest.mark.parametrize(
    "said",
    ["</script><script>alert(1)</script>", "<!--<script>", "\u2028\u2029", "&lt;"],
)
def test_no_text_ends_the_element_that_holds_it(said):
    text = structured.script({"name": said})

    assert json.loads(text)["name"] == said
    assert set("<>&\u2028\u2029") & set(text) == set()


def test_a_licence_that_is_an_address_is_one(newsroom, clock, client):
    licence = "https://creativecommons.org/licenses/by/4.0/"
    made, *_named = illustrated.draft(newsroom)
    models.Photo.objects.update(licence=licence)
    for code in made.pages:
        factories.edited(made, newsroom, code)
    factories.approve(made, newsroom, clock)
    lifecycle.lift_now(made.release, by=newsroom.users["approver"], clock=clock)

    (image,) = data(client, EN)["image"]

    assert image["license"] == licence
