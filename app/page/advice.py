"""What commands advise to type, in words of the page, where nothing can be typed."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from analysis.diagnosis.answering import UNCAPPED
from analysis.diagnosis.coded import SHOWN
from sim.network.reading.advice import ALL_PEOPLE, HAS_EVERYONE, ONE_LAYER, ONE_SHEET

INSTEAD: Final[Mapping[str, str]] = MappingProxyType(
    {
        SHOWN: "with “show names” ticked it says which",
        UNCAPPED: "the page cannot be told so; the command can: firewood diagnose FILE --cap 0",
        ONE_LAYER: "(to read another here, leave only its rows in the file)",
        ONE_SHEET: "leave one of them in the file",
        ALL_PEOPLE: "(in a workbook, on a sheet called people)",
        HAS_EVERYONE: "(a workbook can list everyone on a sheet called people)",
    }
)


def on_the_page(text: str) -> str:
    """A text of the reader or of a diagnosis, with what can be done here in place of what is typed elsewhere."""
    for typed, done in INSTEAD.items():
        text = text.replace(typed, done)
    return text
