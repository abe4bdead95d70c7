"""The command `firewood`: reads what was typed, calls one subcommand, tells mistakes in plain words.

Results go to standard output, progress and mistakes to standard error. Exit status: 0 done, 1 a run
failed (or Firewood did), 2 the user's mistake, 130 interrupted, 141 nobody reads any more.

Nothing heavy is imported here: each subcommand imports what it needs when it is called.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from app import look
from app.analyses import HELP, analyse
from app.arguments import Json, Overrides, Quiet
from app.calibrating import calibrate
from app.known import Known, is_override
from app.many import many
from app.science import science
from app.serving import serving
from app.streams import printable, unread
from sim.errors import FirewoodError

MISTAKE: Final = 2
INTERRUPTED: Final = 130
NOT_READ: Final = 141

_MAIN_JOB: Final = "main"
_IGNORED: Final = ("--multirun", "-m")
_ANYWHERE: Final = ("--quiet", "-q", "--json")


@contextmanager
def plain_words() -> Iterator[None]:
    """Turn what stops a command into one clear message and the exit status for it."""
    try:
        yield
    except FirewoodError as mistake:
        say(str(mistake))
        raise SystemExit(MISTAKE) from None
    except KeyboardInterrupt as stop:
        say(f"Interrupted. {stop}".rstrip())
        raise SystemExit(INTERRUPTED) from None
    except BrokenPipeError:
        unread(sys.__stdout__)
        raise SystemExit(NOT_READ) from None


def say(message: str) -> None:
    """A message on standard error, if anybody reads it."""
    try:
        print(message, file=sys.stderr)
    except BrokenPipeError:
        unread(sys.__stderr__)


class Commands(Known):
    """The subcommands; without one, what was typed belongs to the main job."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put a subcommand first, and leave out what has no meaning here."""
        typed = [word for word in args if word not in _IGNORED]
        flags = list(takewhile(lambda word: word in _ANYWHERE, typed))
        words = typed[len(flags) :]
        if words and words[0].startswith("-"):
            with plain_words():  # --help and --version print here
                return super().parse_args(ctx, words)
        command = [_MAIN_JOB] if not words or is_override(words[0]) else [words.pop(0)]
        with plain_words():
            self.see_to(command[0], ctx)
            return super().parse_args(ctx, [*command, *flags, *words])

    def invoke(self, ctx: Any) -> Any:
        """Run it, telling mistakes in plain words."""
        with plain_words():
            return super().invoke(ctx)


app = typer.Typer(cls=Commands, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"firewood {version('firewood')}")
        raise typer.Exit


@app.callback()
def firewood(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """How a culture of improvement catches, spreads, smoulders or goes out in a hospital.

    With no command, Firewood does its main job: the same programme in trusts A and D, seasoned and
    damp. Changes are given as NAME=VALUE; firewood params
    lists what can be changed:

    firewood run network=trust_d context=damp leadership=distributed
    """


@app.command(_MAIN_JOB, hidden=True)
def main_job(overrides: Overrides = None, quiet: Quiet = False, as_json: Json = False) -> None:
    """The same programme in trusts A and D, seasoned and damp."""
    look.at_main_job(overrides or [])
    from app.commands.main_job import run as main_job_run

    main_job_run(overrides or [], quiet=quiet, as_json=as_json)


@app.command("run")
def run(overrides: Overrides = None, quiet: Quiet = False, as_json: Json = False) -> None:
    """Run one scenario and say how it ended."""
    look.at_run(overrides or [])
    from app.commands.run import run as run_run

    run_run(overrides or [], quiet=quiet, as_json=as_json)


@app.command("compare")
def compare(
    overrides: Overrides = None,
    what_if: Annotated[
        list[str] | None,
        typer.Option("--what-if", metavar="'NAME=VALUE …'", help="A change of the base; may be repeated."),
    ] = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Run a base and changes of it with the same luck, and say what each change does.

    firewood compare network=trust_a seasoning=0.65 --what-if leadership=distributed --what-if "talk=huddles
    programme.start=104"
    """
    look.at_comparison(overrides or [], what_if or [])
    from app.commands.compare import run as compare_run

    compare_run(overrides or [], what_if or [], quiet=quiet, as_json=as_json)


@app.command("diagnose")
def diagnose(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A survey, a graph file, or a folder with edges.csv.")],
    overrides: Overrides = None,
    names: Annotated[bool, typer.Option("--names", help="Names instead of codes, here and in the tables.")] = False,
    cap: Annotated[
        int | None, typer.Option("--cap", metavar="N", help="Most names a person could give; 0: no limit.")
    ] = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """What a survey says, beside Trust A, Trust D and the archetypes."""
    if not is_override(file):
        look.at_file(file)
    from app.commands.diagnose import run as diagnose_run

    diagnose_run(file, overrides or [], names=names, cap=cap, quiet=quiet, as_json=as_json)


@app.command("params")
def params(
    word: Annotated[str | None, typer.Argument(metavar="[WORD]", help="Only parameters named so, or about it.")] = None,
    page: Annotated[
        Path | None, typer.Option("--page", metavar="FILE", help="Renew the tables of this page: docs/odd.md.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Print every parameter: meaning, unit, range, default and source."""
    from app.commands.params import run as params_run

    params_run(word, page, as_json=as_json)


app.add_typer(many)
app.add_typer(science)
app.add_typer(
    calibrate, name="calibrate", help="Find rules for the patterns; or fit to what was measured: abc, optuna."
)
app.add_typer(serving)
app.add_typer(analyse, name="analyse", cls=Known, no_args_is_help=True, help=HELP)

survey = typer.Typer(cls=Known, no_args_is_help=True, rich_markup_mode=None)
app.add_typer(
    survey, name="survey", help="A blank form; the simulated staff's own answers; their ties for other tools."
)

Which = Annotated[
    list[str] | None,
    typer.Argument(metavar="[RUN] [NAME=VALUE]...", help="Folder of an earlier run, or what to run; and own values."),
]
Replace = Annotated[bool, typer.Option("--replace", help="Write over what is there.")]


@survey.command("template")
def survey_template(
    path: Annotated[Path | None, typer.Argument(help="A .xlsx or .csv file (left out: survey.xlsx).")] = None,
) -> None:
    """Write a blank roster form, with instructions and an example."""
    from app.commands.survey import blank

    blank(path)


@survey.command("hold")
def survey_hold(
    words: Which = None,
    output: Annotated[Path | None, typer.Option("--output", help="A .xlsx or .csv file.")] = None,
    replace: Replace = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Hold a survey of the simulated staff, and write their answers in the form that is read.

    Own values: form=roster|recall, response=0..1, cap=NAMES, week=WEEKS, organisation=NAME, seed=N.
    """
    from app.commands.survey import held

    held(words or [], output, replace=replace, quiet=quiet, as_json=as_json)


@survey.command("export")
def survey_export(
    words: Which = None,
    output: Annotated[Path | None, typer.Option("--output", help="A folder (left out: ties).")] = None,
    replace: Replace = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Write the ties of some weeks, with the state of the staff, for Gephi, UCINET, visone and R.

    Own values: week=0,208,416, format=graphml,edges,vna,gexf, organisation=NAME, seed=N.
    """
    from app.commands.survey import exported

    exported(words or [], output, replace=replace, quiet=quiet, as_json=as_json)


def main() -> None:
    """The console script."""
    printable()
    try:
        with plain_words():
            try:
                app()
            finally:
                sys.stdout.flush()
    except Exception:
        say("Firewood itself is at fault here, not what you typed. Please report what follows.")
        raise
