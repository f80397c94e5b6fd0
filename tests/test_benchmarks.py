"""Promise: a benchmark tells what it measured, and refuses a wrong answer."""

import json
import os
import time
from collections import Counter
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import call_command

from benchmarks import (
    patterns,
    processes,
    report,
    search_asked,
    search_report,
    search_timing,
    worded_rows,
    worded_texts,
    worded_words,
    wrk,
)
from home.demo import content
from press import documents
from search import models as tables

TODAY = date(2026, 3, 10)
NEWSROOM = search_asked.Newsroom(objects=4_000, today=TODAY)


def test_the_figures_of_wrk_are_read_from_its_last_line():
    told = "Running 4s test\nRequests/sec: 1\nfigures 40000 4000000 0 1500 9000\n"

    assert wrk.read(told) == wrk.Slice(rate=10_000, middle=1.5, slowest=9)


@pytest.mark.parametrize("told", ["figures 40000 4000000 3 1500 9000", "no figures"])
def test_a_slice_with_a_failed_request_counts_for_nothing(told):
    with pytest.raises(processes.Failed):
        wrk.read(told)


def test_the_best_slice_is_told_with_the_median_beside_it():
    slices = [wrk.Slice(rate, 1, rate / 10) for rate in (10, 40, 20)]

    assert wrk.rate(slices) == wrk.Rate(best=40, median=20, slowest=4)


def test_what_is_measured_has_the_shape_that_was_asked_for():
    shaped = patterns.of(content.load(), waiting=2).releases

    for release in shaped:
        types = [block.type for block in release.body]
        counts = (types.count("quote"), types.count("about"))
        assert (*counts, len(release.contacts), len(release.topics)) == (3, 2, 2, 4)
    assert [release.state for release in shaped[-3:]] == [
        *("public", "embargoed", "embargoed")
    ]


def test_an_answer_of_another_shape_is_told():
    detail = {
        "body": [{"type": "quote"}] * 3 + [{"type": "about"}],
        "contacts": [1, 2],
        "topics": [1, 2, 3, 4],
    }

    assert patterns.faults(detail) == ["Abouts: 1, not 2"]


@pytest.mark.parametrize(
    ("rate", "told"), [(100, "1.0x"), (40, "2.5x"), (1, "100x"), (0, "-")]
)
def test_a_ratio_tells_how_many_times_slower(rate, told):
    assert report.times_slower(100, rate) == told


def made(*, objects):
    """The releases of a made-up newsroom."""
    return list(worded_rows.releases(objects, today=TODAY))


def questions(paths):
    """What addresses ask: words, and the names of all parameters."""
    asked = [parse_qs(urlsplit(path).query) for path in paths]
    return [one["q"][0] for one in asked], [set(one) for one in asked]


def test_releases_quotes_and_records_together_are_as_many_as_asked_for():
    quotes = [
        block
        for release in made(objects=400)
        for block in release.editions["en"][0]["body"]
        if block["type"] == "quote"
    ]

    records = worded_texts.counts(400).records
    assert len(made(objects=400)) + len(quotes) + records == 400


def test_a_made_up_body_is_one_that_the_public_reads():
    for release in made(objects=60):
        for body, _mentions in release.editions.values():
            assert documents.stored(documents.read(body)) == body


def test_a_made_up_record_is_one_that_the_public_reads():
    for kind, _key, bodies in worded_texts.records(worded_texts.counts(100)):
        for body in bodies.values():
            assert documents.stored(documents.read_record(kind, body)) == body


def test_a_made_up_release_has_150_to_400_words_of_its_own():
    lengths = [
        sum(
            len(block["content"]["text"].split())
            for block in body["body"]
            if block["type"] == "paragraph"
        )
        for release in made(objects=200)
        for body, _mentions in release.editions.values()
    ]

    # Years and figures come on top; "l\u2019" and its word are counted as one.
    assert min(lengths) > 120
    assert max(lengths) < 450


@pytest.mark.parametrize("locale", worded_words.LOCALES)
def test_a_few_made_up_words_stand_in_most_releases_and_most_in_hardly_any(locale):
    releases, counts = made(objects=400), Counter()
    for release in releases:
        text = json.dumps(release.editions[locale][0]["body"], ensure_ascii=False)
        counts.update({word.strip(".,").lower() for word in text.split()})
    lemmas = worded_words.vocabulary(locale).lemmas

    assert counts[lemmas[0]] > len(releases) * 0.8
    assert 0 < counts[lemmas[100]] < len(releases) * 0.5
    rare = [counts[word] for word in lemmas[5000:]]
    assert sum(count <= 2 for count in rare) > len(rare) * 0.9


def test_the_same_questions_are_asked_each_time_and_none_twice():
    asked = search_asked.searches(NEWSROOM, 1_000)

    assert asked == search_asked.searches(NEWSROOM, 1_000)
    assert len(set(asked)) == 1_000
    assert not set(asked[:200]) & set(
        search_asked.searches(NEWSROOM, 200, seed="warm")[:20]
    )


def test_questions_are_words_phrases_and_names_in_both_languages_some_narrowed():
    paths = search_asked.searches(NEWSROOM, 1_000)
    words, parameters = questions(paths)

    phrases = sum('"' in text for text in words)
    narrowed = sum(names > {"q", "locale"} for names in parameters)
    french = sum(path.partition("locale=")[2].startswith("fr") for path in paths)
    common = worded_words.vocabulary("en").lemmas[:20]
    assert {len(text.split()) for text in words if '"' not in text} >= {1, 2, 3, 4}
    assert 100 < phrases < 200
    assert 150 < narrowed < 250
    assert 450 < french < 550
    assert sum(text in common for text in words) >= 5


def test_suggestions_are_asked_for_two_to_eight_letters():
    words, parameters = questions(search_asked.suggestions(NEWSROOM, 500))

    assert {len(text) for text in words} == set(range(2, 9))
    assert all(names == {"q", "locale"} for names in parameters)


def search_answer(*, degraded=False, facets=("kind",), title="<mark>a</mark>"):
    hits = [{"title_html": title}] if title else []
    answer = {"hits": hits, "facets": list(facets), "degraded": degraded}
    return json.dumps(answer).encode()


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ({"degraded": True}, "of 3 answers 1 degraded"),
        ({"facets": ()}, "of 3 answers 1 without facets"),
    ],
)
def test_an_answer_to_a_search_that_is_not_whole_is_refused(fault, told):
    answers = [search_answer(), search_answer(), search_answer(**fault)]

    with pytest.raises(processes.Failed, match=told):
        search_asked.check_searches(answers)


@pytest.mark.parametrize(
    ("title", "told"), [("", "2 without hits"), ("a", "2 without marks")]
)
def test_searches_of_which_most_find_or_mark_nothing_are_refused(title, told):
    few, many = search_answer(), [search_answer(title=title)] * 2

    with pytest.raises(processes.Failed, match=told):
        search_asked.check_searches([few, *many])
    search_asked.check_searches([few, few, *many])


def test_suggestions_of_which_most_are_empty_are_refused():
    empty, full = (
        json.dumps({"suggestions": some}).encode() for some in ([], ["Anne"])
    )

    with pytest.raises(processes.Failed, match="2 of 3"):
        search_asked.check_suggestions([empty, full, empty])
    search_asked.check_suggestions([empty, full])


def test_times_are_the_best_of_slices_and_their_median():
    slices = [
        search_timing.of([value * scale for value in range(1, 101)])
        for scale in (3, 1, 2)
    ]

    assert slices[1] == search_timing.Slice(p50=50, p95=95)
    assert search_timing.times(slices) == search_timing.Times(
        p50=search_timing.Figure(best=50, median=100),
        p95=search_timing.Figure(best=95, median=190),
    )


def test_what_a_process_uses_of_a_processor_is_counted_in_milliseconds():
    begun, used = time.process_time(), search_timing.processor([os.getpid()])
    while time.process_time() - begun < 0.1:
        sum(range(1000))

    assert 80 <= search_timing.processor([os.getpid()]) - used <= 10_000


def test_search_is_told_beside_what_it_must_and_should_reach():
    times = {"p50": {"best": 8, "median": 9.5}, "p95": {"best": 40, "median": 1234}}
    figures = {
        "objects": 4_000,
        "large_objects": 100_000,
        "rate": {"best": 301.6, "median": 299.4, "slowest": 88, "processor": 6.25},
        "search": times,
        "suggest": times,
        "memory": [300, 412.4],
    }

    assert list(search_report.lines("PostgreSQL", figures)) == [
        "PostgreSQL                                         best     median"
        "       must       goal",
        "searches, 4,000 objects                           302/s      299/s"
        "       60/s      300/s",
        "a search, 100,000 objects, half within           8.0 ms     9.5 ms"
        "          -          -",
        "a search, 100,000 objects, 95% within           40.0 ms 1,234.0 ms"
        "   1,000 ms     150 ms",
        "a suggestion, 100,000 objects, half within       8.0 ms     9.5 ms"
        "          -          -",
        "a suggestion, 100,000 objects, 95% within       40.0 ms 1,234.0 ms"
        "      50 ms          -",
        "  16 connections: 99% within 88 ms; a search costs our server 6.2 ms of a"
        " processor; memory of the largest process 412 MiB",
    ]


def test_what_was_not_measured_is_not_told():
    figures = {"objects": 0, "large_objects": 0}

    assert len(list(search_report.lines("SQLite", figures))) == 1


@pytest.mark.django_db
def test_a_made_up_newsroom_has_an_index_of_all_that_is_public_in_it(capsys):
    told = list(worded_rows.fill(60))

    keys = tables.Entry.objects.values("type", "key").distinct()
    assert keys.count() == 60
    assert told[-1] == "120 entries in the index"
    call_command("check_index")
    assert capsys.readouterr().out == "equal\n"
