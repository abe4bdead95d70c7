"""What the command does not import: help and mistakes are told at once, without what only work needs."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest

HEAVY = (
    "dask", "hydra", "joblib", "matplotlib", "mesa", "networkx", "numba", "numpy", "omegaconf", "openpyxl", "pandas",
    "pyarrow", "pydantic", "rich", "SALib", "scipy", "starlette", "uvicorn",
)  # fmt: skip

COMPOSING = ["hydra", "omegaconf", "pydantic"]
"""What it takes to read overrides and to check them."""

COMMAND = """
import importlib, json, os, sys
from app.cli import main

for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
for line in sys.stdin:
    reading, writing = os.pipe()
    if not (child := os.fork()):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1), os.dup2(nowhere, 2)
        code, sys.argv[1:] = 1, json.loads(line)
        try:
            main()
            code = 0
        except SystemExit as ended:
            code = ended.code or 0
        finally:
            os.write(writing, json.dumps([code, sorted({name.partition(".")[0] for name in sys.modules})]).encode())
            os._exit(0)
    os.close(writing)
    with open(reading) as told:
        print(told.read(), flush=True)
    os.waitpid(child, 0)
"""
"""`firewood` for each line of words, in a copy of a process in which some libraries are loaded already."""

Ran = tuple[int, set[str]]


@pytest.fixture(scope="module")
def firewood() -> Iterator[Callable[[tuple[str, ...], list[str]], Ran]]:
    """How `firewood` ends, and what is loaded then; what it may load is loaded beforehand, once for all."""
    with ExitStack() as processes:

        @cache
        def loaded(*names: str) -> subprocess.Popen[str]:
            words = [sys.executable, "-c", COMMAND, json.dumps(names)]
            return processes.enter_context(
                subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            )

        def ran(typed: tuple[str, ...], names: list[str]) -> Ran:
            process = loaded(*names)
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(json.dumps(typed) + "\n")
            process.stdin.flush()
            code, modules = json.loads(process.stdout.readline())
            return code, set(modules)

        yield ran


@pytest.mark.parametrize(
    ("typed", "imported"),
    [
        (("--help",), []),
        (("--version",), []),
        (("run", "--help"), ["pydantic"]),  # by Typer, to read what was typed
        (("rnu",), []),
        (("--versoin",), []),
        (("run", "--fooo"), []),
        (("survey", "tempalte"), []),
        (("params",), ["pydantic"]),
        (("volumme=3",), ["pydantic"]),
        (("network=trust_z",), ["pydantic"]),
        (("run", "volumme=3"), ["pydantic"]),
        (("run", "network.size=many", "seasoning=2"), ["pydantic"]),
        (("run", "network.sice=40"), ["pydantic"]),
        (("run", "seasoning"), ["pydantic"]),
        (("run", "weeks=[1"), COMPOSING),
        (("compare", "--what-if", "volumme=3"), COMPOSING),
        (("sweep", "desing=sobol"), COMPOSING),
        (("theory", "volumme=3"), COMPOSING),
        (("patterns", "99"), COMPOSING),
        (("patterns", "volumme=3"), COMPOSING),
        (("ablations", "volumme=3"), COMPOSING),
        (("nulls", "volumme=3"), COMPOSING),
        (("study", "six_trusts"), COMPOSING),
        (("study", "five_trusts", "volumme=3"), COMPOSING),
        (("survey", "hold", "response=2"), ["pydantic"]),
        (("survey", "hold", "network.size=40", "wek=3"), ["pydantic"]),
        (("survey", "hold", "network.size=40", "--output", "/dev/null/survey.csv"), COMPOSING),
        (("survey", "hold", "network.size=40", "organisation=trrust"), COMPOSING),
        (("survey", "export", "format=graphm"), ["pydantic"]),
        (("survey", "export", "weeks=20", "week=21"), COMPOSING),
        (("survey", "export", "outputs/runs/nowhere"), ["pydantic"]),
        (("resume", "nowhere"), ["pydantic"]),
        (("status", "nowhere"), ["pydantic"]),
    ],
)
def test_nothing_is_imported_in_vain_to_help_or_to_tell_a_mistake(
    firewood: Callable[[tuple[str, ...], list[str]], Ran], typed: tuple[str, ...], imported: list[str]
) -> None:
    code, modules = firewood(typed, imported)
    assert "app" in modules
    assert code == (2 if set(typed) - {"--help", "--version", "run", "params"} else 0)
    assert modules & set(HEAVY) <= set(imported)


def test_what_is_imported_is_noticed(firewood: Callable[[tuple[str, ...], list[str]], Ran]) -> None:
    code, modules = firewood(("survey", "hold", "network.size=40", "wek=3"), [])
    assert code == 2
    assert "pydantic" in modules
    assert not {"numpy", "hydra"} & modules
