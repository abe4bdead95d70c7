"""People as codes: "person 12 of unit B", in an order that tells nothing of their names.

Units get letters and people numbers within their unit (small units share one run of numbers), both in the order
of a hash keyed by the whole content of the survey. So the same survey gives the same codes, whoever reads it and
however its rows stand; and who has a list of staff but not the answers cannot work them out. A survey that was
changed, or a second one, has other codes.

Everything after this file works on people in the order of their codes, so that not even the order of rows or of
marks in a drawing tells a name. With names asked for, names stand beside the codes.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.network.reading import Survey
from sim.network.structure import Arcs
from sim.scenario import PROFESSIONS

SMALL: Final = "a small unit"
"""What each unit of fewer than `FEW_OF_UNIT` people is called."""

NO_UNIT: Final = "unit not said"
"""What the group of people without a unit is called, where others have one."""

FEW_OF_UNIT: Final = 3
"""Units with fewer people are not told apart, and have no figures of their own, without names."""

FEW_OF_PROFESSION: Final = 5
"""A profession held by fewer people has no figures of its own, without names."""

FEW_ALIKE: Final = 3
"""The profession of a single person is not told where fewer of their unit share it, without names."""

ALIKE: Final = "possible same person"
"""How a note begins that lists names which look alike."""

SHOWN: Final = "with names shown (--names) it says which"
"""How a note ends that keeps names back."""

Labels = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Coded:
    """The people and arcs of a survey in the order of codes.

    Attributes:
        arcs: all arcs.
        responded: shape (N,), as in `Survey`.
        codes: N short codes, "B12"; "P12" where no units are known.
        titles: N names for sentences: "person 12 of unit B", or the person's own with `named`.
        unit: shape (N,), index into `units`; −1 where not known.
        units: what units are called: "unit B", "a small unit", or their own name; small units stand last.
        profession: shape (N,), index into `PROFESSIONS`; −1 where not known.
        told: shape (N,), whether the profession of a single person may be shown.
        named: whether names are shown.
    """

    arcs: Arcs
    responded: NDArray[np.bool_]
    codes: tuple[str, ...]
    titles: tuple[str, ...]
    unit: Labels
    units: tuple[str, ...]
    profession: Labels
    told: NDArray[np.bool_]
    named: bool

    def unit_of(self, row: int) -> str:
        """The unit of a person; empty where no units are known."""
        return self.units[self.unit[row]] if self.unit[row] >= 0 else NO_UNIT if self.units else ""

    def profession_of(self, row: int) -> str:
        """The profession of a person, where it is known and may be shown; else empty."""
        return PROFESSIONS[self.profession[row]] if self.profession[row] >= 0 and self.told[row] else ""


def coded(survey: Survey, *, named: bool = False) -> Coded:
    """The people of a survey behind codes.

    Args:
        survey: as read.
        named: whether names may be shown.
    """
    salt = content(survey, "codes")
    words = survey.attributes.get("unit", ("",) * len(survey.names))
    size = Counter(word for word in words if word)
    units = sorted(size, key=lambda word: (size[word] < FEW_OF_UNIT, _keyed(salt, "unit", word)))
    large = sum(count >= FEW_OF_UNIT for count in size.values())
    number = {word: place for place, word in enumerate(units)} | {"": len(units)}
    run = np.array([min(number[word], large) if word else large + 1 for word in words], dtype=np.int64)
    keys = [_keyed(salt, "person", name) for name in survey.names]
    order = np.array(sorted(range(len(keys)), key=lambda row: (run[row], keys[row])))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    unit = np.array([number[word] if word else -1 for word in words], dtype=np.int64)[order]
    codes, titles = _called(run[order].tolist(), large, bool(units))
    if named:
        titles = [survey.names[row] for row in order]
    profession = _professions(survey, order)
    together = Counter(zip(unit.tolist(), profession.tolist(), strict=True))
    alike = np.array([together[pair] for pair in zip(unit.tolist(), profession.tolist(), strict=True)])
    return Coded(
        arcs=Arcs(place[survey.namer], place[survey.named], len(order)),
        responded=survey.responded[order],
        codes=tuple(codes),
        titles=tuple(titles),
        unit=unit,
        units=tuple(units)
        if named
        else (*(f"unit {letters(at)}" for at in range(large)), *[SMALL] * (len(units) - large)),
        profession=profession,
        told=(profession >= 0) & (named | (alike >= FEW_ALIKE)),
        named=named,
    )


def content(survey: Survey, purpose: str) -> str:
    """A digest of all that a survey says, one for each purpose; from one of them no other can be found."""
    digest = sha256(purpose.encode())
    for part in (survey.names, survey.responded.tolist(), survey.namer.tolist(), survey.named.tolist()):
        digest.update(repr(part).encode())
    for kind in (survey.attributes, {item: values.tolist() for item, values in survey.items.items()}):
        digest.update(repr(sorted(kind.items())).encode())
    return digest.hexdigest()


def letters(place: int) -> str:
    """A, B, …, Z, AA, AB, …, as columns of a spreadsheet."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(65 + rest) + text
    return text


def _keyed(salt: str, kind: str, word: str) -> str:
    return sha256(f"{salt}\0{kind}\0{word}".encode()).hexdigest()


def _called(runs: Sequence[int], large: int, units: bool) -> tuple[list[str], list[str]]:
    """Short codes and titles of people who stand run by run: large units, all small ones, no unit."""
    codes, titles = [], []
    count: Counter[int] = Counter()
    for run in runs:
        count[run] += 1
        number = count[run]
        letter = letters(run) if run < large else "S-" if run == large else "N-" if units else "P"
        of = f"unit {letters(run)}" if run < large else SMALL if run == large else "no unit" if units else ""
        codes.append(f"{letter}{number}")
        titles.append(f"person {number}" + (f" of {of}" if of else ""))
    return codes, titles


def _professions(survey: Survey, order: NDArray[np.int64]) -> Labels:
    number = {word: place for place, word in enumerate(PROFESSIONS)}
    words: Sequence[str] = survey.attributes.get("profession", ("",) * len(survey.names))
    return np.array([number.get(words[row], -1) for row in order], dtype=np.int64)


def spoken(lines: Sequence[str], survey: Survey, *, named: bool) -> list[str]:
    """What was repaired in reading, without lines that name people or units unless `named`.

    A line is kept back when any word or words of it are a name, or when it lists pairs or names that look alike.
    """
    if named:
        return list(lines)
    private = {name.casefold() for name in (*survey.names, *survey.attributes.get("unit", ())) if not _common(name)}
    alike = sum(_sets(line) for line in lines if line.startswith(ALIKE))
    told = [line.partition(" (")[0] if "→" in line else line for line in lines if not line.startswith(ALIKE)]
    kept = [line for line in told if not any(_holds(line.casefold(), name) for name in private)]
    more: list[str] = []
    if alike:
        sets = "one set of names" if alike == 1 else f"{alike} sets of names"
        more = [f"{sets} may be one person each, kept apart; {SHOWN}"]
    if hidden := len(told) - len(kept):
        more.append(f"{hidden} {'note' if hidden == 1 else 'notes'} on the file may name people; {SHOWN}")
    return [*kept, *more]


def _sets(line: str) -> int:
    """How many sets of names a note is about: one, unless it counts those that are not listed."""
    rest = re.fullmatch(r".*: (\d+) more sets of names", line)
    return int(rest[1]) if rest else 1


def _common(name: str) -> bool:
    """Whether a name is empty or a short number, which says nobody's name."""
    return not name or (name.isdigit() and len(name) <= 4)


def _holds(line: str, name: str) -> bool:
    """Whether a name stands in a line, not within longer words."""
    at = line.find(name)
    while at >= 0:
        end = at + len(name)
        if not line[at - 1 : at].isalnum() and not line[end : end + 1].isalnum():
            return True
        at = line.find(name, at + 1)
    return False
