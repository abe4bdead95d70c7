"""Makes `docs/tutorial.ipynb` of `docs/tutorial.md`: `uv run python docs/notebook.py`.

The page is cut into cells at its blocks of Python, they are run in an empty folder, and what they print is put back
into the page, below each block. Run it whenever the page's blocks or the model's numbers change, and read the page
afterwards: its sentences are not made anew. Needs the development packages.
"""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

HERE = Path(__file__).parent
PAGE = HERE / "tutorial.md"
NOTEBOOK = HERE / "tutorial.ipynb"

_BLOCK = re.compile(r"```python\n(?P<code>.*?)```\n(?:\n```text\n(?P<said>.*?)```\n)?", flags=re.DOTALL)


class Part(NamedTuple):
    """A cell: words, or a block of Python with what it should print; `said` is None where none is shown."""

    kind: str
    text: str
    said: str | None = None


def parts(page: str) -> list[Part]:
    """The cells of a page of Markdown, in order."""
    found, at = [], 0
    for block in _BLOCK.finditer(page):
        found += [Part("markdown", page[at : block.start()].strip())]
        found += [Part("code", block["code"].rstrip(), block["said"])]
        at = block.end()
    found.append(Part("markdown", page[at:].strip()))
    return [part for part in found if part.text]


def printed(cell: Any) -> str:
    """What a code cell of a notebook that was run wrote."""
    return "".join(output["text"] for output in cell["outputs"] if output["output_type"] == "stream")


def with_outputs(page: str, outputs: list[str]) -> str:
    """The page with what its blocks printed below each of them, spaces at ends of lines left out.

    Args:
        page: as it was.
        outputs: what each block of Python printed, in order.
    """
    said = iter(outputs)

    def told(block: re.Match[str]) -> str:
        text = tidy(next(said))
        return f"```python\n{block['code']}```\n" + (f"\n```text\n{text}\n```\n" if text else "")

    return _BLOCK.sub(told, page)


def tidy(text: str) -> str:
    """What was printed, without spaces at ends of lines or empty lines at the end."""
    return "\n".join(line.rstrip() for line in text.splitlines()).rstrip()


def made(page: str) -> Any:
    """The notebook of a page, run in an empty folder.

    Raises:
        nbclient.exceptions.CellExecutionError: a block fails.
    """
    import nbformat
    from nbclient import NotebookClient

    makers = {"markdown": nbformat.v4.new_markdown_cell, "code": nbformat.v4.new_code_cell}
    cells = [makers[part.kind](part.text, id=f"cell-{number}") for number, part in enumerate(parts(page), start=1)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    with TemporaryDirectory() as folder:
        resources = {"metadata": {"path": folder}}
        NotebookClient(notebook, timeout=1200, record_timing=False, resources=resources).execute()
    notebook.metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return notebook


def main() -> None:
    """Run the page, write the notebook, put what was printed into the page."""
    import nbformat

    page = PAGE.read_text("utf-8")
    notebook = made(page)
    nbformat.write(notebook, NOTEBOOK)
    PAGE.write_text(with_outputs(page, [printed(cell) for cell in notebook.cells if cell.cell_type == "code"]), "utf-8")


if __name__ == "__main__":
    main()
