"""Matrix, free recall, edge lists and graph files."""

import warnings
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from sim.errors import NetworkError
from sim.network.reading import Survey, read_survey

Arcs = set[tuple[str, str]]


def read(folder: Path, text: str, name: str = "staff.csv", **options: object) -> Survey:
    (folder / name).write_text(text)
    return read_survey(folder / name, **options)  # type: ignore[arg-type]


def arcs(survey: Survey) -> Arcs:
    pairs = zip(survey.namer.tolist(), survey.named.tolist(), strict=True)
    return {(survey.names[one], survey.names[other]) for one, other in pairs}


def test_a_matrix_is_named_by_its_corner(tmp_path: Path) -> None:
    survey = read(tmp_path, "trust,Ann,Bob,Cat\nAnn,5,4,1\nBob,2,,\nCat,,,\n")
    assert survey.form == "matrix"
    assert arcs(survey) == {("Ann", "Bob"), ("Bob", "Ann")}
    assert survey.items["trust"].tolist() == [4, 2]
    assert survey.responded.tolist() == [True, True, False]
    assert any("self-tie dropped (Ann → Ann)" in line for line in survey.repairs)


def test_a_matrix_without_a_name_is_advice_and_says_so(tmp_path: Path) -> None:
    survey = read(tmp_path, ";Smith, A;Jones, B\nSmith, A;;4\nJones, B;0;\n")
    assert survey.names == ("Jones, B", "Smith, A")
    assert survey.items["advice"].tolist() == [4]
    assert any("read as advice" in line for line in survey.repairs)
    assert any("1 cell with 0" in line for line in survey.repairs)


def test_a_matrix_of_zero_and_one(tmp_path: Path) -> None:
    survey = read(tmp_path, ",a,b,c\na,0,1,0\nb,1,0,1\nc,0,0,0\n")
    assert arcs(survey) == {("a", "b"), ("b", "a"), ("b", "c")}
    assert not survey.items


@pytest.mark.parametrize(
    "text",
    [
        ",a,b,c\na,-,x,\nb,X,,yes\nc,,,\n",
        ",a,b,c\na,no,yes,no\nb,Y,n/a,y\nc,n,n,N\n",
        ",a,b,c\na,false,TRUE,FALSE\nb,True,,true\nc,0,0,0\n",
    ],
)
def test_a_matrix_of_marks(tmp_path: Path, text: str) -> None:
    survey = read(tmp_path, text)
    assert arcs(survey) == {("a", "b"), ("b", "a"), ("b", "c")}
    assert not survey.items
    assert any("read as a tie" in line and "which arcs exist, and no item" in line for line in survey.repairs)


def test_marks_beside_answers_are_told_with_what_is_allowed_once(tmp_path: Path) -> None:
    with pytest.raises(NetworkError, match="the text x is not a number") as caught:
        read(tmp_path, ",a,b,c\na,,x,4\nb,x,,ja\nc,,,\n")
    assert str(caught.value).count("all cells may hold marks: x, yes, y, true or 1 for a tie, no,") == 1


def test_an_edge_list_takes_the_nodes_beside_it_or_says_who_is_left_out(tmp_path: Path) -> None:
    lacks = "there is no list of people, so whoever has no tie in it is left out (network.people=FILE has everyone)"
    text = "source,target\na,b\nb,c\n"
    survey = read(tmp_path, text, "week_0010_edges.csv")
    assert (survey.names, lacks in survey.repairs) == (("a", "b", "c"), True)
    (tmp_path / "week_0010_nodes.csv").write_text("Id,Label\na,Ann\nb,Bob\nc,Cat\nd,Dee\n")
    survey = read_survey(tmp_path / "week_0010_edges.csv")
    assert (survey.names, lacks in survey.repairs) == (("a", "b", "c", "d"), False)


def test_numbers_with_and_without_a_point_are_told(tmp_path: Path) -> None:
    survey = read(tmp_path, "source,target\n1,2.0\n2,1\n")
    assert "possible same person, kept apart: 2, 2.0" in survey.repairs


def test_mistakes_in_a_matrix(tmp_path: Path) -> None:
    with pytest.raises(NetworkError) as caught:
        read(tmp_path, ",a,b,c,a\na,,6,x,\nb,1,,,\nb,1,,,\n")
    told = str(caught.value)
    assert "row 2, column b (C): 6 is outside the scale 1 to 5" in told
    assert "row 2, column c (D): the text x is not a number" in told
    assert "a stands in two columns: column B and column E" in told
    assert "b stands in two rows: row 3 and row 4" in told


def test_a_matrix_of_fractions_or_of_ones_alone_is_told_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(NetworkError, match=r"m\.csv: row 2, column b \(C\): 0\.5 is outside the scale 1 to 5"):
        read(tmp_path, ",a,b\na,,0.5\nb,1,\n", "m.csv")
    with pytest.raises(NetworkError, match="only 1 and blank; if 1 means a tie, write 0 where there is none"):
        read(tmp_path, ",a,b\na,,1\nb,1,\n", "m.csv")


def test_a_column_that_is_nearly_one_of_free_recall_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(NetworkError, match=r"column you speek to 2 \(C\).*did you mean you speak to"):
        read(tmp_path, "name,you speak to 1,you speek to 2\nAnn,Bob,Cat\nBob,Ann,\n")
    survey = read(tmp_path, "name,I speak to,Speaks to me (1)\nAnn,Bob,Cat\nBob,Ann,\n")
    assert arcs(survey) == {("Ann", "Bob"), ("Cat", "Ann"), ("Bob", "Ann")}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_pajek_as_windows_writes_it(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "staff.net"
    path.write_bytes('*Vertices 2\r\n1 "José"\r\n2 "Ann"\r\n*Arcs\r\n1 2 3\r\n2 1 5\r\n'.encode(encoding))
    survey = read_survey(path)
    assert survey.names == ("Ann", "José")
    assert survey.items["advice"].tolist() == [5, 3]
    assert any("Windows Latin" in line for line in survey.repairs) == (encoding == "cp1252")


def test_ties_that_change_over_time_are_refused(tmp_path: Path) -> None:
    made = nx.DiGraph(mode="dynamic")
    made.add_edge("a", "b", trust=[(0.4, 0.0, 3.0), (0.6, 3.0, 5.0)])
    nx.write_gexf(made, tmp_path / "ties.gexf", version="1.2draft")
    with pytest.raises(NetworkError, match="its ties change over time; save the graph of one moment"):
        read_survey(tmp_path / "ties.gexf")


def test_free_recall(tmp_path: Path) -> None:
    head = "respondent,you speak to 1,You speak to 2,who speak to you 1,who speak to you 2\n"
    survey = read(tmp_path, head + "Ann,Bob,,Cat,\nBob,Ann,Bob,Ann,\nDee,,,,\n")
    assert survey.form == "recall"
    assert arcs(survey) == {("Ann", "Bob"), ("Cat", "Ann"), ("Bob", "Ann")}
    assert survey.responded.tolist() == [True, True, False, True]
    assert not survey.items
    assert any("1 arc told more than once" in line for line in survey.repairs)
    assert any("1 self-tie dropped" in line for line in survey.repairs)


def test_edges_without_weights(tmp_path: Path) -> None:
    survey = read(tmp_path, "source,target\na,b\nb,c\n")
    assert arcs(survey) == {("a", "b"), ("b", "c")}
    assert not survey.items


def test_the_scale_of_weights(tmp_path: Path) -> None:
    head = "source,target,weight\n"
    scaled = read(tmp_path, head + "a,b,5\nb,c,2\nc,a,3\n")
    assert arcs(scaled) == {("a", "b"), ("c", "a")}
    assert scaled.items["advice"].tolist() == [5, 3]
    for counts in ("7,2,1", "1,1,1", "0.5,2,1"):
        one, two, three = counts.split(",")
        survey = read(tmp_path, f"{head}a,b,{one}\nb,c,{two}\nc,a,{three}\nc,b,0\n")
        assert len(arcs(survey)) == 3
        assert not survey.items
    with pytest.raises(NetworkError, match=r"row 3, column weight \(C\): -1 is outside"):
        read(tmp_path, head + "a,b,5\nb,c,-1\n")


def test_conflicts_are_looked_for_before_low_weights_are_dropped(tmp_path: Path) -> None:
    with pytest.raises(NetworkError, match="row 3: the pair a → b stands in row 2 too"):
        read(tmp_path, "source,target,weight\na,b,5\na,b,2\nb,c,4\n")


def test_layers_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "nodes.csv").write_text("id,team,team_label\na,1,Red\nb,1,Red\nc,2,Blue\nd,2,Blue\n")
    text = "source,target,layer,weight\na,b,social,1\na,b,trust,5\nc,d,trust,2\na,b,info,4\nb,c,info,3\nc,a,info,1\n"
    (tmp_path / "edges.csv").write_text(text)
    survey = read_survey(tmp_path)
    assert arcs(survey) == {("a", "b"), ("b", "c")}
    assert survey.attributes["unit"] == ("Red", "Red", "Blue", "Blue")
    assert survey.items["advice"].tolist() == [4, 3]
    np.testing.assert_array_equal(survey.items["trust"], [5, np.nan])
    assert "layers not used: social" in survey.repairs
    assert arcs(read_survey(tmp_path, layer="social")) == {("a", "b")}


@pytest.mark.parametrize("suffix", ["graphml", "gexf", "net"])
def test_graph_files(tmp_path: Path, suffix: str) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from([("a", "b"), ("b", "a"), ("b", "c")])
    path = tmp_path / f"staff.{suffix}"
    {"graphml": nx.write_graphml, "gexf": nx.write_gexf, "net": nx.write_pajek}[suffix](graph, path)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        survey = read_survey(path)
    assert arcs(survey) == {("a", "b"), ("b", "a"), ("b", "c")}
    assert survey.form == "graph"


@pytest.mark.parametrize(("low", "high"), [(0.25, 1.0), (2, 5)])
def test_items_and_attributes_of_a_graph(tmp_path: Path, low: float, high: float) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node("1", name="Ann", profession="Physician", unit="W1")
    graph.add_node("2", name="Bob", profession="nurse", unit="W2")
    graph.add_edge("1", "2", trust=low, advice=high)
    graph.add_edge("2", "1", trust=high)
    nx.write_graphml(graph, tmp_path / "g.graphml")
    survey = read_survey(tmp_path / "g.graphml")
    assert survey.names == ("Ann", "Bob")
    assert survey.attributes["profession"] == ("doctor", "nurse")
    assert survey.items["trust"].tolist() == [2, 5]
    np.testing.assert_array_equal(survey.items["advice"], [5, np.nan])


def test_an_undirected_graph_gives_both_arcs(tmp_path: Path) -> None:
    nx.write_gexf(nx.path_graph(["a", "b", "c"]), tmp_path / "g.gexf")
    survey = read_survey(tmp_path / "g.gexf")
    assert arcs(survey) == {("a", "b"), ("b", "a"), ("b", "c"), ("c", "b")}
    assert any("undirected" in line for line in survey.repairs)


def test_mistakes_on_edges_of_a_graph(tmp_path: Path) -> None:
    graph = nx.DiGraph([("a", "b", {"trust": 7}), ("b", "a", {"trust": 3})])
    nx.write_graphml(graph, tmp_path / "g.graphml")
    with pytest.raises(NetworkError, match="edge a → b: 7 is outside the scale 1 to 5"):
        read_survey(tmp_path / "g.graphml")
    graph = nx.DiGraph([("a", "b", {"weight": 7}), ("b", "a", {"weight": -3})])
    nx.write_graphml(graph, tmp_path / "g.graphml")
    with pytest.raises(NetworkError, match=r"edge 2, column weight .*: -3 is outside"):
        read_survey(tmp_path / "g.graphml")


@pytest.mark.parametrize("name", ["g.graphml", "g.gexf", "g.net"])
@pytest.mark.parametrize("text", ["x", "<a/>", "*vertices 3\n1 a", "<!DOCTYPE x [<!ENTITY a 'b'>]><graphml/>"])
def test_broken_graph_files(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(NetworkError):
        read(tmp_path, text, name)


def test_ties_of_crosses_say_what_to_write(tmp_path: Path) -> None:
    path = tmp_path / "staff_edges.csv"
    path.write_text("source,target,weight\na,b,x\na,c,x\nb,a,x\nc,a,x\n")
    with pytest.raises(NetworkError, match=r"\(and 3 more cells\): the text x .*; write 1 for a tie and 0 for none"):
        read_survey(path)
