"""Writes a diagnosis as files that other tools read; names only where they were asked for.

diagnosis.txt     what was said, in plain words
diagnosis.json    everything, as `firewood diagnose --json` prints it
structure.csv     each measure: as read, as estimated, with its intervals
comparison.csv    the survey and the archetypes, measure by measure
people.csv        where each person stands, by code
groups.csv        units and professions
provenance.json   what it was made with
"""

import csv
import json
import platform
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import numpy as np

from analysis.diagnosis.beside import ARCHETYPES, COMPARED
from analysis.diagnosis.diagnosis import Diagnosis
from analysis.diagnosis.measured import MEANINGS
from analysis.diagnosis.words import CAUTION, compared_values, said
from analysis.intervals import Interval
from experiments.folder import PROVENANCE, writing
from experiments.provenance import firewood_version
from sim.compiled import source_digest
from sim.network.structure import BY_LABEL, MEASURES

AS_READ: Final = {"partners": "mean_degree", "names": "mean_out_degree", "returned": "reciprocity_arcs"} | {
    "returned_dyads": "reciprocity_dyads", "messengers": "messenger_share", "closed": "transitivity",
}  # fmt: skip
"""Which measure of `summary` is the same thing as read."""

Row = dict[str, Any]


def save(folder: Path, found: Diagnosis, job: str, overrides: Sequence[str]) -> None:
    """Write all files but the figures.

    Raises:
        OutputError: the folder cannot be written.
    """
    with writing(folder):
        (folder / "diagnosis.txt").write_text("\n".join(text(found)) + "\n", "utf-8")
        _write_json(folder / "diagnosis.json", as_json(found))
        for name, rows in (
            ("structure", structure(found)), ("comparison", comparison(found)),
            ("people", people(found)), ("groups", groups(found)),
        ):  # fmt: skip
            _write_csv(folder / f"{name}.csv", rows)
        _write_json(folder / PROVENANCE, _provenance(found, job, overrides))


def job_key(digest: str, *settings: Any) -> str:
    """What makes a diagnosis the same job: the survey, the settings and the source; 16 hex digits."""
    return sha256(json.dumps([digest, *settings, source_digest()]).encode()).hexdigest()[:16]


def text(found: Diagnosis) -> list[str]:
    """What was said, line by line."""
    lines = [found.source, *found.notes]
    for heading, paragraphs in said(found):
        lines += ["", heading, *(f"  {paragraph}" for paragraph in paragraphs)]
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in [*lines, "", CAUTION]]


def structure(found: Diagnosis) -> list[Row]:
    """One row a measure: estimates first, then everything as read."""
    rows = []
    for name, value in found.measured.alike.items():
        listed = found.measured.listed[name] if found.measured.listed else Interval(value.value, np.nan, np.nan)
        rows.append(
            {
                "measure": name, "meaning": MEANINGS[name], "as_read": _as_read(found, name), "estimate": value.value,
                "listed_low": listed.low, "listed_high": listed.high, "alike_low": value.low, "alike_high": value.high,
            }
        )  # fmt: skip
    meanings = MEASURES | {f"{name}_{kind}": told for name, told in BY_LABEL.items() for kind in ("unit", "profession")}
    known = {*AS_READ.values(), "ei_unit", "ei_profession"}
    blank = dict.fromkeys(("estimate", "listed_low", "listed_high", "alike_low", "alike_high"))
    rows += [
        {"measure": name, "meaning": meanings[name], "as_read": value, **blank}
        for name, value in found.as_read.items()
        if name not in known
    ]
    return rows


def _as_read(found: Diagnosis, name: str) -> float:
    return found.as_read[AS_READ.get(name, name)]


def comparison(found: Diagnosis) -> list[Row]:
    """One row a measure and network."""
    every = {"this survey": compared_values(found)}
    every |= {name: dict(found.beside.values[kind]) for kind, name in ARCHETYPES.items() if found.beside.values}
    return [
        {"measure": measure, "network": network, **values[measure]._asdict()}
        for measure in COMPARED
        for network, values in every.items()
    ]


def people(found: Diagnosis) -> list[Row]:
    """One row a person, in the order of codes."""
    who, stands = found.people, found.stands
    rows = []
    for row, code in enumerate(who.codes):
        named = {"name": who.titles[row]} if who.named else {}
        rows.append(
            {
                "code": code, **named, "unit": who.unit_of(row), "profession": who.profession_of(row),
                "silent": bool(found.who.silent[row]), "names": stands.names[row], "named_by": stands.named_by[row],
                "partners": stands.partners[row], "returned": stands.returned[row], "chains": stands.chains[row],
                "unreturned_chains": stands.unreturned[row], "messenger": stands.messenger[row],
                "betweenness": stands.betweenness[row], "cut_person": stands.cut[row],
                "cuts_off": stands.cuts_off[row], "component": stands.component[row] + 1,
                "pocket": stands.pocket[row] + 1, "core": stands.core[row],
            }
        )  # fmt: skip
    return [_plain(row) for row in rows]


def groups(found: Diagnosis) -> list[Row]:
    """One row a unit and profession."""
    names = ("kind", "name", "people", "answered", "partners", "returned", "outside", "ties_out", "messengers", "alone")
    return [{name: getattr(group, name) for name in names} for group in found.groups.groups] or [dict.fromkeys(names)]


def as_json(found: Diagnosis) -> Row:
    """Everything, NaN as null."""
    who, bias, side = found.who, found.bias, found.beside
    made = {
        "source": found.source,
        "form": found.form,
        "notes": list(found.notes),
        "response": {
            "listed": who.listed, "answered": who.count if who.says else None, "named_anyone_or_answered": who.count,
            "rate": who.rate if who.says else None, "form_says_who_answered": who.says,
            "cap": who.cap, "cap_given": who.asked, "at_cap": who.at_cap,
        },
        "structure": structure(found),
        "intervals": {
            "scheme": "jackknife over respondents", "resamples": found.measured.resamples,
            "groups": found.measured.grouped, "seed": found.seed if found.measured.grouped else None, "level": 0.95,
        },
        "reciprocity_arcs": {
            "zero_filled": bias.zero_filled, "among_those_who_answered": bias.answered,
            "silent_return_all": bias.all_returned, "uncapped_up_to": bias.uncapped,
            "readings": [reading._asdict() for reading in bias.readings],
        },
        "beside": {"builds": side.builds, "first_seed": side.seed, "response": side.rate, "cap": side.cap,
                   "why_not": side.why_not or None, "rows": comparison(found)},
        "groups": groups(found) if found.groups.groups else [],
        "ei_tests": {kind: asdict(test) for kind, test in found.groups.ei.items()},
        "islands": [{"people": island.people, "units": dict(island.units)} for island in found.groups.islands],
        "isolates": [found.people.codes[row] for row in found.groups.isolates],
        "people": people(found),
        "said": dict(said(found)),
        "caution": CAUTION,
    }  # fmt: skip
    return {name: _plain(value) for name, value in made.items()}


def _provenance(found: Diagnosis, job: str, overrides: Sequence[str]) -> Row:
    return {
        "job": job, "overrides": list(overrides), "seed": found.seed, "names": found.people.named,
        "firewood": firewood_version(), "model": source_digest(), "python": platform.python_version(),
    }  # fmt: skip


def _write_json(path: Path, value: Row) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n", "utf-8")


def _write_csv(path: Path, rows: Iterable[Row]) -> None:
    plain = [_plain(row) for row in rows]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, plain[0])
        table.writeheader()
        table.writerows(plain)


def _plain(value: Any) -> Any:
    """A value as Python's own, null for NaN."""
    match value:
        case np.generic():
            return _plain(value.item())
        case float():
            return None if np.isnan(value) else value
        case str():
            return value.replace("\N{NO-BREAK SPACE}", " ")
        case dict():
            return {name: _plain(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case _:
            return value
