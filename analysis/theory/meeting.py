"""What a week of talk holds for one kind of person who meets a well-mixed crowd."""

from typing import NamedTuple

import numpy as np

from analysis.theory.ground import Ground
from analysis.theory.heat import Shots
from analysis.theory.knowing import Column, Knowing, best_of, gap
from analysis.theory.talking import Arc, practising_among, practising_in_team
from sim.rules import transfer


class Crowd(NamedTuple):
    """Whom there is to meet: those who practise (lit) and those who do not (cold)."""

    practising: float
    open_cold: float
    open_lit: float
    knowing: Knowing
    trained: float
    leading: float
    """Share of improvers who practise."""
    trust: float
    """On the arcs of returned dyads."""

    @property
    def openness(self) -> float:
        """The mean openness."""
        return self.practising * self.open_lit + (1.0 - self.practising) * self.open_cold

    @property
    def lit_among_open(self) -> float:
        """The share practising of those who are open."""
        return self.practising * self.open_lit / self.openness if self.openness > 0.0 else 0.0


class Together(NamedTuple):
    """Talk spaces and workshops: sessions of one who is certain to be open, and workshops as they are.

    Each: rate × Ψ; how many in which others take part; and how many in which someone knows more than each of `GRID`.
    """

    sessions: tuple[Shots, float, Column]
    workshops: tuple[Shots, float, Column]


class Meeting(NamedTuple):
    """A week of talk."""

    shots: Shots
    """Rate × Ψ, summed over all that warms: the heat of people who live such weeks."""
    reflective: float
    """Reflective talks, sessions and workshops in which others take part."""
    learned: float
    """Knowledge gained, on average."""


def together(here: Ground, crowd: Crowd) -> Together:
    """The talk spaces of a week, and its workshops where there is an improver to lead one."""
    safety, sessions = here.context.safety, here.sessions
    among = practising_among(here.context.size - 1, crowd.openness * safety, crowd.lit_among_open)
    workshops = here.workshops if crowd.trained > 0.0 else 0.0
    team = practising_in_team(here.team - 1, crowd.practising, crowd.leading)
    knowing = crowd.knowing
    best = best_of(knowing.open, here.context.size - 1, crowd.openness * safety)
    best_at_workshop = 1.0 - (1.0 - best_of(knowing.everyone, here.team - 2, 1.0)) * knowing.improvers
    return Together(
        (*_among(here.warmth.session, among, sessions * safety), sessions * safety * best),
        (*_among(here.warmth.workshop, team, workshops), workshops * best_at_workshop),
    )


def _among(shots: Shots, shares: Column, rate: float) -> tuple[Shots, float]:
    if rate == 0.0:
        return np.zeros_like(shots[0]), 0.0
    return np.einsum("s,sg->g", rate * shares, shots), rate * float(shares.sum())


def meeting(
    here: Ground,
    returned: Arc,
    unreturned: Arc,
    crowd: Crowd,
    spaces: Together,
    lit: bool,
    openness: float,
    own: Column,
) -> Meeting:
    """A week of talk of a person who practises (`lit`) or not, is that open, and of a kind that knows as `own`."""
    rules, mixed, warm = here.rules, here.mixed, here.warmth
    others, share = mixed.returned.partners, crowd.practising
    mine = returned.telling if lit else returned.asking
    answered = returned.telling.answered(crowd.trust, openness, here.context, rules)
    with_lit = others * share * (mine.answered(crowd.trust, crowd.open_lit, here.context, rules) + answered)
    with_cold = 0.0
    if lit:
        asked = returned.asking.answered(crowd.trust, openness, here.context, rules)
        heard = returned.telling.answered(crowd.trust, crowd.open_cold, here.context, rules)
        with_cold = others * (1.0 - share) * (heard + asked)
    told = others * share * (returned.telling.mean - answered)
    unnamed = mixed.unreturned.partners * share * unreturned.telling.mean
    sessions, workshops = spaces
    ahead, behind = gap(own, 1.0 - crowd.knowing.practising), gap(own, 1.0 - crowd.knowing.others)
    learned = transfer(rules.reflective_transfer, mixed.influence[0], with_lit * ahead + with_cold * behind)
    learned += transfer(rules.told_transfer, mixed.influence[0], told * ahead)
    learned += transfer(rules.told_transfer, rules.influence_unnamed, unnamed * ahead)
    learned += transfer(rules.reflective_transfer, 1.0, openness * gap(own, sessions[2]) + gap(own, workshops[2]))
    shots = with_lit * warm.reflective + told * warm.told + unnamed * warm.unnamed
    return Meeting(
        shots + openness * sessions[0] + workshops[0],
        with_lit + with_cold + openness * sessions[1] + workshops[1],
        learned,
    )
