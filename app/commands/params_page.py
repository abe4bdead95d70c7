"""`firewood params --page FILE`: the tables of all parameters, made from the schema, between two marks of a page."""

from pathlib import Path
from typing import Final

from analysis.markdown import table
from app.commands.params import Group, everything, shown, span
from experiments.folder import writing
from sim.errors import ConfigError
from sim.scenario import Parameter

COMMAND: Final = "firewood params --page docs/odd.md"
"""What renews the tables of the ODD."""

BEGIN: Final = f"<!-- parameters: made by `{COMMAND}`; do not edit up to the next mark -->"
END: Final = "<!-- end of the parameters -->"

_HEAD: Final = ("name", "default", "allowed", "unit", "explored", "meaning", "source")


def renew(page: Path) -> None:
    """Write the page anew with the tables of today's schema, and say so.

    Raises:
        ConfigError: there is no such page, or it does not hold the two marks.
        OutputError: it cannot be written.
    """
    if not page.is_file():
        raise ConfigError(f"{page}: there is no such page; the one with the tables of parameters is docs/odd.md")
    before = page.read_text(encoding="utf-8")
    after = renewed(before, page.name)
    with writing(page):
        page.write_text(after, encoding="utf-8")
    print(f"{page}: {'the tables were those of the schema already' if after == before else 'tables renewed'}")


def renewed(text: str, name: str = "the page") -> str:
    """The text of a page with what stands between its marks made anew.

    Raises:
        ConfigError: the two marks do not stand in it, once each and in this order.
    """
    before, begun, rest = text.partition(BEGIN)
    old, ended, after = rest.partition(END)
    if not (begun and ended) or BEGIN in old + after or END in before + after:
        raise ConfigError(f"{name}: the tables of parameters go between two marks, once each:\n  {BEGIN}\n  {END}")
    return f"{before}{BEGIN}\n\n{tables()}\n\n{END}{after}"


def tables() -> str:
    """All parameters of the schema in Markdown, a heading and a table for each group."""
    return "\n\n".join(_group(group) for group in everything())


def _group(group: Group) -> str:
    heading = f"### `{group.path}`: {group.meaning}" if group.path else f"### {group.meaning}"
    return f"{heading}\n\n{table(_HEAD, [_row(parameter) for parameter in group.parameters])}"


def _row(parameter: Parameter) -> tuple[str, ...]:
    low, high = parameter.sweep or (None, None)
    explored = "" if low is None or (low, high) == (parameter.low, parameter.high) else f"{low:g} to {high:g}"
    name = parameter.path.rpartition(".")[2]
    unit = "" if parameter.unit == "share" else parameter.unit
    return f"`{name}`", shown(parameter.default), span(parameter), unit, explored, parameter.meaning, parameter.source
