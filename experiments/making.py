"""Writes what a sweep is made with: its folder, `sweep.json`, `config.yaml`, `schema.json`, every change to them."""

import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any, Final

from experiments.asked import Asked
from experiments.folder import CONFIG
from experiments.keys import FILES, contents
from experiments.points import Points
from experiments.provenance import origin
from experiments.store import files, growing
from experiments.store.columns import DESIGN as DESIGN_COLUMNS
from experiments.store.columns import FAILURES, RUNS, SERIES
from experiments.store.files import DESIGN, SWEEP
from experiments.store.folder import FORMAT, Sweep
from experiments.store.shards import FAILED, SHARDS
from experiments.store.table import write_table
from sim.compiled import source_digest
from sim.errors import ConfigError
from sim.measures import MEASURES
from sim.scenario import Scenario

if TYPE_CHECKING:
    import pyarrow as pa

_ALLOWED: Final = "code change allowed"


def make(study: Path, name: str | None, table: "pa.Table", points: Points, asked: Asked) -> Path:
    """Make a sweep's folder, whole, in one step.

    Args:
        study: the folder it is made in; itself made where it is not there.
        name: of the folder; None for the next number.
        table: its design, shared out into shards.
        points, asked: what the design was made of.

    Raises:
        OutputError: it cannot be written.
        ConfigError: something else has the name.
    """
    with files.storing(study):
        study.mkdir(parents=True, exist_ok=True)
        aside = Path(mkdtemp(prefix=files.UNFINISHED, dir=study))
    try:
        with files.storing(study):
            aside.chmod(0o755)
            (aside / SHARDS).mkdir()
            (aside / FAILED).mkdir()
        for file, content in _described(points).items():
            files.replace_bytes(aside / file, content)
        write_table(aside / DESIGN, table)
        files.replace_json(aside / SWEEP, _said(asked, points, [_event("planned", table, len(table), asked)]))
        with files.storing(study):
            return _named(aside, study, name)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise


def regrow(sweep: Sweep, table: "pa.Table", points: Points, asked: Asked) -> int:
    """Put a larger design in place of a sweep's own, which the caller has in hand; how many runs are new."""
    new = len(table) - len(sweep.shard_of_runs())
    said = sweep.said
    history = [*said["history"], _event("grown", table, new, asked)]
    growing.grow(sweep.path, table, {**said, **_asked(asked, points), "history": history}, _described(points))
    return new


def note(sweep: Sweep, what: str, **more: Any) -> None:
    """Add an event to the history of a sweep, which the caller has in hand."""
    said = sweep.said
    files.replace_json(
        sweep.path / SWEEP, {**said, "history": [*said["history"], {"what": what, **more, **origin(diff=False)}]}
    )


def rule(sweep: Sweep, asked: Asked) -> None:
    """Go on with another rule for automatic replicates; the caller has the sweep in hand."""
    said = sweep.said
    options = asked.options.replicates.model_dump(mode="json")
    history = [*said["history"], {"what": "replicates by another rule", "replicates": options, **origin(diff=False)}]
    files.replace_json(
        sweep.path / SWEEP, {**said, "overrides": list(asked.typed), "replicates": options, "history": history}
    )


def see_to_code(sweep: Sweep, *, allow: bool) -> None:
    """Refuse to go on with other code of the model than a sweep was planned with, or record that it was allowed.

    The caller has the sweep in hand.

    Raises:
        ConfigError: it is other code, and that is not allowed.
    """
    here, planned = source_digest(), sweep.meta.model
    allowed = [each["model"] for each in sweep.said["history"] if each["what"] == _ALLOWED]
    if here in (planned, *allowed):
        return
    if not allow:
        raise ConfigError(
            f"{sweep.path}: this sweep was made with other code of the model ({planned}; here it is {here}). "
            "Its runs would not belong together: begin another sweep, or go on all the same with --allow-code-change, "
            "which is recorded"
        )
    status = sweep.status()
    note(sweep, _ALLOWED, before=planned, done=status.done, missing=status.missing)


def see_to_files(sweep: Sweep) -> None:
    """Refuse to go on where a file of ties is no longer what it was.

    Raises:
        ConfigError: it is another.
        NetworkError: it cannot be read.
    """
    for path, digest in sweep.said["files"].items():
        if contents(path) != digest:
            raise ConfigError(
                f"{path}: this file is not what it was when {sweep.path} was planned, so further runs would not belong "
                "to those that are done; begin another sweep, or put the file back"
            )


def any_model(sweep: Sweep) -> bool:
    """Whether a change of code was ever allowed."""
    return any(each["what"] == _ALLOWED for each in sweep.said["history"])


def _said(asked: Asked, points: Points, history: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        **_asked(asked, points),
        "model": points.model,
        "history": history,
        "made": origin(diff=True),
    }


def _asked(asked: Asked, points: Points) -> dict[str, Any]:
    options = asked.options
    return {
        "overrides": list(asked.typed),
        "design": options.design.model_dump(mode="json"),
        "ranges": [asdict(each) for each in asked.ranges],
        "replicates": options.replicates.model_dump(mode="json"),
        "engine": options.engine.model_dump(mode="json"),
        "series": {"measures": list(options.series), "every": options.series_every},
        "first_seeds": sorted({each.scenario.seed for each in points.variants}),
        "files": _files(points),
    }


def _files(points: Points) -> dict[str, str]:
    """Files of ties that are read, with a digest of what is in them."""
    found: dict[str, str] = {}
    for variant in points.variants:
        for path, value in variant.leaves.items():
            if path.endswith(FILES) and value is not None:
                found[value] = contents(value)
    for column in points.columns:
        if column.name.endswith(FILES):
            found |= {value: contents(value) for value in column.values if value is not None}
    return found


def _event(what: str, table: "pa.Table", new: int, asked: Asked) -> dict[str, Any]:
    runs = {"runs": len(table), "new": new}
    return {"what": what, **runs, "overrides": list(asked.typed), **origin(diff=False)}


def _described(points: Points) -> dict[str, bytes]:
    """`config.yaml` and `schema.json`."""
    from omegaconf import OmegaConf

    variants = [
        {"choices": dict(each.choices), "scenario": each.scenario.model_dump(mode="json")} for each in points.variants
    ]
    varied = [column.name for column in points.columns]
    head = (
        "# Every variant of the world in full. What is varied in it has the value of its first point here;\n"
        "# design.parquet has that of each run.\n"
    )
    columns: Mapping[str, Mapping[str, str]] = {
        "design": {**DESIGN_COLUMNS, **dict.fromkeys(varied, "what is varied")},
        "runs": RUNS,
        "series": {**SERIES, **MEASURES},
        "failures": FAILURES,
    }
    content = {
        "columns": {name: dict(each) for name, each in columns.items()},
        "scenario": Scenario.model_json_schema(),
    }
    return {
        CONFIG: (head + OmegaConf.to_yaml({"varied": varied, "variants": variants})).encode(),
        "schema.json": (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode(),
    }


def _named(aside: Path, study: Path, name: str | None) -> Path:
    """Give a folder its name, in one step; of numbers, the next that nobody has."""
    number = 1
    while True:
        target = study / (name or str(number))
        if not target.exists():
            with suppress(FileExistsError):
                os.rename(aside, target)
                files.sync(study)
                return target
        if name is not None:
            raise ConfigError(f"{target}: something else is in this folder; name another with sweep=NAME")
        number += 1
