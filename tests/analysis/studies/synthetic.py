"""Tables of a study with findings put in by hand."""

from collections.abc import Mapping
from dataclasses import replace

from analysis.intervals import Interval
from analysis.studies.study import Table, Tables

UP, DOWN, NEITHER = Interval(0.3, 0.2, 0.4), Interval(-0.3, -0.4, -0.2), Interval(0.0, -0.1, 0.1)


def all_as(tables: Tables, found: Interval) -> Tables:
    """The same tables, every finding with one interval."""
    return {
        name: replace(
            table,
            rows={
                row: [None if cell is None else replace(cell, found=found) for cell in cells]
                for row, cells in table.rows.items()
            },
        )
        for name, table in tables.items()
    }


def put(tables: Tables, given: Mapping[tuple[str, str, str], Interval]) -> Tables:
    """The same tables with some findings (table, row, column) replaced."""
    made = dict(tables)
    for (name, row, column), found in given.items():
        table: Table = made[name]
        cells = list(table.rows[row])
        cells[table.columns.index(column)] = replace(table[row, column], found=found)
        made[name] = replace(table, rows={**table.rows, row: cells})
    return made
