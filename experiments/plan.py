"""Plans a sweep: makes its folder, or finds the one it continues, and gives every run a key and a shard.

A design may grow: a plan that holds all points of the folder's design, and more, adds what is new. Runs are told
apart by their keys, so nothing that is done is planned again. Any other design is another sweep, and gets a folder
of its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments import making
from experiments.asked import Asked, ask
from experiments.check import check
from experiments.checked import see_to_seeds
from experiments.counted import verb
from experiments.design.base import GROWS
from experiments.options import ReplicateOptions
from experiments.points import Points, once, points_of
from experiments.rounds import wanted_of
from experiments.shard import Keep
from experiments.store.files import DESIGN, SWEEP, alone
from experiments.store.folder import Sweep
from experiments.store.growing import changing
from experiments.store.table import first_seeds, read_meta, read_table, shared_out, table_of, with_column
from sim.compiled import source_digest
from sim.errors import ConfigError
from sim.places import at_home

if TYPE_CHECKING:
    import pyarrow as pa

STUDY: Final = "sweeps"
"""The study of a sweep that names none."""

Told = Callable[[str], None]


class Planned(NamedTuple):
    """A sweep that is ready to be run.

    Attributes:
        sweep: on disk.
        asked: what was typed.
        new: how many runs this plan added.
    """

    sweep: Sweep
    asked: Asked
    new: int


@dataclass(frozen=True, eq=False)
class _Draft:
    asked: Asked
    points: Points
    counts: NDArray[np.int32]
    keep: Keep

    @property
    def hashes(self) -> NDArray[np.uint64]:
        return self.points.hashes


def plan(overrides: Sequence[str], *, allow_code_change: bool = False, told: Told | None = None) -> Planned:
    """Plan what was typed; runs nothing.

    Args:
        overrides: as typed.
        allow_code_change: go on with a sweep that was begun with other code of the model.
        told: called with a line about what is being done, where it takes a while.

    Raises:
        FirewoodError: what the user can mend.
    """
    asked = ask(overrides)
    points = once(points_of(asked, source_digest(), _composing(told)))
    check(points)
    if asked.options.replicates.kind == "auto":
        wanted_of(asked.options.replicates)
    options = asked.options
    draft = _Draft(
        asked, points, _counts(options.replicates, asked, points), Keep(options.series, options.series_every)
    )
    see_to_seeds(int(first_seeds(points).max()), _most(draft))
    study = _study(draft)
    with alone(study):  # who plans the same at the same moment finds the folder, and makes no second one
        place = _place(draft, study)
        if place is not None:
            with changing(place.path):
                return Planned(place, asked, _grown(place, draft, allow_code_change=allow_code_change))
        table = shared_out(table_of(points, draft.counts, draft.keep), 0, options.engine.seconds)
        made = making.make(study, options.sweep, table, points, asked)
    return Planned(Sweep(made), asked, len(table))


def _composing(told: Told | None) -> Callable[[int, int], None] | None:
    """Says how many variants are composed, where there are many."""

    def say(done: int, of: int) -> None:
        if told is not None and of > 10 and done % 10 == 1:
            told(f"Composing combination {done} of {of} …")

    return None if told is None else say


def _counts(options: ReplicateOptions, asked: Asked, points: Points) -> NDArray[np.int32]:
    """How many replicates each point has to begin with."""
    if options.kind == "auto":
        count = options.least + options.ahead
    else:
        said = {"replicates.n", "replicates"} & asked.job
        count = options.n if said else points.variants[0].composed.replicates
    return np.full(len(points), count, dtype=np.int32)


def _most(draft: _Draft) -> int:
    """How many replicates a point can come to have."""
    options = draft.asked.options.replicates
    return options.most if options.kind == "auto" else int(draft.counts.max())


def _study(draft: _Draft) -> Path:
    """The folder in which the sweep's own lies."""
    composed = draft.points.variants[0].composed
    options = draft.asked.options
    outputs = composed.outputs if options.outputs is None else at_home(options.outputs)
    return outputs / (options.study or (composed.study if composed.study != "runs" else STUDY))


def _place(draft: _Draft, study: Path) -> Sweep | None:
    """The sweep that this continues, if there is one."""
    if (name := draft.asked.options.sweep) is not None:
        return Sweep(study / name) if (study / name / SWEEP).exists() else None
    for found in sorted(study.glob(f"*/{SWEEP}"), key=lambda path: path.stat().st_mtime, reverse=True):
        if found.parent.name.isdecimal() and _continues(draft, found.parent):
            return Sweep(found.parent)
    return None


def _continues(draft: _Draft, folder: Path) -> bool:
    """Whether a folder holds this design, or one that it grows, with the same code."""
    try:
        meta = read_meta(folder / DESIGN)
        return meta.model == draft.points.model and meta.keep == draft.keep and not _strangers(draft, Sweep(folder))
    except ConfigError:
        return False


def _strangers(draft: _Draft, sweep: Sweep) -> int:
    """How many points of a sweep's design are not in this one; 0 also where this one has nothing new."""
    table = read_table(sweep.path / DESIGN, ["key"])
    if not _larger(draft, table) and not _other_rule(draft, sweep):
        return 0
    return int((~np.isin(np.unique(_old_hashes(table)), draft.hashes)).sum())


def _grown(sweep: Sweep, draft: _Draft, *, allow_code_change: bool) -> int:
    """Add what is new to a sweep; how many runs that is."""
    meta = sweep.meta
    if meta.model != draft.points.model:
        making.see_to_code(sweep, allow=allow_code_change)
        draft = _Draft(draft.asked, once(points_of(draft.asked, meta.model)), draft.counts, draft.keep)
    if meta.keep != draft.keep:
        raise ConfigError(
            f"{sweep.path}: this sweep keeps {_said(meta.keep)}, and {_said(draft.keep)} is asked for; "
            "name another with sweep=NAME"
        )
    if strangers := _strangers(draft, sweep):
        kind = draft.asked.options.design.kind
        hint = "" if kind in GROWS else f"; design={kind} cannot be grown, as design=sobol can"
        raise ConfigError(
            f"{sweep.path}: another design is in this folder: {strangers} of its points "
            f"{verb(strangers, 'is', 'are')} not in this one{hint}. "
            "Name another folder with sweep=NAME, or leave sweep= out"
        )
    old = read_table(sweep.path / DESIGN)
    if not _larger(draft, old):
        if _other_rule(draft, sweep):
            making.rule(sweep, draft.asked)
        return 0
    table = _with_old_shards(_with_old_counts(draft, old), old)
    return making.regrow(sweep, table, draft.points, draft.asked)


def _larger(draft: _Draft, old: "pa.Table") -> bool:
    """Whether some point is new, or is to have more replicates than it has."""
    return bool((draft.counts > _count_of(draft.hashes, old)).any())


def _other_rule(draft: _Draft, sweep: Sweep) -> bool:
    """Whether automatic replicates are asked for by another rule than the sweep has."""
    asked = draft.asked.options.replicates
    return asked.kind == "auto" and asked != ReplicateOptions(**sweep.said["replicates"])


def _count_of(hashes: NDArray[np.uint64], old: "pa.Table") -> NDArray[np.int32]:
    """How many replicates each of some points has in a table."""
    known, times = np.unique(_old_hashes(old), return_counts=True)
    where = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    return np.where(known[where] == hashes, times[where], 0).astype(np.int32)


def _with_old_counts(draft: _Draft, old: "pa.Table") -> _Draft:
    """A draft in which no point has fewer replicates than it has already."""
    counts = np.maximum(draft.counts, _count_of(draft.hashes, old))
    return _Draft(draft.asked, draft.points, counts, draft.keep)


def _with_old_shards(draft: _Draft, old: "pa.Table") -> "pa.Table":
    """The table of a draft; runs that were planned before stay in their shards."""
    shard = dict(zip(old["key"].to_pylist(), old["shard"].to_pylist(), strict=True))
    table = table_of(draft.points, draft.counts, draft.keep)
    mine = np.array([shard.get(key, -1) for key in table["key"].to_pylist()], dtype=np.int32)
    first = int(old["shard"].to_numpy().max()) + 1
    return shared_out(with_column(table, "shard", mine), first, draft.asked.options.engine.seconds)


def _old_hashes(table: "pa.Table") -> NDArray[np.uint64]:
    texts = table["key"].to_pylist()
    return np.fromiter((int(key[:16], 16) for key in texts), dtype=np.uint64, count=len(texts))


def _said(keep: Keep) -> str:
    return f"series {', '.join(keep.series)} of every {keep.every}. week" if keep.series else "no series"
