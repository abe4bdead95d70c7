"""The tutorial's blocks run, in order, and print what stands below them; the notebook is the same page, run."""

import json
import re
import shlex
from contextlib import chdir, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import matplotlib
import pytest

from docs.notebook import NOTEBOOK, PAGE, Part, made, parts, printed, tidy, with_outputs
from tests.experiments.small import firewood

TEXT = PAGE.read_text("utf-8")
PARTS = parts(TEXT)
BLOCKS = [part for part in PARTS if part.kind == "code"]
CELLS: list[dict[str, Any]] = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
RUN = [cell for cell in CELLS if cell["cell_type"] == "code"]
LOCAL = re.compile(r"(?<![\w.:/])/(?:home|Users|root|tmp|work|var|usr|opt|mnt|private)\b|\b[A-Za-z]:\\|file://")


def source(cell: dict[str, Any]) -> str:
    """What stands in a cell."""
    return "".join(cell["source"])


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The folder in which all blocks were run, in order, and what each of them printed."""
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    folder = tmp_path_factory.mktemp("tutorial")
    names: dict[str, Any] = {}
    said = []
    with chdir(folder):
        for block in BLOCKS:
            with redirect_stdout(StringIO()) as out:
                exec(compile(block.text, str(PAGE), "exec"), names)
            said.append(out.getvalue())
    plt.close("all")
    return folder, said


def test_the_blocks_print_what_is_shown(ran: tuple[Path, list[str]]) -> None:
    folder, said = ran
    for block, text in zip(BLOCKS, said, strict=True):
        assert tidy(text) == tidy(block.said or ""), block.text
    assert sum(block.said is not None for block in BLOCKS) >= 10
    for picture in ("what_if.png", "sweep.png"):
        assert (folder / picture).stat().st_size > 5_000


@pytest.mark.slow
def test_the_commands_run_where_the_blocks_were(ran: tuple[Path, list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ran[0])
    commands = re.findall(r"^uv run firewood (.+)$", TEXT, flags=re.MULTILINE)
    assert len(commands) >= 3
    for command in commands:
        done = firewood(*shlex.split(command))
        assert done.returncode == 0, (command, done.stderr)


def test_the_notebook_is_the_page() -> None:
    assert [(cell["cell_type"], source(cell)) for cell in CELLS] == [(part.kind, part.text) for part in PARTS]


def test_the_notebook_was_run_and_shows_what_the_page_shows() -> None:
    assert [cell["execution_count"] for cell in RUN] == list(range(1, len(BLOCKS) + 1))
    for cell, block in zip(RUN, BLOCKS, strict=True):
        joined = [{**output, "text": "".join(output.get("text", ""))} for output in cell["outputs"]]
        assert tidy(printed({"outputs": joined})) == tidy(block.said or "")


def test_its_outputs_hold_figures_and_nothing_of_the_machine() -> None:
    outputs = [output for cell in RUN for output in cell["outputs"]]
    assert {output["output_type"] for output in outputs} <= {"stream", "display_data", "execute_result"}
    assert all(output.get("name", "stdout") == "stdout" for output in outputs), "a warning"
    pictures = [output["data"].pop("image/png") for output in outputs if "image/png" in output.get("data", {})]
    assert len(pictures) == 3
    assert NOTEBOOK.stat().st_size < 500_000
    said = json.dumps(json.loads(NOTEBOOK.read_text("utf-8"))["metadata"]) + json.dumps(outputs)
    assert LOCAL.search(said) is None


@pytest.mark.slow
def test_made_again_it_says_the_same() -> None:
    cells = [cell for cell in made(TEXT).cells if cell.cell_type == "code"]
    assert [tidy(printed(cell)) for cell in cells] == [tidy(block.said or "") for block in BLOCKS]
    assert [kinds(cell["outputs"]) for cell in cells] == [kinds(cell["outputs"]) for cell in RUN]


def kinds(outputs: list[dict[str, Any]]) -> list[str]:
    """What a cell gave, in order; what is printed may reach the notebook in one piece or in several."""
    found = [output["output_type"] for output in outputs]
    return [kind for place, kind in enumerate(found) if kind != "stream" or kind not in found[place - 1 : place]]


def test_what_would_be_an_absolute_path_is_seen() -> None:
    for path in ('"/home/ann/x"', "'/tmp/tmp8x/ward.csv'", "C:\\Users", "at /root"):
        assert LOCAL.search(path)
    assert not LOCAL.search("results/tmp/1 and https://example.org/home")


def test_a_page_is_cut_at_its_blocks_and_put_together_again() -> None:
    page = "# A\n\n```python\nprint(1)\n```\n\n```text\n0\n```\n\nb\n\n```python\nx = 1\n```\n"
    code = [Part("code", "print(1)", "0\n"), Part("code", "x = 1")]
    assert parts(page) == [Part("markdown", "# A"), code[0], Part("markdown", "b"), code[1]]
    assert with_outputs(page, ["1  \n\n", ""]) == page.replace("\n0\n", "\n1\n")
    assert with_outputs(TEXT, [block.said or "" for block in BLOCKS]) == TEXT
