"""What tables are printed on."""

from typing import NoReturn

from rich.console import Console


class Screen(Console):
    """Rich's console, which leaves a pipe that nobody reads any more to the command, as all other output does."""

    def on_broken_pipe(self) -> NoReturn:
        """Called by Rich where it would end with status 1, as if a run had failed."""
        raise BrokenPipeError
