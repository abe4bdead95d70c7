"""`firewood report`: a run or a sweep as one HTML file that can be handed on."""

from pathlib import Path
from typing import Final

from analysis.report.html import html
from analysis.report.of_run import of_run
from analysis.report.of_sweep import is_sweep, of_sweep
from app.pages import see_to_html
from app.results import found
from experiments.folder import writing
from experiments.store.folder import Sweep
from sim.errors import ConfigError

NAME: Final = "report.html"


def run(folder: Path, output: Path | None, question: str | None, *, pdf: bool, quiet: bool) -> None:
    """Write the report of a folder.

    Args:
        folder: of a job or a sweep.
        output: where to; left out, `report.html` in the folder.
        question: what was asked, in words.
        pdf: also write a PDF beside it.
        quiet: say nothing.

    Raises:
        FirewoodError: nothing to report, a file that cannot be written, no library for PDF.
    """
    if output is not None:
        see_to_html(output, "the report")
    folder = found(folder)
    report = of_sweep(Sweep(folder), question) if is_sweep(folder) else of_run(folder, question)
    page = html(report)
    place = output or folder / NAME
    with writing(place, "--output FILE"):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(page, encoding="utf-8")
        written = [place]
        if pdf:
            written.append(_pdf(page, place.with_suffix(".pdf")))
    if not quiet:
        print(f"Written: {', '.join(map(str, written))}.")


def _pdf(page: str, place: Path) -> Path:
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:
        raise ConfigError(
            f"--pdf needs WeasyPrint and its Pango ({str(error).splitlines()[0][:80]}): pip install 'firewood[pdf]'; "
            "or print the page from a browser"
        ) from None
    HTML(string=page).write_pdf(place)
    return place
