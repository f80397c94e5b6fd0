"""Promise: each public page shows what is public, in its language, nothing else."""

import pytest

from home import models as home_models
from press import lifecycle
from tests import factories, reading


@pytest.fixture
def clock(pinned_clock):
    """Views read the clock that the test moves."""
    return pinned_clock


def listed(made, locale):
    """Return the address of a release in a locale."""
    index = {"en": "releases", "fr": "communiques"}[locale]
    return f"/{locale}/{index}/new-laboratory-opens-{locale}/"


def test_a_release_page_says_the_whole_document(newsroom, clock, client):
    made = factories.public(newsroom, clock)

    answer = client.get(listed(made, "fr"))

    words = reading.words(answer)
    assert answer.status_code == 200
    for said in (
        "New laboratory opens fr",
        "Le 12 mars 2026",
        "Plain lead in fr.",
        "Plain paragraph.",
        "Plain quote.",
        "Plain Person",
        "About Plain",
        "Plain boilerplate.",
        "Plain Contact",
        "Plain topic",
        made.release.reference,
    ):
        assert said in words


def test_a_release_page_names_its_address_and_its_other_language(
    newsroom, clock, client, settings
):
    made = factories.public(newsroom, clock)
    url = settings.NEWSROOM_URL

    answer = client.get(listed(made, "fr"))

    assert reading.links(answer, "canonical") == {"": url + listed(made, "fr")}
    assert reading.links(answer, "alternate") == {
        code: url + listed(made, code) for code in ("en", "fr")
    }
    switch = reading.page(answer).xpath("//nav[@class='languages']//a")
    assert [(link.get("href"), link.get("lang"), link.text) for link in switch] == [
        (listed(made, "en"), "en", "English")
    ]
    assert reading.page(answer).get("lang") == "fr"
    assert answer.headers["Content-Language"] == "fr"


def test_a_release_in_one_language_offers_no_other(newsroom, clock, client, settings):
    settings.NEWSROOM_REQUIRED_LOCALES = ["en"]
    factories.public(newsroom, clock, locales=("en",))

    answer = client.get("/en/releases/new-laboratory-opens-en/")

    assert list(reading.links(answer, "alternate")) == ["en"]
    assert reading.page(answer).xpath("//nav[@class='languages']") == []
    assert client.get("/fr/communiques/new-laboratory-opens-en/").status_code == 404


def test_a_corrected_release_says_so_and_keeps_its_first_version(
    newsroom, clock, client, settings
):
    made = factories.corrected(newsroom, clock)
    path = listed(made, "en")

    newest = client.get(path)
    first = client.get(f"{path}v/1/")

    assert "Corrected on 10 March 2026 at 10:05 (Europe/Paris)." in reading.words(
        newest
    )
    assert "A figure was wrong (en)." in reading.words(newest)
    assert "Corrected lead in en." in reading.words(newest)
    assert reading.robots(newest) == ""
    assert "Version 1, kept for the record." in reading.words(first)
    assert "Plain lead in en." in reading.words(first)
    assert reading.robots(first) == "noindex"
    assert reading.links(first, "canonical") == {"": settings.NEWSROOM_URL + path}
    assert f'href="{path}"' in first.content.decode()


def test_a_version_that_never_was_or_is_to_come_is_not_found(newsroom, clock, client):
    made = factories.public(newsroom, clock)
    path = listed(made, "en")

    answers = [client.get(f"{path}v/{number}/") for number in (0, 2, 10**30)]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_a_correction_may_close_the_versions_before_it(newsroom, clock, client):
    made = factories.public(newsroom, clock)
    clock.tick(minutes=5)
    for code in made.pages:
        factories.edited(made, newsroom, code, lead="<p>Right lead.</p>")
    factories.approve(made, newsroom, clock)
    lifecycle.correct(
        made.release,
        by=newsroom.users["approver"],
        notes=dict.fromkeys(made.pages, "A wrong phone."),
        correction_class="fact",
        close_earlier=True,
        clock=clock,
    )

    closed = client.get(f"{listed(made, 'en')}v/1/")

    assert closed.status_code == 410
    assert made.release.reference in reading.words(closed)
    assert "10 March 2026 at 10:05" in reading.words(closed)
    assert "Plain lead" not in closed.content.decode()


def test_an_earlier_slug_leads_to_the_one_in_use(newsroom, clock, client):
    made = factories.public(newsroom, clock)
    clock.tick(minutes=5)
    factories.edited(made, newsroom, "en", title="Renamed laboratory")
    factories.approve(made, newsroom, clock)
    lifecycle.correct(
        made.release,
        by=newsroom.users["approver"],
        notes=dict.fromkeys(made.pages, "The name was wrong."),
        correction_class="minor",
        clock=clock,
    )

    answers = [client.get(listed(made, "en") + more) for more in ("", "v/1/")]

    assert [(a.status_code, a.headers["Location"]) for a in answers] == [
        (301, "/en/releases/renamed-laboratory/"),
        (301, "/en/releases/renamed-laboratory/v/1/"),
    ]


def test_a_withdrawn_release_leaves_reference_instant_and_note(newsroom, clock, client):
    made = factories.withdrawn(newsroom, clock)
    path = listed(made, "en")

    answers = [
        client.get(page) for page in (path, f"{path}v/1/", f"/en/quotes/{made.quote}/")
    ]

    for answer in answers:
        words = reading.words(answer)
        assert answer.status_code == 410
        assert reading.robots(answer) == "noindex"
        assert made.release.reference in words
        assert "taken back on 10 March 2026 at 10:05" in words
        assert "Taken back (en)." in words
        assert "laboratory" not in answer.content.decode().lower()
        assert "Plain" not in answer.content.decode()
    assert reading.titles(client.get("/en/releases/")) == []


def test_an_erased_release_leaves_its_reference_only(newsroom, clock, client):
    made = factories.public(newsroom, clock)
    clock.tick(minutes=5)
    lifecycle.erase(
        made.release, by=newsroom.users["operator"], reason="A court.", clock=clock
    )

    answers = [client.get(listed(made, "en") + more) for more in ("", "v/1/")]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert made.release.reference in reading.words(answers[0])
    assert "Plain" not in answers[0].content.decode()


def test_the_archive_pages_stably_while_releases_come_in(
    newsroom, clock, client, monkeypatch
):
    monkeypatch.setattr("press.delivery.listings.SIZE", 2)
    for number in range(5):
        factories.public(newsroom, clock, title=f"Number {number}")
        clock.tick(minutes=1)

    first = client.get("/en/releases/")
    factories.public(newsroom, clock, title="Number 5")
    older = reading.page(first).xpath("//a[@rel='next']/@href")[0]
    second = client.get(older)
    newer = reading.page(second).xpath("//a[@rel='prev']/@href")[0]
    last = client.get(reading.page(second).xpath("//a[@rel='next']/@href")[0])

    assert reading.titles(first) == ["Number 4 en", "Number 3 en"]
    assert reading.titles(second) == ["Number 2 en", "Number 1 en"]
    assert reading.titles(client.get(newer)) == ["Number 4 en", "Number 3 en"]
    assert reading.titles(last) == ["Number 0 en"]
    assert reading.page(last).xpath("//a[@rel='next']") == []
    assert client.get("/en/releases/?after=nonsense").status_code == 404


def test_the_archive_narrows_to_kind_topic_and_year(newsroom, clock, client):
    factories.public(newsroom, clock, title="Sea", words="Sea")
    clock.tick(minutes=1)
    sky = factories.draft(newsroom, title="Sky", words="Sky")
    sky.release.kind = "statement"
    sky.release.release_date = sky.release.release_date.replace(year=2025)
    sky.release.save()
    factories.approve(sky, newsroom, clock)
    lifecycle.lift_now(sky.release, by=newsroom.users["approver"], clock=clock)

    narrowed = {
        asked: reading.titles(client.get(f"/en/releases/?{asked}"))
        for asked in (
            "",
            "kind=statement",
            "topic=sea-topic",
            "year=2025",
            "kind=statement&year=2026",
            "topic=nothing",
            "topic=%00&kind=&utm=1",
        )
    }

    assert narrowed == {
        "": ["Sky en", "Sea en"],
        "kind=statement": ["Sky en"],
        "topic=sea-topic": ["Sea en"],
        "year=2025": ["Sky en"],
        "kind=statement&year=2026": [],
        "topic=nothing": [],
        "topic=%00&kind=&utm=1": ["Sky en", "Sea en"],
    }
    form = reading.page(client.get("/en/releases/?year=2025"))
    assert form.xpath("//select[@name='year']/option/text()") == ["All", "2026", "2025"]
    assert form.xpath("//option[@selected]/@value") == ["2025"]


def test_an_edit_of_a_public_releases_kind_changes_no_answer(newsroom, clock, client):
    made = factories.public(newsroom, clock)
    paths = ("/en/releases/", "/en/releases/?kind=release", listed(made, "en"))
    before = [client.get(path).content for path in paths]

    made.release.kind = "statement"
    made.release.source_locale = "fr"
    made.release.save()

    assert [client.get(path).content for path in paths] == before


def test_the_home_page_shows_what_it_chose_and_the_newest(newsroom, clock, client):
    chosen = factories.public(newsroom, clock, title="Chosen")
    hidden = factories.embargoed(newsroom, clock, title="Hidden")
    home = newsroom.homes["fr"]
    home.featured = [
        ("release", chosen.pages["fr"]),
        ("release", hidden.pages["fr"]),
    ]
    home.save()

    before = client.get("/fr/")
    clock.at = hidden.release.embargo_at
    after = client.get("/fr/")

    featured = "//ul[@class='featured']//h3/a/text()"
    assert reading.page(before).xpath(featured) == ["Chosen fr"]
    assert reading.titles(before) == ["Chosen fr"]
    assert reading.page(after).xpath(featured) == ["Chosen fr", "Hidden fr"]
    assert reading.titles(after) == ["Hidden fr", "Chosen fr"]
    assert reading.links(before, "alternate") == {
        "en": "http://127.0.0.1:8000/en/",
        "fr": "http://127.0.0.1:8000/fr/",
        "x-default": "http://127.0.0.1:8000/",
    }


def test_a_quote_about_person_organisation_and_topic_have_pages(
    newsroom, clock, client, settings
):
    made = factories.public(newsroom, clock)
    about = made.boilerplate
    paths = {
        f"/quotes/{made.quote}/": "Plain quote.",
        f"/about/{about.translation_key}/": "Plain boilerplate.",
        f"/people/{made.person.translation_key}/": "Plain quote.",
        f"/organisations/{about.organisation.translation_key}/": "About Plain",
        "/topics/plain-topic/": "Plain topic",
    }

    for path, said in paths.items():
        answer = client.get(f"/fr{path}")

        assert answer.status_code == 200
        assert said in reading.words(answer)
        assert reading.titles(answer) == ["New laboratory opens fr"]
        assert reading.links(answer, "canonical") == {
            "": f"{settings.NEWSROOM_URL}/fr{path}"
        }
        assert reading.links(answer, "alternate") == {
            code: f"{settings.NEWSROOM_URL}/{code}{path}" for code in ("en", "fr")
        }


def test_what_only_a_hidden_release_names_has_no_page(newsroom, clock, client):
    made = factories.embargoed(newsroom, clock)
    about = made.boilerplate
    paths = [
        f"/en/quotes/{made.quote}/",
        f"/en/about/{about.translation_key}/",
        f"/en/people/{made.person.translation_key}/",
        f"/en/organisations/{about.organisation.translation_key}/",
        "/en/topics/plain-topic/",
        listed(made, "en"),
    ]

    before = [client.get(path).status_code for path in paths]
    clock.at = made.release.embargo_at
    after = [client.get(path).status_code for path in paths]

    assert before == [404] * 6
    assert after == [200] * 6


def test_a_quote_that_a_correction_took_out_is_gone(newsroom, clock, client):
    made = factories.public(newsroom, clock)
    clock.tick(minutes=5)
    for code in made.pages:
        body = [factories.block("paragraph", "<p>No quote.</p>")]
        factories.edited(made, newsroom, code, body=body)
    factories.approve(made, newsroom, clock)
    lifecycle.correct(
        made.release,
        by=newsroom.users["approver"],
        notes=dict.fromkeys(made.pages, "They did not say it."),
        correction_class="major",
        clock=clock,
    )

    answer = client.get(f"/en/quotes/{made.quote}/")

    assert answer.status_code == 410
    assert "Plain quote." not in answer.content.decode()


def test_a_plain_page_links_what_is_public_only(newsroom, clock, client):
    shown = factories.public(newsroom, clock, title="Shown")
    hidden = factories.embargoed(newsroom, clock, title="Hidden")
    text = "".join(
        f'<p><a linktype="page" id="{made.pages["en"].pk}">{word}</a></p>'
        for made, word in ((shown, "one"), (hidden, "two"))
    )
    newsroom.homes["en"].add_child(
        instance=home_models.StandardPage(
            title="For the press", slug="for-the-press", text=text, show_in_menus=True
        )
    )

    answer = client.get("/en/for-the-press/")

    links = reading.page(answer).xpath("//div[@class='prose rich']//a/@href")
    assert links == ["http://127.0.0.1:8000/en/releases/shown-en/"]
    assert "two" in reading.words(answer)
    menu = reading.page(answer).xpath("//nav[@class='site-nav']//a[@aria-current]")
    assert [link.text for link in menu] == ["For the press"]


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_a_missing_page_answers_in_the_language_of_its_path(locale, newsroom, client):
    answer = client.get(f"/{locale}/nothing/")

    assert answer.status_code == 404
    assert reading.page(answer).get("lang") == locale
    assert f'href="{newsroom.indexes[locale].slug}' not in answer.content.decode()


def test_a_locale_is_public_once_its_home_and_index_are(newsroom, clock, client):
    made = factories.public(newsroom, clock)
    newsroom.indexes["fr"].unpublish()

    paths = [
        "/fr/",
        "/fr/communiques/",
        listed(made, "fr"),
        f"/fr/quotes/{made.quote}/",
    ]

    assert [client.get(path).status_code for path in paths] == [404] * 4
    english = client.get(listed(made, "en"))
    assert list(reading.links(english, "alternate")) == ["en"]
    assert (
        client.get("/", headers={"accept-language": "fr"}).headers["Location"] == "/en/"
    )


def test_the_preview_of_a_draft_says_that_it_is_one(newsroom, clock, client):
    made = factories.draft(newsroom, title="Draft")
    page = made.pages["fr"]

    answer = page.make_preview_request(
        original_request=client.get("/en/").wsgi_request, preview_mode=""
    )

    assert answer.status_code == 200
    assert len(reading.page(answer).find_class("notice-draft")) == 1
    assert "Draft fr" in reading.words(answer)
    assert reading.page(answer).get("lang") == "fr"
    assert answer.headers["Cache-Control"] == "private"
    assert "ETag" not in answer.headers
