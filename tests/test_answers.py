"""Promise: an answer says what is public, whole, in a constant number of queries."""

from press import lifecycle, queries
from press.delivery import addresses, answers, quote_answers, record_answers
from tests import answered, factories


def lift(made, newsroom, clock):
    for code in made.pages:
        lifecycle.approve(
            made.release, code, by=newsroom.users["approver"], clock=clock
        )
    lifecycle.lift_now(made.release, by=newsroom.users["approver"], clock=clock)


def detail_of(made, locale, at):
    row = queries.document(str(made.release.pk), locale=locale, at=at)
    return answers.detail(row, at=at, site=addresses.site())


def test_a_detail_is_the_document_with_what_is_known_now(newsroom, clock, settings):
    made = factories.corrected(newsroom, clock)
    url, key = settings.NEWSROOM_URL, made.release.pk

    answer = detail_of(made, "fr", clock()).model_dump(mode="json")

    stored = queries.document(str(key), locale="fr", at=clock()).body
    known = {name: answer.pop(name) for name in answer.keys() - stored.keys()}
    assert answer == answered.answered(stored, locale="fr")
    assert known == {
        "view": "full",
        "version": 2,
        "newest_version": 2,
        "published_at": "2026-03-10T09:00:00Z",
        "public_from": "2026-03-10T09:05:00Z",
        "corrected_at": "2026-03-10T09:05:00Z",
        "correction_note": "A figure was wrong (fr).",
        "correction_class": "fact",
        "url": f"{url}/fr/communiques/new-laboratory-opens-fr/",
        "api_url": f"{url}/api/v1/releases/{key}?locale=fr",
        "translation": {
            "source_locale": "en",
            "url": f"{url}/en/releases/new-laboratory-opens-en/",
        },
        "alternates": [
            {
                "locale": "en",
                "url": f"{url}/en/releases/new-laboratory-opens-en/",
                "api_url": f"{url}/api/v1/releases/{key}?locale=en",
                "version": 2,
            },
            {
                "locale": "fr",
                "url": f"{url}/fr/communiques/new-laboratory-opens-fr/",
                "api_url": f"{url}/api/v1/releases/{key}?locale=fr",
                "version": 2,
            },
        ],
    }


def test_a_link_to_a_hidden_release_is_plain_words_until_its_lift(newsroom, clock):
    target = factories.embargoed(newsroom, clock, title="Secret plan")
    made = factories.draft(newsroom)
    for code in made.pages:
        other = target.pages[code].pk
        factories.edited(
            made,
            newsroom,
            code,
            lead=f'<p>See <a linktype="page" id="{other}">the plan</a> and '
            f'<a linktype="page" id="{newsroom.indexes[code].pk}">all</a>.</p>',
        )
    lift(made, newsroom, clock)

    before = detail_of(made, "en", clock()).lead.html
    after = detail_of(made, "en", target.release.embargo_at).lead.html

    all_of_them = '<a href="http://127.0.0.1:8000/en/releases/">all</a>'
    plan = '<a href="http://127.0.0.1:8000/en/releases/secret-plan-en/">the plan</a>'
    assert before == f"<p>See the plan and {all_of_them}.</p>"
    assert after == f"<p>See {plan} and {all_of_them}.</p>"


def test_a_quote_is_an_object_with_its_release_and_its_other_locales(
    newsroom, clock, settings
):
    made = factories.public(newsroom, clock)
    url, key, release = settings.NEWSROOM_URL, made.quote, made.release
    found = queries.quote(str(key), locale="fr", at=clock())

    answer = quote_answers.quote(found, at=clock(), site=addresses.site())

    assert answer.model_dump(mode="json") == {
        "type": "quote",
        "id": str(key),
        "text": "Plain quote.",
        "speaker": {"id": str(made.person.translation_key), "name": "Plain Person"},
        "role": "Plain role",
        "organisation": None,
        "original_locale": "en",
        "locale": "fr",
        "url": f"{url}/fr/quotes/{key}/",
        "api_url": f"{url}/api/v1/quotes/{key}?locale=fr",
        "release": {
            "id": str(release.pk),
            "reference": release.reference,
            "title": "New laboratory opens fr",
            "release_date": "2026-03-12",
            "published_at": "2026-03-10T09:00:00Z",
            "url": f"{url}/fr/communiques/new-laboratory-opens-fr/",
            "api_url": f"{url}/api/v1/releases/{release.pk}?locale=fr",
        },
        "alternates": [
            {
                "locale": code,
                "url": f"{url}/{code}/quotes/{key}/",
                "api_url": f"{url}/api/v1/quotes/{key}?locale={code}",
                "version": 1,
            }
            for code in ("en", "fr")
        ],
    }


def test_a_boilerplate_is_an_object_in_its_current_wording(
    newsroom, pinned_clock, settings
):
    made = factories.public(newsroom, pinned_clock)
    at, url = pinned_clock(), settings.NEWSROOM_URL
    key = str(made.boilerplate.translation_key)
    row = queries.record("boilerplate", key, locale="en", at=at)

    answer = record_answers.record(row, at=at, site=addresses.site())

    assert answer.model_dump(mode="json") == answered.answered(
        row.body, locale="en"
    ) | {
        "version": 1,
        "api_url": f"{url}/api/v1/boilerplates/{key}?locale=en",
        "page_url": f"{url}/en/about/{key}/",
        "alternates": [
            {
                "locale": code,
                "url": f"{url}/{code}/about/{key}/",
                "api_url": f"{url}/api/v1/boilerplates/{key}?locale={code}",
                "version": 1,
            }
            for code in ("en", "fr")
        ],
    }
    assert (row.body["title"], row.body["content"]["text"]) == (
        "About Plain",
        "Plain boilerplate.",
    )
