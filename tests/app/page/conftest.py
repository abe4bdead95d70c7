"""The page, served once for all tests of a process; and a real browser to look at it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.app.page.rooms import Rooms
from tests.app.page.serving import ARGUMENTS, SIZES, chromium_here, started, stopped


@pytest.fixture(scope="session")
def page() -> Iterator[str]:
    process, address = started()
    yield address
    stopped(process)


@pytest.fixture
def served() -> Iterator[tuple[str, Callable[[], str]]]:
    """A page of one's own: its address, and what ends it and gives what was logged."""
    process, address = started()
    yield address, lambda: stopped(process)
    if process.poll() is None:
        stopped(process)


def chromium() -> str:
    """Where a Chromium is; without one the test is skipped, or fails where a browser is required."""
    found = chromium_here()
    if found:
        return found
    how = "no Chromium found: apt-get install chromium, or say where one is with FIREWOOD_BROWSER=PATH"
    if os.environ.get("FIREWOOD_NEEDS_BROWSER"):
        pytest.fail(how)
    pytest.skip(how)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    place = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=place, args=list(ARGUMENTS))
        yield opened
        opened.close()


Open = Callable[..., Any]


@pytest.fixture(scope="module")
def rooms(browser: Any) -> Rooms:
    return Rooms(browser)


@pytest.fixture
def visit(rooms: Rooms, request: pytest.FixtureRequest) -> Iterator[Open]:
    """Opens an address; at the end nothing must have gone wrong on it, and no request have left the machine."""
    troubles: list[str] = []
    strangers: list[str] = []

    def opened(address: str | Path, size: str = "small", theme: str = "dark", **more: Any) -> Any:
        width, height = SIZES[size]
        tab = rooms.tab(viewport={"width": width, "height": height}, color_scheme=theme, **more)
        tab.set_default_timeout(30_000)
        home = address.as_uri() if isinstance(address, Path) else address

        def seen(asked: Any) -> None:
            if not asked.url.startswith((home, "data:", "blob:", home.split("#")[0])):
                strangers.append(asked.url)

        tab.on("request", seen)
        tab.on("pageerror", lambda error: troubles.append(str(error)))
        tab.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
        tab.goto(home)
        return tab

    yield opened
    rooms.leave()
    expected = request.node.get_closest_marker("refused")
    if expected is None:
        assert troubles == []
    assert strangers == []


SCRUB = """(week) => {
  const at = document.getElementById("week");
  at.value = week;
  at.dispatchEvent(new Event("input"));
}"""


@pytest.fixture(scope="session")
def scrub() -> Callable[[Any, int], None]:
    """Moves the campfire's week."""

    def moved(tab: Any, week: int) -> None:
        tab.evaluate(SCRUB, week)

    return moved


def settled(tab: Any) -> Any:
    """Wait until the page has started."""
    tab.wait_for_selector("html[data-ready=yes]")
    return tab


@pytest.fixture
def campfire(visit: Open, page: str) -> Any:
    return settled(visit(page))


@pytest.fixture
def whatif(campfire: Any) -> Any:
    campfire.keyboard.press("2")
    return campfire
