"""The one schema: everything that can be said about a run, frozen and checked.

    Scenario                 one run: organisations, forum, rules, unit costs, seed, weeks
    └── Organisation         one trust: ties, antecedents, programme, changes by week
        ├── network          who could talk with whom at the start
        ├── values, leadership, talk        the three antecedents, which season the wood
        ├── targets, support, programme, workshops, staffing
        └── changes          interventions and shocks, as rows

`firewood params` prints every field with its meaning, unit, range, default and source.
"""

from sim.scenario.changes import LEVERS, RANGES, Change, Lever
from sim.scenario.constants import Rules
from sim.scenario.context import SEASONING, Leadership, Support, TalkSpaces, Targets, Values
from sim.scenario.fields import Parameter, parameters
from sim.scenario.forum import Forum
from sim.scenario.network import PROFESSIONS, SENIORITIES, Items, Network, Professions, Seniority
from sim.scenario.organisation import Organisation, Scenario
from sim.scenario.programme import Programme, Staffing, UnitCosts, Workshops

__all__ = [
    "LEVERS",
    "PROFESSIONS",
    "RANGES",
    "SEASONING",
    "SENIORITIES",
    "Change",
    "Forum",
    "Items",
    "Leadership",
    "Lever",
    "Network",
    "Organisation",
    "Parameter",
    "Professions",
    "Programme",
    "Rules",
    "Scenario",
    "Seniority",
    "Staffing",
    "Support",
    "TalkSpaces",
    "Targets",
    "UnitCosts",
    "Values",
    "Workshops",
    "parameters",
]
