"""A report as one HTML file: its figures inside, no script, nothing fetched from elsewhere."""

from base64 import b64encode
from pathlib import Path
from typing import Final

from analysis.report.content import Report, Table

_HERE: Final = Path(__file__).parent


def html(report: Report) -> str:
    """The page; whatever came from a user is escaped."""
    from jinja2 import Environment, FileSystemLoader
    from markupsafe import Markup

    pages = Environment(loader=FileSystemLoader(_HERE), autoescape=True, trim_blocks=True)
    one = pages.get_template("table.html")

    def table(each: Table) -> Markup:
        return Markup(one.render(each=each))

    figures = [(_inside(path), caption) for path, caption in report.figures]
    return pages.get_template("page.html").render(report=report, table=table, figures=figures)


def _inside(picture: Path) -> str:
    """A picture as an address that holds it."""
    return "data:image/png;base64," + b64encode(picture.read_bytes()).decode()
