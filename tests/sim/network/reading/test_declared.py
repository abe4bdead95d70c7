"""Graph files whose ties end at nobody are refused, with the line and what is allowed."""

from pathlib import Path

import pytest

from sim.errors import NetworkError
from sim.network.reading import read_survey

VERTICES = '*Vertices 5\n1 "Ann"\n2 "Bob"\n3 "Cid"\n4 "Dee Lee"\n5 "Eve"\n'
GRAPHML = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed">{}</graph></graphml>'
GEXF = '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2"><graph defaultedgetype="directed">{}</graph></gexf>'


def refusal(path: Path, text: str) -> str:
    path.write_text(text)
    with pytest.raises(NetworkError) as caught:
        read_survey(path)
    return str(caught.value)


@pytest.mark.parametrize(
    ("ties", "said"),
    [
        ("*Arcs\n1 2 1\n3 9 1\n", "line 9: in 3 → 9, 9 is no vertex; allowed are 1 to 5"),
        ("*Edges\n1 2 1\n0 3\n", "line 9: in 0 → 3, 0 is no vertex; allowed are 1 to 5"),
        ('*Arcs\nAnn "Dee Le" 1\n', "line 8: in Ann → Dee Le, Dee Le is no vertex; allowed are 1 to 5; did you mean"),
        ("*Arcs\n1 2\n*Edges\n2 3\n", "line 9: *Edges is not read after *Arcs; one section of ties is allowed"),
        ("*Arcslist\n1 2 3\n", "line 7: *Arcslist is not read; allowed are *Arcs, *Edges and *Matrix"),
    ],
)
def test_pajek(tmp_path: Path, ties: str, said: str) -> None:
    assert refusal(tmp_path / "staff.net", VERTICES + ties).startswith(f"staff.net: {said}")


def test_two_vertices_with_one_label(tmp_path: Path) -> None:
    told = refusal(tmp_path / "staff.net", VERTICES.replace("Cid", "Ann") + "*Arcs\n1 2\n")
    assert told.startswith("staff.net: line 4: Ann is a vertex already, in line 2")


def test_what_is_there_is_read(tmp_path: Path) -> None:
    path = tmp_path / "staff.net"
    for ties in ("*Arcs\n1 2 1\n3 5 1\n", '*arcs\nAnn Bob\n"Cid" "Eve"\n\n'):
        path.write_text(VERTICES + ties)
        survey = read_survey(path)
        assert survey.names == ("Ann", "Bob", "Cid", "Dee Lee", "Eve")
        assert survey.arcs == 2


@pytest.mark.parametrize("nodes", ['<node id="a"/><node id="b"/>', '<nodes><node id="a"/><node id="b"/></nodes>'])
def test_nodes(tmp_path: Path, nodes: str) -> None:
    gexf = nodes.startswith("<nodes>")
    edges = '<edge id="0" source="a" target="b"/><edge id="1" source="b" target="zz"/>'
    text = (GEXF if gexf else GRAPHML).format(nodes + (f"<edges>{edges}</edges>" if gexf else edges))
    path = tmp_path / f"staff.{'gexf' if gexf else 'graphml'}"
    told = refusal(path, text)
    assert told == f"{path.name}: edge 2: in b → zz, zz is no node; allowed are the ids of the 2 nodes"
    path.write_text(text.replace("zz", "a"))
    assert read_survey(path).arcs == 2
