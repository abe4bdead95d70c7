"""`firewood calibrate`: finds rules with which the calibrated patterns come out, and how wide such rules lie."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from analysis.calibrate.accepted import Member, from_the_middle, looked_at_again, rounded, widths
from analysis.calibrate.free import HIGH, LOW, START, rules_of
from analysis.calibrate.monte import Generation, Search, search, sieve
from analysis.calibrate.page import configuration, page
from analysis.calibrate.target import Target
from app import table
from app.compiling import compile_once
from app.progress import note
from experiments.compose import compose
from experiments.folder import writing
from experiments.overrides import folder as configs
from experiments.provenance import provenance
from sim.compiled import source_digest
from sim.errors import ConfigError
from sim.scenario import Rules, Scenario

STUDY: Final = "calibration"
_ALLOWED: Final = ("study", "outputs", "seed", "threads", "rules")

SIEVE: Final = 64
"""Seeds with which the last generation is sieved."""

MARGIN: Final = 1.0
"""Standard errors by which shares must lie inside their criteria in the sieve: what only just holds there would fail
with half of all other seeds."""

SEARCH_SEEDS: Final = 1000
"""The first seed of the search; those of the check follow a thousand later, those of the patterns begin at 0."""


def run(
    words: Sequence[str],
    *,
    particles: int,
    seeds: int,
    members: int,
    again: int,
    write: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Search, look again at what was accepted, and tell.

    Args:
        words: overrides: where results go, the seed of the search, and values of the rules that are not free.
        particles: accepted in each generation.
        seeds: of each arm in the search.
        members: of the accepted that are looked at again.
        again: seeds of each arm then.
        write: also write the rules and the page.
        quiet, as_json: as everywhere.

    Raises:
        FirewoodError: what the user can mend.
        KeyboardInterrupt: interrupted; what was found is kept.
    """
    wrong = [word for word in words if "=" not in word or not _name(word).startswith(_ALLOWED)]
    if wrong:
        raise ConfigError(f"firewood calibrate takes {', '.join(_ALLOWED)} as NAME=VALUE; not {', '.join(wrong)}")
    composed = compose(words)
    others = composed.scenario.rules
    typed = {_name(word) for word in words}
    place = composed.outputs / (composed.study if "study" in typed else STUDY)
    compile_once([Scenario()], quiet=quiet)
    searched = range(SEARCH_SEEDS, SEARCH_SEEDS + seeds)
    looked = range(2 * SEARCH_SEEDS, 2 * SEARCH_SEEDS + again)
    how = Search(LOW, HIGH, particles=particles, seed=composed.seed, start=START, made_by=source_digest())
    sieving = range(SEARCH_SEEDS, SEARCH_SEEDS + SIEVE)
    target = Target(others, searched, composed.threads)
    try:
        generations = search(how, target, place / "candidates.jsonl", lambda found: _tell_generation(found, quiet))
        strict = Target(others, sieving, composed.threads, MARGIN)
        note(f"Sieving {len(generations[-1].values)} candidates with {len(sieving)} seeds …", quiet=quiet)
        last = sieve(how, generations[-1], len(generations), strict, place / "candidates.jsonl")
        if not len(last.values):
            raise ConfigError("No candidate came through the sieve; search longer, with more particles.")
        generations.append(last)
        _tell_generation(last, quiet)
        order = _with_todays(from_the_middle(last), last, others, members)
        found = looked_at_again(
            last, order, others, looked, place / "runs.jsonl", threads=composed.threads,
            tell=lambda done, of: note(f"Looked again at {done} of {of} accepted candidates", quiet=quiet),
        )  # fmt: skip
    except KeyboardInterrupt:
        raise KeyboardInterrupt(f"What was found is kept in {place}; the same command goes on from there.") from None
    made = provenance([Scenario()], searched, words, "")
    made |= {
        "command": " ".join(["firewood calibrate", *words]),
        "seeds": _span(searched),
        "sieved": _span(sieving),
        "margin": MARGIN,
        "again": _span(looked),
    }
    holding = [number for number, member in enumerate(found) if member.holds]
    best = next((number for number in holding if found[number].rules == others), next(iter(holding), None))
    if best is None:
        note("At none of them did all criteria hold with other seeds; nothing is written.")
        write, best = False, 0
    width = widths(last)
    if write:
        _write(configs() / "rules" / "default.yaml", configuration(found[best].rules, width, made))
        _write(Path("docs") / "calibration.md", page(generations, width, found, best, made))
    told: dict[str, Any] = {
        "tolerance": last.tolerance,
        "tried": sum(generation.tried for generation in generations),
        "looked_at": len(found),
        "holding": sum(member.holds for member in found),
        "rules": found[best].rules.model_dump(),
        "edge": found[best].edge,
        "width": {name: each._asdict() for name, each in width.items()},
    }
    if as_json:
        print(json.dumps(told))
    else:
        _tell(told, found, best, write)


def _with_todays(order: Sequence[int], last: Generation, others: Rules, most: int) -> list[int]:
    """The first `most` of the accepted, and today's defaults too, where they are among the accepted."""
    first = list(order[:most])
    todays = [row for row in order if rules_of(rounded(last.values[row]), others) == others]
    return first + [row for row in todays if row not in first]


def _name(word: str) -> str:
    return word.partition("=")[0].strip().lstrip("+~")


def _span(seeds: range) -> str:
    return f"{seeds[0]} to {seeds[-1]}"


def _write(path: Path, text: str) -> None:
    with writing(path):
        path.write_text(text, encoding="utf-8")


def _tell_generation(found: Generation, quiet: bool) -> None:
    note(f"Generation within {found.tolerance:.3g}: {len(found.values)} kept of {found.tried} tried", quiet=quiet)


def _tell(told: dict[str, Any], found: Sequence[Member], best: int, written: bool) -> None:
    screen = table.console()
    table.say(
        screen,
        f"{told['tried']} candidates tried; the last generation keeps within {told['tolerance']:.3g}. Looked at again "
        f"with other seeds, the calibrated patterns all hold at {told['holding']} of {told['looked_at']}.",
    )
    table.say(screen, f"The most central at which they do has its edge at seasoning {told['edge']:.3f}:")
    for name, width in told["width"].items():
        value = getattr(found[best].rules, name)
        table.say(screen, f"{name:<20} {value:<8g} accepted {width['low']:.3g} to {width['high']:.3g}", indent=2)
    if written:
        table.say(
            screen, "Written: configs/rules/default.yaml, docs/calibration.md. The schema's defaults follow by hand."
        )
