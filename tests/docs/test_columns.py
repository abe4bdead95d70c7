"""docs/columns.md tells every column of every table: none is missing, none too many, none leaves its range."""

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from app.commands.run import run
from experiments import sweep
from experiments.run import STRUCTURE
from sim import Scenario, simulate
from sim.measures import MEASURES

TEXT = (Path(__file__).parents[2] / "docs" / "columns.md").read_text("utf-8")
MOMENTS = ("at_one_year", "when_support_ended", "three_years_later", "in_the_last_week")
VARIED = ("network", "seasoning", "programme.volume")
KEPT = ("practising", "resentment")
STANDS_FOR = {"measure": MEASURES, "structure": STRUCTURE, "moment": MOMENTS, "varied": VARIED, "kept": KEPT}


class Row:
    """A row of a table of the page."""

    def __init__(self, cells: list[str]) -> None:
        self.names, self.unit, self.range, self.meaning = re.findall(r"`(.+?)`", cells[0]), *cells[1:]


def section(heading: str) -> list[Row]:
    """The rows below a heading, up to the next."""
    (text,) = re.findall(rf"^##+ {re.escape(heading)}\n(.*?)(?=^##|\Z)", TEXT, flags=re.DOTALL | re.MULTILINE)
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| `")]
    assert rows, heading
    return [Row(row) for row in rows]


def spelled_out(heading: str) -> dict[str, Row]:
    """The columns below a heading; those in angle brackets one by one, with the ranges they have elsewhere."""
    elsewhere = {"measure": "`Results.weekly()`", "kept": "`Results.weekly()`", "structure": "`<structure>`"}
    found: dict[str, Row] = {}
    for row in section(heading):
        for name in row.names:
            several = re.search(r"<(\w+)>", name)
            if several is None:
                found[name] = row
                continue
            own = spelled_out(elsewhere[several[1]]) if several[1] in elsewhere else {}
            for each in STANDS_FOR[several[1]]:
                found[name.replace(several[0], each)] = own.get(each, row)
    return found


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    folder = tmp_path_factory.mktemp("columns")
    small = ["network.size=40", "weeks=170", "support.end=8"]
    changes = [{"lever": "targets.pressure", "to": 0.5, "week": 20}]
    scenario = Scenario(network={"size": 60}, weeks=120, seasoning=0.9, changes=changes, workshops={"rate": 0.5})
    results = simulate(scenario, keep_units=True)
    run([*small, "replicates=2", f"outputs={folder}"], quiet=True, as_json=True)
    found = sweep(
        *(*small, "network=trust_a,trust_d", "seasoning=0.2,0.8", "programme.volume=0.1,0.2"),
        *(f"series=[{','.join(KEPT)}]", f"outputs={folder}", "engine.processes=1"),
    )
    runs = folder / "runs" / "1"
    return {
        "`Results.weekly()`": results.weekly(),
        "`Results.groups()`": results.groups(),
        "`Results.gaps()`": results.gaps(),
        "`Results.units()`": results.units(),
        "`Results.outcomes()`": pd.DataFrame(results.outcomes()),
        "`runs.csv` and `runs.parquet` of a run folder": pd.read_csv(runs / "runs.csv"),
        "`weekly.parquet` of a run folder": pd.read_parquet(runs / "weekly.parquet"),
        "`.design` of a sweep": found.design,
        "`.sample` of a sweep": found.sample,
        "`.runs` of a sweep": found.runs,
        "`.series` of a sweep": found.series,
        "`.failures` of a sweep": found.failures,
    }


HEADINGS = [heading for heading in re.findall(r"^##+ (.*)$", TEXT, flags=re.MULTILINE) if heading != "`<structure>`"]


def test_every_table_has_a_heading(tables: dict[str, pd.DataFrame]) -> None:
    assert list(tables) == HEADINGS


@pytest.mark.parametrize("heading", HEADINGS)
def test_it_names_the_columns_that_are(heading: str, tables: dict[str, pd.DataFrame]) -> None:
    assert set(spelled_out(heading)) == set(tables[heading].columns)


@pytest.mark.parametrize("heading", HEADINGS)
def test_no_value_leaves_its_range(heading: str, tables: dict[str, pd.DataFrame]) -> None:
    table = tables[heading]
    assert len(table) or "failures" in heading
    for name, row in spelled_out(heading).items():
        values = table[name].dropna()
        words = re.findall(r"`(.+?)`", row.range)
        if limits := re.fullmatch(r"(\d) (?:to (\d)|or more)", row.range):
            low, high = float(limits[1]), float(limits[2] or "inf")
            assert values.between(low - 1e-9, high + 1e-9).all(), (name, row.range, values.min(), values.max())
        elif words:
            assert set(values) <= set(words), name
        else:
            assert row.range in {"a name", "words", "its own"}, (name, row.range)
            assert row.range == "its own" or all(isinstance(value, str) for value in values), name


def test_runs_parquet_has_the_columns_of_runs_csv(tmp_path: Path) -> None:
    run(["network.size=40", "weeks=30", "replicates=1", f"outputs={tmp_path}"], quiet=True, as_json=True)
    written: Any = [tmp_path / "runs" / "1" / name for name in ("runs.csv", "runs.parquet")]
    assert list(pd.read_csv(written[0]).columns) == list(pd.read_parquet(written[1]).columns)


def test_measures_are_told_in_the_words_of_the_code() -> None:
    rows = spelled_out("`Results.weekly()`") | spelled_out("`<structure>`")
    for name, meaning in {**MEASURES, **STRUCTURE}.items():
        assert rows[name].meaning.startswith(meaning), name
