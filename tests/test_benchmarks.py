"""Promise: a benchmark tells what it measured, and refuses a wrong answer."""

import pytest

from benchmarks import patterns, processes, report, wrk
from home.demo import content


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
