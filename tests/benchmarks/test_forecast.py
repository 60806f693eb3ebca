"""The benchmark of the forecast: its simulator stands by itself, and its figures are about what they should be."""

from random import Random
from statistics import mean, variance

import pytest

from benchmarks.forecast import arrivals, coverage, draw, report


def test_simulated_arrivals_have_their_mean_and_come_in_parties():
    truth = draw(Random(4))
    days = [arrivals(truth, Random(seed)) for seed in range(1_500)]

    assert mean(days) == pytest.approx(truth.per_day, rel=0.03)
    assert variance(days) / mean(days) == pytest.approx(truth.clumps, rel=0.25)


def test_the_late_date_holds_more_often_than_the_middle_one_and_the_same_seed_tells_the_same():
    late, middle = coverage(3, 10, 40)

    assert (late, middle) == coverage(3, 10, 40)
    assert late > 0.75
    assert 0.2 < middle < late


def test_the_report_has_its_title_and_a_row_for_each_history():
    lines = list(report(1, 1, 3))

    assert lines[0] == "## Forecast"
    assert sum(line.startswith("| ") for line in lines) == 4
