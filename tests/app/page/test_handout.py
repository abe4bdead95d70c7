"""The handout: one small file that works from disk with no network and no server."""

import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.page import handout as making
from app.page.handout import MOST_BYTES, SEEDS, piles, write
from app.page.pile import PRESETS, Pile
from app.page.verdict import verdict
from sim.simulation import simulate
from tests.app.page.driving import shaded

SLID = """([name, to]) => {
  const at = document.getElementById(name);
  at.value = to;
  at.dispatchEvent(new Event("input"));
}"""

FEW = (*(preset.pile for preset in PRESETS), Pile(0.5, 0.5, 0.5, 0.4), Pile(0.25, 0.25, 0.5, 0.4))


@pytest.fixture(scope="module")
def handout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("handout") / "handout.html"
    write(path, FEW)
    return path


def test_it_needs_nothing_else(handout: Path) -> None:
    text = handout.read_text("utf-8")
    assert not re.search(r'(?:src|href)="(?!#)', text)
    assert "whatif.js" not in text
    assert "api/" not in text.split("<script", 1)[0]


def test_one_run_is_made_before_two_threads_make_any(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is compiled or loaded once was asked for by two at a time, and the handout failed in a new process."""
    threads: list[threading.Thread] = []
    real = making._kept
    monkeypatch.setattr(making, "_kept", lambda *one: (threads.append(threading.current_thread()), real(*one))[1])
    write(tmp_path / "handout.html", [Pile()])
    assert len(threads) == len(SEEDS)
    assert threads[0] is threading.main_thread()


def test_every_preset_can_be_played(handout: Path) -> None:
    assert {preset.pile for preset in PRESETS} <= set(piles())


def test_it_plays_from_disk_without_a_network(
    handout: Path, visit: Callable[..., Any], scrub: Callable[[Any, int], None]
) -> None:
    tab = visit(handout, offline=True)
    tab.wait_for_selector("html[data-ready=yes]")
    for preset in PRESETS:
        tab.click(f"#preset-{preset.name}")
        tab.check(f"input[value={preset.promise}]", force=True)
        tab.click("#light")
        tab.wait_for_selector("#play:not([disabled])")
        assert "move a slider" not in tab.text_content("#verdict"), "recorded runs are not changed on the way"
        scrub(tab, 415)
        tab.wait_for_selector("#verdict .first")
        coached = [preset.pile.first, preset.pile.first + 208] if preset.pile.first else [0, 260]
        assert shaded(tab) == pytest.approx(coached, abs=2)
        results = simulate(preset.pile.scenario(1))
        practising = round(float(results.series("practising")[-1, 0]) * 140)
        assert tab.text_content("#count") == f"{practising} of 140 burning"
        found = verdict({"pile": {name: getattr(preset.pile, name) for name in Pile.__slots__}, "seed": 1})
        for sentence in found["sentences"]:
            assert sentence in tab.text_content("#verdict")


def test_sliders_stand_where_runs_were_recorded(handout: Path, visit: Callable[..., Any]) -> None:
    tab = visit(handout)
    tab.wait_for_selector("html[data-ready=yes]")
    tab.evaluate(SLID, ["wood", 33])
    assert tab.input_value("#wood") == "40"
    tab.evaluate(SLID, ["values", 60])
    assert tab.input_value("#values") == tab.input_value("#leaders") == "50"


def test_no_run_is_shown_under_sliders_that_it_had_not(handout: Path, visit: Callable[..., Any]) -> None:
    """Other ties, and seasoning first, were recorded for the presets alone."""
    tab = visit(handout)
    tab.wait_for_selector("html[data-ready=yes]")
    for preset in ("trust_a", "first"):
        tab.click(f"#preset-{preset}")
        tab.focus("#talk")
        tab.keyboard.press("Home")
        assert "recorded on even ties" in tab.text_content("#verdict")
        assert tab.get_attribute(f"#preset-{preset}", "aria-pressed") == "false"
        assert tab.input_value("#ties") == "distributed"
        assert not tab.is_checked("#first")
        assert [tab.input_value(f"#{name}") for name in ("values", "leaders", "talk", "wood")] == [
            "100",
            "100",
            "0",
            "20",
        ]


@pytest.mark.slow
def test_the_whole_of_it_is_small(tmp_path: Path) -> None:
    size = write(tmp_path / "handout.html")
    assert size < MOST_BYTES
    assert len(piles()) * len(SEEDS) >= 100
