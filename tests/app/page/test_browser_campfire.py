"""The campfire in a real browser: bet, light, watch, scrub, change on the way, verdict; by mouse and by keyboard."""

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from app.page.run import streamed
from app.page.stream import decode
from sim.scenario import Scenario
from sim.simulation import simulate
from tests.app.page.driving import burning, lit, ready, shaded

DECODED = """async (asked) => {
  const { decode } = await import(new URL("static/decode.js", location.href).href);
  const answer = await fetch("api/run", { method: "POST", body: JSON.stringify(asked) });
  const run = decode(await answer.arrayBuffer());
  const plain = (values) => Array.from(values, (value) => (Number.isNaN(value) ? null : value));
  const series = Object.fromEntries(Object.entries(run.series).map(([name, values]) => [name, plain(values)]));
  return { states: Array.from(run.states), series };
}"""


Scrub = Callable[[Any, int], None]


@pytest.mark.parametrize(
    ("preset", "bet", "end"),
    [("damp", "burning", "You bet that it burns on. It goes out."), ("seasoned", "burning", "Your bet was right")],
)
def test_bet_light_watch_verdict(campfire: Any, preset: str, bet: str, end: str, scrub: Scrub) -> None:
    lit(campfire, preset, bet)
    campfire.wait_for_timeout(1500)
    assert "burning" in campfire.text_content("#count")
    assert int(campfire.input_value("#week")) > 5
    scrub(campfire, 414)
    campfire.wait_for_selector("#verdict .first")
    told = campfire.text_content("#verdict")
    assert end in told
    assert "of 5 runs" in told
    assert campfire.text_content("#play") == "Play", "it is over"
    campfire.click("#play")
    campfire.wait_for_timeout(300)
    assert campfire.text_content("#play") == "Pause"
    assert int(campfire.input_value("#week")) < 300, "it begins anew"


def test_more_wood_is_said_not_to_help_where_it_does_not(campfire: Any, scrub: Scrub) -> None:
    lit(campfire, "trust_d", "out")
    scrub(campfire, 415)
    campfire.wait_for_selector("#verdict .first")
    told = campfire.text_content("#verdict")
    assert "More wood would not have helped: with 112 places instead of 28 it still goes out in 5 of 5 runs" in told


def test_the_bet_comes_first(campfire: Any) -> None:
    campfire.click("#light")
    assert "Bet first" in campfire.text_content("#verdict")
    assert campfire.is_disabled("#play")


def test_what_is_shown_is_the_run(campfire: Any, scrub: Scrub) -> None:
    lit(campfire, "first", "burning")
    campfire.keyboard.press("Space")
    run = decode(streamed({"pile": {"values": 0.9, "leaders": 0.9, "talk": 0.9, "wood": 0.2, "first": 104}, "seed": 1}))
    for week in (3, 150, 300, 415):
        scrub(campfire, week)
        assert burning(campfire) == int((run.states[week] & 1).sum())


def test_who_pauses_and_goes_to_the_last_week_hears_how_it_ended(campfire: Any, scrub: Scrub) -> None:
    lit(campfire, "damp", "burning")
    campfire.keyboard.press("Space")
    scrub(campfire, 414)
    assert "You bet" not in campfire.text_content("#verdict")
    scrub(campfire, 415)
    campfire.wait_for_function("() => document.getElementById('verdict').textContent.includes('You bet that')")
    assert campfire.is_enabled("input[name=bet][value=out]")


@pytest.mark.parametrize(("preset", "weeks"), [("first", [104, 312]), ("damp", [0, 260])])
def test_the_shaded_weeks_are_those_with_coaching(campfire: Any, preset: str, weeks: list[int], scrub: Scrub) -> None:
    lit(campfire, preset, "burning")
    campfire.keyboard.press("Space")
    scrub(campfire, 415)
    assert shaded(campfire) == pytest.approx(weeks, abs=2)
    assert "on its own" in campfire.text_content("#when")
    scrub(campfire, 50)
    assert "on its own" not in campfire.text_content("#when")


def test_the_page_reads_the_stream_as_python_computes_it(campfire: Any) -> None:
    asked = {"scenario": {"network": {"kind": "trust_a", "size": 130}, "seasoning": 0.8}, "seed": 9, "every": True}
    found = campfire.evaluate(DECODED, asked)
    results = simulate(Scenario(**asked["scenario"], seed=9), keep_states=True)
    assert np.array_equal(np.array(found["states"]).reshape(416, 130), results.record.states)
    for name, values in found["series"].items():
        page = np.array([np.nan if value is None else value for value in values], dtype=np.float32)
        assert np.array_equal(page, results.series(name)[:, 0].astype(np.float32), equal_nan=True), name


def test_a_slider_on_the_way_counts_from_the_next_week(campfire: Any, scrub: Scrub) -> None:
    bodies: list[dict[str, Any]] = []
    campfire.on(
        "request", lambda asked: bodies.append(json.loads(asked.post_data)) if asked.url.endswith("run") else None
    )
    lit(campfire, "damp", "out")
    campfire.keyboard.press("Space")
    scrub(campfire, 100)
    before = [0] * 4
    for i, week in enumerate((20, 60, 90, 100)):
        scrub(campfire, week)
        before[i] = burning(campfire)
    for name in ("values", "leaders", "talk"):
        campfire.focus(f"#{name}")
        campfire.keyboard.press("End")
        campfire.wait_for_function("() => document.getElementById('verdict').textContent.includes('week 101')")
        campfire.wait_for_timeout(150)
    assert [(each["week"], each["name"], each["to"]) for each in bodies[-1]["changes"]] == [
        (101, "values", 1),
        (101, "leaders", 1),
        (101, "talk", 1),
    ]
    for i, week in enumerate((20, 60, 90, 100)):
        scrub(campfire, week)
        assert burning(campfire) == before[i]
    scrub(campfire, 415)
    run = decode(streamed(bodies[-1]))
    assert burning(campfire) == int((run.states[-1] & 1).sum()) > 70


@pytest.mark.refused
def test_a_change_that_was_not_answered_did_not_happen(campfire: Any, scrub: Scrub) -> None:
    lit(campfire, "damp", "out")
    campfire.keyboard.press("Space")
    scrub(campfire, 100)
    campfire.route("**/api/run", lambda route: route.abort())
    campfire.focus("#values")
    campfire.keyboard.press("End")
    campfire.wait_for_function("() => document.getElementById('verdict').textContent.includes('does not answer')")
    campfire.unroute("**/api/run")
    campfire.focus("#talk")
    with campfire.expect_request("**/api/run") as asked:
        campfire.keyboard.press("End")
    assert json.loads(asked.value.post_data)["changes"] == [{"week": 101, "name": "talk", "to": 1}]


def test_challenge_says_what_was_used_and_the_least(campfire: Any, scrub: Scrub) -> None:
    lit(campfire, "challenge", "burning")
    scrub(campfire, 415)
    campfire.wait_for_selector("#verdict .first")
    told = campfire.text_content("#verdict")
    assert "Challenge: 56 places were not enough here." in told
    assert "not even 112 places from the start make it burn on" in told


def test_early_clicks_are_not_lost(visit: Callable[..., Any], page: str) -> None:
    tab = ready(visit(page))
    tab.context.route("**/static/main.js", lambda route: (tab.wait_for_timeout(1200), route.continue_()))
    tab.goto(page, wait_until="commit")
    tab.wait_for_selector("#tab-workbench")
    tab.evaluate(
        "() => { document.getElementById('tab-workbench').click(); document.getElementById('theme').click(); }"
    )
    assert tab.get_attribute("html", "data-ready") is None
    ready(tab)
    assert tab.get_attribute("#tab-workbench", "aria-selected") == "true"
    assert tab.get_attribute("html", "data-theme") == "light"


def test_everything_by_keyboard(campfire: Any) -> None:
    press = campfire.keyboard.press
    campfire.focus("#tab-campfire")
    press("ArrowRight")
    assert campfire.is_visible("#whatif")
    press("1")
    assert campfire.is_visible("#campfire")
    press("Tab")
    seen = set()
    for _ in range(60):
        seen.add(campfire.evaluate("() => document.activeElement.id"))
        if campfire.evaluate("() => document.activeElement.name") == "bet":
            break
        press("Tab")
    assert {"preset-seasoned", "values", "wood", "ties", "first"} <= seen
    press("Space")
    press("ArrowRight")
    assert campfire.evaluate("() => document.querySelector('input[name=bet]:checked').value") == "smouldering"
    press("Tab")
    assert campfire.evaluate("() => document.activeElement.id") == "light"
    ring = campfire.evaluate("() => getComputedStyle(document.activeElement).outlineWidth")
    assert ring == "4px"
    press("Enter")
    campfire.wait_for_selector("#play:not([disabled])")
    campfire.wait_for_function("() => document.activeElement.id === 'play'")
    press("Space")
    assert campfire.text_content("#play") == "Play"
    campfire.evaluate("() => document.activeElement.blur()")
    press("Space")
    assert campfire.text_content("#play") == "Pause"
    campfire.wait_for_timeout(700)
    before = int(campfire.input_value("#week"))
    press("r")
    campfire.wait_for_function(f"() => Number(document.getElementById('week').value) < {before}")
    campfire.focus("[data-help=wood]")
    press("Enter")
    assert "improvers" in campfire.text_content("#help-text")
    assert "Source:" in campfire.text_content("#help-source")
    press("Escape")
    assert not campfire.is_visible("#help")
    press("2")
    assert campfire.is_visible("#whatif")
