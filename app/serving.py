"""The subcommands of the page. Each imports what it needs when it is called."""

from pathlib import Path
from typing import Annotated

import typer

from app.arguments import Quiet

serving = typer.Typer()


@serving.command("app")
def app(
    port: Annotated[int | None, typer.Option("--port", metavar="N", help="Where to listen (left out: 8321).")] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")] = False,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="Who may come: this machine only, unless told otherwise.")
    ] = "127.0.0.1",
    quiet: Quiet = False,
) -> None:
    """The page: a campfire, what-ifs, a workbench, in a browser."""
    from app.commands.page import serve

    serve(port, host, browser=not no_browser, quiet=quiet)


@serving.command("handout")
def handout(
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="FILE", help="Where to write it (else firewood-handout.html)."),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Write the campfire with recorded runs as one HTML file, for a class without a network."""
    from app.commands.page import handout as write_handout

    write_handout(output, quiet=quiet)
