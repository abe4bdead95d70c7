"""Names of people: how they are cleaned, what cannot be one, and which look like one person twice.

Two names are the same when they are equal after trimming, collapsing of spaces and Unicode NFC. Names
that differ only by case, spacing, accents, marks that are not seen, or as 1 and 1.0 do, are kept apart and told as a
possible same person.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from sim.network.reading.dates import MARK
from sim.network.reading.limits import MAX_NAME, MAX_TOLD
from sim.places import MAX_SEARCHED

_INVISIBLE = str.maketrans("", "", "\ufeff\u200b\u2060")
_WHOLE = re.compile(r"^(\d+)\.0+$")
_FAULTS = ("#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!")


def clean(text: str) -> str:
    """A name without outer and doubled spaces and invisible marks, in Unicode NFC."""
    if text.isascii():
        return " ".join(text.split())
    return unicodedata.normalize("NFC", " ".join(text.translate(_INVISIBLE).split()))


def trouble(name: str) -> str | None:
    """Why a cleaned text cannot be a name of a person or unit, if it cannot."""
    if name.startswith(("=", "+", "@")) or (name.startswith("-") and len(name) > 1):
        return f"{shown(name)} looks like a formula, not like a name (names do not start with = + - @)"
    if name.endswith(MARK):
        return (
            f"{shown(name.removesuffix(MARK))} is a date of the spreadsheet, not a name; "
            "format the cell as text, and type again what it should say"
        )
    if name in _FAULTS:
        return f"{name} is an error of the spreadsheet, not a name"
    if len(name) > MAX_NAME:
        return f"a name of {len(name)} characters ({shown(name)}); at most {MAX_NAME} are allowed"
    if not name.isprintable() and any(unicodedata.category(mark) in ("Cc", "Cs", "Cn") for mark in name):
        return f"{shown(name)} holds marks that cannot be printed"
    return None


def shown(text: str) -> str:
    """A text of the file as an error quotes it: short, and safe to print."""
    short = text if len(text) <= 40 else text[:37] + "..."
    return "".join(mark if mark.isprintable() else f"\\x{ord(mark):02x}" for mark in short)


def folded(name: str) -> str:
    """A name without case, spaces, accents and marks that are not seen; of a number that is whole, without ".0"."""
    if name.isascii():
        return _WHOLE.sub(r"\1", name.lower().replace(" ", ""))
    marks = unicodedata.normalize("NFKD", name)
    bare = "".join(mark for mark in marks if not unicodedata.combining(mark) and unicodedata.category(mark) != "Cf")
    return "".join(bare.casefold().split())


def alike(names: Sequence[str]) -> list[list[str]]:
    """The names in groups of those that differ only by case, spacing, accents or marks that are not seen."""
    groups: dict[str, list[str]] = {}
    for name in sorted(names):
        groups.setdefault(folded(name), []).append(name)
    return list(groups.values())


def same_person(names: Sequence[str], what: str = "person") -> list[str]:
    """One sentence for each set of names that differ only by case, spacing, accents or marks that are not seen."""
    doubtful = [group for group in alike(names) if len(group) > 1]
    lines = [f"possible same {what}, kept apart: {', '.join(map(shown, group))}" for group in doubtful[:MAX_TOLD]]
    if len(doubtful) > MAX_TOLD:
        lines.append(f"possible same {what}, kept apart: {len(doubtful) - MAX_TOLD} more sets of names")
    return lines


def nearest_names(name: str, known: Iterable[str]) -> str:
    """A hint with up to three known names that are spelled alike, or an empty string."""
    key = folded(name)
    keys: dict[str, str] = {}
    for other in known:
        keys.setdefault(folded(other), other)
    if len(keys) > MAX_SEARCHED:
        near = (other for other in keys if other[:1] == key[:1] and abs(len(other) - len(key)) < 3)
        pool = [other for other, _ in zip(near, range(MAX_SEARCHED), strict=False)]
    else:
        pool = list(keys)
    found = get_close_matches(key, pool, n=3, cutoff=0.6)
    return f"; did you mean {' or '.join(keys[other] for other in found)}?" if found else ""
