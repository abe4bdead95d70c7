"""What a report does not show."""

import re
from pathlib import Path
from typing import Final

from analysis.words import DISCLAIMER

PATTERNS: Final = Path(__file__).resolve().parents[2] / "docs" / "patterns.md"
_ROW: Final = re.compile(r"^\| (\d+) \| [^|]+ \| ([^|]+) \| \*\*fails\*\* \|$", re.MULTILINE)


def limits(runs: int, table: Path = PATTERNS) -> list[str]:
    """Sentences, the failures of the model's acceptance table among them.

    Args:
        runs: how many runs the smallest group has.
        table: the acceptance table, where it is at hand.
    """
    found = [
        DISCLAIMER,
        "The constants were calibrated on patterns of the talk and not on data of any one organisation; values tagged "
        "[A] are assumptions.",
    ]
    if table.is_file():
        failed = [f"{number} ({name.strip()})" for number, name in _ROW.findall(table.read_text("utf-8"))]
        if failed:
            found.append(f"Of the model's 19 patterns these fail in its acceptance table: {', '.join(failed)}.")
    else:
        found.append("Some patterns of the model's acceptance table fail; docs/patterns.md of its source says which.")
    if runs < 10:
        found.append(f"Few runs: the smallest group has {runs}, so its intervals are wide and say little.")
    found.append(
        "Intervals tell what luck does in the model; they do not hold what is unknown about parameters or mechanisms."
    )
    return found
