"""`firewood params`: every parameter, in a table, in lines or as JSON."""

import io
import json
import re
import sys
from pathlib import Path

import pytest

from app.commands.params import everything, line, matching, run
from app.commands.params_page import BEGIN, END, tables
from experiments.panel import Panel
from sim.errors import ConfigError
from sim.scenario import Change, Scenario, parameters


class Terminal(io.StringIO):
    """Standard output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def paths() -> list[str]:
    return [parameter.path for group in everything() for parameter in group.parameters]


def on_terminal(monkeypatch: pytest.MonkeyPatch, width: int, word: str | None = None) -> str:
    """What stands on a terminal of some width, without its colours."""
    screen = Terminal()
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(sys, "stdout", screen)
    run(word)
    return re.sub(r"\x1b\[[0-9;]*m", "", screen.getvalue())


def test_every_parameter_stands_once_in_the_group_it_belongs_to() -> None:
    every = [*parameters(Scenario), *parameters(Change, "changes[]."), *parameters(Panel, "panel.")]
    assert sorted(paths()) == sorted(parameter.path for parameter in every)
    for group in everything():
        assert group.meaning
        assert {parameter.path.rpartition(".")[0] for parameter in group.parameters} == {group.path}


def test_a_line_says_all() -> None:
    (group,) = matching("programme.volume")
    assert line(group.parameters[0]) == (
        "programme.volume = 0.2 (0 to 10, share): training places, as a share of staff [A]"
    )


def test_elsewhere_there_is_one_line_a_parameter(capsys: pytest.CaptureFixture[str]) -> None:
    run()
    lines = capsys.readouterr().out.splitlines()
    assert [each.partition(" = ")[0] for each in lines] == paths()


def test_json_holds_every_field(capsys: pytest.CaptureFixture[str]) -> None:
    run(as_json=True)
    told = {row["path"]: row for row in json.loads(capsys.readouterr().out)}
    assert list(told) == paths()
    assert told["talk.mix"] == {
        "path": "talk.mix",
        "meaning": "share of them who come from other units",
        "unit": "share",
        "low": 0.0,
        "high": 1.0,
        "allowed": "0 to 1",
        "default": 0.25,
        "source": "[A]",
        "sweep": [0.0, 1.0],
    }


@pytest.mark.parametrize("word", ["HUBS", "hubs"])
def test_a_word_is_sought_in_path_and_meaning_in_either_case(word: str) -> None:
    assert [parameter.path for group in matching(word) for parameter in group.parameters] == ["network.hubs"]


def test_a_group_is_found_by_its_name() -> None:
    assert {group.path for group in matching("rules.")} == {"rules"}
    assert "network.rewiring" in [p.path for group in matching("rewired") for p in group.parameters]


def test_a_word_that_fits_nothing_is_told_the_nearest() -> None:
    with pytest.raises(ConfigError, match=r"rewirng or is about it; nearest: network\.rewiring"):
        matching("rewirng")
    with pytest.raises(ConfigError, match="firewood params lists them all"):
        matching("xyzzy")


@pytest.mark.parametrize("width", [80, 120])
def test_the_table_fits_and_loses_nothing(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    text = on_terminal(monkeypatch, width)
    assert max(len(each) for each in text.splitlines()) <= width
    assert "…" not in text.replace("=…", ""), "nothing is cut off"
    words = set(text.split())
    for path in paths():
        assert path.rpartition(".")[2] in words
    for group in everything():
        for parameter in group.parameters:
            assert set(parameter.source.split()) <= words


def test_the_table_ends_by_saying_how_to_change_one(monkeypatch: pytest.MonkeyPatch) -> None:
    text = on_terminal(monkeypatch, 100, "hubs")
    assert text.rstrip().endswith("1 parameter. Change one with firewood run network.hubs=…")


def test_the_tables_of_a_page_are_renewed_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "odd.md"
    page.write_text(f"before\n\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    run(page=page)
    assert page.read_text(encoding="utf-8") == f"before\n\n{BEGIN}\n\n{tables()}\n\n{END}\nafter\n"
    run(page=page)
    said = capsys.readouterr().out.splitlines()
    assert said == [f"{page}: tables renewed", f"{page}: the tables were those of the schema already"]


def test_a_row_of_the_tables_says_all() -> None:
    assert (
        "| `cohorts` | 4 | 1 to 1,000 | cohorts | 1 to 16 | cohorts the places are shared over | [A] |\n"
    ) in tables()


def test_a_page_that_cannot_be_renewed_is_told(tmp_path: Path) -> None:
    page = tmp_path / "odd.md"
    with pytest.raises(ConfigError, match="there is no such page"):
        run(page=page)
    page.write_text("no marks", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"odd\.md: the tables of parameters go between two marks"):
        run(page=page)
    with pytest.raises(ConfigError, match="goes without rules"):
        run("rules", page)
    assert page.read_text(encoding="utf-8") == "no marks"
