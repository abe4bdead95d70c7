"""The tables of the ODD say what the code does: parameters, patterns, archetypes, levers, equations, measures."""

import ast
import re
from fractions import Fraction
from pathlib import Path

import pytest

from analysis.patterns.every import every_pattern
from app.commands.params_page import BEGIN, COMMAND, END, renewed
from sim import rules
from sim.errors import ConfigError
from sim.luck import STREAMS
from sim.measures import MEASURES
from sim.network.archetypes import OWN
from sim.network.shapes import distributed, trust_d
from sim.scenario import LEVERS, SEASONING, Change, Rules, Scenario, parameters
from sim.scenario.fields import group_of

ROOT = Path(__file__).parents[2]
ODD = (ROOT / "docs" / "odd.md").read_text(encoding="utf-8")
EQUATIONS = [node for node in ast.parse(Path(rules.__file__).read_text(encoding="utf-8")).body
             if isinstance(node, ast.FunctionDef)]  # fmt: skip
GENERATED = {"patterns.md", "ablations.md", "nulls.md", "calibration.md", "real-ties.md"}
"""Pages that commands make; they may not have been made yet."""


def chapter(number: int) -> str:
    """The text of a numbered section with all below it."""
    found = re.search(rf"^## {number}\. .+?\n(.*?)(?=^## |\Z)", ODD, re.MULTILINE | re.DOTALL)
    assert found, number
    return found.group(1)


def table(text: str, head: str) -> list[list[str]]:
    """The rows of the table whose first line begins with `head`, cell by cell, without code marks."""
    _, found, after = text.partition(f"\n{head}")
    assert found, head
    lines = after.split("\n\n")[0].splitlines()[2:]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]


def stands_in_a_formula(letter: str, text: str) -> bool:
    """Whether a letter stands by itself in a line that reckons with something."""
    alone = re.compile(rf"(?<![\w`]){re.escape(letter)}(?![\w`])")
    return any(alone.search(line) for line in text.splitlines() if re.search(r"[·^]|e\^|max\(|< 1 −|< ν", line))


# ---------------------------------------------------------------- parameters


def test_the_parameters_are_those_of_the_schema() -> None:
    assert renewed(ODD) == ODD, f"docs/odd.md: section 12 is not what the schema says now; renew it: uv run {COMMAND}"


@pytest.mark.parametrize("old", ["| `capacity` |", "`network.items`", "B: partners a person has time for"])
def test_an_edited_table_is_noticed_and_made_anew(old: str) -> None:
    assert ODD.count(old) == 1
    assert renewed(ODD.replace(old, "something else")) == ODD


def test_every_parameter_stands_in_its_group() -> None:
    groups = dict(re.findall(r"^### `([^`]+)`: .+?\n\n(.*?)(?=\n\n)", chapter(12), re.MULTILINE | re.DOTALL))
    for parameter in (*parameters(Scenario), *parameters(Change, "changes[].")):
        group, _, name = parameter.path.rpartition(".")
        assert f"\n| `{name}` |" in (groups[group] if group else chapter(12))


@pytest.mark.parametrize("text", ["", BEGIN, f"{END}\n{BEGIN}", f"{BEGIN}\n{END}\n{BEGIN}\n{END}"])
def test_a_page_without_its_two_marks_is_left_alone(text: str) -> None:
    with pytest.raises(ConfigError, match="between two marks"):
        renewed(text)


@pytest.mark.parametrize("name", Rules.model_fields)
def test_every_constant_is_used_in_the_submodels(name: str) -> None:
    letter, told, _ = (Rules.model_fields[name].description or "").partition(": ")
    submodels = chapter(7)
    if told and " " not in letter:
        assert stands_in_a_formula(letter, submodels), f"{name}: section 7 does not use its letter, {letter}"
    else:
        assert f"`{name}`" in submodels, f"section 7 does not use `{name}`, which has no letter"


def test_a_letter_that_is_not_there_is_noticed() -> None:
    assert not stands_in_a_formula("ψ", chapter(7))
    assert not stands_in_a_formula("β", chapter(7).replace("β · k_i · F_i", "k_i · F_i"))


def test_dotted_names_are_parameters() -> None:
    paths = {parameter.path for parameter in parameters(Scenario)}
    known = paths | {path.rpartition(".")[0] for path in paths} | {stream.name for stream in STREAMS}
    groups = {name for name, field in Scenario.model_fields.items() if group_of(field)}
    named = {word for word in re.findall(r"`([a-z_]+\.[a-z_]+)`", ODD) if word.split(".")[0] in groups}
    assert len(named) > 20
    assert named <= known


# ---------------------------------------------------------------- what else stands in tables


def test_the_patterns() -> None:
    rows = [tuple(row[:3]) for row in table(chapter(1), "| | mark |")]
    assert rows == [(str(each.number), each.mark, each.title) for each in every_pattern()]


def test_the_archetypes() -> None:
    rows = table(chapter(5), "| `kind` |")
    assert {row[0]: tuple(float(cell) for cell in row[1:4]) for row in rows} == {
        k: tuple(own) for k, own in OWN.items()
    }


def test_the_constants_of_the_shapes() -> None:
    rows = table(chapter(5), "| constant of the shapes |")
    assert [row[0] for row in rows] == ["SECOND_SIZE", "SECOND_SHARE", "SECOND_REACH", "COMPONENTS", "FULL_SIZE",
                                        "CLUSTER_SIZE", "DENSE_SHARE", "DENSITY"]  # fmt: skip
    for name, value, _ in rows:
        module = distributed if hasattr(distributed, name) else trust_d
        assert float(Fraction(value)) == getattr(module, name)


def test_the_levers_and_the_axis_of_seasoning() -> None:
    rows = {row[0]: row[1:3] for row in table(chapter(6), "| lever |")}
    assert set(rows) == set(LEVERS)
    said = {lever: (float(damp), float(seasoned)) for lever, (damp, seasoned) in rows.items() if damp}
    assert said == dict(SEASONING)


def test_the_measures() -> None:
    assert [tuple(row) for row in table(chapter(11), "| measure |")] == list(MEASURES.items())


def test_every_equation_stands_once_in_the_map_of_evidence() -> None:
    rows = table(chapter(10), "| equation |")
    assert sorted(row[0] for row in rows) == sorted(node.name for node in EQUATIONS)
    submodels = set(re.findall(r"^### (7\.\d+) ", chapter(7), re.MULTILINE))
    for name, where, _, rests_on in rows:
        assert set(where.split(", ")) <= submodels, name
        assert re.search(r"\[[SLRAC]\]", rests_on), f"{name}: nothing says how sure it is"


@pytest.mark.parametrize("equation", EQUATIONS, ids=lambda node: node.name)
def test_the_map_carries_the_tags_that_the_equation_gives_itself(equation: ast.FunctionDef) -> None:
    rests_on = {row[0]: row[3] for row in table(chapter(10), "| equation |")}[equation.name]
    tags = set(re.findall(r"\[[SLRAC]\]", ast.get_docstring(equation) or ""))
    assert tags <= set(re.findall(r"\[[SLRAC]\]", rests_on))


# ---------------------------------------------------------------- what it points at


def test_the_sections_stand_in_order() -> None:
    assert re.findall(r"^## (\d+)\. ", ODD, re.MULTILINE) == [str(number) for number in range(1, 13)]


def test_files_and_pages_it_names_are_there() -> None:
    paths = re.findall(r"`((?:sim|analysis|tests|configs|experiments)/[\w/.]*)`", ODD)
    links = set(re.findall(r"\]\(([^)#]+)\)", ODD)) - GENERATED
    assert len(paths) > 15
    assert links
    missing = [path for path in paths if not (ROOT / path).exists()]
    missing += [link for link in links if not (ROOT / "docs" / link).exists()]
    assert not missing
