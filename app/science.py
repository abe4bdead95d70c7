"""The subcommands of the science: patterns, theory, real ties, studies.

Each imports what it needs when it is called.
"""

from pathlib import Path
from typing import Annotated

import typer

from app import look
from app.arguments import Json, Overrides, Quiet
from sim.errors import ConfigError

science = typer.Typer()

Page = Annotated[
    Path | None, typer.Option("--page", metavar="FILE", help="Also write what was found as a page (Markdown).")
]


@science.command("patterns")
def patterns(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[N]... [NAME=VALUE]...", help="Numbers of patterns (none: all); rules, seed, study, …"),
    ] = None,
    page: Page = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """The acceptance table: what the model must show by itself, and whether it does."""
    look.at_patterns(words or [])
    from app.commands.patterns import run as patterns_run

    patterns_run(words or [], page, quiet=quiet, as_json=as_json)


@science.command("ablations")
def ablations(overrides: Overrides = None, page: Page = None, quiet: Quiet = False) -> None:
    """One mechanism at a time taken out, beside what was predicted."""
    look.at_setting(overrides or [], "the ablations say the rest themselves")
    from app.commands.ablations import run as ablations_run

    ablations_run(overrides or [], page, quiet=quiet)


@science.command("nulls")
def nulls(overrides: Overrides = None, page: Page = None, quiet: Quiet = False) -> None:
    """Older explanations (Bass, Repenning) before the same judges."""
    look.at_setting(overrides or [], "the patterns say the rest themselves")
    from app.commands.nulls import run as nulls_run

    nulls_run(overrides or [], page, quiet=quiet)


@science.command("theory")
def theory(
    overrides: Overrides = None,
    starts: Annotated[
        int, typer.Option("--starts", metavar="N", help="Runs at each simulated start; 0: none are simulated.")
    ] = 8,
    phase: Annotated[bool, typer.Option("--phase", help="The phase diagram, seasoning × wood.")] = False,
    seasonings: Annotated[str | None, typer.Option("--seasonings", metavar="A,B,…", help="Of the diagram.")] = None,
    volumes: Annotated[str | None, typer.Option("--volumes", metavar="A,B,…", help="Of the diagram.")] = None,
    seeds: Annotated[
        int | None, typer.Option("--seeds", metavar="N", help="Runs at each point of the diagram.")
    ] = None,
    keep: Annotated[
        Path | None, typer.Option("--keep", metavar="FILE", help="Keeps the diagram's finished runs, to go on from.")
    ] = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """What would become of the fire without luck and structure; with --phase, beside simulated fires."""
    from app.commands import theory as command

    if phase:
        command.phase(
            overrides or [],
            seasonings=seasonings,
            volumes=volumes,
            seeds=seeds,
            keep=keep,
            quiet=quiet,
            as_json=as_json,
        )
        return
    given = {"--seasonings": seasonings, "--volumes": volumes, "--seeds": seeds, "--keep": keep}
    idle = [name for name, value in given.items() if value is not None]
    if idle:
        raise ConfigError(f"{', '.join(idle)}: this is about the phase diagram; add --phase")
    command.run(overrides or [], starts=starts, quiet=quiet, as_json=as_json)


@science.command("real")
def real(
    folder: Annotated[Path, typer.Argument(metavar="DATA_DIR", help="A folder of data sets, or one data set.")],
    overrides: Overrides = None,
    seeds: Annotated[int, typer.Option("--seeds", metavar="N", help="Runs of each arm.")] = 20,
    permutations: Annotated[int, typer.Option("--permutations", metavar="N", help="Of each null.")] = 1000,
    page: Annotated[Path | None, typer.Option("--page", metavar="FILE", help="Also write the page, here.")] = None,
    keep: Annotated[Path | None, typer.Option("--keep", metavar="FILE", help="Keeps finished runs.")] = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Real ties: how far they explain real adoption, and where on them training goes furthest."""
    from app.commands.real import run as real_run

    real_run(
        folder,
        overrides or [],
        seeds=seeds,
        permutations=permutations,
        page=page,
        keep=keep,
        quiet=quiet,
        as_json=as_json,
    )


@science.command("study")
def study(
    name: Annotated[str | None, typer.Argument(metavar="[STUDY]", help="Which; left out, all are listed.")] = None,
    overrides: Overrides = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Run one of the studies, and draw and tell what it found.

    Own values: study=, outputs=, seed=, replicates=, threads=, network.size=, rules.*=, and seasoning=, where
    the edge is taken to lie.
    """
    from app.commands.study import run as study_run

    study_run(name, overrides or [], quiet=quiet, as_json=as_json)
