"""What networkx lets pass in graph files without a word: ends of ties that are nobody, and ties read as others.

An end must be a vertex (Pajek: by its number or label) or the id of a node (GraphML, GEXF), else networkx makes a
person of it. Of Pajek one section of ties is read, `*Arcs`, `*Edges` or `*Matrix`: networkx takes all that follows
for more of the first. Two vertices with one label would be one person.
"""

import shlex
from collections.abc import Collection, Sequence
from typing import Final
from xml.etree import ElementTree

from sim.network.reading.limits import MAX_TOLD
from sim.network.reading.names import nearest_names, shown
from sim.network.reading.problems import Problems

_TIES: Final = ("*arcs", "*edges")


def tell_undeclared(suffix: str, data: bytes, problems: Problems) -> None:
    """Note what is wrong in a graph file that networkx has read."""
    if suffix in (".graphml", ".gexf"):
        _tell_xml(data, problems)
    else:
        _tell_pajek(data.decode(), problems)


def _tell_pajek(text: str, problems: Problems) -> None:
    section, room = "", 0
    numbers: list[str] = []
    stands: dict[str, int] = {}
    known: set[str] = set()
    for line, cells in enumerate(text.split("\n"), 1):
        if room > 0:
            room -= 1
            number, label = _words(cells)[:2]
            if stands.setdefault(label, line) != line:
                problems.add(f"line {line}: {shown(label)} is a vertex already, in line {stands[label]}")
            numbers.append(number)
            known.update((number, label))
        elif cells.startswith("*"):
            word, *more = cells.split()
            if section:
                problems.add(f"line {line}: {shown(word)} is not read after {section}; one section of ties is allowed")
                return
            if word.lower().startswith("*vertices"):
                room = int(more[0])
            elif word.lower().startswith(_TIES):
                section = word
                if section.lower() not in _TIES:
                    problems.add(f"line {line}: {shown(word)} is not read; allowed are *Arcs, *Edges and *Matrix")
                    return
        elif section and len(words := _words(cells)) > 1:
            allowed = f"{shown(numbers[0])} to {shown(numbers[-1])}" if numbers else "none, as there are none"
            _tell_ends(f"line {line}", words[:2], known, stands, f"no vertex; allowed are {allowed}", problems)


def _words(cells: str) -> list[str]:
    """A line as networkx takes it apart."""
    plain = cells.isascii() and not any(mark in cells for mark in "\"'\\")
    return cells.split() if plain else shlex.split(cells)


def _tell_xml(data: bytes, problems: Problems) -> None:
    root = ElementTree.fromstring(data)
    nodes = {part.get("id", "") for part in root.iter() if part.tag.rpartition("}")[2] == "node"}
    edges = (part for part in root.iter() if part.tag.rpartition("}")[2] == "edge")
    for number, edge in enumerate(edges, 1):
        ends = [edge.get("source", ""), edge.get("target", "")]
        allowed = f"no node; allowed are the ids of the {len(nodes)} nodes"
        _tell_ends(f"edge {number}", ends, nodes, nodes, allowed, problems)


def _tell_ends(
    at: str, ends: Sequence[str], known: Collection[str], names: Collection[str], why: str, problems: Problems
) -> None:
    """Note each of the two ends of a tie that is not known, and why it is wrong."""
    for end in ends:
        if end not in known:
            hint = nearest_names(end, names) if problems.count < MAX_TOLD else ""
            problems.add(f"{at}: in {shown(ends[0])} → {shown(ends[1])}, {shown(end)} is {why}{hint}")
