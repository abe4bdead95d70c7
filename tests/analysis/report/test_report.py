"""A report says what the results say, holds its figures, and asks nothing of the network."""

import json
import re
import shutil
import sys
from html import unescape
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis.intervals import paired_difference, wilson
from analysis.report.html import html
from analysis.report.limits import limits
from analysis.report.of_run import of_run
from analysis.report.of_sweep import of_sweep
from analysis.report.outcomes import MOST, ended, told
from analysis.report.parameters import tables
from app.cli import app
from experiments import open_sweep, sweep
from sim.scenario import Scenario
from tests.app.page.conftest import chromium

ASKED = ("network.size=30", "weeks=80", "support.end=20")


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Path:
    outputs = tmp_path_factory.mktemp("job")
    done = CliRunner().invoke(app, ["run", *ASKED, "replicates=4", "context=damp", f"outputs={outputs}", "--quiet"])
    assert done.exit_code == 0, done.output
    return outputs / "runs" / "1"


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Path:
    outputs = tmp_path_factory.mktemp("sweep")
    return sweep(*ASKED, "seasoning=0.2,0.9", "replicates=3", "engine.processes=1", f"outputs={outputs}").path


def cells(page: str) -> list[str]:
    return [unescape(re.sub("<[^>]+>", "", cell)) for cell in re.findall(r"<td>(.*?)</td>", page, re.DOTALL)]


def test_numbers_of_a_job_are_those_of_its_runs(job: Path) -> None:
    runs = pd.read_parquet(job / "runs.parquet")
    page = html(of_run(job, None))
    assert told(paired_difference(runs["practising_final"].to_numpy(), 0.0)) in cells(page)
    share = wilson(int((runs["outcome"] == "burning").sum()), 4)
    assert f"{100 * share.value:.0f} ({100 * share.low:.0f} to {100 * share.high:.0f})" in cells(page)
    assert "Of 4 fires" in page
    assert "context=damp" in page


def test_parameters_that_differ_come_first_with_their_sources(job: Path) -> None:
    differ, others = of_run(job, None).parameters
    rows = {row[0]: row for row in differ.rows}
    assert rows["network.size"][1:3] == ("30", "300")
    assert rows["seasoning"][1:3] == ("0", "1")
    assert "rules.talk_rate" in {row[0] for row in others.rows}
    assert all(row[5] for row in others.rows if row[0].startswith("rules."))


def test_a_sweep_has_a_row_a_point_and_says_what_is_varied(several: Path) -> None:
    from experiments import open_sweep

    report = of_sweep(open_sweep(several), "Wood?")
    table = report.results[0]
    runs = open_sweep(several).runs
    assert [row[:2] for row in table.rows] == [("0.2", "3"), ("0.9", "3")]
    for row, (_, group) in zip(table.rows, runs.groupby("seasoning"), strict=True):
        outcomes = [int((group["outcome"] == name).sum()) for name in ("burning", "smouldering", "out", "not yet")]
        assert [int(cell) for cell in row[2:6]] == outcomes
    assert ("seasoning", "varied: 0.2, 0.9") in {row[:2] for row in report.parameters[0].rows}
    assert dict(report.provenance)["seeds"] == "0 to 2"
    assert dict(report.provenance)["digest of the results"] == open_sweep(several).digest


def test_nothing_is_fetched_and_pictures_are_inside(job: Path) -> None:
    page = html(of_run(job, None))
    addresses = re.findall(r"(?:src|href)=\"([^\"]*)\"|url\(([^)]*)\)", page)
    assert addresses
    assert all(address.startswith("data:image/png;base64,") for pair in addresses for address in pair if address)
    assert "<script" not in page
    assert "http" not in re.sub(r"http-equiv", "", re.sub(r"base64,[^\"]*", "", page))


def test_words_of_the_user_are_escaped(job: Path) -> None:
    page = html(of_run(job, "<script>alert(1)</script> & more"))
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page


def test_limits_name_the_patterns_that_fail(tmp_path: Path) -> None:
    table = tmp_path / "patterns.md"
    table.write_text("| 1 | c | Damp dies | holds |\n| 13 | e | Complex is not simple | **fails** |\n", "utf-8")
    said = " ".join(limits(50, table))
    assert "13 (Complex is not simple)" in said
    assert "Damp dies" not in said
    assert "Few runs" not in said
    assert "the smallest group has 3" in " ".join(limits(3, table))


def test_many_groups_are_counted_not_shown() -> None:
    runs = pd.DataFrame({"point": np.arange(MOST + 7), "outcome": "out", "practising_final": 0.01})
    table = ended(runs, ["point"], "practising_final", "all")
    assert len(table.rows) == MOST
    assert "7 more groups are not shown" in table.note


@pytest.mark.usefixtures("undrawn")
def test_several_organisations_show_each_value(tmp_path: Path) -> None:
    asked = ["run", "experiment=five_trusts", "network.size=30", "weeks=40", "replicates=2", f"outputs={tmp_path}"]
    done = CliRunner().invoke(app, [*asked, "--quiet"])
    assert done.exit_code == 0, done.output
    (folder,) = tmp_path.glob("*/1")
    report = of_run(folder, None)
    differ = {row[0]: row[1] for row in report.parameters[0].rows}
    assert differ["network.kind"] == "varied: trust_a, distributed, trust_d"
    assert differ["values.clarity"].startswith("varied: 5 values, 0.65 to 0.95")
    assert differ["weeks"] == "40"
    assert differ["forum.every"] == "4"
    assert len(report.results[0].rows) == 5


@pytest.mark.parametrize(
    ("folder", "said"), [("none", "there is no such folder"), ("", "no run or sweep is in this folder")]
)
def test_where_there_is_nothing_one_message_says_so(tmp_path: Path, folder: str, said: str) -> None:
    done = CliRunner().invoke(app, ["report", str(tmp_path / folder)])
    assert done.exit_code == 2
    assert said in done.output


def test_the_command_writes_where_it_is_told(several: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["report", str(several), "--output", str(tmp_path / "a" / "b.html")])
    assert done.exit_code == 0, done.output
    assert "Sweep" in (tmp_path / "a" / "b.html").read_text("utf-8")


def test_a_report_that_cannot_be_written_says_how_to_name_another_place(job: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    told = CliRunner().invoke(app, ["report", str(job), "--output", str(tmp_path / "file" / "report.html")])
    assert told.exit_code == 2
    assert "say where with --output FILE" in told.stderr


def test_what_was_left_out_is_called_so(job: Path) -> None:
    found = cells(html(of_run(job, None)))
    assert "left out" in found
    assert "follows" not in found


def test_a_group_that_is_varied_shows_what_it_changes(tmp_path: Path) -> None:
    from experiments import open_sweep

    made = sweep(*ASKED, "context=damp,seasoned", "replicates=2", "engine.processes=1", f"outputs={tmp_path}")
    rows = {row[0]: row[1] for row in of_sweep(open_sweep(made.path), None).parameters[0].rows}
    assert rows["seasoning"].startswith("varied: 0, ")


@pytest.mark.usefixtures("undrawn")
def test_parameters_of_all_scenarios_of_a_job_are_told(tmp_path: Path) -> None:
    words = ["compare", *ASKED, "network=trust_d", "context=damp", "replicates=2", f"outputs={tmp_path}", "--quiet"]
    done = CliRunner().invoke(app, [*words, "--what-if", "talk.sessions=0.5 programme.start=4"])
    assert done.exit_code == 0, done.output
    report = of_run(tmp_path / "compare" / "1", None)
    rows = {row[0]: row[1] for row in report.parameters[0].rows}
    assert rows["talk.sessions"] == "varied: left out, 0.5"
    assert rows["programme.start"] == "varied: 0, 4"
    assert report.question.startswith("firewood compare network.size=30 ")
    assert "--what-if 'talk.sessions=0.5 programme.start=4'" in report.question


def test_what_is_not_decided_has_no_share() -> None:
    runs = pd.DataFrame(
        {"g": [1, 1, 2, 2], "outcome": ["not yet", "not yet", "burning", "not yet"], "practising_final": 0.4}
    )
    open_yet, half = ended(runs, ["g"], "practising_final", "all").rows
    share = wilson(1, 1)
    assert open_yet[6] == "–"
    assert half[6] == f"{100 * share.value:.0f} ({100 * share.low:.0f} to {100 * share.high:.0f})"


def test_a_name_under_outputs_is_enough(job: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "outputs").symlink_to(job.parents[1])
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["report", "runs/1", "--output", "mine.html"])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "mine.html").is_file()
    wrong = CliRunner().invoke(app, ["report", "runs/7"])
    assert wrong.exit_code == 2
    assert "there are outputs/runs/1" in wrong.output


def test_without_weasyprint_one_message_says_so(job: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    done = CliRunner().invoke(app, ["report", str(job), "--output", str(tmp_path / "a.html"), "--pdf"])
    assert done.exit_code == 2
    assert "firewood[pdf]" in done.output


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_axe_finds_nothing_and_no_request_leaves(job: Path, tmp_path: Path, theme: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    place = chromium()
    file = tmp_path / "report.html"
    file.write_text(html(of_run(job, None)), "utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=place, args=["--no-sandbox", "--disable-gpu"])
        # The page allows no script, so axe itself only gets in past its policy.
        tab = browser.new_context(color_scheme=theme, bypass_csp=True).new_page()
        asked: list[str] = []
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto(file.as_uri())
        assert Axe().run(tab).response["violations"] == []
        assert [url for url in asked if not url.startswith(("data:", file.as_uri()))] == []
        tab.emulate_media(media="print")
        assert tab.locator("details table").bounding_box() is not None
        browser.close()


def test_what_season_first_means_is_told_row_by_row() -> None:
    changes = [
        {"lever": "seasoning", "to": 0.7, "over": 104, "note": "cultural work"},
        {"week": 60, "until": 70, "lever": "staffing.turnover", "times": 3},
    ]
    differ, _ = tables([Scenario(changes=changes)])
    (said,) = [row[1] for row in differ.rows if row[0] == "changes"]
    assert said == (
        "seasoning to 0.7 from week 0, within 104 weeks (cultural work); "
        "staffing.turnover times 3 from week 60 until week 70"
    )


def test_a_report_on_a_survey_says_how_good_it_is_and_names_nobody(tmp_path: Path) -> None:
    file = tmp_path / "staff.csv"
    file.write_text("respondent,target\nAnnabel,Benedict\nBenedict,Annabel\nBenedict,Benedict\nCatherine,Annabel\n")
    asked = ["network=survey", f"network.path={file}", "weeks=80", "replicates=2", f"outputs={tmp_path}", "--quiet"]
    assert CliRunner().invoke(app, ["run", *asked]).exit_code == 0
    (said,) = [line for line in of_run(tmp_path / "runs" / "1", None).limits if "staff.csv" in line]
    assert "3 people" in said
    assert "self-tie" in said
    assert not any(name in said for name in ("Annabel", "Benedict", "Catherine"))
    file.write_text("respondent,target\nAnnabel,Benedict\n")
    assert "is not what it was" in of_run(tmp_path / "runs" / "1", None).limits[0]


def test_figures_of_earlier_results_are_left_out_and_named(several: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(several, copy)
    done = CliRunner().invoke(app, ["analyse", "replicates", str(copy), "--quiet"])
    assert done.exit_code == 0, done.output
    (fresh,) = (copy / "analysis").glob("*.json")
    assert [path.stem for path, _ in of_sweep(open_sweep(copy), None).figures] == [fresh.stem]
    said = json.loads(fresh.read_text())
    said["sweep"]["results_digest"] = "0" * 16
    fresh.write_text(json.dumps(said))
    report = of_sweep(open_sweep(copy), None)
    assert report.figures == []
    assert f"left out here: {fresh.stem}" in report.answer[-1]
