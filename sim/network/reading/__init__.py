"""Real ties: surveys and graphs read from files, checked, and turned into staff and ties.

read_survey       a roster, a matrix, free recall, an edge list or a graph file → Survey
Survey            people, arcs, answers, and what was repaired
read_population   a network of kind `survey` → Staff and Ties
population        the same from a Survey that is read already
write_roster      a Survey → a roster on disk
write_recall      a Survey → free recall on disk
template          a blank form

path → files → (text | workbook) → tables → forms → (roster | matrix | recall | edges) → arcs → Survey
└ graphs ───────────────────────────────────────────────────────────────────┘
"""

from sim.network.reading.forms import read_survey
from sim.network.reading.population import population, read_population
from sim.network.reading.survey import Survey
from sim.network.reading.template import template
from sim.network.reading.write import write_recall, write_roster

__all__ = [
    "Survey",
    "population",
    "read_population",
    "read_survey",
    "template",
    "write_recall",
    "write_roster",
]
