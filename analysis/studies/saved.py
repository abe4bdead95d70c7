"""What is kept of a study beside its figure: the table of findings, and the page that tells it.

findings.csv      one row a finding
NAME.md           question, picture, reading, tables and assumptions, in Markdown
"""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from analysis.findings import Finding
from analysis.patterns.pattern import Setting
from analysis.studies.study import Study, Table, Tables
from analysis.studies.telling import IN_PERCENT, cell
from analysis.words import DISCLAIMER, seeds_told
from experiments.folder import writing
from experiments.provenance import firewood_version
from sim.compiled import source_digest

COLUMNS: Final = ("table", "row", "column", "what", "value", "low", "high", "n", "unit", "wanted", "holds")


def save_findings(path: Path, tables: Tables) -> None:
    """Write all findings of a study as a CSV file.

    Raises:
        OutputError: the file cannot be written.
    """
    with writing(path.parent), path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(COLUMNS)
        for name, table in tables.items():
            for row, column, finding in table:
                out.writerow([name, row, column, *_columns(finding)])


def page(study: Study, tables: Tables, setting: Setting, picture: str) -> str:
    """The page of a study in Markdown.

    Args:
        study: that was run.
        tables: what was found.
        setting: with which it was run.
        picture: where its figure stands, seen from the page.
    """
    n = len(setting.seeds)
    parts = [
        f"# {study.title}",
        f"*{study.question}*",
        f"```\nuv run firewood study {study.name} replicates={n} seed={setting.seeds[0]}\n```",
        f"![{study.title}]({picture})",
        f"**{DISCLAIMER}**",
        "## What was found",
        *study.words(tables),
        "## The numbers",
        f"n = {n} runs an arm ({seeds_told(setting.seeds)}), {setting.people:,} staff an organisation, arms paired by "
        "their luck; brackets hold 95 % intervals (shares of runs: Wilson; means, differences: bootstrap over runs). "
        f"The edge is taken at seasoning {setting.edge:g}. Firewood {firewood_version()}, model {source_digest()}.",
        *(part for table in tables.values() for part in _table(table)),
        "## What this takes for granted",
        "\n".join(f"- {line}" for line in study.assumes),
    ]
    return "\n\n".join(parts).replace("\N{NO-BREAK SPACE}", " ") + "\n"


def units(table: Table) -> str:
    """What the numbers of a table are in, in words."""
    found = {finding.unit for _, _, finding in table}
    return "In percent or points, unless they have decimals." if found & set(IN_PERCENT) else ""


def _table(table: Table) -> Sequence[str]:
    """Heading, note and rows of a table."""
    head = f"| | {' | '.join(table.columns)} |"
    rule = f"|---|{'---|' * len(table.columns)}"
    rows = [f"| {row} | {' | '.join(cell(finding) for finding in cells)} |" for row, cells in table.rows.items()]
    return [f"### {table.heading}", f"{table.note} {units(table)}".strip(), "\n".join([head, rule, *rows])]


def _columns(finding: Finding) -> list[object]:
    holds = "" if finding.holds is None else finding.holds
    return [finding.what, *finding.found, finding.n, finding.unit, finding.wanted, holds]
