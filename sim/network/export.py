"""Writes the ties of an organisation, with the state of its people, for Gephi, UCINET, visone and R.

| format | files | opens in |
|---|---|---|
| graphml | week_0208.graphml, one a week | Gephi, visone, R (igraph), networkx |
| edges | week_0208_nodes.csv and week_0208_edges.csv, two a week | Gephi, R, spreadsheets |
| vna | week_0208.vna, one a week | UCINET and NetDraw, Gephi |
| gexf | ties.gexf, all weeks in one, by time | Gephi's timeline |

An arc runs from who names to who is named and carries the five items in 0..1, and whether a survey would
report it. A node is a person: "17" for who holds row 17 first, "17.2" for the second to join after them. Numbers are
written with the fewest digits that mean the same 32-bit number, as the run holds them.

GEXF: what was seen after week w holds from w until the next week written; at the last one, for one week.
"""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.errors import OutputError
from sim.network.formats import TIES
from sim.network.ties import ITEMS, REPORTED
from sim.snapshot import Snapshot

if TYPE_CHECKING:
    import networkx as nx

NODE_COLUMNS: Final = (
    "name",
    "unit",
    "profession",
    "seniority",
    "role",
    "practising",
    "knowledge",
    "resentment",
)
"""What is said of a person; `practising` is 0 or 1."""

ARC_COLUMNS: Final = (*ITEMS, "reported")
"""What is said of an arc; `reported` is 0 or 1."""

Table = Mapping[str, Sequence[Any]]


def nodes(state: Snapshot) -> dict[str, list[Any]]:
    """The people as columns: `id`, then `NODE_COLUMNS`."""
    staff, rows = state.staff, range(len(state))
    return {
        "id": [_node(row, int(before)) for row, before in enumerate(state.generation)],
        "name": [staff.name(row) for row in rows],
        "unit": [staff.unit_name(int(unit)) for unit in staff.unit],
        "profession": [staff.profession_name(row) for row in rows],
        "seniority": staff.seniority.tolist(),
        "role": [state.role(row) for row in rows],
        "practising": state.practising.astype(int).tolist(),
        "knowledge": _short(state.knowledge),
        "resentment": _short(state.resentment),
    }


def arcs(state: Snapshot) -> dict[str, list[Any]]:
    """The arcs as columns: `source`, `target` (ids of nodes), then `ARC_COLUMNS`."""
    columns = state.ties.to_arcs()
    called = [_node(row, int(before)) for row, before in enumerate(state.generation)]
    mean = np.mean([columns[item] for item in ITEMS], axis=0)
    return {
        "source": [called[row] for row in columns["source"]],
        "target": [called[row] for row in columns["target"]],
        **{item: _short(columns[item]) for item in ITEMS},
        "reported": (mean >= REPORTED).astype(int).tolist(),
    }


def graph(state: Snapshot) -> "nx.DiGraph[str]":
    """The ties as a directed graph, with all that is said of people and arcs as attributes."""
    import networkx as nx

    made: nx.DiGraph[str] = nx.DiGraph(name=f"{state.organisation} after {state.week} weeks", week=state.week)
    made.add_nodes_from((name, said) for (name,), said in _rows(nodes(state), "id"))
    made.add_edges_from((*ends, said) for ends, said in _rows(arcs(state), "source", "target"))
    return made


def export(states: Sequence[Snapshot], form: str, folder: Path) -> tuple[Path, ...]:
    """Write snapshots of one organisation in a format of `sim.network.formats.TIES`.

    Returns:
        The files written.

    Raises:
        OutputError: the folder cannot be written.
    """
    with _writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        return _WRITERS[form](states, folder)


def _graphml(states: Sequence[Snapshot], folder: Path) -> tuple[Path, ...]:
    import networkx as nx

    paths = []
    for state in states:
        paths.append(folder / f"{_week(state)}.graphml")
        nx.write_graphml_xml(graph(state), paths[-1])
    return tuple(paths)


def _edges(states: Sequence[Snapshot], folder: Path) -> tuple[Path, ...]:
    """Headers as Gephi wants them; the first columns are also those of igraph's graph_from_data_frame."""
    paths: list[Path] = []
    for state in states:
        people, ties = nodes(state), arcs(state)
        directed = {"Source": ties.pop("source"), "Target": ties.pop("target"), "Type": ["Directed"] * state.ties.arcs}
        labelled = {"Id": people.pop("id"), "Label": people.pop("name")}
        for what, table in (("nodes", labelled | people), ("edges", directed | ties)):
            paths.append(folder / f"{_week(state)}_{what}.csv")
            with paths[-1].open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows([tuple(table), *zip(*table.values(), strict=True)])
    return tuple(paths)


def _vna(states: Sequence[Snapshot], folder: Path) -> tuple[Path, ...]:
    """Two tables with spaces between cells; texts in quotes, quotes inside them as apostrophes."""
    paths = []
    for state in states:
        people, ties = nodes(state), arcs(state)
        titled = {"from": ties.pop("source"), "to": ties.pop("target")} | ties
        lines = ["*node data", *_spaced(people), "*tie data", *_spaced(titled)]
        paths.append(folder / f"{_week(state)}.vna")
        paths[-1].write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tuple(paths)


def _gexf(states: Sequence[Snapshot], folder: Path) -> tuple[Path, ...]:
    import networkx as nx

    made: nx.DiGraph[str] = nx.DiGraph(mode="dynamic", timeformat="double")
    for number, state in enumerate(states):
        begin = float(state.week)
        end = float(states[number + 1].week) if number + 1 < len(states) else begin + 1
        seen = graph(state)
        for node, said in seen.nodes(data=True):
            made.add_node(node)
            _over_time(made.nodes[node], {"label": said.pop("name"), **said}, begin, end)
        for source, target, said in seen.edges(data=True):
            made.add_edge(source, target)
            _over_time(made.edges[source, target], said, begin, end)
    path = folder / "ties.gexf"
    nx.write_gexf(made, path, version="1.2draft")
    return (path,)


_WRITERS: Final[Mapping[str, Callable[[Sequence[Snapshot], Path], tuple[Path, ...]]]] = dict(
    zip(TIES, (_graphml, _edges, _vna, _gexf), strict=True)
)
"""How each format is written."""

_CHANGING: Final = ("practising", "knowledge", "resentment", "role", *ARC_COLUMNS)


def _over_time(kept: dict[str, Any], said: Mapping[str, Any], start: float, end: float) -> None:
    """Add what holds from `start` to `end` to the attributes of a node or arc."""
    spells = kept.setdefault("spells", [])
    if spells and spells[-1][1] == start:
        spells[-1] = (spells[-1][0], end)
    else:
        spells.append((start, end))
    for name, value in said.items():
        if name in _CHANGING:
            kept.setdefault(name, []).append((value, start, end))
        else:
            kept[name] = value


def _rows(table: Mapping[str, Sequence[Any]], *keys: str) -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
    """Each row of a table: its keys, and the rest by name."""
    names = [name for name in table if name not in keys]
    for row in zip(*(table[name] for name in (*keys, *names)), strict=True):
        yield row[: len(keys)], dict(zip(names, row[len(keys) :], strict=True))


def _spaced(table: Table) -> list[str]:
    cells = [tuple(table), *zip(*table.values(), strict=True)]
    head, *rows = [" ".join(_quoted(cell) for cell in row) for row in cells]
    return [head.replace('"', ""), *rows]


def _quoted(cell: Any) -> str:
    return '"{}"'.format(cell.replace('"', "'")) if isinstance(cell, str) else str(cell)


def _node(row: int, before: int) -> str:
    return f"{row + 1}.{before}" if before else f"{row + 1}"


def _short(values: NDArray[np.float64]) -> list[float]:
    """Numbers with the fewest digits that stand for the same 32-bit number."""
    return [float(str(value)) for value in values.astype(np.float32)]


def _week(state: Snapshot) -> str:
    return f"week_{state.week:04d}"


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise OutputError(f"{folder}: ties cannot be written there ({why}); say where with --output FOLDER") from None
