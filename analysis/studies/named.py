"""All studies by their names."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from analysis.studies import five_trusts, left_out, quality_management, sustainability
from analysis.studies.study import Study
from sim.errors import ConfigError, nearest

STUDIES: Final[Mapping[str, Study]] = MappingProxyType(
    {study.name: study for study in (five_trusts.STUDY, quality_management.STUDY, sustainability.STUDY, left_out.STUDY)}
)
"""In the order in which they are listed."""


def study_named(name: str) -> Study:
    """The study of that name.

    Raises:
        ConfigError: there is none.
    """
    if name not in STUDIES:
        raise ConfigError(f"There is no study {name}{nearest(name, STUDIES)} (studies: {', '.join(STUDIES)})")
    return STUDIES[name]
