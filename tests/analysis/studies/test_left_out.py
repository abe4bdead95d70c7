"""Left out: who is chosen where, and words both ways."""

from analysis.intervals import Interval
from analysis.studies import left_out
from tests.analysis.studies.conftest import TINY, Ran
from tests.analysis.studies.synthetic import DOWN, NEITHER, UP, all_as, put


def test_every_choice_is_made_in_every_context() -> None:
    arms = {arm.name: arm.scenario for arm in left_out.arms(TINY)}
    for context in left_out.CONTEXTS:
        assert {arms[f"{context}, {choose}"].programme.choose for choose in left_out.CHOICES} == set(left_out.CHOICES)
    assert arms["at the edge, hubs"].seasoning == TINY.edge
    assert arms["Trust D's ties, random"].network.kind == "trust_d"


def test_whole_teams_part_units_in_training(ran: Ran) -> None:
    runs, tables = ran("left_out")
    teams, random = (runs[f"seasoned, {choose}"]["unit training seen@52"] for choose in ("teams", "random"))
    assert (teams > random).all()
    assert tables["seasoned"]["unit: training", "teams"].found.value > 0


def test_words_name_what_widens_and_what_it_costs(ran: Ran) -> None:
    _, tables = ran("left_out")
    flat = all_as(tables, NEITHER)
    given = {
        ("at the edge", "unit: training", "teams"): UP,
        ("at the edge", "grade: talk", "teams"): DOWN,
        ("at the edge", "final practising", "teams"): DOWN,
        ("at the edge", "final practising", "hubs"): UP,
        (f"beyond, year {left_out.AT}", "profession: talk", "damp"): Interval(0.12, 0.1, 0.2),
    }
    told = " ".join(left_out.words(put(flat, given))).replace("\N{NO-BREAK SPACE}", " ")
    assert "Choosing teams widens unit: training, and narrows grade: talk; a cost in final practising" in told
    assert "Choosing hubs moves no gap clearly; a gain in final practising" in told
    assert "the widest gap beyond chance is between professions in talk: +12 points" in told
    assert "Seasoned, places given at random: after 5 years no gap is clearly wider" in told
    assert "72 differences between gaps" in told, "nine gaps, four choices, two contexts"
    assert "about 4 of them" in told
