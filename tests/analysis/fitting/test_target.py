"""Targets: read from tables and surveys, refused in plain words; distances worked by hand."""

from pathlib import Path

import numpy as np
import pytest

from analysis.fitting.reading import read_target
from analysis.fitting.target import END
from experiments import sweep
from sim.errors import FirewoodError


def written(folder: Path, text: str, name: str = "target.csv") -> str:
    path = folder / name
    path.write_text(text)
    return str(path)


WEEKS = "# measured by hand\nweek,practising,knowledge,practising_sd\n4,0.1,0.2,0.05\n12,,0.4,\n20,0.3,0.6,0.1\n"


def test_a_table_of_weeks_with_gaps(tmp_path: Path) -> None:
    found = read_target(written(tmp_path, WEEKS))
    assert found.weekly
    assert list(zip(found.week.tolist(), found.measure, found.value.tolist(), strict=True)) == [
        (4, "practising", 0.1),
        (20, "practising", 0.3),
        (4, "knowledge", 0.2),
        (12, "knowledge", 0.4),
        (20, "knowledge", 0.6),
    ]
    np.testing.assert_allclose(found.scale, [0.05, 0.1, 0.2, 0.2, 0.2])
    assert found.said.tolist() == [True, True, False, False, False]
    assert (found.weeks, found.every) == (21, 4)
    assert "knowledge is scaled by the standard deviation of its points, 0.2" in found.notes


def test_the_distance_is_the_root_mean_square_over_scales(tmp_path: Path) -> None:
    found = read_target(written(tmp_path, WEEKS))
    off = np.array([[1, 0, 0, 0, 0], [1, 1, 1, 1, 1], [3, 0, 0, 0, -4]]) * found.scale
    np.testing.assert_allclose(found.distances(found.value + off), [np.sqrt(1 / 5), 1, np.sqrt(5)])
    missing = found.value.copy()
    missing[2] = np.nan
    assert np.isinf(found.distances(missing[None])).all()


def test_what_is_simulated_stands_at_its_point(tmp_path: Path) -> None:
    """Against the series of the sweep itself, run by run, of two organisations."""
    rows = "".join(f"{name},{week},0.1,0.2\n" for name in ("one", "two") for week in (8, 24))
    target = read_target(
        written(tmp_path, f"organisation,week,trust,knowledge\n{rows}".replace("24,0.1,0.2", "24,0.5,0.9"))
    )
    target = target.see_to_names(("one", "two"))
    swept = sweep(
        "organisations=[{name:one},{name:two,seasoning:0.3}]", "network.size=40", "weeks=30", "seasoning=0.2,0.9",
        "replicates=2", "series=[knowledge,trust]", f"series_every={target.every}", f"outputs={tmp_path}",
        "engine.processes=1",
    )  # fmt: skip
    design, found = target.simulated(swept)
    series = swept.series.set_index(["key", "organisation", "week"])
    assert found.shape == (4, 8)
    for row, key in enumerate(design["key"]):
        for at, (name, week, measure) in enumerate(
            zip(target.organisation, target.week.tolist(), target.measure, strict=True)
        ):
            assert found[row, at] == series.loc[(key, name, week), measure]
    assert len(np.unique(found[:, 0])) > 1


def test_a_table_of_a_runs_end(tmp_path: Path) -> None:
    found = read_target(
        written(tmp_path, "measure,value,sd\nend_reciprocity_arcs,0.5,0.1\npractising_final,0.2,0.05\n")
    )
    assert not found.weekly
    assert found.week.tolist() == [END, END]
    swept = sweep("network.size=40", "weeks=30", f"outputs={tmp_path}", "engine.processes=1")
    _, seen = found.see_to_names(("trust",)).simulated(swept)
    row = swept.runs.iloc[0]
    assert seen.tolist() == [[row["end_reciprocity_arcs"], row["practising_final"]]]


def test_a_survey_is_compared_by_its_structure(tmp_path: Path) -> None:
    """A roster in which everyone answered: what is measured is what is there."""
    pairs = [(a, b) for a in range(12) for b in range(12) if (b - a) % 12 in (1, 2, 5)] + [(1, 0), (3, 2)]
    text = "respondent,target\n" + "".join(f"P{a},P{b}\n" for a, b in pairs)
    found = read_target(written(tmp_path, text, "survey.csv"))
    assert found.measure == ("end_mean_degree", "end_reciprocity_arcs", "end_messenger_share")
    assert found.value[1] == pytest.approx(4 / len(pairs))
    assert found.value[0] == pytest.approx(2 * (len(pairs) - 2) / 12)
    assert (found.scale > 0).all()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("week,practising\n", "nothing to fit to"),
        ("week,practicing\n3,1\n", r"column practicing: .*did you mean practising\?"),
        ("week,practising\n3,much\n", "line 2, column practising: 'much' is not a number"),
        ("week,practising\n3.5,1\n", "line 2: week '3.5'"),
        ("week,practising\n3,1,4\n", "line 2: 3 cells, but 2 columns"),
        ("week,practising\n3,0.1\n3,0.2\n", "practising of week 3 stands twice"),
        ("week,practising\n3,0.1\n", "say it in a column practising_sd"),
        ("week,practising\n3,0.1\n5,0.1\n", "say it in a column practising_sd"),
        ("week,practising,practising_sd\n3,0.1,0\n", "a scale is above 0"),
        ("week,practising,practising\n3,0.1,0\n", "stands twice"),
        ("week,practising,knowledge_sd\n3,0.1,0\n", "column knowledge_sd: there is no such measure"),
        ("week,practising\n3,inf\n", "leave a gap empty"),
        ("week,organisation,trust\n3,a,0.1\n4,,0.2\n", "some rows name their organisation"),
        ("measure,value,sd\npractising,0.3,0.1\n", r"no number practising; did you mean practising_final\?"),
        ("measure,value,sd\npractising_final,0.3,0.1\npractising_final,0.4,0.1\n", "practising_final stands twice"),
        ("measure,value,sd\npractising_final,50,10\n", "it lies from 0 to 1; 50 % is 0.5"),
        ("measure,value,sd\nend_reciprocity_arcs,1.5,1\n", "it lies from 0 to 1"),
        ("measure,value\npractising_final,0.3\n", "needs a value and its sd"),
    ],
)
def test_mistakes_are_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(FirewoodError, match=told):
        read_target(written(tmp_path, text))


def test_percent_are_no_shares_and_spreadsheets_may_write_commas(tmp_path: Path) -> None:
    with pytest.raises(FirewoodError, match=r"line 2: practising 10: it lies from 0 to 1; 10 % is 0\.1"):
        read_target(written(tmp_path, "week,practising\n4,10\n20,20\n"))
    found = read_target(written(tmp_path, "week;practising;lead_time\n4;0,1;40,5\n20;0,3;38\n"))
    assert found.value.tolist() == [0.1, 0.3, 40.5, 38.0]


def test_organisations_must_be_those_of_the_scenario(tmp_path: Path) -> None:
    plain = read_target(written(tmp_path, WEEKS))
    assert set(plain.see_to_names(("only",)).organisation) == {"only"}
    with pytest.raises(FirewoodError, match="a column `organisation` must say"):
        plain.see_to_names(("one", "two"))
    named = read_target(written(tmp_path, "organisation,week,trust\none,3,0.1\none,4,0.2\n"))
    with pytest.raises(FirewoodError, match="no organisation is called one"):
        named.see_to_names(("two",))
