"""What the browser tests have in common."""

from typing import Any

SHADE = """() => {
  const canvas = document.getElementById("strip"), { width } = canvas;
  const last = Number(document.getElementById("week").max);
  const { data } = canvas.getContext("2d").getImageData(0, 1, width, 1); // above all but the shade and the week's line
  const shaded = [...Array(width).keys()].filter((x) => data[4 * x + 3] > 0 && data[4 * x + 3] < 128);
  const pad = 11 * width / canvas.clientWidth; // as in static/strip.js
  return [shaded[0], shaded.at(-1) + 1].map((x) => last * (x - pad) / (width - 2 * pad));
}"""


DRIVERS = "**/api/drivers"


def undriven(tab: Any) -> Any:
    """What drives a difference is many runs, which the page asks for after each verdict: they are never answered."""
    tab.route(DRIVERS, lambda route: None)
    return tab


def ready(tab: Any) -> Any:
    tab.wait_for_selector("html[data-ready=yes]")
    return tab


def lit(tab: Any, preset: str, bet: str) -> None:
    tab.click(f"#preset-{preset}")
    tab.check(f"input[value={bet}]", force=True)
    tab.click("#light")
    tab.wait_for_selector("#play:not([disabled])")


def shaded(tab: Any) -> list[float]:
    """The weeks from and to which the strip has a shade."""
    return list(tab.evaluate(SHADE))


def compared(tab: Any) -> str:
    tab.click("#compare")
    tab.wait_for_selector("#report:not([disabled])")
    tab.wait_for_selector("#compare:not([disabled])")
    return str(tab.text_content("#wi-verdict"))


def burning(tab: Any) -> int:
    return int(tab.text_content("#count").split()[0])
