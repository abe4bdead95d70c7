"""Folders of real ties: what is read, and how mistakes are told."""

from pathlib import Path

import pytest

from analysis.real_ties.data import data_sets
from sim.errors import NetworkError

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"


def folder(path: Path, adoption: str = "id,time,adopted,group\na,1,1,x\nb,2,1,x\nc,3,0,y\n") -> Path:
    path.mkdir(exist_ok=True)
    (path / "edges.csv").write_text("source,target,layer,weight\na,b,advice,1\nb,c,advice,1\nc,a,talk,1\na,z,talk,1\n")
    (path / "adoption.csv").write_text(adoption)
    return path


def test_a_folder_is_read(tmp_path: Path) -> None:
    (found,) = data_sets(folder(tmp_path / "one").parent)
    seen = found.adoption
    assert seen is not None
    assert (found.name, seen.ids, seen.periods) == ("one", ("a", "b", "c"), 2)
    assert {name: arcs.tolist() for name, arcs in seen.layers.items()} == {"advice": [[0, 1], [1, 2]], "talk": [[2, 0]]}
    assert seen.group.tolist() == [0, 0, 1]


@pytest.mark.parametrize(
    ("adoption", "told"),
    [
        ("id,tiem,adopted,group\na,1,1,x\n", "no column time; did you mean tiem"),
        ("id,time,adopted,group\na,soon,1,x\nb,2,1,x\n", "a, column time: 'soon' is not a number"),
        ("id,time,adopted,group\na,1,1,x\na,2,1,x\n", "a stands more than once"),
        ("id,time,adopted,group\na,1,1,x\nb,2,0,x\n", "at least two people must have adopted"),
    ],
)
def test_mistakes_are_told(tmp_path: Path, adoption: str, told: str) -> None:
    with pytest.raises(NetworkError, match=told):
        data_sets(folder(tmp_path / "one", adoption))


def test_no_data_is_told(tmp_path: Path) -> None:
    with pytest.raises(NetworkError, match=r"no data set here: wanted is edges\.csv"):
        data_sets(tmp_path)
    with pytest.raises(NetworkError, match="no such folder"):
        data_sets(tmp_path / "nowhere")


def test_the_shared_data_are_read() -> None:
    if not SHARED.is_dir():
        pytest.skip("the shared data is not here")
    seen = {each.name: each.adoption for each in data_sets(SHARED)}["medical_innovation_125"]
    assert seen is not None
    assert (len(seen.ids), int((~seen.adopted).sum()), seen.periods) == (125, 16, 17)
    assert {name: len(arcs) for name, arcs in seen.layers.items()} == {
        "advice": 161, "discussion": 165, "friendship": 124,
    }  # fmt: skip
