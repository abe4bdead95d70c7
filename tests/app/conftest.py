"""What the tests of commands have in common."""

from pathlib import Path
from typing import Any

import pytest

from analysis.figures import style


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures are made but not put on paper, which takes most of a small job's time: their files are empty."""

    def save(figure: Any, folder: Path, name: str) -> list[str]:
        files = [f"{name}.png", f"{name}.svg"]
        for file in files:
            (folder / file).touch()
        return files

    monkeypatch.setattr(style, "save", save)
