"""What happened at the campfire, and what would have happened otherwise: every sentence from runs that were made."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from app.page.ask import Ask
from app.page.fed import Fed, fed
from app.page.limits import group, whole
from app.page.pile import MOST_WOOD, PEOPLE, Pile, Slid, read_slid, wood
from app.page.run import ready
from sim.outcome import BURNING, OUT, SMOULDERING, Outcome
from sim.schedule import schedule

RUNS: Final = 5
"""Runs of each pile: the one that was seen, and others with other luck."""

HELPS: Final = 0.8
"""Share of runs from which a sentence says that something would have changed the end."""

PRESENT: Final = {BURNING: "burns on", SMOULDERING: "smoulders", OUT: "goes out"}


@dataclass(frozen=True, slots=True)
class Arm:
    """A pile that was really burned: how each of its runs ended."""

    words: str
    outcomes: tuple[Outcome, ...]

    def count(self, outcome: str) -> int:
        """Runs that ended so."""
        return sum(each.outcome == outcome for each in self.outcomes)

    @property
    def usual(self) -> str:
        """How most runs ended; where several ends came as often, the first run's if it is one of them."""
        first = self.outcomes[0].outcome
        return max((BURNING, SMOULDERING, OUT), key=lambda end: (self.count(end), end == first))

    @property
    def runs(self) -> str:
        """In how many runs the usual end came."""
        return f"in {self.count(self.usual)} of {len(self.outcomes)} runs"


def verdict(given: dict[str, Any]) -> dict[str, Any]:
    """The verdict on a pile: what it did, with the sentences that other piles allow.

    Args:
        given: as for a run of a pile, and `bet`.

    Returns:
        `outcome`, `sentences`, `arms` (what was run), `used` places offered, `most` that are tried, `least` places that
        still burn on, or None.

    Raises:
        FirewoodError: what cannot be run here.
    """
    known = group(given, "verdict", ("pile", "changes", "seed", "challenge"))
    pile, slid = Pile.read(known.get("pile", {})), read_slid(known.get("changes", []))
    seed = whole(known.get("seed", 0), "seed", 0, 2**53 - 1 - RUNS)
    mine = burned("this pile", pile, slid, seed)
    others = [burned(words, other, moved, seed) for words, other, moved in otherwise(pile, slid, mine.usual)]
    least = least_wood(pile, seed, slid) if known.get("challenge") is True else None
    return {
        "outcome": mine.outcomes[0].outcome,
        "sentences": sentences(mine, others),
        "arms": [
            {"words": arm.words, "usual": arm.usual, "count": arm.count(arm.usual), "of": len(arm.outcomes)}
            for arm in (mine, *others)
        ],
        "used": offered(pile, slid),
        "most": places(MOST_WOOD),
        "least": least,
    }


def burned(words: str, pile: Pile, slid: Sequence[Slid], seed: int, runs: int = RUNS) -> Arm:
    """Burn a pile with a seed and those after it."""
    return Arm(words, tuple(_one(pile, tuple(slid), seed + turn) for turn in range(runs)))


@lru_cache(maxsize=8192)
def _one(pile: Pile, slid: tuple[Slid, ...], seed: int) -> Outcome:
    """How one pile ended with one seed; kept, as the same piles are asked for again and again."""
    ask = Ask(pile.scenario(seed, slid), wood(slid))
    run = Fed(ask.scenario, [ready(ask.scenario)], ask.wood)
    run.advance(ask.scenario.weeks)
    return run.results().outcomes()[0]


def otherwise(pile: Pile, slid: Sequence[Slid], ended: str) -> list[tuple[str, Pile, Sequence[Slid]]]:
    """The other piles worth burning, given how this one ended."""
    used = offered(pile, slid)
    amount = used / PEOPLE
    settled = _but_wood(slid)
    piles: list[tuple[str, Pile, Sequence[Slid]]] = []
    if ended == BURNING:
        if amount > 0.02:
            half = used // 2
            words = f"about half the wood ({half} of {used} places)" if used % 2 else f"half the wood ({half} places)"
            piles.append((words, replace(pile, wood=half / PEOPLE), settled))
        damp = replace(pile, values=0.0, leaders=0.0, talk=0.0, first=0)
        piles.append(("the same wood, but damp", damp, [each for each in slid if each.name == "wood"]))
    else:
        if amount < 0.95:
            volume = MOST_WOOD if amount < 0.75 * MOST_WOOD else 1.0
            more = f"{places(volume)} places instead of {places(amount)}"
            piles.append((f"more wood ({more})", replace(pile, wood=volume), settled))
        if min(pile.values, pile.leaders, pile.talk) < 0.9 or slid:
            dry = replace(pile, values=1.0, leaders=1.0, talk=1.0)
            piles.append(("the same wood, but seasoned", dry, [each for each in slid if each.name == "wood"]))
    if slid:
        piles.append(("no change on the way", pile, ()))
    return piles


def offered(pile: Pile, slid: Sequence[Slid]) -> int:
    """Training places that are offered in the whole run; what lies there stays, whatever the slider says later."""
    planned = schedule(pile.scenario(0), [PEOPLE]).places[:, 0]
    return int(fed(planned, PEOPLE, wood(slid)).sum())


def _but_wood(slid: Sequence[Slid]) -> tuple[Slid, ...]:
    return tuple(each for each in slid if each.name != "wood")


def places(volume: float) -> int:
    """Training places of a volume."""
    return int(volume * PEOPLE + 0.5)


def sentences(mine: Arm, others: Sequence[Arm]) -> list[str]:
    """What is said: the run that was seen, its luck, then each other pile."""
    first = mine.outcomes[0]
    said = [_seen(first)]
    same = mine.count(first.outcome)
    if same < len(mine.outcomes):
        said.append(f"Luck counts here: of {len(mine.outcomes)} runs {same} ended so; {_usually(mine)}.")
    said += [_compared(arm, mine.usual) for arm in others]
    return said


def _usually(mine: Arm) -> str:
    if 2 * mine.count(mine.usual) <= len(mine.outcomes):
        return "no end comes in most of them"
    return "so it mostly does" if mine.usual == mine.outcomes[0].outcome else f"this pile usually {PRESENT[mine.usual]}"


def _seen(outcome: Outcome) -> str:
    share = f"{100 * outcome.practising:.0f} % practise in the last half year"
    if outcome.outcome == OUT:
        if outcome.extinction == 0:
            return f"The fire never caught: at no time did more than one in twenty practise, {share}."
        when = "" if outcome.extinction is None else f" in week {outcome.extinction}"
        return f"The fire went out{when}: {share}."
    if outcome.outcome == BURNING:
        when = "" if outcome.ignition is None else f", alight from week {outcome.ignition}"
        return f"The fire burns on by itself{when}: {share}, long after support ended."
    return f"The fire only smoulders: {share}."


def _compared(arm: Arm, ended: str) -> str:
    """One other pile: whether it would have ended otherwise, with its runs."""
    sure = arm.count(arm.usual) >= HELPS * len(arm.outcomes)
    if arm.usual == ended:
        if arm.words.startswith("more wood") and sure:
            instead = arm.words.partition("(")[2].rstrip(")")
            return f"More wood would not have helped: with {instead} it still {PRESENT[ended]} {arm.runs}."
        if arm.words == "the same wood, but seasoned" and sure:
            return f"Seasoning alone would not have helped: seasoned, it {PRESENT[ended]} {arm.runs}."
        return f"With {arm.words}, it {PRESENT[ended]}, too, {arm.runs}."
    if not sure:
        return f"With {arm.words} it could go either way: it {PRESENT[arm.usual]} {arm.runs}."
    if ended != BURNING and arm.words.startswith("more wood") and arm.usual == SMOULDERING:
        return f"With {arm.words} it would have smouldered, but not burned, {arm.runs}."
    return f"With {arm.words}, it {PRESENT[arm.usual]} {arm.runs}."


def least_wood(pile: Pile, seed: int, slid: Sequence[Slid] = ()) -> dict[str, Any] | None:
    """The fewest training places with which this pile, with this luck, burns on; None where none was found.

    All are offered from the start; other sliders move as they did. Tried are as many as were used and the most there
    are, then fewer by halving: a least only as far as more wood never puts a fire out. Runs on both sides were made.
    """
    settled = _but_wood(slid)

    def burns(count: int) -> bool:
        return _one(replace(pile, wood=count / PEOPLE), settled, seed).outcome == BURNING

    high = next((count for count in sorted({offered(pile, slid), places(MOST_WOOD)}) if burns(count)), None)
    if high is None:
        return None
    low = 0
    while high - low > 1:
        middle = (low + high) // 2
        if burns(middle):
            high = middle
        else:
            low = middle
    return {"places": high, "of": PEOPLE, "below": low}
