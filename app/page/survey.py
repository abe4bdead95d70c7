"""An uploaded survey: read, diagnosed, and handed back as ties without names; nothing of it is kept here.

The browser holds the ties and sends them along with each question. While a file is read it lies in a folder of its
own, in memory where the system has such a place, which is gone before the answer is sent.
"""

import io
import zipfile
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np

from app.page.advice import on_the_page
from app.page.limits import MAX_PEOPLE, MAX_UNZIPPED, PageError, group, whole
from sim.errors import FirewoodError
from sim.network.reading import Survey, read_survey
from sim.network.ties import ITEMS
from sim.scenario import PROFESSIONS

BUILDS: Final = 20
"""Organisations of each archetype that an uploaded survey is compared with."""

SUFFIXES: Final = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".graphml", ".gexf", ".net", ".paj")
MEMORY: Final = Path("/dev/shm")
"""A place in memory, where there is one."""

PREFIX: Final = "firewood-survey-"
"""How the folder begins that a file lies in while it is read."""

MOST_ARCS: Final = 60_000


def uploaded(data: bytes, name: str, named: bool) -> dict[str, Any]:
    """What the page shows of a file, and its ties without names.

    Args:
        data: the file.
        name: what it is called; only its ending counts.
        named: whether names may be shown in the diagnosis.

    Raises:
        FirewoodError: a file that cannot be read, is too large, or holds formulas without values.
    """
    return told(read(data, name), named=named)


def read(data: bytes, name: str) -> Survey:
    """A file as a survey; what it is called in messages tells nothing of where it came from.

    Raises:
        FirewoodError: as of `uploaded`.
    """
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise PageError(f"Files of ties end in {', '.join(SUFFIXES)}, not in {suffix[:20] or 'nothing'}.")
    if not data.strip():
        raise PageError("The file is empty; a header and one row a pair are wanted. Try the template.")
    if zipfile.is_zipfile(io.BytesIO(data)):
        _refuse_bombs(data)
    with TemporaryDirectory(prefix=PREFIX, dir=MEMORY if MEMORY.is_dir() else None) as folder:
        path = Path(folder) / f"survey{suffix}"
        path.write_bytes(data)
        try:
            survey = read_survey(path)
        except FirewoodError as mistake:
            raise PageError(on_the_page(str(mistake).replace(f"{folder}/", ""))) from None
    if len(survey.names) > MAX_PEOPLE or survey.arcs > MOST_ARCS:
        raise PageError(
            f"{len(survey.names):,} people and {survey.arcs:,} arcs; the page takes up to {MAX_PEOPLE:,} and "
            f"{MOST_ARCS:,}. Larger ones: firewood diagnose."
        )
    return survey


def told(survey: Survey, *, named: bool) -> dict[str, Any]:
    """The diagnosis in plain words, with the table and the ties."""
    from analysis.diagnosis import diagnose
    from analysis.diagnosis.table import HEADINGS, notes, rows
    from analysis.diagnosis.words import CAUTION, said

    found = diagnose(survey, named=named, builds=BUILDS)
    return {
        "people": len(survey.names),
        "answered": int(survey.responded.sum()),
        "arcs": survey.arcs,
        "units": len(found.people.units),
        "notes": [on_the_page(note) for note in found.notes],
        "said": [
            {"heading": heading, "lines": [on_the_page(line) for line in lines]} for heading, lines in said(found)
        ],
        "table": {"headings": [heading.replace("\n", " ") for heading in HEADINGS], "rows": rows(found)},
        "table_notes": notes(found),
        "caution": CAUTION,
        "survey": ties(survey),
    }


def ties(survey: Survey) -> dict[str, Any]:
    """A survey without names: people as numbers, in an order that tells nothing of them; units as numbers, too."""
    salt = sha256(repr((survey.names, survey.namer.tolist(), survey.named.tolist())).encode()).hexdigest()
    order = sorted(range(len(survey.names)), key=lambda row: sha256(f"{salt}{survey.names[row]}".encode()).digest())
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    words = {name: survey.attributes.get(name, ("",) * len(order)) for name in ("unit", "profession", "seniority")}
    units = {word: number for number, word in enumerate(sorted({word for word in words["unit"] if word}, key=_hashed))}
    profession = {word: number for number, word in enumerate(PROFESSIONS)}
    return {
        "people": len(order),
        "unit": [units.get(words["unit"][row], -1) for row in order],
        "profession": [profession.get(words["profession"][row], -1) for row in order],
        "seniority": [int(words["seniority"][row] or 0) for row in order],
        "responded": survey.responded[order].astype(int).tolist(),
        "namer": place[survey.namer].tolist(),
        "named": place[survey.named].tolist(),
        "items": {
            item: [None if np.isnan(value) else float(value) for value in values]
            for item, values in survey.items.items()
        },
    }


def read_ties(given: Any) -> Survey:
    """The survey that the browser sends back.

    Raises:
        FirewoodError: it is none.
    """
    known = group(given, "survey", ("people", *_COLUMNS, "items"))
    people = whole(known.get("people"), "people", 2, MAX_PEOPLE)
    unit, profession, seniority, responded = (
        _column(known, name, low, high, people) for name, (low, high) in _COLUMNS.items() if name not in _ENDS
    )
    namer, named = (_column(known, name, 0, people - 1, None) for name in _ENDS)
    if len(namer) != len(named) or len(namer) > MOST_ARCS:
        raise PageError(f"survey: namer and named go together, at most {MOST_ARCS:,} of each")
    items = group(known.get("items", {}), "items", ITEMS)
    return Survey.of(
        [f"p{row:05d}" for row in range(people)],
        namer,
        named,
        {name: _answers(values, name, len(namer)) for name, values in items.items()},
        responded=np.array(responded, dtype=bool),
        attributes={
            "unit": [f"u{number:04d}" if number >= 0 else "" for number in unit],
            "profession": [PROFESSIONS[number] if number >= 0 else "" for number in profession],
            "seniority": [str(number) if number else "" for number in seniority],
        },
        source="the survey",
    )


_ENDS: Final = ("namer", "named")
_COLUMNS: Final = {
    "unit": (-1, MAX_PEOPLE),
    "profession": (-1, len(PROFESSIONS) - 1),
    "seniority": (0, 3),
    "responded": (0, 1),
    "namer": (0, MAX_PEOPLE),
    "named": (0, MAX_PEOPLE),
}


def _column(known: dict[str, Any], name: str, low: int, high: int, length: int | None) -> list[int]:
    values = known.get(name)
    if not isinstance(values, list) or (length is not None and len(values) != length):
        raise PageError(f"survey: {name} is not one number a person")
    return [whole(value, name, low, high) for value in values]


def _answers(values: Any, name: str, length: int) -> list[float]:
    if not isinstance(values, list) or len(values) != length:
        raise PageError(f"survey: {name} is not one answer an arc")
    return [float("nan") if value is None else float(whole(value, name, 1, 5)) for value in values]


def _hashed(word: str) -> bytes:
    return sha256(word.encode()).digest()


def _refuse_bombs(data: bytes) -> None:
    """Refuse a workbook that unpacks to too much, by what its directory declares (the reader holds it to that)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            size = sum(part.file_size for part in parts.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        raise PageError("The file cannot be read as a workbook; save it again as .xlsx.") from None
    if size > MAX_UNZIPPED:
        raise PageError(
            f"The workbook unpacks to {size / 1e6:,.0f} MB; at most {MAX_UNZIPPED / 1e6:.0f} MB are read here."
        )


def template() -> bytes:
    """The blank roster form, as a workbook."""
    from sim.network.reading import template as write_template

    with TemporaryDirectory() as folder:
        (path,) = write_template(Path(folder) / "survey.xlsx")[:1]
        return path.read_bytes()


def example() -> dict[str, Any]:
    """A survey of simulated staff after two years of training in a damp organisation with the ties of Trust D."""
    from sim.network.held import hold
    from sim.network.holding import Holding
    from sim.scenario import Scenario
    from sim.snapshot import snapshots

    scenario = Scenario(network={"kind": "trust_d", "size": 120}, seasoning=0.4, seed=4, weeks=104)
    state = next(snapshots(scenario, [104]))
    survey = hold(state, Holding(response=0.7), 4).survey
    return told(survey, named=False)
