"""What many subcommands take: overrides, and how they tell what they found."""

from typing import Annotated

import typer

Overrides = Annotated[
    list[str] | None,
    typer.Argument(metavar="[NAME=VALUE]...", help="What to change: an option of a group, or a single value."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, only results and mistakes.")]
Json = Annotated[bool, typer.Option("--json", help="Results as JSON, for scripts.")]
