"""Random scenarios and networks for Hypothesis, small but with everything going on."""

from typing import Any

import numpy as np
from hypothesis import strategies as st

from sim.network.build import Population
from sim.network.ties import ITEMS, Ties
from sim.scenario import LEVERS, Scenario
from sim.scenario.programme import POLICIES
from sim.staff import Staff

SHARE = st.floats(0.0, 1.0)
LIVELY = st.floats(0.4, 1.0)


@st.composite
def populations(draw: st.DrawFn, people: int) -> Population:
    """Staff in uneven units and a tangle of arcs, some returned; now and then nobody is tied at all."""
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    unit = np.sort(random.integers(0, draw(st.integers(1, max(1, people // 4))), people))
    unit = np.unique(unit, return_inverse=True)[1]
    staff = Staff(
        unit=unit.astype(np.int32),
        profession=random.integers(0, 5, people).astype(np.int8),
        seniority=random.integers(1, 4, people).astype(np.int8),
    )
    pairs = random.integers(0, people, (draw(st.integers(0, 5 * people)), 2))
    arcs = dict.fromkeys((int(a), int(b)) for a, b in pairs if a != b)
    arcs |= dict.fromkeys((b, a) for a, b in list(arcs) if random.random() < 0.5)
    items = {name: random.uniform(0.2, 1.0, len(arcs)) for name in ITEMS}
    return Population(staff, Ties.from_arcs([a for a, _ in arcs], [b for _, b in arcs], items))


@st.composite
def organisations(draw: st.DrawFn, name: str, weeks: int) -> dict[str, Any]:
    """One organisation in which all fourteen steps have something to do."""
    week = st.integers(0, weeks)
    changes = draw(st.lists(st.tuples(week, st.sampled_from(LEVERS), SHARE, st.integers(1, 9)), max_size=3))
    start, end = sorted((draw(week), draw(week)))
    return {
        "name": name,
        "seasoning": draw(LIVELY),
        "talk": {"sessions": draw(LIVELY), "size": draw(st.integers(2, 12)), "mix": draw(SHARE), "time": draw(LIVELY)},
        "targets": {"pressure": draw(st.floats(0.0, 0.5))},
        "support": {"start": start, "end": end, "strength": draw(SHARE)},
        "programme": {
            "volume": draw(st.floats(0.1, 1.5)),
            "cohorts": draw(st.integers(1, 4)),
            "every": draw(st.integers(1, 12)),
            "choose": draw(st.sampled_from(POLICIES)),
            "people": [f"person {n}" for n in range(1, 12)],
            "effect": draw(LIVELY),
        },
        "workshops": {"rate": draw(SHARE), "end": draw(week), "team": draw(st.integers(2, 9))},
        "staffing": {
            "turnover": draw(st.floats(0.0, 0.9)),
            "improvers_leave": draw(st.sampled_from((0.0, 0.02, 0.3))),
            "committed": draw(st.sampled_from((0.0, 0.1))),
        },
        "changes": [
            {"week": at, "lever": lever, "to": 2 + 38 * to if lever == "talk.size" else 0.9 * to, "over": over}
            for at, lever, to, over in changes
        ],
    }


@st.composite
def scenarios(draw: st.DrawFn, weeks: int = 50) -> tuple[Scenario, list[Population]]:
    """One to three organisations, rules away from their defaults, and their people."""
    sizes = draw(st.lists(st.integers(12, 40), min_size=1, max_size=3))
    start, end = sorted((draw(st.integers(0, weeks)), draw(st.integers(0, weeks))))
    scenario = Scenario(
        organisations=[draw(organisations(f"trust {index}", weeks)) for index in range(len(sizes))],
        forum={
            "every": draw(st.sampled_from((0, 1, 4))),
            "leaders": draw(st.integers(1, 15)),
            "start": start,
            "end": end,
        },
        rules={
            "told_weight": draw(SHARE),
            "resentment_answer": draw(SHARE),
            "answer_unnamed": draw(st.sampled_from((0.0, 0.3, 1.0))),
            "resentment_threshold": draw(st.floats(0.0, 3.0)),
            "new_tie": draw(st.floats(0.0, 0.5)),
            "threshold": draw(st.floats(0.02, 0.3)),
            "steepness": draw(st.floats(0.5, 4.0)),
            "talk_rate": draw(st.floats(1.0, 15.0)),
            "talk_share": draw(st.sampled_from((1.0, 0.5))),
            "trust_loss": draw(st.floats(0.0, 0.5)),
            "gain_regress": draw(st.floats(0.0, 0.4)),
            "crew": draw(st.floats(1.0, 5.0)),
            "trust_floor": draw(st.sampled_from((0.02, 0.3))),
            "new_partners": draw(st.integers(0, 4)),
        },
        weeks=weeks,
        seed=draw(st.integers(0, 2**63 - 1)),
    )
    return scenario, [draw(populations(size)) for size in sizes]
