"""The batches of a fit as sweeps: each an ordinary one, under the fit's folder, that resumes and can be read alone.

    outputs/<study>/<n>/
      fit.json                    what was asked; what came of it
      proposals/g02-b01-5f3a9c.csv  the candidates of a batch, with their seeds: the table of its design
      sweeps/g02-b01-5f3a9c/      the sweep
      told/g02-b01-5f3a9c.parquet what its staff answer, where the target is a survey with a cap
      …                           what `analysis.fitting.saved` writes at the end

A fit that is asked for again finds its folder by a key of all that decides its results; where it was stopped,
candidates are drawn again, which gives the same ones, and what their sweeps hold is not run again.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from analysis.fitting.asked import AskedFit, FitOptions
from analysis.fitting.free import values_of, written
from analysis.fitting.smc import Batch
from experiments import keys
from experiments.engines import Engine
from experiments.folder import writing
from experiments.plan import plan
from experiments.provenance import origin
from experiments.rounds import Tell
from experiments.run import cores
from experiments.shard import seconds
from experiments.store import files
from experiments.store.files import SWEEP
from experiments.store.folder import Sweep
from experiments.sweeps import go_on
from sim.compiled import source_digest
from sim.errors import ConfigError
from sim.network.holding import Holding

Values = NDArray[np.float64]

FIT: Final = "fit.json"
_ENDS: Final = ("generations", "goal", "rate", "trials", "draws", "patterns", "pattern_draws", "pattern_seeds")
"""Options that say how far a fit goes and what is looked at afterwards: a fit with others goes on in its folder."""

_PARTS: Final = 4
"""Shards a process, in a batch: what is lost by a kill, and how evenly processes are busy."""


def folder_of(asked: AskedFit[Any], method: str) -> Path:
    """The folder of a fit: the one it has already, or the next number; `fit.json` says what was asked.

    Raises:
        OutputError: it cannot be written.
    """
    key = fit_key(asked, method)
    for found in sorted(asked.study.glob(f"*/{FIT}")):
        with suppress(OSError, ValueError, AttributeError):
            if json.loads(found.read_text("utf-8")).get("key") == key:
                return found.parent
    number = 1
    with writing(asked.study):
        asked.study.mkdir(parents=True, exist_ok=True)
        while True:
            place = asked.study / str(number)
            with suppress(FileExistsError):
                place.mkdir()
                break
            number += 1
    said = {
        "key": key,
        "method": method,
        "overrides": list(asked.typed),
        "target": {"file": asked.target.source, "digest": asked.target.digest, "notes": list(asked.target.notes)},
        "free": [written(each) for each in asked.free],
        "model": source_digest(),
        "made": origin(diff=False),
    }
    files.replace_json(place / FIT, said)
    return place


def fit_key(asked: AskedFit[Any], method: str) -> str:
    """What makes a fit the same fit: 16 hex digits."""
    options: FitOptions = asked.options
    said = {
        "method": method,
        "world": keys.total(keys.leaves(asked.composed.scenario), source_digest()),
        "free": [[each.name, each.low, each.high, each.log] for each in asked.free],
        "target": asked.target.digest,
        "options": options.model_dump(exclude={"target", "free", "cap", *_ENDS}),
    }
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


class Batches:
    """Runs batches of candidates of a fit.

    Args:
        asked: the fit.
        place: its folder.
        engine: what does the work.
        tell: called with the progress of each sweep.

    Attributes:
        runs, failed: how many there were so far.
        why: what the first that failed said.
    """

    def __init__(self, asked: AskedFit[Any], place: Path, engine: Engine, tell: Tell | None = None) -> None:
        self._asked, self._place, self._engine, self._tell = asked, place, engine, tell
        self.runs = self.failed = 0
        self.why = ""

    @property
    def failures(self) -> list[str]:
        """What is to be said of runs that failed: a sentence, or none."""
        if not self.failed:
            return []
        said = f"{self.failed:,} of {self.runs:,} runs failed and count as infinitely far; the first: {self.why}"
        return [said if said.endswith(".") else f"{said}."]

    def distances(self, batch: Batch) -> Values:
        """The distances of a batch, as `analysis.fitting.smc` asks for them, shape (B, R)."""
        name = f"g{batch.generation:02}-b{batch.number:02}"
        return self.of_values(name, values_of(batch.unit, self._asked.free), batch.seeds.tolist())

    def of_values(
        self, name: str, values: Values, seeds: Sequence[int] | None, replicates: int | None = None
    ) -> Values:
        """The distances of some points.

        Args:
            name: of the sweep; what is in it is added in six digits, so that fits that part ways never meet.
            values: shape (B, d).
            seeds: of the first run of each; None: all share seeds 0, 1, ….
            replicates: runs of each; left out, those of the options.

        Returns:
            Shape (B, R).
        """
        found = self.simulated(name, values, seeds, replicates)
        flat = self._asked.target.distances(found.reshape(-1, found.shape[2]))
        return flat.reshape(found.shape[:2])

    def simulated(
        self, name: str, values: Values, seeds: Sequence[int] | None, replicates: int | None = None
    ) -> Values:
        """What is simulated at the target's points, shape (B, R, P); NaN where a run failed.

        Candidates that are alike, as whole numbers often are, are one point of the sweep.
        """
        count = replicates or self._asked.options.replicates
        sweep, target = self.run(name, values, seeds, count), self._asked.target
        found = target.simulated(sweep)[1] if target.form is None else self._told(sweep, target.form)
        each: Values = found.reshape(-1, count, found.shape[1])[sweep.sample["point"].to_numpy()]
        return each

    def run(self, name: str, values: Values, seeds: Sequence[int] | None, replicates: int) -> Sweep:
        """The sweep of some points, run to its end.

        Raises:
            FirewoodError: what the user can mend.
        """
        content = _csv([each.name for each in self._asked.free], values, seeds)
        name = f"{name}-{sha256(content).hexdigest()[:6]}"
        there = self._place / "sweeps" / name
        sweep = Sweep(there) if (there / SWEEP).is_file() else self._planned(name, content, replicates)
        go_on(sweep, self._engine, tell=self._tell)
        status = sweep.status()
        self.runs, self.failed = self.runs + status.total, self.failed + status.failed
        if status.failed and not self.why:
            self.why = str(sweep.failures["message"].iloc[0])
        return sweep

    def _told(self, sweep: Sweep, form: Holding) -> Values:
        """What the target's form tells of a sweep, shape (runs, P); kept, so that no run is made again twice."""
        import pandas as pd

        from analysis.fitting.form import told

        kept, measures = self._place / "told" / f"{sweep.path.name}.parquet", self._asked.target.measure
        if not kept.is_file():
            threads = self._asked.engine.processes or self._asked.threads or cores()
            table = pd.DataFrame(told(sweep, form, measures, threads), columns=list(measures))
            with writing(kept.parent):
                kept.parent.mkdir(exist_ok=True)
            files.replace_bytes(kept, table.to_parquet(index=False))
        return pd.read_parquet(kept, columns=list(measures)).to_numpy()

    def _planned(self, name: str, content: bytes, replicates: int) -> Sweep:
        """A new sweep of a table of points."""
        table = self._place / "proposals" / f"{name}.csv"
        with writing(table.parent):
            table.parent.mkdir(exist_ok=True)
        files.replace_bytes(table, content)
        target = self._asked.target
        kept = [f"series=[{','.join(target.measures)}]", f"series_every={target.every}"] if target.weekly else []
        words = [
            *self._asked.fixed,
            f"outputs={_quoted(self._place)}",
            "study=sweeps",
            f"sweep={name}",
            "design=table",
            f"design.file={_quoted(table)}",
            f"replicates={replicates}",
            *kept,
            f"engine.seconds={self._work((content.count(b'\n') - 1) * replicates):.3g}",
            *self._asked.engine_words,
        ]
        return plan(words).sweep

    def _work(self, runs: int) -> float:
        """Seconds of work in a shard, so that every process has some of them."""
        scenario = self._asked.composed.scenario
        people = sum(trust.network.about for trust in scenario.trusts)
        processes = self._asked.engine.processes or self._asked.threads or cores()
        whole = float(seconds(float(people), float(scenario.weeks))) * runs
        return float(np.clip(whole / (processes * _PARTS), 0.01, 5.0))


def no_distance(batches: Batches, why: str) -> ConfigError:
    """The mistake to tell when no run gave a distance."""
    return ConfigError(f"{why}: {' '.join(batches.failures) or 'what the target measures was never defined in them'}")


def note_result(place: Path, **said: Any) -> None:
    """Add what came of a fit to its `fit.json`."""
    there: Mapping[str, Any] = json.loads((place / FIT).read_text("utf-8"))
    files.replace_json(place / FIT, {**there, **said})


def _csv(names: Sequence[str], values: Values, seeds: Sequence[int] | None) -> bytes:
    head = [*names, *([] if seeds is None else ["seed"])]
    lines = [",".join(head)]
    for number, row in enumerate(values.tolist()):
        cells = [repr(int(cell)) if cell == int(cell) and abs(cell) < 1e15 else repr(cell) for cell in row]
        lines.append(",".join([*cells, *([] if seeds is None else [str(seeds[number])])]))
    return ("\n".join(lines) + "\n").encode()


def _quoted(path: Path) -> str:
    text = str(path.absolute()).replace("\\", "\\\\").replace("'", "\\'")
    return f"'{text}'"
