"""The report of What if? in a real browser: it stands alone, can be read, and says what it was made from."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.app.page.driving import compared, ready, undriven

FAINT = """() => {
  const weights = [0.2126, 0.7152, 0.0722];
  const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const light = (colour) => weights.reduce((sum, each, i) => sum + each * linear(colour.match(/[\\d.]+/g)[i] / 255), 0);
  const contrast = (one, other) => {
    const [less, more] = [light(one), light(other)].sort((x, y) => x - y);
    return (more + 0.05) / (less + 0.05);
  };
  const behind = (each) => {
    const { backgroundColor } = getComputedStyle(each);
    return /, 0\\)$/.test(backgroundColor) ? behind(each.parentElement) : backgroundColor;
  };
  return [...document.querySelectorAll("svg text, svg circle, svg path[stroke-width='3']")].filter((each) => {
    const { fill, stroke } = getComputedStyle(each);
    const ink = fill === "none" ? stroke : fill, least = each.tagName === "text" ? 4.5 : 3;
    return contrast(ink, behind(each)) < least || contrast(ink, "rgb(255, 255, 255)") < least; // paper is white
  }).map((each) => each.outerHTML.slice(0, 90));
}"""


def taken(tab: Any, path: Path) -> Path:
    with tab.expect_download() as got:
        tab.click("#report")
    got.value.save_as(path)
    return path


def test_the_report_stands_alone(whatif: Any, visit: Callable[..., Any], tmp_path: Path) -> None:
    told = compared(whatif)
    whatif.wait_for_function("() => document.querySelector('#panel-drivers table')")
    path = taken(whatif, tmp_path / "report.html")
    text = path.read_text("utf-8")
    assert "<script" not in text
    assert not re.search(r"(?:src|href)=", text)
    report = visit(path)
    shown = report.text_content("body")
    assert told.split(".")[0] in shown
    assert "not a forecast" in shown
    assert "support explanation, not prediction" in shown
    assert "What drives the difference" in shown
    assert report.locator("svg").count() == 4


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_it_can_be_read_whatever_colours_were_in_use(
    visit: Callable[..., Any], page: str, tmp_path: Path, theme: str
) -> None:
    tab = ready(visit(page, theme=theme))
    tab.keyboard.press("2")
    compared(undriven(tab))
    report = visit(taken(tab, tmp_path / "report.html"))
    assert tab.get_attribute("html", "data-theme") == theme
    assert report.locator("svg text").count() > 10
    assert report.evaluate(FAINT) == []


def test_it_says_what_its_numbers_were_made_from(whatif: Any, visit: Callable[..., Any], tmp_path: Path) -> None:
    whatif.click("#show-costs")
    whatif.fill("#cost-training", "8")
    assert "Changed since" not in compared(undriven(whatif))
    whatif.fill("#cost-training", "80")
    whatif.dispatch_event("#cost-training", "change")
    report = visit(taken(whatif, tmp_path / "report.html"))
    assert "A costs 480 staff days and B 240" in report.text_content("body")
    assert json.loads(report.text_content("pre"))["place"]["costs"] == {"training": 8}
    assert report.locator("svg").count() == 4, "the drawings are there, whatever was shown meanwhile"
    assert "Changed since" in whatif.text_content("#wi-verdict")
