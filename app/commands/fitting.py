"""`firewood calibrate abc` and `firewood calibrate optuna`: fit free parameters to what was measured."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.fitting.asked import AbcOptions, AskedFit, OptunaOptions, ask_fit
from analysis.fitting.generations import Batches, folder_of
from analysis.fitting.smc import Generation
from app.compiling import compile_once
from app.progress import note
from experiments.engines import engine_of
from experiments.rounds import Progress
from experiments.sweeps import using
from sim.scenario import Scenario

if TYPE_CHECKING:
    from analysis.fitting.saved import Told


def abc(words: Sequence[str], *, quiet: bool, as_json: bool) -> None:
    """Fit a posterior, and tell what was learned.

    Args:
        words: as typed.
        quiet: no progress.
        as_json: JSON instead of words.

    Raises:
        FirewoodError: what the user can mend.
        KeyboardInterrupt: interrupted; what was found is kept.
    """
    from analysis.fitting.fit import fit
    from analysis.fitting.saved import save_posterior

    asked = ask_fit(AbcOptions, words)
    with _running(asked, "abc", quiet=quiet) as (place, batches):
        found = fit(
            asked,
            place,
            batches,
            tell=lambda each: _tell_generation(each, quiet=quiet),
            tell_patterns=lambda done, of: note(f"Patterns tried at {done} of {of} draws", quiet=quiet),
        )
    said = save_posterior(place, asked, found, batches.failures)
    _end(place, said, quiet=quiet, as_json=as_json)


def optuna(words: Sequence[str], *, quiet: bool, as_json: bool) -> None:
    """Fit a point, and tell how near it comes.

    Raises:
        FirewoodError: what the user can mend.
        KeyboardInterrupt: interrupted; what was found is kept.
    """
    from analysis.fitting.fit import fit_point
    from analysis.fitting.saved import save_point

    asked = ask_fit(OptunaOptions, words)
    with _running(asked, "optuna", quiet=quiet) as (place, batches):
        found = fit_point(
            asked,
            batches,
            tell=lambda each: note(
                f"{len(each.distances)} points tried, the nearest at {each.distances.min():.3g}", quiet=quiet
            ),
        )
    said = save_point(place, asked, found, batches.failures)
    _end(place, said, quiet=quiet, as_json=as_json)


@contextmanager
def _running(asked: AskedFit[Any], method: str, *, quiet: bool) -> Iterator[tuple[Path, Batches]]:
    """The folder of a fit and what runs its batches; an interruption says what is kept."""
    place = folder_of(asked, method)
    note(
        f"{place}: {len(asked.target)} points of {asked.target.source}, {len(asked.free)} free parameters", quiet=quiet
    )
    for line in asked.target.notes:
        note(f"  {line}", quiet=quiet)
    compile_once([Scenario(network={"size": 40}, weeks=1)], quiet=quiet)
    try:
        with using(engine_of(asked.engine, asked.threads)) as engine:
            yield place, Batches(asked, place, engine, None if quiet else _told)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(f"Finished runs are kept in {place}; the same command goes on there.") from None


def _told(progress: Progress) -> None:
    """Says when a process died; how far a fit is, is told generation by generation."""
    if progress.said:
        note(progress.said)


def _tell_generation(found: Generation, *, quiet: bool) -> None:
    note(
        f"Generation {found.index}: within {found.tolerance:.3g}, {len(found.weights)} of {found.tried} candidates, "
        f"effective sample size {found.effective:.0f}",
        quiet=quiet,
    )


def _end(place: Path, said: "Told", *, quiet: bool, as_json: bool) -> None:
    if as_json:
        print(json.dumps(said.as_json(), ensure_ascii=False, allow_nan=False))
        return
    from app.fits import tell

    tell(place, said, quiet=quiet)
