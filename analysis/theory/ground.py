"""What the weeks of the mean field rest on: rules, a population well mixed, and the context of a week."""

from math import exp, sqrt
from typing import NamedTuple

import numpy as np

from analysis.theory.context import Context
from analysis.theory.heat import Warmth, warmth
from analysis.theory.mixed import Eagerness, WellMixed, attendance, eagerness, meetings
from analysis.theory.talking import on_arcs
from sim.scenario import Organisation, Rules, Staffing


class Ground(NamedTuple):
    """What a week rests on and does not change."""

    rules: Rules
    staffing: Staffing
    mixed: WellMixed
    warmth: Warmth
    context: Context
    returned: Eagerness
    unreturned: Eagerness
    sessions: float
    """Talk spaces a person comes to in a week."""
    met: float
    """Talk spaces in a week that two partners both come to."""
    workshops: float
    """Workshops that someone else leads and a person is in in a week."""
    team: int
    """People in a workshop."""
    taught: float
    """Knowledge after training."""

    def within(self, context: Context) -> "Ground":
        """The same in another week."""
        if context == self.context:
            return self
        mixed, rules = self.mixed, self.rules
        return self._replace(
            context=context,
            returned=eagerness(mixed.returned, context, rules),
            unreturned=eagerness(mixed.unreturned, context, rules),
            sessions=attendance(mixed, context),
            met=meetings(mixed, context),
            workshops=context.workshops * (self.team - 1) / mixed.people,
        )


def ground(rules: Rules, organisation: Organisation, mixed: WellMixed, context: Context) -> Ground:
    """What the weeks of an organisation rest on, in a context."""
    nothing = Eagerness(np.empty(0), np.empty(0), 0.0)
    grid = warmth(rules, mixed.influence, 1.0)
    anywhere = context._replace(size=-1)
    team = organisation.workshops.team
    knowledge = organisation.programme.knowledge
    base = Ground(rules, organisation.staffing, mixed, grid, anywhere, nothing, nothing, 0.0, 0.0, 0.0, team, knowledge)
    here = base.within(context)
    return here._replace(warmth=warmth(rules, mixed.influence, _most(here)))


def _most(here: Ground) -> float:
    """A heat that hardly anyone exceeds: eight standard deviations above the mean where all practise and answer."""
    rules, mixed = here.rules, here.mixed
    telling = on_arcs(here.returned, 1.0, 1.0, here.context._replace(safety=1.0), rules).telling.mean
    talks, influence = 2.0 * mixed.returned.partners * telling, sum(mixed.influence)
    told = mixed.unreturned.partners * rules.told_weight * rules.influence_unnamed
    meetings, warm = here.sessions + here.workshops, max(rules.session_heat, rules.workshop_heat)
    fresh = 1.0 - exp(-1.0 / rules.memory)
    mean = talks * influence + told + meetings * warm
    spread = sqrt(fresh / (2.0 - fresh) * (talks * influence**2 + told**2 + meetings * warm**2))
    return mean + 8.0 * spread + (fresh * warm if meetings > 0.0 else 0.0) + 1e-6
