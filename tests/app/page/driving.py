"""What the browser tests of the campfire have in common."""

from typing import Any


def ready(tab: Any) -> Any:
    tab.wait_for_selector("html[data-ready=yes]")
    return tab


def lit(tab: Any, preset: str, bet: str) -> None:
    tab.click(f"#preset-{preset}")
    tab.check(f"input[value={bet}]", force=True)
    tab.click("#light")
    tab.wait_for_selector("#play:not([disabled])")


def burning(tab: Any) -> int:
    return int(tab.text_content("#count").split()[0])
