"""The page for Mesa users does what it says: its blocks run, in order, and print what their comments promise."""

import re
from pathlib import Path
from typing import Any

import matplotlib
import pytest

from sim import Collaborator, Improver, Scenario
from sim.agents import Person

PAGE = Path(__file__).parents[2] / "docs" / "mesa.md"
TEXT = PAGE.read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", TEXT, flags=re.DOTALL)


def test_the_blocks_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    said = []
    for block in BLOCKS:
        exec(compile(block, str(PAGE), "exec"), names)
        said.append(capsys.readouterr().out)
    plt.close("all")
    assert said[0].startswith("52 52.0\n")
    assert said[-1].startswith("True\n")
    assert "Outcome(organisation='trust', outcome='not yet'" in "".join(said)
    assert "<Improver " in said[1]
    assert names["model"].week == 52 + 26 + 26 + 26
    assert isinstance(names["scenario"], Scenario)
    assert len(names["by_unit"]) > 0
    assert (tmp_path / "practising.png").stat().st_size > 1000


def test_the_table_names_attributes_that_are() -> None:
    rows = re.findall(r"^\| (`.*?) \| .*? \| (.*?) \|$", TEXT, flags=re.MULTILINE)
    named = {name: settable for names, settable in rows for name in re.findall(r"`(\w+)`", names)}
    assert len(named) == 14
    for name, settable in named.items():
        attribute: Any = getattr(Person, name, None)
        assert attribute is not None or name == "row"
        if settable == "yes":
            assert attribute.low <= attribute.high
        elif hasattr(attribute, "low"):
            assert attribute.low > attribute.high
    assert hasattr(Collaborator, "train")
    assert not hasattr(Improver, "train")
