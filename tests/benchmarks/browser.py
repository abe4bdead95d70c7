"""The page as a class meets it: pictures a second of the fire in a real browser, and thirty who light it at once."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final

import httpx

from app.page.handout import write
from tests.app.page.serving import ARGUMENTS, SIZES, chromium_here, started, stopped
from tests.benchmarks.timing import Found, timed, timing

CLASS: Final = 30
"""Visitors."""

FRAMES: Final = """(seconds) => new Promise((done) => {
  let frames = 0;
  const began = performance.now();
  const count = () => {
    frames += 1;
    const past = (performance.now() - began) / 1000;
    if (past < seconds) requestAnimationFrame(count); else done(past / frames);
  };
  requestAnimationFrame(count);
})"""


@contextmanager
def _served() -> Iterator[str]:
    """The address of a page that is served."""
    process, address = started()
    try:
        yield address
    finally:
        stopped(process)


def frames(seconds: float, repeats: int) -> Found:
    """Seconds a picture of the burning campfire on a large screen, without a graphics card; {} without Chromium."""
    place = chromium_here()
    if place is None:
        return {}
    from playwright.sync_api import sync_playwright

    with _served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=place, args=list(ARGUMENTS))
        width, height = SIZES["large"]
        tab = browser.new_context(viewport={"width": width, "height": height}).new_page()
        tab.goto(address)
        tab.wait_for_selector("html[data-ready=yes]")
        tab.click("#preset-seasoned")
        tab.check("input[value=burning]", force=True)
        tab.click("#light")
        tab.wait_for_selector("#play:not([disabled])")
        found = [_at_the_height(tab, seconds) for _ in range(repeats)]
        browser.close()
    return {"timing": timing(found), "width": width, "height": height}


def _at_the_height(tab: Any, seconds: float) -> float:
    """Seconds a picture while it burns highest."""
    tab.evaluate(
        "() => { const at = document.getElementById('week'); at.value = 130; at.dispatchEvent(new Event('input')); }"
    )
    took: float = tab.evaluate(FRAMES, seconds)
    return took


def together(repeats: int) -> Found:
    """Seconds until the last of thirty has their own run, all asked for at the same moment."""
    with _served() as address:
        took = [_pressed(address, turn) for turn in range(repeats + 1)][1:]
    return {"timing": timing(took), "visitors": CLASS}


def handout(repeats: int) -> Found:
    """Seconds to write the handout, and how large it is."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "handout.html"
        found = timed(lambda: write(path), repeats)
        return {"timing": found, "bytes": path.stat().st_size}


def _pressed(address: str, turn: int) -> float:
    gate = threading.Barrier(CLASS)

    def press(number: int) -> float:
        pile = {"values": 0.9, "leaders": 0.9, "talk": 0.9, "wood": 0.2 + number / 100}
        with httpx.Client(timeout=60) as visitor:
            gate.wait()
            began = perf_counter()
            visitor.post(f"{address}api/run", json={"pile": pile, "seed": CLASS * turn + number}).raise_for_status()
            return perf_counter() - began

    with ThreadPoolExecutor(CLASS) as visitors:
        return max(visitors.map(press, range(CLASS)))
