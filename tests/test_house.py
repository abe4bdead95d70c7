"""The house: imports run down only, files are short, words are the field's."""

import ast
import tomllib
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = ("sim", "configs", "experiments", "analysis", "app")
MODULES = [path for floor in FLOORS for path in sorted((ROOT / floor).rglob("*.py"))]


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imported(path: Path) -> frozenset[str]:
    """The first words of all that a file imports, at the top or inside functions."""
    found = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.add((node.module or "").split(".")[0])
    return frozenset(found)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_run_down_only(path: Path) -> None:
    floor = path.relative_to(ROOT).parts[0]
    above = set(FLOORS[FLOORS.index(floor) + 1 :])
    assert not imported(path) & above
    assert "tests" not in imported(path)
    if floor == "sim":
        assert not imported(path) & {"hydra", "omegaconf", "rich", "typer", "matplotlib"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_is_short_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 300
    assert ast.get_docstring(parsed(path)), "no docstring"


def test_only_five_modules_know_numba() -> None:
    knows = [path.relative_to(ROOT).as_posix() for path in MODULES if "numba" in imported(path)]
    assert knows == ["sim/ahead.py", "sim/bits.py", "sim/compiled.py", "sim/gate.py", "sim/pinned.py"]


def test_what_only_compiled_code_can_call_is_called_by_nothing_else() -> None:
    """Outside the week: `sort_rising` in `_start_people`, which is compiled."""
    seen = set()
    for path in MODULES:
        name = path.relative_to(ROOT).as_posix()
        if name.startswith(("sim/steps/", "sim/week.py")):
            continue
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sim."):
                found = [getattr(import_module(node.module or ""), each.name, None) for each in node.names]
                inner = [each for each in found if getattr(each, "targetoptions", {}).get("no_cpython_wrapper")]
                seen |= {(name, each.__name__) for each in inner}
    assert seen == {("sim/layout.py", "sort_rising")}


def test_the_model_is_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert tuple(project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) == FLOORS
    assert project["project"]["scripts"] == {"firewood": "app.cli:main"}
