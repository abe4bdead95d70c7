"""One job from end to end: run it, keep it, draw it, tell it.

`firewood` and `firewood run` differ in what they run and in what they say of it (`Telling`); the rest is here.
"""

import json
import math
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.facts import OUTCOMES, Facts, facts_of, runs_table
from analysis.figures import style
from analysis.figures.fires import fires
from analysis.figures.ties import LARGEST, MOST, drawable, ties
from analysis.intervals import middle
from analysis.never import never
from analysis.snapshots import story
from analysis.words import DISCLAIMER, burning, verdict
from app import table
from app.compiling import compile_once
from app.progress import note, progress
from experiments.compose import DECIDES
from experiments.folder import ResultFolder, result_folder
from experiments.provenance import job_key
from experiments.run import Batch, StoppedError, Surveys, pieces_of, read_surveys, run_replicates
from experiments.saved import save, scenarios_of
from sim.scenario import Scenario

if TYPE_CHECKING:
    from rich.console import Console


@dataclass(frozen=True)
class Job:
    """What to run, and where its results go.

    Attributes:
        name: what the job is called, such as "main".
        scenarios: each run once with each seed.
        seeds: one a replicate.
        outputs, study: results go to a folder in `outputs/study`.
        threads: threads to work with; None for one a core.
        overrides: what was asked for, as typed.
    """

    name: str
    scenarios: Sequence[Scenario]
    seeds: Sequence[int]
    outputs: Path
    study: str
    threads: int | None
    overrides: Sequence[str]


@dataclass(frozen=True)
class Telling:
    """What is said of a job besides its table.

    Attributes:
        title, below: heading of the figure of fires, and the line below it.
        drawn: which fires' ties are drawn.
        said: headings with their paragraphs, from the facts; a paragraph that begins with "$ " is a command.
        details: more for `--json`, from the facts.
        results: more tables below the first, printed also when quiet.
        files: writes more files into the folder.
    """

    title: str
    below: str
    drawn: Callable[[Sequence[Facts]], Sequence[Facts]]
    said: Callable[[Sequence[Facts]], list[tuple[str, list[str]]]]
    details: Callable[[Sequence[Facts]], dict[str, Any]]
    results: Callable[["Console", Sequence[Facts]], None] | None = None
    files: Callable[[Path, Sequence[Facts]], None] | None = None


def command(words: str, overrides: Sequence[str], *changes: str) -> str:
    """A command to try, as a paragraph of `Telling.said`: what was typed, with some of it changed."""
    changed = {change.partition("=")[0] for change in changes}
    changed |= {by_hand for group, by_hand in DECIDES.items() if group in changed}
    kept = [override for override in overrides if override.lstrip("+~").partition("=")[0].strip() not in changed]
    return " ".join(["$", words, *(shlex.quote(word) for word in (*kept, *changes))])


def carry_out(job: Job, telling: Telling, *, quiet: bool, as_json: bool) -> None:
    """Run the job, write its folder and print what came of it.

    Raises:
        FirewoodError: what the user can mend.
        KeyboardInterrupt: interrupted; its text says what is kept.
    """
    for scenario in job.scenarios:
        for line in never(scenario):
            note(line, quiet=quiet)
    surveys = read_surveys(job.scenarios)
    if not quiet and not as_json:
        _tell_surveys(surveys)
    with result_folder(job.outputs, job.study) as folder:
        compile_once(job.scenarios, quiet=quiet)
        batch = run_job(job, folder, quiet=quiet)
        facts = facts_of(batch)
        note("Drawing …", quiet=quiet)
        save(folder.path, batch, runs_table(facts), job.overrides, job.name)
        skipped = _draw(folder.path, batch, facts, telling)
        if telling.files is not None:
            telling.files(folder.path, facts)
        place = folder.finish(job_key(scenarios_of(batch), job.seeds))
    if as_json:
        print(json.dumps(_as_json(job, batch, facts, telling, place), ensure_ascii=False, allow_nan=False))
        return
    _tell(batch, facts, telling, place, skipped, quiet=quiet)


def run_job(job: Job, folder: ResultFolder, *, quiet: bool) -> Batch:
    """All runs; on an interruption those of the finished seeds are kept and said."""
    total, pieces = len(job.scenarios) * len(job.seeds), pieces_of(job.scenarios, job.seeds)
    try:
        with progress("Runs" if pieces == total else "Organisations", pieces, quiet=quiet) as advance:
            return run_replicates(job.scenarios, job.seeds, threads=job.threads, progress=advance)
    except StoppedError as stopped:
        batch = stopped.batch
        if batch is None:
            raise KeyboardInterrupt("No run was finished, and nothing is kept.") from None
        seeds = batch.fires[0].seeds
        save(folder.path, batch, runs_table(facts_of(batch)), job.overrides, job.name)
        place = folder.finish(job_key(scenarios_of(batch), seeds))
        raise KeyboardInterrupt(f"{len(seeds) * len(job.scenarios)} of {total} runs are kept in {place}.") from None


def _draw(folder: Path, batch: Batch, facts: Sequence[Facts], telling: Telling) -> list[str]:
    """Both figures; says what was not drawn, and why."""
    skipped = []
    chosen = list(telling.drawn(facts))
    small = [fact for fact in chosen if drawable(fact.fire.start["people"][0])]
    if len(small) < len(chosen):
        skipped.append(f"Ties are drawn up to {LARGEST:,} people; above that single people cannot be seen.")
    if len(small) > MOST:
        skipped.append(f"Ties are drawn of the first {MOST} organisations.")
    with style.paper():
        style.save(fires(facts, telling.title, telling.below), folder, "fires")
        if small:
            drawn = [story(fact, batch.surveys) for fact in small[:MOST]]
            below = "The same people in the same places: who is tied with whom, and who practises"
            style.save(ties(drawn, "The ties", below), folder, "ties")
    return skipped


def _tell_surveys(surveys: Surveys) -> None:
    """What was read and repaired, before anything is run with it."""
    screen = table.console()
    for survey in surveys.values():
        for line in survey.describe():
            table.say(screen, line)
        screen.print()


def _tell(
    batch: Batch, facts: Sequence[Facts], telling: Telling, place: Path, skipped: Sequence[str], *, quiet: bool
) -> None:
    """Everything in plain words; only the table when quiet."""
    screen = table.console()
    _tables(screen, facts, quiet=quiet)
    if telling.results is not None:
        telling.results(screen, facts)
    if quiet:
        return
    for number, (heading, paragraphs) in enumerate(telling.said(facts)):
        if number:
            screen.print()
        table.say(screen, heading, style="bold")
        for paragraph in paragraphs:
            command = paragraph.startswith("$ ")
            table.say(screen, paragraph.removeprefix("$ "), indent=4 if command else 2, style="cyan" if command else "")
    screen.print()
    table.say(screen, DISCLAIMER, style="italic")
    for line in skipped:
        table.say(screen, line)
    files = ", ".join(sorted(path.name for path in place.iterdir()))
    table.say(screen, f"Written to {place}: {files}.")
    table.say(screen, "The same job again replaces this folder; any other job gets the next number.", style="dim")


def _tables(screen: "Console", facts: Sequence[Facts], *, quiet: bool) -> None:
    """How the fires ended and, unless quiet, why; what the rows mean below each."""
    parts = [
        ("How it ended", table.endings, table.endings_notes),
        ("What lay behind it", table.reasons, table.reasons_notes),
    ]
    for heading, asked, notes in parts[:1] if quiet else parts:
        if not quiet:
            table.say(screen, heading, style="bold underline")
        table.show(screen, facts, asked)
        screen.print()
        for line in notes(facts):
            table.say(screen, line, style="dim")
        if asked is table.endings:
            table.say(screen, DISCLAIMER, style="italic")
        if not quiet:
            screen.print()


def _as_json(job: Job, batch: Batch, facts: Sequence[Facts], telling: Telling, place: Path) -> dict[str, Any]:
    """What a script reads; NaN becomes null."""
    made: dict[str, Any] = {
        "job": job.name,
        "seeds": list(job.seeds),
        "weeks": job.scenarios[0].weeks,
        "organisations": [_fire_json(fact) for fact in facts],
        **telling.details(facts),
        "digest": batch.digest,
        "outputs": str(place),
        "disclaimer": DISCLAIMER,
    }
    plain: dict[str, Any] = _known(made)
    return plain


def _fire_json(fact: Facts) -> dict[str, Any]:
    measures = {
        "knowledge_mobilised": fact.mean("knowledge_mobilised"),
        "locked_in": fact.mean("locked_in"),
        "smoke": fact.mean("resentment"),
        "ostracised": fact.mean("ostracised"),
        "talk_answered": fact.answered,
        "in_talk": fact.in_talk,
        "practising_final": fact.final,
    }
    return {
        "name": fact.name,
        "n": len(fact),
        "outcomes": {outcome: fact.count(outcome) for outcome in OUTCOMES},
        "outcome_of_most": fact.usual,
        "burning": burning(fact)._asdict(),
        "practising": [
            {"when": m.words, "weeks": m.weeks, **middle(fact.practising(m))._asdict()} for m in fact.moments
        ],
        **{name: middle(values)._asdict() for name, values in measures.items()},
        "safety": fact.safety,
        "signal": fact.signal,
        "start": {name: middle(values).value for name, values in fact.fire.start.items()},
        "end": {name: middle(values).value for name, values in fact.fire.end.items()},
        "verdict": verdict(fact),
    }


def _known(value: Any) -> Any:
    """The same with null for what is not finite."""
    match value:
        case float():
            return value if math.isfinite(value) else None
        case str():
            return value.replace("\N{NO-BREAK SPACE}", " ")
        case dict():
            return {name: _known(inner) for name, inner in value.items()}
        case list():
            return [_known(inner) for inner in value]
        case _:
            return value
