"""All studies by their names; each is fetched when it is first asked for."""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from sim.errors import ConfigError, nearest

if TYPE_CHECKING:
    from analysis.studies.study import Study

    STUDIES: Mapping[str, Study]

NAMES: Final = ("five_trusts", "quality_management", "sustainability", "left_out")
"""In the order in which they are listed."""


def known(name: str) -> str:
    """The name, if there is a study of that name.

    Raises:
        ConfigError: there is none.
    """
    if name not in NAMES:
        raise ConfigError(f"There is no study {name}{nearest(name, NAMES)} (studies: {', '.join(NAMES)})")
    return name


def study_named(name: str) -> "Study":
    """The study of that name.

    Raises:
        ConfigError: there is none.
    """
    study: Study = import_module(f"analysis.studies.{known(name)}").STUDY
    return study


def __getattr__(name: str) -> Any:
    """All of them by name, as `STUDIES` (PEP 562)."""
    if name != "STUDIES":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return MappingProxyType({name: study_named(name) for name in NAMES})
