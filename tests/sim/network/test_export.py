"""What is exported reads back, with networkx and as tables, as the state of the run."""

import csv
import shlex
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest

from sim.errors import OutputError
from sim.network.export import ARC_COLUMNS, NODE_COLUMNS, export
from sim.network.formats import TIES
from sim.network.reading import read_survey
from sim.network.ties import ITEMS
from sim.scenario import Scenario
from sim.snapshot import Snapshot, snapshots

WEEKS = (0, 30, 60)


@pytest.fixture(scope="module")
def states() -> list[Snapshot]:
    scenario = Scenario(network={"kind": "trust_d", "size": 80}, staffing={"turnover": 0.4}, weeks=60, seed=2)
    return list(snapshots(scenario, WEEKS))


def called(state: Snapshot) -> list[str]:
    return [f"{row + 1}.{n}" if n else f"{row + 1}" for row, n in enumerate(state.generation.tolist())]


def same(text: Any, number: float) -> bool:
    return bool(np.float32(text) == np.float32(number))


def check_person(state: Snapshot, row: int, said: dict[str, Any]) -> None:
    staff = state.staff
    assert said["name"] == staff.name(row)
    assert said["unit"] == staff.unit_name(int(staff.unit[row]))
    assert said["profession"] == staff.profession_name(row)
    assert int(said["seniority"]) == staff.seniority[row]
    assert said["role"] == ("improver" if state.trained[row] else "collaborator")
    assert int(said["practising"]) == state.practising[row]
    assert same(said["knowledge"], state.knowledge[row])
    assert same(said["resentment"], state.resentment[row])


def check_arcs(state: Snapshot, found: dict[tuple[str, str], dict[str, Any]]) -> None:
    arcs, nodes = state.ties.to_arcs(), called(state)
    assert len(found) == state.ties.arcs
    whom = zip(arcs["source"], arcs["target"], strict=True)
    for place, (source, target) in enumerate(whom):
        said = found[nodes[source], nodes[target]]
        for item in ITEMS:
            assert same(said[item], arcs[item][place])
        assert int(said["reported"]) == (np.mean([arcs[item][place] for item in ITEMS]) >= 0.5)


def test_graphml_is_the_state(states: list[Snapshot], tmp_path: Path) -> None:
    paths = export(states, "graphml", tmp_path)
    assert [path.name for path in paths] == ["week_0000.graphml", "week_0030.graphml", "week_0060.graphml"]
    assert states[2].generation.max() > 0
    for state, path in zip(states, paths, strict=True):
        graph = nx.read_graphml(path)
        assert graph.is_directed()
        assert list(graph.nodes) == called(state)
        for row, (_, said) in enumerate(graph.nodes(data=True)):
            assert set(said) == set(NODE_COLUMNS)
            check_person(state, row, said)
        check_arcs(state, {(a, b): said for a, b, said in graph.edges(data=True)})


def test_firewood_reads_the_graph_back_as_ties(states: list[Snapshot], tmp_path: Path) -> None:
    survey = read_survey(export(states[2:], "graphml", tmp_path)[0])
    arcs, staff = states[2].ties.to_arcs(), states[2].staff
    expected = {
        (staff.name(a), staff.name(b)): place
        for place, (a, b) in enumerate(zip(arcs["source"], arcs["target"], strict=True))
    }
    assert survey.arcs == len(expected)
    for arc, (a, b) in enumerate(zip(survey.namer, survey.named, strict=True)):
        place = expected[survey.names[a], survey.names[b]]
        for item in ITEMS:
            assert survey.items[item][arc] == pytest.approx(1 + 4 * arcs[item][place], abs=1e-6)
    assert set(survey.attributes) == {"unit", "profession", "seniority"}


def test_edge_lists_are_the_state(states: list[Snapshot], tmp_path: Path) -> None:
    paths = export(states[2:], "edges", tmp_path)
    assert [path.name for path in paths] == ["week_0060_nodes.csv", "week_0060_edges.csv"]
    with paths[0].open(newline="") as file:
        people = list(csv.DictReader(file))
    assert list(people[0])[:2] == ["Id", "Label"]
    assert [row["Id"] for row in people] == called(states[2])
    for row, said in enumerate(people):
        check_person(states[2], row, said | {"name": said["Label"]})
    with paths[1].open(newline="") as file:
        ties = list(csv.DictReader(file))
    assert list(ties[0]) == ["Source", "Target", "Type", *ARC_COLUMNS]
    check_arcs(states[2], {(row["Source"], row["Target"]): row for row in ties})


def test_vna_is_the_state(states: list[Snapshot], tmp_path: Path) -> None:
    lines = export(states[2:], "vna", tmp_path)[0].read_text(encoding="utf-8").splitlines()
    cut = lines.index("*tie data")
    assert lines[0] == "*node data"
    head, *rows = [shlex.split(line) for line in lines[1:cut]]
    assert head == ["id", *NODE_COLUMNS]
    assert [row[0] for row in rows] == called(states[2])
    for number, row in enumerate(rows):
        check_person(states[2], number, dict(zip(head, row, strict=True)))
    head, *rows = [shlex.split(line) for line in lines[cut + 1 :]]
    assert head == ["from", "to", *ARC_COLUMNS]
    check_arcs(states[2], {(row[0], row[1]): dict(zip(head, row, strict=True)) for row in rows})


def test_gexf_holds_all_weeks(states: list[Snapshot], tmp_path: Path) -> None:
    (path,) = export(states, "gexf", tmp_path)
    graph = nx.read_gexf(path)
    assert graph.graph["mode"] == "dynamic"
    assert graph.is_directed()
    for number, state in enumerate(states):
        nodes = called(state)
        until = WEEKS[number + 1] if number + 1 < len(WEEKS) else WEEKS[-1] + 1

        def at(said: dict[str, Any], week: int = state.week, until: int = until) -> dict[str, Any]:
            changing = {name: values for name, values in said.items() if isinstance(values, list) and name != "spells"}
            now = {
                name: [value for value, start, end in values if start == week and end == until]
                for name, values in changing.items()
            }
            return said | {name: values[0] for name, values in now.items() if values}

        there = {node for node, said in graph.nodes(data=True) if any(a <= state.week < b for a, b in said["spells"])}
        assert there == set(nodes)
        for row, node in enumerate(nodes):
            said = at(graph.nodes[node])
            check_person(state, row, said | {"name": said["label"]})
        found = {
            (a, b): at(said)
            for a, b, said in graph.edges(data=True)
            if any(start <= state.week < end for start, end in said["spells"])
        }
        check_arcs(state, found)


def test_quotes_in_names_do_not_break_a_line(states: list[Snapshot], tmp_path: Path) -> None:
    from dataclasses import replace

    names = ('Ann "Nan" O', *(f"p{row}" for row in range(1, 80)))
    staff = replace(states[0].staff, names=names)
    lines = export([replace(states[0], staff=staff)], "vna", tmp_path)[0].read_text().splitlines()
    assert lines[2].startswith('"1" "Ann \'Nan\' O" ')


@pytest.mark.parametrize("form", TIES)
def test_a_place_that_cannot_be_written(states: list[Snapshot], form: str, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(OutputError, match="ties cannot be written there"):
        export(states[:1], form, tmp_path / "taken")
