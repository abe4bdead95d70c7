"""A blank roster form, with instructions and an example."""

from pathlib import Path
from typing import Final

from sim.errors import OutputError
from sim.network.formats import SURVEYS
from sim.network.reading.write import Rows, write_tables
from sim.network.ties import ITEMS

ROSTER: Final = ("respondent", "target", *ITEMS)
PEOPLE: Final = ("name", "unit", "profession", "seniority", "responded")

INSTRUCTIONS: Final[Rows] = (
    ("what", "how"),
    ("roster", "One row for each pair: who answers (respondent), the colleague asked about (target), five answers."),
    ("answers", "Whole numbers: 1 strongly disagree, 2 disagree, 3 neither, 4 agree, 5 strongly agree."),
    ("trust", "I trust this person."),
    ("awareness", "I am aware of this person's expertise."),
    ("comfort", "I am comfortable asking this person."),
    ("influence", "This person influences how I work."),
    ("advice", "This person provides advice to me."),
    ("not connected", "Leave the pair out, or answer 1 throughout."),
    ("names nobody", "A respondent who names nobody: one row with the respondent alone."),
    ("names", "Spell a person the same way everywhere. Names do not start with = + - @. Codes do as well as names."),
    ("several names", "One name in each cell; where a cell holds several, write ; between them."),
    ("people", "One row for each person, also those who did not answer. Everything but the name may stay blank."),
    ("profession", "doctor, nurse, allied health, manager or support."),
    ("seniority", "1 junior, 2 middle, 3 senior."),
    ("responded", "yes or no; left blank, those who stand as a respondent in the roster answered."),
    ("confidence", "Tell people who will see their answers. Names are not needed to run the model: use codes."),
)

EXAMPLE: Final[Rows] = (
    ROSTER,
    ("Asha", "Ben", 4, 5, 4, 3, 4),
    ("Ben", "Asha", 5, 4, 4, 4, 5),
    ("Asha", "Chris", 2, 3, 2, 2, 1),
    ("Chris", None, None, None, None, None, None),
)
EXAMPLE_PEOPLE: Final[Rows] = (
    PEOPLE,
    ("Asha", "Ward 3", "nurse", 2, "yes"),
    ("Ben", "Ward 3", "doctor", 3, "yes"),
    ("Chris", "Pharmacy", "allied health", 1, "yes"),
    ("Dee", "Pharmacy", "support", 1, "no"),
)


def template(path: str | Path) -> tuple[Path, ...]:
    """Write a blank roster form: a workbook of sheets, or CSV files beside each other.

    Returns:
        The files written: the form first.

    Raises:
        OutputError: a suffix that is not .csv or .xlsx, something stands there already, a place that
            cannot be written.
    """
    form = Path(path)
    sheets: dict[str, Rows] = {"roster": (ROSTER,), "people": (PEOPLE,)}
    if form.suffix.lower() == ".csv":
        return (
            _write(form, sheets)
            + _write(form.with_name(f"{form.stem}_example.csv"), {"example": EXAMPLE, "people": EXAMPLE_PEOPLE})
            + _write(form.with_name(f"{form.stem}_instructions.csv"), {"instructions": INSTRUCTIONS})
        )
    more = {"instructions": INSTRUCTIONS, "example": EXAMPLE, "example people": EXAMPLE_PEOPLE}
    return _write(form, {**sheets, **more})


def _write(path: Path, tables: dict[str, Rows]) -> tuple[Path, ...]:
    """Write tables where nothing stands yet: a form may be filled in already."""
    if path.suffix.lower() in SURVEYS and path.exists():
        raise OutputError(f"{path} is there already; name another file, so that no answers are lost")
    return write_tables(tables, path)
