"""Graph files (GraphML, GEXF, Pajek), read through networkx.

Every edge is an arc; an edge of an undirected graph is one in each direction. A person is called by the
node's `name`, else its `label`, where every node has one and they differ, else by the node itself. Edge attributes
called as items are taken: all within 0 to 1 they are that scale, else they must lie in 1 to 5. A graph
without items but with weights or layers follows the rules of edge lists.
"""

import io
import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sim.errors import NetworkError
from sim.network.reading.arcs import Draft, finished
from sim.network.reading.declared import tell_undeclared
from sim.network.reading.edges import read_edges
from sim.network.reading.names import clean
from sim.network.reading.people import People, attribute_column, attribute_words, look_up, tell_silent
from sim.network.reading.problems import Problems
from sim.network.reading.scales import read_items
from sim.network.reading.survey import ATTRIBUTES, Survey
from sim.network.reading.tables import Column, Table
from sim.network.reading.text import decoded
from sim.network.reading.words import role_of
from sim.network.ties import ITEMS

if TYPE_CHECKING:
    import networkx as nx

PAJEK: Final = (".net", ".paj")

SUFFIXES: Final = (".graphml", ".gexf", *PAJEK)
"""What a graph file is called."""


def read_graph(where: str, suffix: str, data: bytes, people: People, repairs: list[str], layer: str | None) -> Survey:
    """The survey of a graph file.

    Raises:
        NetworkError: not such a file, no edges, items off their scale.
    """
    if suffix in PAJEK:  # Windows writes it with a mark in front, or in its own letters
        text, assumed = decoded(data, where)
        data, repairs = text.encode(), [*repairs, *assumed]
    graph = _graph(where, suffix, data)
    names = _names(graph)
    if not people.complete:
        people = _people(where, graph, names, repairs)
    edges = [(names[source], names[target], dict(kept)) for source, target, kept in graph.edges(data=True)]
    if not edges:
        raise NetworkError(f"{where}: a graph without edges")
    if any(isinstance(value, list) for *_, kept in edges for value in kept.values()):
        raise NetworkError(f"{where}: its ties change over time; save the graph of one moment, as GraphML for instance")
    if not graph.is_directed():
        repairs.append("an undirected graph: each edge is read as an arc in each direction")
        edges += [(target, source, kept) for source, target, kept in edges if source != target]
    table = _table(where, edges)
    if any(table.role(item) for item in ITEMS):
        if layer is not None:
            raise NetworkError(f"{where}: its edges carry items, not layers; leave out layer={layer}")
        return _with_items(table, people, repairs)
    return read_edges(table, people, repairs, layer, form="graph", named_rows=False)


def _graph(where: str, suffix: str, data: bytes) -> "nx.Graph[Any]":
    import networkx as nx

    readers: dict[str, Any] = {".graphml": nx.read_graphml, ".gexf": nx.read_gexf, ".net": nx.read_pajek}
    if b"<!ENTITY" in data:
        raise NetworkError(f"{where}: a file that defines entities is not read")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            graph: nx.Graph[Any] = readers.get(suffix, readers[".net"])(io.BytesIO(data))
    except Exception as error:  # networkx and its parsers raise whatever they stumble over
        reason = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        raise NetworkError(f"{where}: it cannot be read as {suffix.removeprefix('.')} ({reason})") from None
    problems = Problems(where)
    tell_undeclared(suffix, data, problems)
    problems.stop()
    return graph


def _names(graph: "nx.Graph[Any]") -> dict[Any, str]:
    """What each node is called."""
    for key in ("name", "label"):
        called = {node: clean(str(kept.get(key, ""))) for node, kept in graph.nodes(data=True)}
        if called and all(called.values()) and len(set(called.values())) == len(called):
            return called
    return {node: clean(str(node)) for node in graph.nodes}


def _people(where: str, graph: "nx.Graph[Any]", names: Mapping[Any, str], repairs: list[str]) -> People:
    """The nodes as people, with the attributes that are called as such."""
    problems = Problems(where)
    kept = [graph.nodes[node] for node in names]
    titles = sorted({str(title) for row in kept for title in row})
    columns = _columns(titles, [{str(title): value for title, value in row.items()} for row in kept])
    table = Table(where, "", columns, np.arange(len(kept), dtype=np.int64))
    called = list(names.values())
    people = People()
    nodes = Column("node", 0, np.array(called, dtype=object))
    look_up((nodes,), table, people, problems)
    if len(people.names) != len(called):
        problems.add("nodes without a name, or two nodes with one name")
    for attribute in ATTRIBUTES:
        column = attribute_column(attribute, table)
        if column is not None:
            at = _node_at(called, column.title)
            people.attributes[attribute], guesses = attribute_words(attribute, column, at, problems)
            repairs += guesses
    problems.stop()
    return people


def _node_at(called: Sequence[str], title: str) -> Callable[[int], str]:
    return lambda place: f"node {called[place]}, attribute {title}"


def _columns(titles: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> tuple[Column, ...]:
    columns = []
    for place, title in enumerate(titles):
        cells = np.empty(len(rows), dtype=object)
        cells[:] = ["" if row.get(title) is None else str(row[title]).strip() for row in rows]
        columns.append(Column(title, place, cells))
    return tuple(columns)


def _table(where: str, edges: Sequence[tuple[str, str, Mapping[Any, Any]]]) -> Table:
    """The edges as a table of those attributes that mean something."""
    wanted = (*ITEMS, "layer", "weight")
    titles = sorted({str(title) for *_, kept in edges for title in kept if role_of(str(title)) in wanted})
    rows = [
        {str(title): value for title, value in kept.items()} | {"respondent": source, "target": target}
        for source, target, kept in edges
    ]
    return Table(where, "", _columns(["respondent", "target", *titles], rows), np.arange(1, len(rows) + 1), kind="edge")


def _with_items(table: Table, people: People, repairs: list[str]) -> Survey:
    problems = Problems(table.where)
    respondent, target = table.columns[:2]
    namer, named = look_up((respondent, target), table, people, problems)
    tell_silent(namer, named >= 0, respondent, table, people, problems)

    def at(place: int) -> str:
        return f"edge {respondent.cells[place]} → {target.cells[place]}"

    items = read_items(table, lambda _: at, problems, repairs, fractions=False)
    certain = np.ones(len(table), dtype=np.bool_)
    answered = np.unique(namer)
    return finished(
        Draft(table.where, "graph", people, namer, named, items, None, certain, answered, repairs), problems
    )
