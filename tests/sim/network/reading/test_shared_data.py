"""The public networks of the shared folder come out with the ties that its README states."""

from pathlib import Path

import numpy as np
import pytest

from sim.errors import NetworkError
from sim.network.reading import read_population, read_survey
from sim.scenario import Network

DATA = Path(__file__).resolve().parents[5] / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"no folder {DATA}")

DEFAULTS = {
    "cross_parker_consulting": (46, 310),
    "keating_primarycare": (33, 163),
    "medical_innovation_125": (125, 161),
    "krackhardt_hightech": (21, 190),
}


@pytest.mark.parametrize("folder", DEFAULTS)
def test_the_default_ties_of_the_readme(folder: str) -> None:
    people, arcs = DEFAULTS[folder]
    survey = read_survey(DATA / folder)
    assert (len(survey.names), survey.arcs, survey.form) == (people, arcs, "edges")
    staff, ties = read_population(Network(kind="survey", path=str(DATA / folder)), 0, 1)
    assert (len(staff), ties.arcs) == (people, arcs)


def test_another_layer() -> None:
    assert read_survey(DATA / "krackhardt_hightech", layer="friendship").arcs == 102
    with pytest.raises(NetworkError, match="did you mean friendship"):
        read_survey(DATA / "krackhardt_hightech", layer="frendship")


def test_weights_become_items() -> None:
    survey = read_survey(DATA / "cross_parker_consulting")
    assert sorted(survey.items) == ["advice", "awareness"]
    assert np.bincount(survey.items["advice"].astype(int)).tolist() == [0, 0, 0, 142, 84, 84]
    assert any("layer=NAME" in line for line in survey.repairs)


def test_the_file_alone() -> None:
    alone = read_survey(DATA / "krackhardt_hightech" / "edges.csv", layer="advice")
    assert alone.arcs == 190
    assert not alone.attributes
