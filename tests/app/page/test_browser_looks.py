"""How it looks: axe-core finds nothing, all fits on one screen, letters and targets are large enough."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.app.page.driving import compared, ready, undriven

Scrub = Callable[[Any, int], None]

TABS = ("campfire", "whatif", "workbench")
GRID = [(tab, size, theme) for tab in TABS for size in ("small", "large") for theme in ("dark", "light")]
USUAL = {("campfire", "small", "dark"), ("whatif", "small", "light"), ("workbench", "large", "dark")}

SMALL_LETTERS = """() => [...document.querySelectorAll("body *")].filter((each) => each.checkVisibility()
  && [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())
  && parseFloat(getComputedStyle(each).fontSize) < 17).map((each) => each.outerHTML.slice(0, 90))"""
SMALL_TARGETS = """() => [...document.querySelectorAll("button, select, input, a, [role=tab]")].filter((each) => {
  if (!each.checkVisibility()) return false;
  const box = (each.closest("label") ?? each).getBoundingClientRect();
  return box.height < 43.5 || box.width < 43.5; }).map((each) => each.outerHTML.slice(0, 90))"""
OUTSIDE = """() => [...document.querySelectorAll("button, select, input, canvas, svg")].filter((each) => {
  if (!each.checkVisibility() || each.closest(".scroll, .series")) return false;
  const { left, right, bottom } = each.getBoundingClientRect();
  return right > innerWidth + 1 || bottom > innerHeight + 1 || left < -1;
}).map((each) => each.outerHTML.slice(0, 90))"""
HELPED = """() => [...document.querySelectorAll(".slider, .levers tbody tr, .field, .row")].filter((row) =>
  row.checkVisibility() && row.querySelector("input, select")
  && !row.querySelector("[data-help], #wb-set")).map((row) => row.outerHTML.slice(0, 90))"""
FITS = """() => {
  const { scrollWidth, scrollHeight } = document.documentElement;
  return scrollWidth <= innerWidth && scrollHeight <= innerHeight;
}"""


def prepared(tab: Any, name: str, scrub: Scrub) -> None:
    """A tab with something on it."""
    tab.wait_for_selector("html[data-ready=yes]")
    tab.click(f"#tab-{name}")
    if name == "campfire":
        tab.click("#preset-seasoned")
        tab.check("input[value=burning]", force=True)
        tab.click("#light")
        tab.wait_for_selector("#play:not([disabled])")
        scrub(tab, 415)
        tab.wait_for_selector("#verdict .first")
    elif name == "whatif":
        tab.click("#compare")
        tab.wait_for_selector("#report:not([disabled])")
    else:
        tab.click("#wb-run")
        tab.wait_for_selector("#wb-series svg")


def looked_at(visit: Callable[..., Any], scrub: Scrub, page: str, name: str, size: str, theme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    tab = undriven(visit(page, size, theme))
    prepared(tab, name, scrub)
    assert tab.get_attribute("html", "data-theme") == theme
    found = Axe().run(tab).response["violations"]
    assert [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found] == []
    for what in (SMALL_LETTERS, SMALL_TARGETS, OUTSIDE, HELPED):
        assert tab.evaluate(what) == []
    assert tab.evaluate(FITS)


@pytest.mark.parametrize(("name", "size", "theme"), [each for each in GRID if each in USUAL])
def test_looks(visit: Callable[..., Any], scrub: Scrub, page: str, name: str, size: str, theme: str) -> None:
    looked_at(visit, scrub, page, name, size, theme)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "size", "theme"), [each for each in GRID if each not in USUAL])
def test_looks_at_every_size_in_both_themes(
    visit: Callable[..., Any], scrub: Scrub, page: str, name: str, size: str, theme: str
) -> None:
    looked_at(visit, scrub, page, name, size, theme)


@pytest.mark.slow
def test_panels_of_whatif_and_dialogs_have_no_violations(visit: Callable[..., Any], scrub: Scrub, page: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    tab = visit(page)
    prepared(tab, "whatif", scrub)
    tab.click("#show-survey")
    tab.click("#example")
    tab.wait_for_selector("#diagnosis table")
    for panel in ("survey", "costs", "gaps", "drivers"):
        tab.click(f"#show-{panel}")
        if panel == "drivers":
            tab.wait_for_selector("#panel-drivers table")
        assert [each["id"] for each in Axe().run(tab).response["violations"]] == [], panel
        assert tab.evaluate(HELPED) == []
    tab.click("header [data-help=page]")
    assert [each["id"] for each in Axe().run(tab).response["violations"]] == []


@pytest.mark.parametrize("size", ["phone", "upright"])
@pytest.mark.parametrize("name", TABS)
def test_on_a_phone_one_thing_lies_below_the_other(
    visit: Callable[..., Any], scrub: Scrub, page: str, name: str, size: str
) -> None:
    tab = undriven(visit(page, size, is_mobile=True, has_touch=True))
    prepared(tab, name, scrub)
    for what in (SMALL_LETTERS, SMALL_TARGETS):
        assert tab.evaluate(what) == []
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    pictures = tab.evaluate(
        """() => [...document.querySelectorAll("figure.ties, figure.hearth, .charts svg, .track input")].filter(
        (each) => each.checkVisibility()).map((each) => each.getBoundingClientRect().width)"""
    )
    assert pictures
    assert min(pictures) > 200, "a picture is a sliver"
    tab.click('header [data-help="page"]')
    tab.click("#help-close")
    tab.wait_for_selector("#help:not([open])", state="attached")


def test_on_a_phone_what_compare_found_comes_into_sight(visit: Callable[..., Any], page: str) -> None:
    tab = ready(visit(page, "phone", is_mobile=True, has_touch=True))
    tab.click("#tab-whatif")
    compared(undriven(tab))
    assert tab.evaluate("document.querySelector('#wi-verdict .first').getBoundingClientRect().bottom <= innerHeight")


def test_on_a_low_screen_a_picture_is_no_tower(visit: Callable[..., Any], scrub: Scrub, page: str) -> None:
    tab = visit(page, "low")
    prepared(tab, "workbench", scrub)
    assert tab.evaluate("document.querySelector('.bench .ties').getBoundingClientRect().height") < 600


def test_paper_is_white_whichever_theme_is_in_use(visit: Callable[..., Any], page: str) -> None:
    tab = visit(page)
    tab.wait_for_selector("html[data-ready=yes]")
    for event, theme in (("beforeprint", "light"), ("afterprint", "dark")):
        tab.evaluate("(event) => dispatchEvent(new Event(event))", event)
        assert tab.get_attribute("html", "data-theme") == theme
