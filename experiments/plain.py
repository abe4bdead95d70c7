"""Reads overrides that hold nothing but a name and a plain value, as Hydra would, without Hydra.

Hydra and OmegaConf take longer to import than everything else it takes to tell a mistake. What is not plain (lists,
quotes, functions, anything that Hydra may read otherwise) is left to Hydra's own grammar.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

_NAMED: Final = re.compile(r"(?P<name>[A-Za-z_]\w*(?:\.\w+)*)=(?P<value>[\w.+-]+)", re.ASCII)

_VALUES: Final[tuple[tuple[re.Pattern[str], Callable[[str], Any]], ...]] = (
    (re.compile(r"[+-]?(0|[1-9]\d*)", re.ASCII), int),
    (re.compile(r"[+-]?(0|[1-9]\d*)\.\d+", re.ASCII), float),
    (re.compile(r"true|false"), lambda text: text == "true"),
    (re.compile(r"(?!(?i:true|false|null|nan|inf)$)[A-Za-z_]\w*", re.ASCII), str),
)


def number_or_text(text: str) -> int | float | str:
    """A number where the text reads as one (whole, if it is), else the text."""
    for number in (int, float):
        try:
            return number(text)
        except ValueError:
            continue
    return text


@dataclass(frozen=True, slots=True)
class Plain:
    """An override that is plain; it answers what is asked of Hydra's `Override`."""

    key_or_group: str
    said: Any
    text: str
    package: None = None

    def value(self) -> Any:
        """What it is set to."""
        return self.said

    def get_value_string(self) -> str:
        """The value as typed."""
        return self.text

    def is_delete(self) -> bool:
        """It takes nothing away."""
        return False

    def is_hydra_override(self) -> bool:
        """Whether it is about Hydra itself."""
        return self.key_or_group.partition(".")[0] == "hydra"

    def is_sweep_override(self) -> bool:
        """It has one value."""
        return False


def plain(written: str) -> Plain | None:
    """An override, if it is plain."""
    named = _NAMED.fullmatch(written)
    if named is None:
        return None
    for pattern, value in _VALUES:
        if pattern.fullmatch(named["value"]):
            return Plain(named["name"], value(named["value"]), named["value"])
    return None
