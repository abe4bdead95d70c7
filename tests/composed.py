"""What Hydra composes is kept: it takes a tenth of a second, and tests ask for the same some four times over."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from importlib import import_module
from typing import Any

import hydra
import pytest
from hydra.core.global_hydra import GlobalHydra

COMPOSE = import_module("hydra.compose").compose
"""Hydra's own."""


def _where() -> str:
    """The folders in which Hydra now looks."""
    return str(GlobalHydra.instance().config_loader().get_search_path())


@contextmanager
def kept() -> Iterator[dict[tuple[Any, ...], Any]]:
    """Until its end, Hydra composes a root with the same choices once; everyone gets a copy. Gives what is kept."""
    found: dict[tuple[Any, ...], Any] = {}

    def once(root: str, overrides: Sequence[str]) -> Any:
        key = (_where(), root, *overrides)
        if key not in found:
            found[key] = COMPOSE(root, overrides=list(overrides))
        return deepcopy(found[key])

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(hydra, "compose", once)
        yield found
