"""Other tables of a folder in its report: values with their intervals, and nothing said twice."""

from pathlib import Path

import pandas as pd

from analysis.report.of_run import _others


def test_intervals_stand_behind_their_values_and_what_is_the_same_below(tmp_path: Path) -> None:
    columns = {
        "change": ["fear", "talk"],
        "organisation": "as it is",
        "difference": [-0.5, 0.25],
        "low": [-0.75, float("nan")],
        "high": [-0.25, 2000.0],
        "n": 20,
        "unpaired_runs": [21.25, 30.0],
        "unpaired_low": 18.0,
        "unpaired_high": [29.0, 40.0],
    }
    pd.DataFrame(columns).to_csv(tmp_path / "differences.csv", index=False)
    pd.DataFrame(columns).to_csv(tmp_path / "runs.csv", index=False)
    (table,) = _others(tmp_path)
    assert table.heading == "Differences"
    assert list(table.columns) == ["change", "difference (95 %)", "unpaired runs (95 %)"]
    assert [list(row) for row in table.rows] == [
        ["fear", "−0.5 (−0.75 to −0.25)", "21.2 (18 to 29)"],
        ["talk", "0.25 (– to 2,000)", "30 (18 to 40)"],
    ]
    assert table.note == "In all rows organisation: as it is; n: 20."


def test_one_row_leaves_nothing_out(tmp_path: Path) -> None:
    pd.DataFrame({"what": ["a"], "n": [3]}).to_csv(tmp_path / "found.csv", index=False)
    (table,) = _others(tmp_path)
    assert (list(table.columns), [list(row) for row in table.rows], table.note) == (["what", "n"], [["a", "3"]], "")
