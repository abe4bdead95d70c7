"""Presets end as they promise: in at least 95 of 100 seeds, and 38 of 40 in the usual suite."""

import pytest

from app.page.pile import PRESETS, Preset
from sim.simulation import simulate


def kept(preset: Preset, seeds: range) -> int:
    ends = [simulate(preset.pile.scenario(seed)).outcomes()[0].outcome for seed in seeds]
    return ends.count(preset.promise)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_presets_end_as_promised(preset: Preset) -> None:
    assert kept(preset, range(1000, 1040)) >= 38


@pytest.mark.slow
@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_presets_end_as_promised_in_100_seeds(preset: Preset) -> None:
    assert kept(preset, range(100)) >= 95
