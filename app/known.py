"""Groups of commands that tell the nearest right spelling of a word they do not know."""

from typing import Any

from typer.core import TyperGroup

from sim.errors import ConfigError, nearest


class Known(TyperGroup):
    """Commands; a word that is none of them is told with the nearest."""

    def get_help_option(self, ctx: Any) -> Any:
        """The option `--help`: not asked for is no, so that Typer need not fetch pydantic to find that out."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.default = False
        return option

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that was asked for."""
        self.see_to(args[0], ctx)
        return super().resolve_command(ctx, args)

    def see_to(self, word: str, ctx: Any) -> None:
        """Refuse a word that is no command."""
        if word not in self.commands and not word.startswith("-"):
            known = [name for name, command in self.commands.items() if not command.hidden]
            within = f" {self.name}" if ctx.parent else ""
            raise ConfigError(
                f"There is no command{within} {word}{nearest(word, known)} (commands: {', '.join(known)})"
            )


def is_override(word: str) -> bool:
    """Whether a word changes something (`name=value`, `+name=value`, `~name`), and is no command."""
    return word.startswith(("+", "~")) or ("=" in word and not word.startswith("-"))
