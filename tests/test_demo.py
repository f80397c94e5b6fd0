"""Promise: the demo newsroom has every state, in both languages, made once only."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.contrib.auth import get_user
from django.core.management import CommandError, call_command

from home.demo import content, counts, keys, newsroom, releases, scaling
from press import actors, clock, documents, models, queries, reconcile

NOW = datetime(2026, 11, 25, 10, 7, 31, tzinfo=UTC)
IN_EACH_STATE = (
    *("12-weather-logbooks", "58-surgery-training", "64-proof-assistant"),
    *("66-cold-water-corals", "67-call-2027", "68-vaccine-cold-chain"),
    "69-open-evening-courses",
)


def now():
    return NOW


def chosen(*keys):
    """The demo's text with these releases alone, and what they name."""
    text = content.load()
    kept = {"releases": [row for row in text.releases if row.key in keys]}
    said = "".join(row.model_dump_json() for row in kept["releases"])
    for name in ("people", "boilerplates", "contacts", "topics", "images", "files"):
        kept[name] = [row for row in getattr(text, name) if f'"{row.key}"' in said]
        said += "".join(row.model_dump_json() for row in kept[name])
    kept["organisations"] = [
        row for row in text.organisations if f'"{row.key}"' in said
    ]
    return text.model_copy(update=kept)


@pytest.fixture
def demo(db, monkeypatch):
    """Makes a demo of the releases named, at NOW; returns its text."""
    monkeypatch.setattr(clock, "now", now)

    def make(*keys):
        text = chosen(*keys)
        assert newsroom.put_in(text, clock=now) == []
        return text

    return make


def release(key):
    return models.Release.objects.get(pk=keys.of("release", key))


def versions(key, locale):
    return list(release(key).documents.filter(locale=locale).order_by("version"))


def pages(key):
    found = models.ReleasePage.objects.filter(translation_key=keys.of("release", key))
    return {page.locale.language_code: page for page in found}


def rows():
    return {model._meta.label: model.objects.count() for model in apps.get_models()}


def test_the_whole_demo_is_made_once(db, monkeypatch, capsys):
    monkeypatch.setattr(clock, "now", now)

    call_command("demo")
    made = rows()
    call_command("demo")

    told = capsys.readouterr().out
    assert counts.by_state(at=NOW) == {
        "public": 61,
        "corrected": 2,
        "withdrawn": 1,
        "under embargo": 2,
        "in review": 1,
        "in translation": 1,
        "draft": 1,
    }
    assert counts.public_by_locale(at=NOW) == {"en": 63, "fr": 63}
    assert rows() == made
    assert told.count("To be read: 63 in en, 63 in fr") == 2
    assert list(reconcile.differences(clock=now)) == []
    assert not models.Delivery.objects.filter(next_try__lte=NOW, done_at=None).exists()


def test_every_release_was_lifted_on_its_day_at_a_whole_minute_of_a_working_day(demo):
    demo("04-women-in-computing", "64-proof-assistant")

    for document in queries.documents(at=NOW):
        lifted = document.lifted_at.astimezone(ZoneInfo(document.release.zone))

        assert lifted.date() == document.release.release_date
        assert time(9) <= lifted.time() <= time(18)
        assert (lifted.second, lifted.microsecond) == (0, 0)


def test_both_languages_of_a_release_are_lifted_at_one_instant(demo):
    demo("04-women-in-computing", "64-proof-assistant")

    found = queries.documents(at=NOW)

    for key in {document.release_id for document in found}:
        mine = found.filter(release=key)
        assert sorted(row.locale for row in mine) == ["en", "fr"]
        assert len({row.lifted_at for row in mine}) == 1


@pytest.mark.parametrize(
    ("key", "locale", "wrong", "right"),
    [
        ("12-weather-logbooks", "en", "1,410", "1,140"),
        ("55-parliament-sentences", "fr", "depuis 1945", "depuis 1950"),
    ],
)
def test_a_corrected_release_keeps_its_first_words(demo, key, locale, wrong, right):
    demo(key)

    first, second = versions(key, locale)

    assert (wrong in str(first.body), right in str(first.body)) == (True, False)
    assert (wrong in str(second.body), right in str(second.body)) == (False, True)
    assert second.correction_class == "fact"
    assert second.correction_note
    assert second.lifted_at == first.public_from < second.public_from


def test_a_withdrawn_release_leaves_a_notice(demo):
    demo("58-surgery-training")

    key = keys.of("release", "58-surgery-training")

    for locale, word in (("en", "Withdrawn"), ("fr", "Retiré")):
        notice = queries.document(str(key), locale=locale, at=NOW)
        assert isinstance(notice, queries.Gone)
        assert notice.notes[locale].startswith(word)


def test_an_embargoed_release_waits_for_nine_in_its_zone_in_both_languages(demo):
    demo("68-vaccine-cold-chain")

    row = release("68-vaccine-cold-chain")
    lift = row.embargo_at
    before = queries.documents(at=lift - timedelta(seconds=1)).filter(release=row)
    then = queries.documents(at=lift).filter(release=row)

    assert row.zone == "Africa/Dakar"
    assert lift == datetime(2026, 11, 27, 9, tzinfo=ZoneInfo(row.zone))
    assert not before.exists()
    assert sorted(document.locale for document in then) == ["en", "fr"]


def test_the_edition_in_translation_is_half_done_and_not_approved(demo):
    demo("66-cold-water-corals")

    found = pages("66-cold-water-corals")
    row = release("66-cold-water-corals")

    assert row.source_locale == "fr"
    assert found["en"].title != found["fr"].title
    assert found["en"].subtitle == found["fr"].subtitle
    assert not row.approvals.exists()
    assert not row.documents.exists()


def test_a_draft_has_one_edition_and_one_in_review_has_both(demo):
    demo("67-call-2027", "69-open-evening-courses")

    assert sorted(pages("67-call-2027")) == ["en"]
    assert sorted(pages("69-open-evening-courses")) == ["en", "fr"]
    assert release("67-call-2027").stage == "draft"
    assert release("69-open-evening-courses").stage == "review"


def test_nobody_has_approved_an_edition_of_their_own(demo):
    demo("12-weather-logbooks", "64-proof-assistant")

    approvals = models.Approval.objects.select_related("revision")

    assert approvals.count() == 6
    assert [row for row in approvals if row.by_id == row.revision.user_id] == []


def test_the_audit_log_is_in_the_order_of_time_and_unbroken(demo):
    demo(*IN_EACH_STATE)

    entries = models.AuditEntry.objects.filter(object_kind="release").order_by("id")
    instants = [entry.at for entry in entries]

    assert instants == sorted(instants)
    assert "audit-chain-broken" not in {
        found.rule for found in reconcile.differences(clock=now)
    }


def test_each_role_has_an_account_that_signs_in(demo, client):
    demo()

    password = django_settings.NEWSROOM_DEMO_PASSWORD
    found = {}
    for role, name in django_settings.NEWSROOM_DEMO_ACCOUNTS.items():
        assert client.login(username=name, password=password), role
        user = get_user(client)
        found[role] = (actors.roles(user), user.has_perm("wagtailadmin.access_admin"))

    assert found == {
        "editor": ({"editor"}, True),
        "approver": ({"approver"}, True),
        "translator": ({"translator"}, True),
        "operator": ({"operator"}, True),
        "administrator": ({"editor", "approver", "operator", "translator"}, True),
    }


def test_a_run_that_was_interrupted_goes_on_where_it_stopped(db, monkeypatch):
    monkeypatch.setattr(clock, "now", now)
    small = chosen(*IN_EACH_STATE)
    approve = releases.ACTIONS["approve"]
    left = [3]

    def fail_in_time(act, stage):
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        approve(act, stage)

    monkeypatch.setitem(releases.ACTIONS, "approve", fail_in_time)
    with pytest.raises(KeyboardInterrupt):
        newsroom.put_in(small, clock=now)
    halfway = counts.by_state(at=NOW)
    monkeypatch.setitem(releases.ACTIONS, "approve", approve)

    assert newsroom.put_in(small, clock=now) == []
    whole = counts.by_state(at=NOW)
    assert (halfway["corrected"], whole["corrected"]) == (0, 1)
    assert sum(whole.values()) == len(IN_EACH_STATE)
    assert list(reconcile.differences(clock=now)) == []


def test_what_an_editor_changed_is_left_alone(demo):
    text = demo("64-proof-assistant", "67-call-2027")
    page = pages("64-proof-assistant")["en"]
    page.title = "Changed at the desk"
    page.save_draft()
    pages("67-call-2027")["en"].delete()

    assert newsroom.put_in(text, clock=now) == []
    assert pages("64-proof-assistant")["en"].title == "Changed at the desk"
    assert pages("67-call-2027") == {}


def test_the_demo_is_never_made_in_production(db, settings):
    settings.NEWSROOM_ENV = "production"

    with pytest.raises(CommandError, match="never in production"):
        call_command("demo")
    assert not models.Release.objects.exists()


def test_releases_for_load_are_what_a_lift_would_have_written(demo):
    text = demo("04-women-in-computing", "64-proof-assistant")
    made = scaling.put_in(30, text=text, now=NOW)

    assert made == 30
    assert counts.by_state(at=NOW)["public"] == 32
    assert list(reconcile.differences(clock=now)) == []
    for document in queries.documents(at=NOW):
        typed = documents.read(document.body)
        pairs = set(document.mentions.values_list("kind", "key"))
        quotes = {str(block.id) for block in typed.body if block.type == "quote"}
        assert (typed.id, typed.slug) == (document.release_id, document.slug)
        assert {key for kind, key in pairs if kind == "quote"} == quotes
    claimed = models.QuoteClaim.objects.values_list("release", flat=True)
    assert set(claimed) <= set(models.Release.objects.values_list("pk", flat=True))


def test_releases_for_load_are_the_same_each_time_and_only_the_missing_are_made(demo):
    text = demo("04-women-in-computing", "64-proof-assistant")
    scaling.put_in(3, text=text, now=NOW)
    first = documents_for_load()

    assert scaling.put_in(5, text=text, now=NOW) == 2
    assert scaling.put_in(5, text=text, now=NOW) == 0
    assert first.items() <= documents_for_load().items()


def documents_for_load():
    ids = [keys.of("scaled", number) for number in range(1, 6)]
    found = models.Document.objects.filter(release__in=ids)
    return {(row.release_id, row.locale): row.hash for row in found}
