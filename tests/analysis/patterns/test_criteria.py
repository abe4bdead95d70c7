"""The criteria of all patterns, word for word as in the design of the model."""

import re
from importlib import import_module
from pathlib import Path

import pytest

import analysis.patterns
from analysis.patterns.pattern import MARKS, Pattern

MODEL = Path(__file__).parents[4] / "shared" / "design" / "model.md"
FILES = sorted(Path(analysis.patterns.__file__).parent.glob("p[0-9][0-9]_*.py"))
PATTERNS: list[Pattern] = [import_module(f"analysis.patterns.{file.stem}").PATTERN for file in FILES]


def name(pattern: Pattern) -> str:
    return f"p{pattern.number:02}"


@pytest.mark.skipif(not MODEL.exists(), reason="the design of the model does not lie beside this repository")
@pytest.mark.parametrize("pattern", PATTERNS, ids=name)
def test_the_criterion_stands_in_the_design(pattern: Pattern) -> None:
    text = " ".join(MODEL.read_text(encoding="utf-8").replace("**", "").split())
    rows = re.findall(r"(?<= )(\d+)\. ([cie](?:/e)?) (.*?)(?= \d+\. [cie](?:/e)? | Ablations)", text)
    table = {int(number): (mark, criterion) for number, mark, criterion in rows}
    assert sorted(table) == list(range(1, 20))
    mark, criterion = table[pattern.number]
    assert criterion == pattern.criterion.replace("**", "")
    assert pattern.mark == ("i/e" if mark == "i" and "; e " in criterion else mark)  # a second mark within the text


@pytest.mark.parametrize(("file", "pattern"), list(zip(FILES, PATTERNS, strict=True)), ids=list(map(name, PATTERNS)))
def test_a_pattern_says_what_it_is(file: Path, pattern: Pattern) -> None:
    assert file.stem.startswith(f"{name(pattern)}_")
    assert pattern.mark in MARKS
    assert pattern.criterion.startswith(pattern.title)
    assert pattern.rests_on.endswith(".")
