"""How large a file of ties may be, and how much is told of what is wrong with it."""

from typing import Final

MAX_BYTES: Final = 50_000_000
"""Size of a file on disk."""

MAX_UNZIPPED: Final = 500_000_000
"""Size of all parts of a workbook together, as its directory declares them (which zipfile enforces)."""

MAX_ROWS: Final = 2_000_000
"""Rows of one table."""

MAX_CELLS: Final = 30_000_000
"""Rows times columns of one table, of all sheets together in a workbook."""

MAX_NAME: Final = 200
"""Characters in the name of a person or unit."""

MAX_TOLD: Final = 20
"""Mistakes, or pairs of look-alike names, told one by one; the rest is counted."""

MAX_WORDS: Final = 1_000
"""Different words in a column of professions or of seniorities."""

MAX_LAYERS: Final = 100
"""Layers of one edge list."""
