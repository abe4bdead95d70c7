"""What if? in a real browser: two plans, what drives them, an own survey."""

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.page.futures import some
from app.page.plans import read_asked
from tests.app.page.driving import DRIVERS, compared, undriven

COMPARE = "**/api/compare"


Answer = Callable[[Any], None]


@pytest.fixture(scope="module")
def answer() -> Answer:
    """What the server answers, which is the same each time: a question that was asked before is not worked out anew."""
    known: dict[tuple[str, str], httpx.Response] = {}

    def answered(route: Any) -> None:
        asked = (route.request.url, route.request.post_data)
        if asked not in known:
            known[asked] = httpx.post(asked[0], content=asked[1], timeout=120)
        route.fulfill(
            status=known[asked].status_code,
            body=known[asked].content,
            content_type=known[asked].headers["content-type"],
        )

    return answered


@pytest.fixture
def whatif(whatif: Any, answer: Answer) -> Any:
    whatif.route(COMPARE, answer)
    return undriven(whatif)


def test_two_plans_are_compared_as_python_counts_them(whatif: Any) -> None:
    whatif.unroute(COMPARE)
    bodies: list[dict[str, Any]] = []
    whatif.on("request", lambda asked: bodies.append(asked.post_data_json) if "compare" in asked.url else None)
    told = compared(whatif)
    futures = {plan: some(bodies[0], {"plan": plan}, 0, 20) for plan in ("a", "b")}
    count = {plan: found.outcomes.count("burning") for plan, found in futures.items()}
    assert (
        f"In {count['b']} of 20 futures B still burns two years after all support has ended; A in {count['a']}." in told
    )
    assert "n = 20 pairs" in told
    assert whatif.locator("#dots-b circle").count() == 20
    label = whatif.get_attribute("#dots-b svg", "aria-label")
    assert f"still burns in {count['b']} of 20" in label
    assert read_asked(bodies[0]).weeks == 416


def test_equal_plans_are_too_close_to_call(whatif: Any) -> None:
    whatif.unroute(DRIVERS)
    for name in ("values", "leaders", "talk", "wood", "start", "over"):
        whatif.fill(f"#b-{name}", whatif.input_value(f"#a-{name}"))
    told = compared(whatif)
    assert "Too close to call." in told
    whatif.click("#show-drivers")
    whatif.wait_for_function(
        "() => document.getElementById('panel-drivers').textContent.includes('The plans are the same')"
    )


def test_a_verdict_on_other_plans_says_so(whatif: Any) -> None:
    whatif.fill("#b-wood", "30")
    assert "Changed since" not in compared(whatif)
    whatif.fill("#wi-date", "2030")
    whatif.dispatch_event("#wi-date", "change")
    assert "Changed since" not in whatif.text_content("#wi-verdict")
    for value in ("35", "25"):
        whatif.fill("#b-wood", value)
        whatif.dispatch_event("#b-wood", "change")
    assert whatif.text_content("#wi-verdict").count("Changed since: press Compare") == 1
    assert "Changed since" not in compared(whatif)


def test_what_is_changed_while_plans_are_tried_is_told(whatif: Any, answer: Answer) -> None:
    held: list[Any] = []
    whatif.route(COMPARE, lambda route: held.append(route))
    with whatif.expect_request(COMPARE):
        whatif.click("#compare")
    whatif.fill("#b-wood", "30")
    whatif.dispatch_event("#b-wood", "change")
    answer(held[0])
    whatif.wait_for_selector("#report:not([disabled])")
    assert "Changed since" in whatif.text_content("#wi-verdict")


def test_the_bar_of_support_begins_with_it(whatif: Any) -> None:
    compared(whatif)
    for letter, first, end in (("a", "2026", "2030"), ("b", "2028", "2032")):
        drawn = whatif.locator(f"#chart-{letter} svg")
        bar = {name: float(drawn.locator("rect").get_attribute(name)) for name in ("x", "width")}
        year = {name: float(drawn.locator(f"text:text-is('{name}')").get_attribute("x")) for name in (first, end)}
        assert bar["x"] == pytest.approx(year[first], abs=2)
        assert bar["x"] + bar["width"] == pytest.approx(year[end], abs=2)


def test_without_coaching_there_is_no_bar(whatif: Any) -> None:
    whatif.fill("#b-coaching", "0")
    compared(whatif)
    assert whatif.locator("#chart-a rect").count() == 1
    assert whatif.locator("#chart-b rect").count() == 0


@pytest.mark.slow
def test_drivers_gaps_and_costs(whatif: Any) -> None:
    whatif.unroute(DRIVERS)
    whatif.click("#show-costs")
    whatif.fill("#cost-training", "8")
    told = compared(whatif)
    assert "A costs 480 staff days and B 240" in told
    assert "480" in whatif.text_content("#panel-costs table")
    whatif.click("#show-gaps")
    assert "by profession" in whatif.text_content("#panel-gaps")
    assert "chance" in whatif.text_content("#panel-gaps")
    whatif.click("#show-drivers")
    whatif.wait_for_selector("#panel-drivers table")
    rows = whatif.locator("#panel-drivers tbody tr").all_text_contents()
    assert len(rows) == 6
    assert any(row.startswith("shared values") for row in rows)


def test_a_wrong_number_is_told_before_anything_is_asked(whatif: Any) -> None:
    whatif.fill("#b-wood", "400")
    whatif.click("#compare")
    assert "Plan B, Trained, %: a number from 0 to 100 is wanted." in whatif.text_content("#wi-verdict")
    assert whatif.evaluate("() => document.activeElement.id") == "b-wood"


def test_no_number_is_tried_but_the_one_that_stands_there(whatif: Any) -> None:
    asked: list[str] = []
    whatif.on("request", lambda each: asked.append(each.url))
    whatif.click("#show-costs")
    for field, good, words in (
        ("#a-over", "50", "Plan A, … within, weeks: a whole number from 0 to 156 is wanted."),
        ("#wi-size", "300", "Staff: a whole number from 40 to 2000 is wanted."),
        ("#cost-training", "0", "Cost, A training place: a number from 0 to 10000 is wanted."),
    ):
        whatif.fill(field, "")
        whatif.locator(field).press_sequentially("50-" if "cost" in field else "50.5")
        whatif.click("#compare")
        assert whatif.text_content("#wi-verdict") == words
        assert whatif.evaluate("() => `#${document.activeElement.id}`") == field
        whatif.fill(field, good)
    assert asked == []


def test_a_year_that_cannot_be_is_told_and_not_drawn(whatif: Any) -> None:
    told = compared(whatif)
    words = "From: a whole number from 2000 to 2200 is wanted."
    for year in ("99999", "", "2026.5"):
        whatif.fill("#wi-date", year)
        whatif.dispatch_event("#wi-date", "change")
        assert whatif.text_content("#wi-verdict") == told + words
        whatif.click("#show-costs")
        whatif.click("#show-futures")
        assert whatif.locator("#chart-a text:text-is('2026')").count() == 1
    whatif.fill("#wi-date", "2030")
    whatif.dispatch_event("#wi-date", "change")
    assert whatif.text_content("#wi-verdict") == told
    assert whatif.locator("#chart-a text:text-is('2030')").count() == 1
    whatif.fill("#wi-date", "")
    whatif.click("#compare")
    assert whatif.text_content("#wi-verdict") == words


def survey(path: Path) -> Path:
    """Forty staff in four wards who answer one another within them."""
    names = [f"Quirin Zauberflöte {number}" for number in range(40)]
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["respondent", "target", "trust", "awareness", "comfort", "influence", "advice"])
        for i in range(40):
            for step in (1, 2, 3):
                rows.writerow([names[i], names[(i // 10) * 10 + (i + step) % 10], 4, 4, 5, 3, 4])
    return path


def test_an_own_survey_is_diagnosed_and_used(whatif: Any, tmp_path: Path) -> None:
    bodies: list[str] = []
    whatif.on("request", lambda asked: bodies.append(asked.post_data) if "compare" in asked.url else None)
    whatif.click("#show-survey")
    whatif.set_input_files("#file", survey(tmp_path / "staff.csv"))
    whatif.wait_for_selector("#diagnosis table")
    told = whatif.text_content("#diagnosis")
    assert "40 of 40 people answered" in told
    assert "Beside Trust A and Trust D" in told
    assert "Zauberflöte" not in told
    assert whatif.input_value("#wi-ties") == "survey"
    compared(whatif)
    assert '"people":40' in bodies[0]
    assert "Zauberfl" not in bodies[0]
    whatif.click("#show-survey")
    whatif.check("#names")
    whatif.wait_for_function("() => document.getElementById('diagnosis').textContent.includes('Zauberflöte')")


@pytest.mark.refused
def test_junk_is_refused_in_words(whatif: Any, tmp_path: Path) -> None:
    junk = tmp_path / "junk.xlsx"
    junk.write_bytes(b"PK\x03\x04 not a workbook")
    whatif.click("#show-survey")
    whatif.set_input_files("#file", junk)
    whatif.wait_for_function("() => document.getElementById('diagnosis').textContent.includes('cannot be read')")
    assert whatif.is_disabled("#wi-ties option[value=survey]")


def test_template_and_example(whatif: Any) -> None:
    whatif.click("#show-survey")
    with whatif.expect_download() as got:
        whatif.click("text=Template")
    assert Path(got.value.path()).read_bytes()[:2] == b"PK"
    whatif.click("#example")
    whatif.wait_for_selector("#diagnosis table")
    assert "of 120 people answered" in whatif.text_content("#diagnosis")


def test_whoever_compares_by_keyboard_stays_where_they_were(whatif: Any) -> None:
    whatif.focus("#compare")
    whatif.keyboard.press("Enter")
    whatif.wait_for_selector("#report:not([disabled])")
    whatif.wait_for_selector("#compare:not([disabled])")
    assert whatif.evaluate("() => document.activeElement.id") == "compare"


def test_who_is_left_out_is_said_as_the_table_has_it(whatif: Any) -> None:
    compared(whatif)
    whatif.click("#show-gaps")
    told = whatif.text_content("#panel-gaps .first")
    found = re.search(r"between units \(most in plan (.), (.*?): (\d+) points\)", told)
    assert found
    plan, what, beyond = found.groups()
    row = whatif.locator("#panel-gaps tbody tr", has_text=f"{what}, by unit")
    seen, chance = re.findall(r"\d+", row.locator("td").nth("AB".index(plan)).text_content())
    assert int(seen) - int(chance) == int(beyond) >= 5


@pytest.mark.refused
@pytest.mark.parametrize("how", ["the server is gone", "a field is wrong"])
def test_what_drives_it_is_told_although_a_second_compare_failed(whatif: Any, answer: Answer, how: str) -> None:
    held: list[Any] = []
    whatif.route(DRIVERS, lambda route: held.append(route))
    with whatif.expect_request(DRIVERS):
        whatif.click("#compare")
    whatif.wait_for_selector("#compare:not([disabled])")
    if how == "a field is wrong":
        whatif.fill("#wi-size", "")
    else:
        whatif.route(COMPARE, lambda route: route.abort())
    verdict = whatif.text_content("#wi-verdict")
    whatif.click("#compare")
    whatif.wait_for_function("(before) => document.getElementById('wi-verdict').textContent !== before", arg=verdict)
    whatif.click("#show-drivers")
    assert "Trying each lever alone" in whatif.text_content("#panel-drivers")
    answer(held[0])
    whatif.wait_for_selector("#panel-drivers table, #panel-drivers svg, #panel-drivers .first", timeout=120_000)
    assert "Trying each lever alone" not in whatif.text_content("#panel-drivers")
