"""Dates and times in the cells of a workbook: numbers that a format shows as such (ECMA-376 part 1, 18.8.30).

A spreadsheet makes a date of much that is typed for a name or a range (3-4, Mar 1), and keeps only its serial number.
So they are told as what they are, with `MARK` behind, and are no name, no unit and no answer.
"""

import re
from datetime import datetime, timedelta
from typing import Final

MARK: Final = " (a date)"
"""Stands behind a date."""

_BUILT_IN: Final = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""Numbers of the formats of dates and times that every spreadsheet has, and that no file lists."""

_LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_LETTERS: Final = re.compile(r"[dmyhs]", re.IGNORECASE)


def shows_dates(number: int, code: str | None) -> bool:
    """Whether a format shows numbers as dates or times.

    Args:
        number: of the format.
        code: as the file has it, such as "dd/mm/yyyy"; None for one that every spreadsheet has.
    """
    if code is None:
        return number in _BUILT_IN
    return bool(_LETTERS.search(_LITERAL.sub("", code.partition(";")[0]).replace("General", "")))


def date_told(serial: float, *, since_1904: bool) -> str:
    """A serial number as a date, with `MARK` behind; day 0 is 1 January 1904, or day 61 is 1 March 1900.

    In the latter day 60 stands for a 29 February that there was not, so that 1 is 1 January 1900.
    """
    first = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 31 if serial < 60 else 30)
    try:
        moment = first + timedelta(seconds=round(serial * 86_400))
    except (OverflowError, ValueError):
        return f"{serial:g}{MARK}"
    form = "%Y-%m-%d" if not moment.hour and not moment.minute else "%H:%M" if serial < 1 else "%Y-%m-%d %H:%M"
    return f"{moment:{form}}{MARK}"
