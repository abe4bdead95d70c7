"""Findings as text."""

import math

import pytest

from analysis.findings import Finding
from analysis.intervals import Interval
from analysis.markdown import findings, table, value


@pytest.mark.parametrize(
    ("found", "unit", "text"),
    [
        (Interval(0.31, 0.25, 0.4), "share", "31 % (25 to 40)"),
        (Interval(-0.08, -0.14, 0.002), "points", "−8 points (−14 to 0)"),
        (Interval(0.082, 0.02, 0.14), "points", "+8 points (+2 to +14)"),
        (Interval(0.4123, 0.38, 0.44), "number", "0.412 (0.38 to 0.44)"),
        (Interval(0.00012, math.nan, math.nan), "p", "0.00012"),
        (Interval(12.4, 10.0, 15.0), "weeks", "12.4 weeks (10.0 to 15.0)"),
        (Interval(-0.6, -1.1, -0.4), "weeks", "−0.6 weeks (−1.1 to −0.4)"),  # not "−1 to 0": it lies below 0
        (Interval(math.nan, math.nan, math.nan), "share", "–"),
    ],
)
def test_value(found: Interval, unit: str, text: str) -> None:
    assert value(found, unit) == text


def test_a_bar_in_a_cell_does_not_end_it() -> None:
    assert table(("a", "b"), [("x|y", "z")]).splitlines() == ["| a | b |", "| --- | --- |", "| x\\|y | z |"]


def test_findings() -> None:
    rows = findings(
        [
            Finding("burning", Interval(0.5, 0.4, 0.6), 100, "at least 90 %", False, "share"),
            Finding("practising", Interval(0.5, 0.4, 0.6), 100),
        ]
    ).splitlines()
    assert rows[2] == "| burning | 50 % (40 to 60) | 100 | at least 90 % | **fails** |"
    assert rows[3] == "| practising | 0.5 (0.4 to 0.6) | 100 | – | – |"
