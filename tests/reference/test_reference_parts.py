"""The oracle's parts, checked against published values and numbers worked by hand."""

from collections import Counter
from typing import Any

import pytest

from sim.scenario import Scenario
from tests.reference import luck
from tests.reference.context import context, levers


def test_the_hash_gives_the_published_outputs_of_splitmix64() -> None:
    """The first outputs of SplitMix64 seeded with 1234567, as widely published; its state grows by G."""
    published = [6457827717110365317, 3203168211198807973, 9817491932198370423]
    assert [luck.mix((1234567 + n * luck.GOLDEN) % 2**64) for n in (1, 2, 3)] == published


def test_base_and_draw_worked_by_hand() -> None:
    """With seed = 2**64 − G the first mix is of 0, which stays 0: what is left is the moment's."""
    seed = 2**64 - luck.GOLDEN
    assert luck.base(seed, "talk.raise", 7) == luck.mix((3 * 2**32 + 7) * luck.GOLDEN % 2**64)
    start = 0xABCDEF0123456789
    assert luck.draw(start, start) == 0.0
    # start ^ key = 1234567 + G, so the draw is the upper half of the first published output
    key = start ^ (1234567 + luck.GOLDEN)
    assert luck.draw(start, key) == (6457827717110365317 >> 32) / 2**32 == pytest.approx(0.3500795, abs=1e-7)


def test_identities_and_keys() -> None:
    assert luck.person(0, 0, 0) == 0
    assert luck.unit(1, 2) == luck.mix(0x0001_FFFF_0000_0002)
    assert luck.organisation(3) == luck.mix(0x0003_FFFE_0000_0000)
    assert luck.person(1, 2, 3) == luck.mix(0x0001_0002_0000_0003)
    assert luck.pair(0x1111_1111_2222_2222, 0x3333_3333_4444_4444) == 0x1111_1111_3333_3333
    assert luck.numbered(0x1111_1111_2222_2222, 9) == 0x1111_1111_0000_0009


def test_a_picked_row_is_even_and_moves_only_to_the_added_row() -> None:
    start = luck.base(5, "session.guest", 3)
    before = [luck.pick_row(start, key, 7) for key in range(7000)]
    after = [luck.pick_row(start, key, 8) for key in range(7000)]
    assert all(new in (old, 7) for old, new in zip(before, after, strict=True))
    assert all(850 < number < 1150 for number in Counter(before).values())
    assert 720 < after.count(7) < 1030


def test_the_seasoned_context_worked_by_hand() -> None:
    scenario = Scenario(targets={"pressure": 0.5}, support={"start": 2, "end": 4, "strength": 0.6})
    found = [context(scenario, week, 0.5) for week in range(5)]
    assert found[0].safety == pytest.approx(0.9 * 0.9 * 0.75)
    assert found[0].silence == pytest.approx(0.75)
    assert found[0].signal == pytest.approx(0.857375)
    assert (found[0].sessions, found[0].size, found[0].mix) == pytest.approx((0.3, 8, 0.25))
    assert [week.coaching for week in found] == [0, 0, 0.6, 0.6, 0]


@pytest.mark.parametrize(
    ("changes", "lever", "expected"),
    [
        pytest.param([{"week": 1, "lever": "talk.mix", "to": 0.75}], "talk.mix", [0.25, 0.75, 0.75], id="to"),
        pytest.param(
            [{"week": 1, "until": 2, "lever": "talk.mix", "to": 1}],
            "talk.mix",
            [0.25, 1, 0.25],
            id="until holds no more",
        ),
        pytest.param(
            [{"week": 0, "over": 2, "lever": "talk.mix", "by": 0.5}], "talk.mix", [0.5, 0.75, 0.75], id="equal steps"
        ),
        pytest.param(
            [{"week": 0, "lever": "talk.mix", "to": 0.4}, {"week": 1, "lever": "talk.mix", "times": 0.5}],
            "talk.mix",
            [0.4, 0.2, 0.2],
            id="rows act on what rows before left",
        ),
        pytest.param(
            [{"week": 1, "lever": "talk.sessions", "by": 5}, {"week": 1, "lever": "talk.sessions", "by": -0.25}],
            "talk.sessions",
            [0.3, 0.75, 0.75],
            id="clipped after each row",
        ),
        pytest.param(
            [{"week": 0, "over": 2, "lever": "talk.size", "to": 3}], "talk.size", [6, 3, 3], id="half a person is one"
        ),
        pytest.param(
            [{"week": 1, "lever": "seasoning", "to": 0.5}], "leadership.fear", [0.1, 0.35, 0.35], id="along the axis"
        ),
        pytest.param(
            [{"week": 1, "lever": "seasoning", "by": -0.5}], "values.clarity", [0.95, 0.775, 0.775], id="axis, by"
        ),
        pytest.param(
            [{"week": 1, "lever": "seasoning", "times": 0.2}], "leadership.fear", [0.1, 0.5, 0.5], id="axis, times"
        ),
    ],
)
def test_changes_worked_by_hand(changes: list[dict[str, Any]], lever: str, expected: list[float]) -> None:
    scenario = Scenario(changes=changes)
    assert [levers(scenario, week)[lever] for week in range(3)] == pytest.approx(expected)
