"""Makes the pictures of the page in the README: `uv run python docs/pictures/page.py`.

Needs the development packages and a Chromium (`apt-get install chromium`, or FIREWOOD_BROWSER=PATH).
"""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
SIZE = {"width": 1280, "height": 800}
COMMAND = [sys.executable, "-c", "from app.cli import main; main()", "app", "--no-browser", "--port", "0", "--quiet"]
SCRUB = """(week) => {
  const at = document.getElementById("week");
  at.value = week;
  at.dispatchEvent(new Event("input"));
}"""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def campfire(page: Any) -> None:
    """A seasoned pile of seven logs that burns on, and what the verdict says of it."""
    page.click("#preset-seasoned")
    page.check("input[value=burning]", force=True)
    page.click("#light")
    page.wait_for_selector("#play:not([disabled])")
    page.evaluate(SCRUB, 408)
    page.wait_for_selector("#verdict .first")
    page.wait_for_timeout(1500)


def whatif(page: Any) -> None:
    """Two plans on ties like Trust D's."""
    page.click("#tab-whatif")
    for plan, levels in (("a", (60, 60, 60)), ("b", (100, 100, 90))):
        for name, level in zip(("values", "leaders", "talk"), levels, strict=True):
            page.fill(f"#{plan}-{name}", str(level))
    page.click("#compare")
    page.wait_for_selector("#report:not([disabled])")
    page.wait_for_timeout(300)


def workbench(page: Any) -> None:
    """One run near the edge, and one person's history."""
    page.click("#tab-workbench")
    page.click("#wb-run")
    page.wait_for_selector("#wb-series svg")
    page.fill("#wb-person", "31")
    page.wait_for_timeout(300)


def main() -> None:
    """Serve the page, look at its tabs, write the pictures."""
    place = os.environ.get("FIREWOOD_BROWSER") or shutil.which("chromium")
    if place is None:
        raise SystemExit("no Chromium found: apt-get install chromium, or FIREWOOD_BROWSER=PATH")
    served = subprocess.Popen(COMMAND, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert served.stdout is not None
    address = re.search(r"http://\S+", served.stdout.readline())
    assert address, "the page did not start"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=place, args=ARGUMENTS)
            for show in (campfire, whatif, workbench):
                page = browser.new_page(viewport=SIZE, color_scheme="dark")
                page.goto(address[0])
                page.wait_for_selector("html[data-ready=yes]")
                show(page)
                page.mouse.move(0, 0)
                page.screenshot(path=HERE / f"{show.__name__}.jpg", type="jpeg", quality=82)
                print(HERE / f"{show.__name__}.jpg")
            browser.close()
    finally:
        os.killpg(served.pid, signal.SIGINT)
        served.communicate(timeout=20)


if __name__ == "__main__":
    main()
