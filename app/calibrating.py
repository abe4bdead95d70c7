"""The subcommand `calibrate`: rules to the patterns (without another word), or anything free to what was measured.

Each imports what it needs when it is called.
"""

from typing import Annotated, Any

import typer

from app import look
from app.arguments import Json, Overrides, Quiet
from app.known import Known, is_override

RULES = "rules"


class Calibrations(Known):
    """What can be calibrated; without a word, the rules."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put `rules` before what begins with an override or an option."""
        if not args or is_override(args[0]) or (args[0].startswith("-") and args[0] != "--help"):
            args = [RULES, *args]
        return super().parse_args(ctx, args)


calibrate = typer.Typer(cls=Calibrations, rich_markup_mode=None)


@calibrate.command(RULES)
def rules(
    overrides: Overrides = None,
    particles: Annotated[int, typer.Option("--particles", min=5, help="Candidates kept in each generation.")] = 40,
    seeds: Annotated[int, typer.Option("--seeds", min=2, help="Seeds of each arm in the search.")] = 4,
    members: Annotated[int, typer.Option("--members", min=1, help="Accepted candidates looked at again.")] = 20,
    again: Annotated[int, typer.Option("--again", min=2, help="Seeds of each arm then.")] = 50,
    write: Annotated[bool, typer.Option("--write", help="Also write configs/rules and docs/calibration.md.")] = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Find rules that bring out the calibrated patterns (1, 2, 3, 8), and how wide such rules lie."""
    from app.commands.calibrate import run as calibrate_run

    calibrate_run(
        overrides or [], particles=particles, seeds=seeds, members=members, again=again, write=write,
        quiet=quiet, as_json=as_json,
    )  # fmt: skip


@calibrate.command("abc")
def abc(overrides: Overrides = None, quiet: Quiet = False, as_json: Json = False) -> None:
    """Fit free parameters to what was measured, with how sure they are (ABC-SMC).

    firewood calibrate abc target=measured.csv free=seasoning,talk_rate:1.5..8 network=trust_d programme.volume=0.4

    Own values: particles, generations, quantile, goal, rate, kernel=global|local, replicates, draws, patterns,
    pattern_draws, pattern_seeds, seed, cap (of a survey). The same words again go on where they stopped. See
    docs/fitting.md.
    """
    look.at_fit(overrides or [])
    from app.commands.fitting import abc as abc_run

    abc_run(overrides or [], quiet=quiet, as_json=as_json)


@calibrate.command("optuna")
def optuna(overrides: Overrides = None, quiet: Quiet = False, as_json: Json = False) -> None:
    """Find the one point that comes nearest to what was measured (needs the extra optuna).

    firewood calibrate optuna target=measured.csv free=seasoning,talk_rate:1.5..8 trials=80

    Own values: trials, batch, replicates, draws, seed, cap (of a survey).
    """
    look.at_fit(overrides or [])
    from app.commands.fitting import optuna as optuna_run

    optuna_run(overrides or [], quiet=quiet, as_json=as_json)
