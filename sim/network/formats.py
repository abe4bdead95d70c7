"""Kinds of files that are written, by name, so that a wrong one is told before anything is made ready to write it."""

from typing import Final

TIES: Final = ("graphml", "edges", "vna", "gexf")
"""Of ties with the state of the people (`sim.network.export`)."""

SURVEYS: Final = (".csv", ".xlsx")
"""Endings of a survey that is written (`sim.network.reading.write`)."""
