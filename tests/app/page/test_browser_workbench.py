"""The workbench in a real browser: a run with all of it, and what is taken away makes the same run again."""

import csv
import io
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from app.page.ask import Ask
from app.page.run import record
from sim.measures import MEASURES
from sim.scenario import Scenario
from sim.simulation import simulate
from tests.app.page.driving import lit


@pytest.fixture
def bench(campfire: Any) -> Any:
    campfire.keyboard.press("3")
    campfire.fill("#wb-name", "programme.volume")
    campfire.fill("#wb-value", "0.33")
    campfire.click("#wb-set")
    campfire.fill("#wb-seed", "17")
    campfire.click("#wb-run")
    campfire.wait_for_selector("#wb-series svg")
    return campfire


SCENARIO = Scenario(network={"size": 150}, seasoning=0.7, programme={"volume": 0.33}, seed=17)


def test_a_run_with_all_its_series(bench: Any) -> None:
    assert bench.locator("#wb-series figure").count() == len(MEASURES)
    digest = record(Ask(SCENARIO, every=True)).header["digest"]
    assert f"Digest {digest}" in bench.text_content("#wb-said")
    assert "[A]" in bench.text_content("#wb-hint") or bench.input_value("#wb-name") == "programme.volume"


def test_csv_holds_the_series(bench: Any) -> None:
    with bench.expect_download() as got:
        bench.click("#wb-csv")
    rows = list(csv.DictReader(io.StringIO(Path(got.value.path()).read_text("utf-8"))))
    results = simulate(SCENARIO)
    assert len(rows) == 416
    for name in MEASURES:
        values = results.series(name)[:, 0].astype(np.float32)
        for row, value in zip(rows, values, strict=True):
            if math.isnan(value):
                assert row[name] == ""
            else:
                assert np.float32(row[name]) == pytest.approx(value, rel=1e-6)


def test_yaml_is_the_whole_configuration(bench: Any) -> None:
    bench.click("#wb-yaml")
    bench.wait_for_selector("#yaml[open]")
    again = Scenario(**yaml.safe_load(bench.input_value("#yaml-text")))
    assert again == SCENARIO
    assert np.array_equal(simulate(again, keep_states=True).record.states, record(Ask(SCENARIO)).states)
    bench.click("#yaml-close")


def test_png_is_a_picture(bench: Any) -> None:
    with bench.expect_download() as got:
        bench.click("#wb-png")
    assert Path(got.value.path()).read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_a_link_makes_the_very_run_again(bench: Any, visit: Callable[..., Any]) -> None:
    digest = str(bench.text_content("#wb-said"))
    bench.click("#wb-link")
    again = visit(bench.url)
    again.wait_for_selector("#wb-series svg")
    assert again.is_visible("#workbench")
    assert again.text_content("#wb-said") == digest
    assert again.input_value("#wb-seed") == "17"


def test_a_person_has_a_history(bench: Any) -> None:
    states = record(Ask(SCENARIO)).states
    bench.fill("#wb-person", "40")
    weeks = int((states[:, 39] & 1).sum())
    assert f"practises in {weeks} of 416 weeks" in bench.text_content("#wb-history-said")
    box = bench.locator("#wb-people").bounding_box()
    bench.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert bench.input_value("#wb-person") != "40"


def test_a_person_who_is_not_there_is_told(bench: Any) -> None:
    for number in ("", "0", "151", "1.5"):
        bench.fill("#wb-person", "40")
        assert "practises in" in bench.text_content("#wb-history-said")
        bench.fill("#wb-person", number)
        assert bench.text_content("#wb-history-said") == "Person: a whole number from 1 to 150 is wanted.", number


def test_a_run_of_one_week_is_drawn(bench: Any) -> None:
    bench.fill("#wb-name", "weeks")
    bench.fill("#wb-value", "1")
    bench.click("#wb-set")
    bench.click("#wb-run")
    bench.wait_for_function("() => document.getElementById('wb-week').max === '0'")
    for figure in bench.locator("#wb-series figure").all():
        line = figure.locator(".line").get_attribute("d")
        assert "NaN" not in line
        assert ("L300" in line) == (figure.locator("output").text_content() != "–")
    bench.click("#wb-play")
    bench.wait_for_function("() => document.getElementById('wb-play').textContent === 'Play'")


def test_the_campfires_run_can_be_taken(campfire: Any) -> None:
    campfire.click("#preset-trust_d")
    campfire.keyboard.press("3")
    campfire.click("#wb-take")
    campfire.wait_for_selector("#wb-series svg")
    assert "Out:" in campfire.text_content("#wb-said")
    assert "network.kind: trust_d" in campfire.text_content("#wb-set-list")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("programme.volume", "70", "programme.volume: 70 is out of range; allowed is 0 to 10 (share)."),
        ("seasoning", "50%", "seasoning: '50%' is not a number; did you mean 0.5? Percents are written as shares."),
        ("programme.choose", "hub", "did you mean hubs?"),
    ],
)
def test_what_cannot_be_is_told_when_it_is_set(campfire: Any, name: str, value: str, told: str) -> None:
    campfire.keyboard.press("3")
    before = campfire.text_content("#wb-set-list")
    campfire.fill("#wb-name", name)
    campfire.fill("#wb-value", value)
    campfire.click("#wb-set")
    campfire.wait_for_function("(told) => document.getElementById('wb-hint').textContent.includes(told)", arg=told)
    assert campfire.text_content("#wb-set-list") == before
    assert campfire.input_value("#wb-value") == value, "it can be mended where it stands"
    campfire.fill("#wb-value", "0.5" if value != "hub" else "hubs")
    campfire.click("#wb-set")
    campfire.wait_for_function("(name) => document.getElementById('wb-set-list').textContent.includes(name)", arg=name)
    assert campfire.input_value("#wb-value") == ""


def test_run_waits_for_what_is_being_set(campfire: Any) -> None:
    campfire.keyboard.press("3")
    asked: list[str] = []
    campfire.on("request", lambda each: asked.append(each.url.rpartition("/")[2]))
    campfire.fill("#wb-name", "seasoning")
    for value in ("0.9", "50%"):
        campfire.fill("#wb-value", value)
        campfire.evaluate("() => { for (const id of ['wb-set', 'wb-run']) document.getElementById(id).click(); }")
        campfire.wait_for_selector("#wb-run:not([disabled])")
        campfire.wait_for_function("() => document.getElementById('wb-hint').textContent !== ''")
    campfire.wait_for_function("() => document.getElementById('wb-hint').textContent.includes('50%')")
    assert asked == ["value", "run", "value"], "what was refused is not left out of a run in silence"


def test_a_name_that_is_not_there_is_told(bench: Any) -> None:
    bench.fill("#wb-name", "programme.volum")
    bench.click("#wb-set")
    assert "There is no parameter programme.volum" in bench.text_content("#wb-hint")


def test_no_seed_is_run_but_the_one_that_stands_there(bench: Any) -> None:
    asked: list[str] = []
    bench.on("request", lambda each: asked.append(each.url))
    for seed in ("-4", "", "1.5", "99999999999999999999"):
        bench.evaluate("() => { document.getElementById('wb-said').textContent = ''; }")
        bench.focus("#wb-run")
        bench.fill("#wb-seed", seed)
        bench.click("#wb-run")
        told = bench.text_content("#wb-said")
        assert told == "Seed: a whole number from 0 to 9007199254740991 is wanted.", seed
        assert bench.evaluate("() => document.activeElement.id") == "wb-seed"
    assert asked == []


def test_a_value_that_a_browser_would_replace_is_told(bench: Any) -> None:
    bench.fill("#wb-name", "network.seed")
    for value in ("9007199254740993", "1e999", "Infinity"):
        bench.fill("#wb-value", value)
        bench.click("#wb-set")
        assert f"{value} is more than a browser keeps exactly" in bench.text_content("#wb-hint")
        assert "network.seed" not in bench.text_content("#wb-set-list")


def test_wood_thrown_on_at_the_campfire_is_shown_and_can_be_taken_back(
    campfire: Any, scrub: Callable[..., Any]
) -> None:
    lit(campfire, "seasoned", "burning")
    campfire.keyboard.press("Space")
    scrub(campfire, 50)
    campfire.focus("#wood")
    campfire.keyboard.press("End")
    campfire.wait_for_function("() => document.getElementById('verdict').textContent.includes('From week 51 on')")
    campfire.keyboard.press("3")
    campfire.click("#wb-take")
    campfire.wait_for_selector("#wb-link:not([disabled])")
    assert "wood: 80 % from week 51 on" in campfire.text_content("#wb-set-list")
    campfire.click("[aria-label='Take back the wood']")
    with campfire.expect_request("**/api/run") as asked:
        campfire.click("#wb-run")
    assert asked.value.post_data_json["wood"] == []


def test_a_link_put_into_an_open_page_makes_its_run(campfire: Any) -> None:
    campfire.keyboard.press("3")
    campfire.fill("#wb-seed", "77")
    campfire.click("#wb-run")
    campfire.wait_for_selector("#wb-link:not([disabled])")
    campfire.click("#wb-link")
    campfire.wait_for_function("() => location.hash.startsWith('#workbench=')")
    link = campfire.url
    campfire.fill("#wb-seed", "1")
    campfire.evaluate("() => history.replaceState(null, '', location.pathname)")
    campfire.keyboard.press("Escape")
    campfire.click("#tab-campfire")
    campfire.evaluate("(link) => { location.href = link; }", link)
    campfire.wait_for_function("() => document.getElementById('wb-seed').value === '77'")
    assert campfire.is_visible("#workbench")


def test_keys_do_nothing_behind_a_dialog_and_what_is_copied_is_told_in_it(campfire: Any) -> None:
    campfire.keyboard.press("3")
    campfire.click("#wb-run")
    campfire.wait_for_selector("#wb-yaml:not([disabled])")
    campfire.click("#wb-yaml")
    campfire.wait_for_selector("#yaml[open]")
    campfire.click("#yaml-copy")
    campfire.wait_for_function("() => document.getElementById('yaml-copy').textContent !== 'Copy'")
    campfire.keyboard.press("1")
    assert campfire.is_visible("#workbench")


def test_a_very_long_value_leaves_room_to_mend_it(campfire: Any) -> None:
    campfire.keyboard.press("3")
    campfire.fill("#wb-name", "network.kind")
    campfire.fill("#wb-value", "y" * 3000)
    with campfire.expect_request("**/api/value") as asked:
        campfire.click("#wb-set")
    assert len(asked.value.post_data_json["value"]) == 200
    campfire.wait_for_function("() => document.getElementById('wb-hint').textContent.includes('is not one of')")
    campfire.fill("#wb-value", "trust_d")
    campfire.click("#wb-set", timeout=3_000)
    campfire.click("[aria-label='Take back network.kind']", timeout=3_000)
