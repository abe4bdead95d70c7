"""The week as a map of means, for a well-mixed organisation: expectations in place of draws.

Everyone is one of four: collaborator or improver, practising (lit) or not (cold). Each kind has a mean
knowledge; collaborators have a mean resentment; arcs of returned and of unreturned dyads have a mean trust
and awareness. Every mean y moves as y ← y + inflow − outflow·y, so that the same flows give the week and
where it settles. `docs/theory.md` lists all that is let go of.
"""

from math import exp
from typing import NamedTuple

from analysis.theory.ground import Ground
from analysis.theory.heat import mean_lapse, mean_take_up, spread_of_heat
from analysis.theory.knowing import Column, knowing, of_those_who_take_it_up
from analysis.theory.meeting import Crowd, Together, meeting, together
from analysis.theory.talking import Arc, on_arcs
from sim.rules import openness, threshold


class State(NamedTuple):
    """The means of a week; all in [0, 1]."""

    collaborators: float
    """Share of collaborators who practise."""
    improvers: float
    """Share of improvers who practise."""
    knowledge_cold: float
    """Of collaborators who do not practise; `lit`: who do."""
    knowledge_lit: float
    improver_cold: float
    """Knowledge of improvers who do not practise; `lit`: who do."""
    improver_lit: float
    resentment_cold: float
    resentment_lit: float
    trust_returned: float
    trust_unreturned: float
    awareness_returned: float
    awareness_unreturned: float
    alignment: float


class Flow(NamedTuple):
    """What a week adds to a mean, and the share of it that it takes away."""

    inflow: float
    outflow: float


class Kind(NamedTuple):
    """What a week holds for one kind of person."""

    change: float
    """Chance of taking practice up (cold), or of lapsing (lit)."""
    heard: float
    """Chance of reflective talk."""
    learning: float
    """Share of the way to knowing all that is gone."""


class Turn(NamedTuple):
    """Of those who are cold and of those who are lit after a week, the shares who changed, and who joined."""

    went_cold: float
    went_lit: float
    left_cold: float
    """Those who took it up, for each of those who are cold afterwards."""
    joined: float


def practising(here: Ground, state: State, trained: float) -> float:
    """The share of all staff who practise."""
    committed = here.staffing.committed
    return (1.0 - trained - committed) * state.collaborators + trained * state.improvers + committed


def flows(here: Ground, state: State, trained: float, loss: float = 1.0) -> dict[str, Flow]:
    """The flow of each mean of `State` in a week.

    Args:
        here: what the week rests on.
        state: the means.
        trained: share of staff who are improvers; it is held, as if it changed slowly.
        loss: factor on losing practice (lapsing, or leaving while practising).
    """
    rules = here.rules
    crowd = _crowd(here, state, trained)
    returned = on_arcs(here.returned, state.trust_returned, state.awareness_returned, here.context, rules)
    unreturned = on_arcs(here.unreturned, state.trust_unreturned, state.awareness_unreturned, here.context, rules)
    talk = (returned, unreturned, crowd, together(here, crowd))
    kind = (here, state, talk)
    known = crowd.knowing.kinds
    cold = _kind(*kind, False, known.cold, state.knowledge_cold, state.resentment_cold)
    lit = _kind(*kind, True, known.lit, state.knowledge_lit, state.resentment_lit)
    improver_cold = _kind(*kind, False, known.improver_cold, state.improver_cold, None)
    improver_lit = _kind(*kind, True, known.improver_lit, state.improver_lit, None)
    return {
        **_collaborators(here, state, crowd, cold, lit, loss),
        **_improvers(here, state, improver_cold, improver_lit, loss),
        **_returned(here, state, crowd, returned),
        **_unreturned(here, state, crowd, unreturned),
        "alignment": _alignment(here),
    }


def _crowd(here: Ground, state: State, trained: float) -> Crowd:
    """Whom there is to meet."""
    committed = here.staffing.committed
    untrained = 1.0 - trained - committed
    share = practising(here, state, trained)

    def open_(resentment: float) -> float:
        return openness(state.alignment, here.rules.resentment_answer, resentment)

    lit = untrained * state.collaborators
    cold = untrained * (1.0 - state.collaborators)
    improvers = (trained * (1.0 - state.improvers), trained * state.improvers)
    open_cold, open_lit, calm = open_(state.resentment_cold), open_(state.resentment_lit), open_(0.0)
    return Crowd(
        practising=share,
        open_lit=_mean(lit, open_lit, share - lit, calm),
        open_cold=_mean(cold, open_cold, 1.0 - share - cold, calm),
        knowing=knowing(
            (state.knowledge_cold, state.knowledge_lit, state.improver_cold, state.improver_lit),
            (cold, lit, *improvers, committed),
            (open_cold, open_lit, calm, calm, calm),
        ),
        trained=trained,
        leading=state.improvers,
        trust=state.trust_returned,
    )


def _mean(weight: float, value: float, other_weight: float, other: float) -> float:
    total = weight + other_weight
    return (weight * value + other_weight * other) / total if total > 0.0 else other


def _kind(
    here: Ground,
    state: State,
    talk: tuple[Arc, Arc, Crowd, Together],
    lit: bool,
    own: Column,
    knowledge: float,
    resentment: float | None,
) -> Kind:
    """A week of one kind of person; improvers have no resentment, and are coached."""
    rules = here.rules
    smoke = resentment or 0.0
    open_ = openness(state.alignment, rules.resentment_answer, smoke)
    met = meeting(here, *talk, lit, open_, own)
    asked = threshold(rules.threshold, rules.dampness, state.alignment, rules.resentment_threshold, smoke)
    coached = rules.coaching_heat * here.context.coaching if resentment is None else 0.0
    spread = (here.warmth.grid, spread_of_heat(met.shots), coached)
    if lit:
        change = mean_lapse(*spread, rules.lapse, rules.protection, asked, rules.steepness)
    else:
        change = mean_take_up(*spread, rules.take_up, knowledge, asked, rules.steepness)
    return Kind(change, 1.0 - exp(-met.reflective), met.learned / (1.0 - knowledge) if knowledge < 1.0 else 0.0)


def _collaborators(here: Ground, state: State, crowd: Crowd, cold: Kind, lit: Kind, loss: float) -> dict[str, Flow]:
    leaving, trained = here.context.leaving, crowd.trained
    joining = leaving / (1.0 - trained + leaving * trained) if trained < 1.0 else 1.0
    turn = _turn(state.collaborators, cold.change, loss * lit.change, joining)
    know_cold, know_lit = state.knowledge_cold, state.knowledge_lit
    went = of_those_who_take_it_up(crowd.knowing.kinds.cold)
    return {
        "collaborators": _practice(cold.change, lit.change, joining, loss),
        "knowledge_cold": _forgetting(here, cold, know_lit, turn, went / know_cold - 1.0 if know_cold > 0.0 else 0.0),
        "knowledge_lit": _doing(here, lit, went, turn),
        "resentment_cold": _smoke(here, cold.heard, trained, state.resentment_lit, turn.went_cold, turn.joined),
        "resentment_lit": _smoke(here, lit.heard, trained, state.resentment_cold, turn.went_lit, 0.0),
    }


def _improvers(here: Ground, state: State, cold: Kind, lit: Kind, loss: float) -> dict[str, Flow]:
    """Improvers who leave take their share with them, so that the means of those who stay do not change."""
    turn = _turn(state.improvers, cold.change, loss * lit.change, 0.0)
    return {
        "improvers": _practice(cold.change, lit.change, 0.0, loss),
        "improver_cold": _forgetting(here, cold, state.improver_lit, turn, 0.0),
        "improver_lit": _doing(here, lit, state.improver_cold, turn),
    }


def _practice(take_up: float, lapse: float, joining: float, loss: float) -> Flow:
    """X ← (1 − joining)·(x + take_up·(1 − x) − lapse·x), the loss times `loss`."""
    gained = (1.0 - joining) * take_up
    return Flow(gained, gained + loss * (joining + (1.0 - joining) * lapse))


def _turn(share: float, take_up: float, lapse: float, joining: float) -> Turn:
    up, down = take_up * (1.0 - share), min(1.0, lapse) * share
    cold, lit = 1.0 - share - up + down, share - down + up
    after = cold * (1.0 - joining) + joining
    return Turn(
        went_cold=down / cold if cold > 0.0 else 0.0,
        went_lit=up / lit if lit > 0.0 else 0.0,
        left_cold=up / cold if cold > 0.0 else 0.0,
        joined=joining / after if after > 0.0 else 0.0,
    )


def _forgetting(here: Ground, kind: Kind, lit: float, turn: Turn, ahead: float) -> Flow:
    """Knowledge of those who do not practise; joiners bring none, and those who take it up knew more by `ahead`."""
    inflow = kind.learning + turn.went_cold * lit
    lost = turn.went_cold + turn.joined + turn.left_cold * ahead
    return Flow(inflow, kind.learning + here.rules.forgetting + lost)


def _doing(here: Ground, kind: Kind, cold: float, turn: Turn) -> Flow:
    """Knowledge of those who practise; those who take it up knew `cold`."""
    inflow = kind.learning + here.rules.doing + turn.went_lit * cold
    return Flow(inflow, kind.learning + here.rules.doing + turn.went_lit)


def _smoke(here: Ground, heard: float, trained: float, other: float, changed: float, joined: float) -> Flow:
    """Resentment of collaborators; a share `trained` of everyone's partners are improvers."""
    rules = here.rules
    rise = rules.resentment_rise * trained * (1.0 - heard)
    fall = rules.resentment_fall * (1.0 + (rules.relief - 1.0) * heard)
    return Flow(rise + changed * other, rise + fall + changed + joined)


def _returned(here: Ground, state: State, crowd: Crowd, arc: Arc) -> dict[str, Flow]:
    """Trust and awareness on the arcs of returned dyads."""
    share, rules = crowd.practising, here.rules
    trust = state.trust_returned

    def answered(open_: float, telling: bool) -> float:
        raising = arc.telling if telling else arc.asking
        return raising.answered(trust, open_, here.context, rules)

    told = share * (share * answered(crowd.open_lit, True) + (1.0 - share) * answered(crowd.open_cold, True))
    asked = (1.0 - share) * share * answered(crowd.open_lit, False)
    raised = share * arc.telling.mean + (1.0 - share) * share * arc.asking.mean
    met = here.met * (crowd.openness * here.context.safety) ** 2
    won = 2.0 * (told + asked) + 2.0 * met
    return _bond(here, "returned", won, raised - told - asked, 2.0 * raised + met)


def _unreturned(here: Ground, state: State, crowd: Crowd, arc: Arc) -> dict[str, Flow]:
    """Trust and awareness on arcs that nobody returns: what is raised there is never answered."""
    share = crowd.practising
    raised = share * arc.telling.mean + (1.0 - share) * share * arc.asking.mean
    met = here.met * (crowd.openness * here.context.safety) ** 2
    return _bond(here, "unreturned", met, raised, raised + met)


def _bond(here: Ground, name: str, answered: float, unanswered: float, talks: float) -> dict[str, Flow]:
    rules, leaving = here.rules, here.context.leaving
    renewed = 1.0 - (1.0 - leaving) ** 2
    won, lost = rules.trust_gain * answered, rules.trust_loss * unanswered
    aware = rules.awareness_gain * (1.0 - exp(-talks))
    return {
        f"trust_{name}": Flow(won + lost * rules.trust_floor + renewed * rules.trust_new, won + lost + renewed),
        f"awareness_{name}": Flow(aware, aware + renewed),
    }


def _alignment(here: Ground) -> Flow:
    rate, leaving = here.rules.alignment_rate, here.context.leaving
    toward = (1.0 - leaving) * rate * here.context.signal
    return Flow(toward + leaving * here.staffing.alignment_join, 1.0 - (1.0 - leaving) * (1.0 - rate))
