"""What holds for every study: it runs whole at a tiny size, is drawn, told and kept."""

import csv
from pathlib import Path

import numpy as np
import pytest

from analysis.figures import style
from analysis.studies.named import STUDIES, study_named
from analysis.studies.saved import COLUMNS, page, save_findings
from analysis.studies.telling import cell
from analysis.words import DISCLAIMER
from sim.errors import ConfigError
from tests.analysis.studies.conftest import TINY, Ran
from tests.analysis.studies.synthetic import DOWN, NEITHER, UP, all_as


@pytest.mark.parametrize("name", STUDIES)
def test_arms_differ_and_share_their_luck(name: str) -> None:
    arms = STUDIES[name].arms(TINY)
    assert len({arm.name for arm in arms}) == len(arms)
    assert len({arm.key for arm in arms}) == len(arms), "no two arms are the same runs"
    assert all(list(arm.seeds) == list(TINY.seeds) for arm in arms)
    assert all(arm.scenario.rules == TINY.rules for arm in arms)
    assert all(trust.network.size == TINY.people for arm in arms for trust in arm.scenario.trusts)


@pytest.mark.parametrize("name", STUDIES)
def test_findings_are_whole_numbers_of_runs(name: str, ran: Ran) -> None:
    _, tables = ran(name)
    found = [finding for table in tables.values() for _, _, finding in table]
    assert found
    assert len({finding.what for finding in found}) == len(found), "no two findings are called the same"
    for finding in found:
        value, low, high = finding.found
        assert np.isnan(value) or low - 1e-9 <= value <= high + 1e-9, finding.what
        assert finding.n <= len(TINY.seeds) * 5
    for table in tables.values():
        assert all(len(cells) == len(table.columns) for cells in table.rows.values())


@pytest.mark.parametrize("name", STUDIES)
def test_it_is_drawn(name: str, ran: Ran, tmp_path: Path) -> None:
    runs, _ = ran(name)
    with style.paper():
        figure = STUDIES[name].figure(runs, TINY)
        style.save(figure, tmp_path, name)
    said = " ".join(text.get_text() for text in figure.texts).replace("\n", " ")
    assert "n = 2 runs an arm, seeds 0–1" in said
    assert "95 %" in said
    assert "explanation, not prediction" in said
    assert (tmp_path / f"{name}.svg").stat().st_size > 10_000


@pytest.mark.parametrize("name", STUDIES)
def test_it_is_kept_and_told(name: str, ran: Ran, tmp_path: Path) -> None:
    study = STUDIES[name]
    _, tables = ran(name)
    save_findings(tmp_path / "findings.csv", tables)
    with (tmp_path / "findings.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == list(COLUMNS)
    assert len(rows) == sum(1 for table in tables.values() for _ in table)
    told = page(study, tables, TINY, "picture.png")
    for part in (study.title, study.question, DISCLAIMER, "![", "n = 2 runs", *study.assumes):
        assert part in told
    first = next(iter(tables.values()))
    row, column, finding = next(iter(first))
    assert cell(finding) in told
    assert row in told
    assert column in told


@pytest.mark.parametrize("name", STUDIES)
def test_words_follow_the_findings_whichever_way_they_fall(name: str, ran: Ran) -> None:
    study = STUDIES[name]
    _, tables = ran(name)
    told = [" ".join(study.words(all_as(tables, found))) for found in (UP, DOWN, NEITHER)]
    assert all(told)
    assert len(set(told)) == 3
    assert "nan" not in " ".join(told).lower().split()


def test_a_wrong_name_gets_the_nearest() -> None:
    assert study_named("left_out").name == "left_out"
    with pytest.raises(ConfigError, match=r"no study left_ou; did you mean left_out\? \(studies: "):
        study_named("left_ou")
