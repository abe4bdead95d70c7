"""What tests keep of Hydra's compositions is what Hydra composes, and nobody changes it."""

from pathlib import Path

import hydra
import pytest
from hydra import initialize_config_dir

from experiments.compose import compose_world, merged
from experiments.overrides import read
from tests.composed import COMPOSE, kept

ASKED = read(["network=trust_a", "context=damp", "weeks=9"], frozenset())


def test_what_is_kept_is_what_is_composed_and_stays_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with kept() as found:
        first = merged(ASKED)
        assert len(found) == 1
        first["network"]["kind"] = "changed"
        again = merged(ASKED)
        assert len(found) == 1
        other = merged(read(["network=trust_d", "context=damp", "weeks=9"], frozenset()))
        assert len(found) == 2
    monkeypatch.setattr(hydra, "compose", COMPOSE)
    assert again == merged(ASKED)
    assert again["network"]["kind"] == "trust_a" != other["network"]["kind"]


def test_another_folder_is_another_composition(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("only: 1\n")
    with kept() as found:
        compose_world(["weeks=9"])
        with initialize_config_dir(str(tmp_path), version_base="1.3"):
            assert dict(hydra.compose("config", overrides=[])) == {"only": 1}
    assert len(found) == 2
