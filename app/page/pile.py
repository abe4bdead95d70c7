"""The campfire's pile of wood: four sliders and a trust, as a scenario; and the presets with what they promise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.page.fed import Wood
from app.page.limits import MAX_CHANGES, PageError, group, number, whole
from sim.outcome import BURNING, OUT
from sim.scenario import SEASONING, Change, Lever, Scenario

WEEKS: Final = 416
PEOPLE: Final = 140
MOST_WOOD: Final = 0.8
"""Training places, as a share of staff, at the end of the slider."""

TIES_SEED: Final = 7
"""The ties are the same in every run, so that the drawing stays; luck is in the weeks."""

TIES: Final = ("distributed", "trust_a", "trust_d", "decentralised", "centralised")

SEASONS: Final[Mapping[str, tuple[Lever, ...]]] = {
    "values": ("values.clarity", "values.concision", "values.consistency"),
    "leaders": ("leadership.clinical", "leadership.enablement", "leadership.fear"),
    "talk": ("talk.sessions",),
}
"""The antecedents that each slider moves along the seasoning axis."""

SLIDERS: Final = (*SEASONS, "wood")


@dataclass(frozen=True, slots=True)
class Pile:
    """What lies on the campfire.

    Attributes:
        values, leaders, talk: how seasoned, 0 (damp) to 1.
        wood: training places, as a share of staff.
        first: weeks in which the wood is seasoned, from damp, before anyone is trained; 0 for none.
        ties: the archetype.
    """

    values: float = 0.0
    leaders: float = 0.0
    talk: float = 0.0
    wood: float = 0.2
    first: int = 0
    ties: str = "distributed"

    @classmethod
    def read(cls, given: Any) -> "Pile":
        """A pile as a browser describes it.

        Raises:
            PageError: a name or a value that cannot be.
        """
        known = group(given, "pile", (*SLIDERS, "first", "ties"))
        slid: dict[str, Any] = {name: _slid(name, known[name]) for name in SLIDERS if name in known}
        ties = known.get("ties", TIES[0])
        if ties not in TIES:
            raise PageError(f"ties: allowed are {', '.join(TIES)}, not {str(ties)[:40]!r}")
        return cls(**slid, first=whole(known.get("first", 0), "first", 0, 156), ties=ties)

    def scenario(self, seed: int, slid: Sequence["Slid"] = ()) -> Scenario:
        """The pile as a scenario, with sliders that move on the way (wood apart, see `wood`)."""
        rows = [_change(each.week, each.to, lever) for each in slid for lever in SEASONS.get(each.name, ())]
        start = dict.fromkeys(SEASONS, 0.0) if self.first else {name: getattr(self, name) for name in SEASONS}
        if self.first:
            seasoned = [
                _change(0, getattr(self, name), lever, self.first) for name in SEASONS for lever in SEASONS[name]
            ]
            rows = seasoned + rows
        support = {"start": self.first, "end": self.first + (208 if self.first else 260)}
        given: dict[str, Any] = {
            "network": {"kind": self.ties, "size": PEOPLE, "seed": TIES_SEED},
            "programme": {"volume": self.wood, "start": self.first},
            "support": support,
            "workshops": dict(support),
            "weeks": WEEKS,
            "seed": seed,
            "changes": rows,
        }
        for name, levers in SEASONS.items():
            for lever in levers:
                part, field = lever.split(".")
                given.setdefault(part, {})[field] = along(lever, start[name])
        return Scenario(**given)


@dataclass(frozen=True, slots=True)
class Slid:
    """A slider moved on the way: from `week` on it stands at `to`."""

    week: int
    name: str
    to: float


def read_slid(given: Any) -> tuple[Slid, ...]:
    """The sliders moved on the way, in order of weeks.

    Raises:
        PageError: a slider, week or value that cannot be; too many.
    """
    if not isinstance(given, list) or len(given) > MAX_CHANGES:
        raise PageError(f"changes: a list of at most {MAX_CHANGES} is wanted")
    moves = []
    for row in given:
        known = group(row, "changes", ("week", "name", "to"))
        name = known.get("name")
        if name not in SLIDERS:
            raise PageError(f"changes: {str(name)[:40]!r} is no slider; these are {', '.join(SLIDERS)}")
        moves.append(Slid(whole(known.get("week"), "week", 1, WEEKS - 1), name, _slid(name, known.get("to"))))
    return tuple(sorted(moves, key=lambda each: each.week))


def wood(slid: Sequence[Slid]) -> tuple[Wood, ...]:
    """The wood among the sliders moved on the way."""
    return tuple(Wood(each.week, each.to) for each in slid if each.name == "wood")


def along(lever: Lever, share: float) -> float:
    """An antecedent at a place on the seasoning axis."""
    damp, seasoned = SEASONING[lever]
    return round(damp + share * (seasoned - damp), 9)


def _slid(name: str, value: Any) -> float:
    return number(value, name, 0.0, MOST_WOOD if name == "wood" else 1.0)


def _change(week: int, share: float, lever: Lever, over: int = 1) -> Change:
    return Change(week=week, lever=lever, to=along(lever, share), over=over)


@dataclass(frozen=True, slots=True)
class Preset:
    """A pile with a name, and how it is promised to end."""

    name: str
    title: str
    about: str
    pile: Pile
    promise: str


PRESETS: Final = (
    Preset(
        "damp",
        "Damp pile, lots of wood",
        "Four in five staff are trained, but values are blurred, leaders rule by fear and there is little talk.",
        Pile(0.0, 0.0, 0.0, 0.8),
        OUT,
    ),
    Preset(
        "seasoned",
        "Seasoned pile, little wood",
        "Clear values, leaders who make room, regular talk; only one in twenty staff are trained.",
        Pile(1.0, 1.0, 1.0, 0.05),
        BURNING,
    ),
    Preset(
        "first",
        "Season first",
        "Two years of work on culture from a damp start; nobody is trained before that.",
        Pile(0.9, 0.9, 0.9, 0.2, first=104),
        BURNING,
    ),
    Preset(
        "trust_a",
        "Trust A",
        "Ties as in Trust A of the talk, dense and returned, in a seasoned context.",
        Pile(1.0, 1.0, 1.0, 0.2, ties="trust_a"),
        BURNING,
    ),
    Preset(
        "trust_d",
        "Trust D",
        "Ties as in Trust D of the talk, a chain and fourteen islands, in a damp context.",
        Pile(0.0, 0.0, 0.0, 0.2, ties="trust_d"),
        OUT,
    ),
)
"""Each ends as promised in at least 95 of 100 seeds; a test runs them."""
