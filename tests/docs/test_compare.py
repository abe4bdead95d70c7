"""The code of docs/compare.md runs, and prints what it says; its commands are composed."""

import itertools
import re
import shlex
from pathlib import Path

import pytest

from experiments.compare import compared

PAGE = (Path(__file__).parents[2] / "docs" / "compare.md").read_text("utf-8")


def test_its_code_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
    small = code.replace('"seasoning=0.65"', '"seasoning=0.65", "network.size=40", "weeks=60"').replace("(50)", "(3)")
    assert small != code
    exec(compile(small, "docs/compare.md", "exec"), {})
    said = capsys.readouterr().out
    assert said.count("n = 3 pairs") == 2
    assert said.count("Interval(value=") == 6


def test_its_commands_are_composed() -> None:
    commands = [shlex.split(line) for line in re.findall(r"^firewood compare (.*)$", PAGE, flags=re.MULTILINE)]
    assert commands
    for words in commands:
        changes = [after for word, after in itertools.pairwise(words) if word == "--what-if"]
        base = [word for word in words if word not in (*changes, "--what-if")]
        assert len(compared(base, changes).changes) == len(changes) > 0


def test_columns_of_its_table_are_those_written() -> None:
    from analysis.whatifs import MEASURES

    for name in (*MEASURES, "burns_on", "unpaired_runs", "unpaired_low", "unpaired_high", "difference"):
        assert f"`{name}`" in PAGE, name
