"""Promise: Elasticsearch finds what the database does, and nothing that is hidden."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from press import lifecycle, reconcile
from search import (
    asking,
    backends,
    documents,
    facets,
    mirror,
    models,
    parsing,
    port,
    query,
    remaking,
    scoring,
    sync,
    vocabulary,
    waiting,
)
from search.backends.elastic import connecting, mapping, shapes, writing
from tests import factories, mirroring, searching

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mirrored")]

WORDS = [
    *("whale", "glacier", "radio", "ocean", "archive", "study", "studies", "climate"),
    *("laboratoire", "recherche", "l'océan", "climat", "état", "et", "un", "the", "of"),
    *("PostGenAI@Paris", "CNRS", "C.N.R.S.", "wi-fi", "2026", "3,5"),
]
LOCALES = ("en", "fr", "de")


@pytest.fixture
def clock(pinned_clock):
    """Every edge reads the clock that the test moves."""
    return pinned_clock


def text(chance, most):
    return " ".join(chance.choices(WORDS, k=chance.randrange(most)))


def some_objects(chance, count):
    """Return objects of few words, so that many share some."""
    rows = []
    for number in range(count):
        subject = documents.Subject("release", f"r{number // 3}")
        day = datetime(2026, 1, 1 + chance.randrange(5), tzinfo=UTC)
        facets = documents.Facets(
            kind=chance.choice(["release", "notice", ""]),
            years=(chance.choice([2024, 2025, 2026]),),
            topics=tuple(chance.sample(["sea", "sky", "ice"], chance.randrange(3))),
            organisations=tuple(chance.sample(["o1", "o2"], chance.randrange(2))),
        )
        rows += [
            documents.SearchDocument(
                type=kind,
                key=f"k{number:03}",
                subject=subject,
                locale=locale,
                version=1,
                title=text(chance, 6),
                lead=text(chance, 12),
                body=text(chance, 40),
                facets=facets,
                published_at=day if kind in ("release", "quote") else None,
            )
            for kind in [chance.choice(documents.TYPES)]
            for locale in chance.sample(LOCALES, chance.choice([1, 1, 2, 3]))
        ]
    return documents.gathered(rows)


def question(chance):
    """Return words as a reader may type them: some in quotes, some left out."""
    words = chance.choices(WORDS, k=chance.choice([1, 1, 2, 3, 4, 6]))
    if chance.random() < 0.3:
        words.append(f'"{" ".join(chance.choices(WORDS, k=chance.choice([1, 2])))}"')
    if chance.random() < 0.2:
        words.append(f"-{chance.choice(WORDS)}")
    if chance.random() < 0.1:
        words.append(f'-"{" ".join(chance.choices(WORDS, k=2))}"')
    chance.shuffle(words)
    return " ".join(words)


def search(chance):
    """Return a search of any make over what `some_objects` makes."""
    chosen = {
        "type": documents.TYPES,
        "kind": ("release", "notice"),
        "topic": ("sea", "sky", "ice", "none"),
        "year": ("2024", "2025"),
        "locale": LOCALES,
        "organisation": ("o1", "o2"),
    }
    names = chance.sample(sorted(chosen), chance.choice([0, 0, 1, 2, 3]))
    locales = chance.sample(LOCALES, chance.choice([1, 2, 3]))
    asked = asking.Asked(
        words=question(chance),
        locale=locales[0],
        others=tuple(locales[1:]),
        chosen={
            name: tuple(chance.sample(chosen[name], chance.choice([1, 2])))
            for name in names
        },
        newest_first=chance.random() < 0.4,
        exactly=True,
    )
    made = asking.prepared(asked, waiting.Waiting()).search
    numbers = chance.sample(range(30), chance.choice([0, 0, 1, 4]))
    without = {documents.Subject("release", f"r{number}") for number in numbers}
    return replace(made, without=frozenset(without), size=1000)


def told(found):
    """Return an answer in what is alike on all engines."""
    return {
        "keys": {match.key for match in found.matches},
        "total": found.total,
        "level": found.level,
        "facets": searching.counted(found),
    }


@pytest.mark.parametrize("seed", range(3))
def test_it_finds_and_counts_what_the_database_does(seed, clock):
    chance = random.Random(seed)
    backends.database().put(some_objects(chance, 90))
    engine = backends.mirrored(mirroring.fill(clock))
    found_any = 0

    for _number in range(150):
        asked = search(chance)
        here, there = backends.database().find(asked), engine.find(asked)

        assert told(there) == told(here), asked
        found_any += bool(here.total)
        if asked.newest_first:
            order = [match.key for match in here.matches]
            assert [match.key for match in there.matches] == order
            part = replace(asked, start=len(order) // 2, size=3)
            keys = [match.key for match in engine.find(part).matches]
            assert keys == order[len(order) // 2 :][:3]
    assert found_any > 75


def test_beginnings_of_titles_are_those_of_the_database(clock):
    chance = random.Random(4)
    backends.database().put(some_objects(chance, 60))
    engine = backends.mirrored(mirroring.fill(clock))

    for words in [("w",), ("whale", "gl"), ("cnr",), ("postgenai",), ("zz",), ("'",)]:
        here, there = (
            set(index.suggest(words, locales=("en", "fr"), most=1000))
            for index in (backends.database(), engine)
        )
        assert there == here
    assert engine.suggest(("w",), locales=("en",), most=2)[:2]


def test_a_title_and_a_rare_word_come_first(clock):
    def made(key, **texts):
        return documents.SearchDocument(
            type="release",
            key=key,
            subject=documents.Subject("release", key),
            locale="en",
            version=1,
            **texts,
        )

    rows = [made(f"x{n}", title="", body="about an ocean") for n in range(20)]
    rows += [
        made("title", title="Ocean glacier"),
        made("body", title="", body="ocean glacier"),
    ]
    backends.database().put(documents.gathered(rows))
    engine = backends.mirrored(mirroring.fill(clock))
    queries = (parsing.parse("ocean glacier", locale="en"),)
    known = vocabulary.statistics(queries)

    found = engine.find(
        port.Search(
            queries, levels=((1,),), filled=1, statistics=(known["en"],), size=3
        )
    )

    assert [match.key.key for match in found.matches][:2] == ["title", "body"]
    assert found.total == 22


def page(words, clock, **asked):
    made = asking.Asked(words=words, locale="en", others=("fr",), size=50, **asked)
    return query.find(made, at=clock())


def shown(found):
    """Return an answer in what a reader sees of it."""
    hits = [(hit.shown.key, hit.shown.title, hit.shown.lead) for hit in found.hits]
    return found.total, hits, searching.counted(found)


def of_database(settings, words, clock, **asked):
    """Return what a newsroom without Elasticsearch answers."""
    engine, settings.ELASTICSEARCH_URL = settings.ELASTICSEARCH_URL, ""
    try:
        return page(words, clock, **asked)
    finally:
        settings.ELASTICSEARCH_URL = engine


def test_a_reader_sees_the_same_before_and_after_it_is_told(newsroom, clock, settings):
    mirroring.fill(clock)
    made = factories.public(newsroom, clock, words="Narwhal")
    for _step in range(2):
        untold = page("narwhal", clock)
        mirroring.deliver(clock)
        assert models.Unsent.objects.exists()
        unsent = page("narwhal", clock)
        mirroring.drain(clock)
        sent = page("narwhal", clock)

        expected = shown(of_database(settings, "narwhal", clock))
        assert expected[0] > 0
        assert shown(untold)[0] == expected[0]
        assert shown(unsent) == shown(sent) == expected
        assert not any(found.is_degraded for found in (untold, unsent, sent))
        mirroring.assert_equal(clock)
        clock.tick(minutes=5)
        lead = f"<p>Narwhal and walrus, {clock():%H:%M}.</p>"
        factories.edited(made, newsroom, "en", lead=lead)
        factories.approve(made, newsroom, clock, "en", "fr")
        notes = {"en": "Mended.", "fr": "Corrigé."}
        lifecycle.correct(
            made.release,
            by=newsroom.users["approver"],
            notes=notes,
            correction_class="fact",
            clock=clock,
        )


def test_what_is_not_told_yet_is_added_to_a_value_that_few_have(
    newsroom, clock, settings, monkeypatch
):
    def publish(number, year):
        factories.public(
            newsroom,
            clock,
            title=f"Number {number}",
            words="Narwhal",
            day=date(year, 3, 12),
        )

    monkeypatch.setattr(facets, "MOST", 1)
    mirroring.fill(clock)
    for number, year in enumerate((2026, 2026, 2025)):
        publish(number, year)
    mirroring.feed(clock)
    for number in (3, 4):
        publish(number, 2025)
    mirroring.deliver(clock)

    unsent = page("narwhal", clock)
    mirroring.drain(clock)

    (first,) = facets.most(unsent.facets["year"], 1)
    assert first.value == "2025"
    assert shown(unsent) == shown(page("narwhal", clock))
    assert shown(unsent) == shown(of_database(settings, "narwhal", clock))


def write(key, rows, *, number):
    return shapes.write(key, rows, number=number, vectors={})


def withdraw(made, newsroom, clock):
    clock.tick(minutes=5)
    lifecycle.withdraw(
        made.release,
        by=newsroom.users["approver"],
        notes={"en": "No.", "fr": "Non."},
        clock=clock,
    )


def test_what_is_withdrawn_is_not_found_and_cannot_come_back(newsroom, clock):
    made = factories.public(newsroom, clock, words="Narwhal")
    mirroring.deliver(clock)
    name = mirroring.fill(clock)
    rows = models.Entry.objects.filter(subject_key=str(made.release.pk))
    late = [
        write(key, mine, number=models.Heard.objects.latest("number").number)
        for key, mine in shapes.keys(list(rows)).items()
    ]
    assert page("narwhal", clock).total > 0

    withdraw(made, newsroom, clock)
    before = page("narwhal", clock)
    mirroring.deliver(clock)
    unsent = page("narwhal", clock)
    mirroring.drain(clock)
    refused = writing.send(name, late)

    assert refused == {}
    assert before.total == unsent.total == page("narwhal", clock).total == 0
    held = writing.held_now(name, [write.id for write in late])
    assert [row.is_live for row in held.values()] == [False] * len(late)
    mirroring.assert_equal(clock)


def test_nothing_hidden_is_told_and_an_answer_is_the_same_with_it(newsroom, clock):
    factories.public(newsroom, clock, words="Narwhal")
    mirroring.deliver(clock)
    mirroring.fill(clock)
    with CaptureQueriesContext(
        connection,
    ) as without:
        before = page("narwhal", clock)

    hidden = factories.embargoed(newsroom, clock, title="Hidden", words="Narwhal")
    mirroring.feed(clock)
    with CaptureQueriesContext(connection) as with_hidden:
        after = page("narwhal", clock)

    assert shown(after) == shown(before)
    assert len(with_hidden) == len(without)
    assert not any(str(hidden.release.pk) in id for id, *_rest in mirroring.held())
    clock.tick(hours=1)
    assert page("narwhal", clock).total > before.total
    mirroring.feed(clock)
    mirroring.assert_equal(clock)


def test_with_much_unsent_the_database_answers_and_says_so(
    newsroom, clock, monkeypatch
):
    mirroring.fill(clock)
    factories.public(newsroom, clock, words="Narwhal")
    mirroring.deliver(clock)
    monkeypatch.setattr(mirror, "MOST", models.Unsent.objects.count() - 1)

    found = page("narwhal", clock)
    mirroring.drain(clock)
    after = page("narwhal", clock)

    assert (found.is_degraded, after.is_degraded) == (True, False)
    assert shown(found) == shown(after)


def test_a_rebuild_loses_nothing_that_changes_meanwhile(newsroom, clock, monkeypatch):
    gone = factories.public(newsroom, clock, title="Gone", words="Walrus")
    factories.public(newsroom, clock, title="Kept", words="Narwhal")
    mirroring.deliver(clock)
    first = mirroring.fill(clock)
    ready = writing.ready

    def meanwhile(name):
        """Publish and withdraw when all is copied, and tell the index in use."""
        withdraw(gone, newsroom, clock)
        factories.public(newsroom, clock, title="New", words="Beluga")
        mirroring.feed(clock)
        mirroring.assert_equal(clock)
        ready(name)

    monkeypatch.setattr(writing, "ready", meanwhile)
    second = mirroring.fill(clock)
    between = [page(words, clock).total for words in ("walrus", "beluga")]
    mirroring.drain(clock)

    assert first != second
    assert between == [page(words, clock).total for words in ("walrus", "beluga")]
    assert (between[0], between[1] > 0) == (0, True)
    mirroring.assert_equal(clock)
    monkeypatch.undo()
    third = mirroring.fill(clock)
    assert writing.indexes() == sorted([second, third])
    client = connecting.connection().client
    assert set(client.indices.get_alias(name=mapping.alias())) == {third}


def test_an_index_that_is_gone_is_filled_anew(newsroom, clock):
    factories.public(newsroom, clock, words="Narwhal")
    mirroring.feed(clock)
    mirroring.assert_equal(clock)
    name = mirroring.index()

    writing.drop(name)
    without = page("narwhal", clock)
    clock.tick(seconds=60)
    mirroring.drain(clock)
    connecting.connection().breaker.answered()

    assert without.is_degraded
    assert without.total > 0
    assert shown(page("narwhal", clock)) == shown(without)
    assert not page("narwhal", clock).is_degraded
    assert mirroring.index() != name
    mirroring.assert_equal(clock)


def test_an_index_that_is_gone_is_not_made_by_a_change(newsroom, clock):
    name = mirroring.fill(clock)
    factories.public(newsroom, clock, words="Narwhal")
    mirroring.deliver(clock)

    writing.drop(name)
    mirroring.drain(clock)
    clock.tick(seconds=60)
    mirroring.drain(clock)

    assert name not in writing.indexes()
    mirroring.assert_equal(clock)


def test_what_changed_while_it_was_switched_off_is_not_missed(
    newsroom, clock, settings
):
    mirroring.fill(clock)
    url, settings.ELASTICSEARCH_URL = settings.ELASTICSEARCH_URL, ""
    factories.public(newsroom, clock, words="Narwhal")
    mirroring.deliver(clock)
    settings.ELASTICSEARCH_URL = url

    before = page("narwhal", clock)
    mirroring.drain(clock)

    assert before.is_degraded
    assert not page("narwhal", clock).is_degraded
    mirroring.assert_equal(clock)


def test_an_index_of_another_version_is_not_asked(newsroom, clock, monkeypatch):
    factories.public(newsroom, clock, words="Narwhal")
    mirroring.feed(clock)
    monkeypatch.setitem(mapping.SETTINGS, "max_result_window", 20_000)

    found = page("narwhal", clock)
    with pytest.raises(CommandError, match="1 difference"):
        call_command("check_index")
    call_command("rebuild_index", engine="elasticsearch")

    assert found.is_degraded
    assert found.total > 0
    assert not page("narwhal", clock).is_degraded
    call_command("check_index")


def spoil(name, made):
    """Let the index differ in each way that it can; return the subjects."""
    subject = documents.Subject("release", str(made.release.pk))
    person = documents.Subject("person", str(made.person.translation_key))
    about = documents.Subject("boilerplate", str(made.boilerplate.translation_key))
    extra = documents.Subject("person", "nobody")
    rows = list(models.Entry.objects.filter(type="person"))
    extras = [replace_row(row, subject_key="nobody", key="nobody") for row in rows]
    writes = [
        write(port.Key(subject, "release", subject.key), [], number=90),
        write(port.Key(extra, "person", "nobody"), extras, number=1),
    ]
    altered = list(models.Entry.objects.filter(type="about", key=about.key))
    for row in altered:
        row.hash = "altered"
    writes.append(write(port.Key(about, "about", about.key), altered, number=91))
    assert writing.send(name, writes) == {}
    connecting.connection().client.delete(
        index=name,
        id=shapes.id_of(port.Key(person, "person", person.key)),
        refresh=True,
    )
    return sorted([subject, person, about, extra])


def replace_row(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    return row


def test_check_and_reconcile_name_and_heal_what_it_holds_wrong(newsroom, clock, capsys):
    made = factories.public(newsroom, clock, words="Narwhal")
    factories.public(newsroom, clock, title="Other", words="Walrus")
    mirroring.feed(clock)
    wrong = spoil(mirroring.index(), made)

    found = list(reconcile.differences(clock=clock))
    with pytest.raises(CommandError, match="4 differences"):
        call_command("check_index")
    printed = capsys.readouterr().out

    assert [difference.subject for difference in found] == [str(one) for one in wrong]
    assert {difference.rule for difference in found} == {"elasticsearch-differs"}
    assert printed == "".join(f"elasticsearch: {one}\n" for one in wrong)
    for difference in found:
        difference.heal()
    assert list(reconcile.differences(clock=clock)) == []
    mirroring.drain(clock)
    mirroring.assert_equal(clock)
    call_command("check_index")


def test_the_command_rebuilds_both_or_the_one_that_is_named(newsroom, clock, capsys):
    factories.public(newsroom, clock, words="Narwhal")
    mirroring.feed(clock)
    first = mirroring.index()
    models.Entry.objects.filter(type="quote").delete()

    call_command("rebuild_index", engine="database")
    assert mirroring.index() == first
    mirroring.drain(clock)
    mirroring.assert_equal(clock)
    call_command("rebuild_index")
    assert mirroring.index() != first
    # Nothing is left to tell: searches are not degraded until a worker ran.
    mirroring.assert_equal(clock)
    entries, objects = models.Entry.objects.count(), len(mirroring.held())
    assert capsys.readouterr().out == (
        f"database: {entries} documents\n"
        f"database: {entries} documents\n"
        f"elasticsearch: {objects} objects\n"
    )


def test_two_do_not_fill_at_once(newsroom, clock):
    mirroring.fill(clock)
    models.Mirror.objects.update(busy_until=clock() + timedelta(minutes=1), index="")

    with pytest.raises(CommandError, match="fills"):
        call_command("rebuild_index", engine="elasticsearch")
    with pytest.raises(mirror.Busy):
        remaking.rebuild(clock=clock)
    mirroring.drain(clock)
    assert mirroring.index() == ""

    clock.tick(minutes=2)
    mirroring.drain(clock)
    assert mirroring.index() != ""


def test_a_document_that_is_refused_stays_noted_and_holds_up_no_other(newsroom, clock):
    name = mirroring.fill(clock)
    factories.public(newsroom, clock, words="Narwhal")
    mirroring.deliver(clock)
    bad = models.Entry.objects.filter(type="person").first()
    facets = bad.facets | {"kind": {"not": "a word"}}
    models.Entry.objects.filter(key=bad.key).update(facets=facets)

    mirroring.drain(clock)

    (note,) = models.Unsent.objects.all()
    assert (note.key, note.attempts) == (bad.key, 1)
    assert note.error.startswith("document_parsing_exception")
    assert note.next_try > clock()
    assert (
        len(mirroring.held())
        == len({row.key for row in models.Entry.objects.all()}) - 1
    )
    models.Entry.objects.filter(key=bad.key).update(facets=bad.facets)
    clock.tick(seconds=mirroring.PATIENCE)
    mirroring.drain(clock)
    mirroring.assert_equal(clock)
    assert name == mirroring.index()


def test_it_is_compared_with_the_public_side_through_the_entries(newsroom, clock):
    factories.public(newsroom, clock, words="Narwhal")
    mirroring.feed(clock)

    hashes = {found.hash for found in sync.everything(at=clock())}

    assert {digest for _id, _number, digest in mirroring.held()} == hashes
    assert scoring.TITLE >= 1
