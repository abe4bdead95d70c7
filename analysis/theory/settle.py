"""Where everything else settles when a given share practises, and how much loss that share could bear."""

from math import exp, inf, log, sqrt
from typing import NamedTuple

import numpy as np

from analysis.theory.ground import Ground
from analysis.theory.heat import Column
from analysis.theory.week import Flow, State, flows

ROUNDS = 200
CLOSE = 1e-8
DEPTH = 5
LEAST, MOST = 1e-9, 1e9


class Settled(NamedTuple):
    """The means that go with a share practising, and what keeps it there."""

    state: State
    bearable: float
    """Factor on losing practice at which the share stays as it is; it rises at 1 where this is above 1."""


def start(here: Ground) -> State:
    """The means before week 0."""
    mixed = here.mixed
    return State(
        *(0.0,) * 8,
        trust_returned=mixed.returned.trust,
        trust_unreturned=mixed.unreturned.trust,
        awareness_returned=mixed.returned.awareness,
        awareness_unreturned=mixed.unreturned.awareness,
        alignment=here.staffing.alignment_start,
    )


def settle(here: Ground, share: float, trained: float, near: State | None = None, bearable: float = 1.0) -> Settled:
    """Let all means settle while `share` of all staff practise.

    Args:
        here: what the weeks rest on.
        share: of all staff who practise, above those committed, below 1.
        trained: share of staff who are improvers.
        near, bearable: where to begin; the answer does not depend on it but where nothing moves a mean, which
            then stays.
    """
    committed = here.staffing.committed
    others = (share - committed) / (1.0 - committed)
    wanted, untrained = share - committed, 1.0 - trained - committed
    state = (near or _taught(start(here), here.taught))._replace(collaborators=others, improvers=others)
    memory = Memory()
    for _ in range(ROUNDS):
        found = flows(here, state, trained, bearable)
        new = min(MOST, max(LEAST, bear(found, bearable, wanted, untrained, trained)))
        after = np.array([*_toward(state, found, bearable, new), log(new)])
        before = np.array([*state, log(bearable)])
        if float(np.abs(after - before).max()) < CLOSE:
            break
        *means, bore = memory.next(before, after)
        state, bearable = State(*np.clip(means, 0.0, 1.0).tolist()), exp(float(np.clip(bore, log(LEAST), log(MOST))))
    return Settled(state, bearable)


class Memory:
    """Anderson's acceleration of y ← g(y), from the last few rounds (Walker & Ni 2011 [R])."""

    def __init__(self) -> None:
        self._past: list[tuple[Column, Column]] = []

    def next(self, before: Column, after: Column) -> Column:
        """Where to go on from, when the map took `before` to `after`."""
        self._past = [*self._past[-DEPTH:], (after, after - before)]
        if len(self._past) < 3:
            return (before + after) / 2.0
        images, errors = (np.array(column) for column in zip(*self._past, strict=True))
        weights, *_ = np.linalg.lstsq(np.diff(errors, axis=0).T, errors[-1], rcond=1e-10)
        reached: Column = images[-1] - weights @ np.diff(images, axis=0)
        return reached


def _taught(state: State, knowledge: float) -> State:
    """Where nobody knows anything nobody takes practice up; so begin with what training teaches."""
    return state._replace(
        knowledge_cold=knowledge, knowledge_lit=knowledge, improver_cold=knowledge, improver_lit=knowledge
    )


def bear(found: dict[str, Flow], loss: float, wanted: float, untrained: float, trained: float) -> float:
    """The factor s with untrained·g/(g + s·l) + trained·g'/(g' + s·l') = wanted; g and l gain and loss of practice.

    Args:
        found: flows at the factor `loss`.
        loss: that factor, above 0.
        wanted: share of staff practising, without the committed; between 0 and untrained + trained.
        untrained, trained: shares of staff.
    """
    gain, lost = _parts(found["collaborators"], loss)
    other_gain, other_lost = _parts(found["improvers"], loss)
    square = wanted * lost * other_lost
    line = (
        wanted * (lost * other_gain + other_lost * gain) - untrained * other_lost * gain - trained * lost * other_gain
    )
    rest = (wanted - untrained - trained) * gain * other_gain
    if square <= 0.0:
        return inf
    if rest == 0.0:
        return max(0.0, -line / square)
    root = sqrt(line * line - 4.0 * square * rest)
    return (root - line) / (2.0 * square) if line <= 0.0 else -2.0 * rest / (root + line)


def _parts(flow: Flow, loss: float) -> tuple[float, float]:
    return flow.inflow, (flow.outflow - flow.inflow) / loss


def _toward(state: State, found: dict[str, Flow], loss: float, bearable: float) -> State:
    """Each mean where its flows alone would settle it; practice at the new factor on loss."""
    values = {}
    for name, flow in found.items():
        inflow, outflow = flow
        if name in ("collaborators", "improvers"):
            gain, lost = _parts(flow, loss)
            inflow, outflow = gain, gain + bearable * lost
        values[name] = inflow / outflow if outflow > 0.0 else getattr(state, name)
    return State(**values)
