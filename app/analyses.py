"""The subcommands of `firewood analyse`: sobol, morris, pawn, prim, emulate, replicates, phase.

Each imports what it needs when it is called.
"""

from typing import Annotated, Final

import typer

from app import look
from app.arguments import Json, Quiet
from app.many import Folder

analyse = typer.Typer(rich_markup_mode=None)

HELP: Final = "What the runs of a sweep say: a table, tidy data, a figure."

Of = Annotated[
    str,
    typer.Option("--of", metavar="NAME", help="What is looked at: a number of the runs; burning, smouldering, out."),
]

FINAL: Final = "practising_final"


@analyse.command("sobol")
def sobol(folder: Folder, of: Of = FINAL, quiet: Quiet = False, as_json: Json = False) -> None:
    """Sobol indices: the share of variance each parameter is part of (design=saltelli)."""
    look.at_folder(folder)
    from app.commands.analyse import sobol as run

    run(folder, of, quiet=quiet, as_json=as_json)


@analyse.command("morris")
def morris(folder: Folder, of: Of = FINAL, quiet: Quiet = False, as_json: Json = False) -> None:
    """Elementary effects: which parameters move it at all, from few runs (design=morris)."""
    look.at_folder(folder)
    from app.commands.analyse import morris as run

    run(folder, of, quiet=quiet, as_json=as_json)


@analyse.command("pawn")
def pawn(
    folder: Folder,
    of: Of = FINAL,
    slices: Annotated[int, typer.Option("--slices", metavar="N", help="Parts that each range is cut into.")] = 10,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """PAWN: how far the whole distribution moves when a parameter is known (any design)."""
    look.at_folder(folder)
    from app.commands.analyse import pawn as run

    run(folder, of, slices=slices, quiet=quiet, as_json=as_json)


@analyse.command("prim")
def prim(
    folder: Folder,
    of: Of = "burning",
    density: Annotated[
        float, typer.Option("--density", metavar="SHARE", help="Share of runs in the box that should be of interest.")
    ] = 0.8,
    above: Annotated[
        float | None, typer.Option("--above", metavar="X", help="Of interest: the number is above.")
    ] = None,
    below: Annotated[
        float | None, typer.Option("--below", metavar="X", help="Of interest: the number is below.")
    ] = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """In which contexts does it burn? A box, with coverage and density (any design)."""
    look.at_folder(folder)
    from app.commands.analyse import prim as run

    run(folder, of, density=density, above=above, below=below, quiet=quiet, as_json=as_json)


@analyse.command("emulate")
def emulate(
    folder: Folder,
    of: Of = FINAL,
    most: Annotated[int, typer.Option("--most", metavar="N", help="Points that are fitted, at most.")] = 600,
    folds: Annotated[int, typer.Option("--folds", metavar="N", help="Parts held out in turn.")] = 5,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """A Gaussian process in place of the model, and how far it can be trusted (any design)."""
    look.at_folder(folder)
    from app.commands.analyse import emulate as run

    run(folder, of, most=most, folds=folds, quiet=quiet, as_json=as_json)


@analyse.command("replicates")
def replicates(
    folder: Folder,
    of: Of = FINAL,
    precision: Annotated[
        float, typer.Option("--precision", metavar="X", help="Half-width of the interval that is wanted.")
    ] = 0.05,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """How sure means over replicates are, and how many runs a point needs (any design)."""
    look.at_folder(folder)
    from app.commands.analyse import replicates as run

    run(folder, of, precision=precision, quiet=quiet, as_json=as_json)


@analyse.command("phase")
def phase(
    folder: Folder,
    of: Of = FINAL,
    across: Annotated[
        str | None, typer.Option("--across", metavar="NAME", help="What is varied along the foot.")
    ] = None,
    up: Annotated[str | None, typer.Option("--up", metavar="NAME", help="What is varied along the side.")] = None,
    bins: Annotated[int, typer.Option("--bins", metavar="N", help="Parts that a sampled range is cut into.")] = 8,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """A phase diagram of two things that were varied (any design, best a grid)."""
    look.at_folder(folder)
    from app.commands.analyse import phase as run

    run(folder, of, across=across, up=up, bins=bins, quiet=quiet, as_json=as_json)
