"""The campfire used in surprising orders: what stands on the page is what burns."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.app.page.driving import lit

Scrub = Callable[[Any, int], None]


def stands(tab: Any) -> list[int]:
    """Where the sliders stand."""
    return [int(tab.input_value(f"#{name}")) for name in ("values", "leaders", "talk", "wood")]


def moved(tab: Any, name: str, key: str = "End") -> None:
    """A slider moved by keyboard, and answered."""
    tab.focus(f"#{name}")
    week = int(tab.input_value("#week")) + 1
    tab.keyboard.press(key)
    tab.wait_for_function(f"() => document.getElementById('verdict').textContent.includes('From week {week} on')")


def paused(tab: Any, preset: str, bet: str) -> None:
    lit(tab, preset, bet)
    tab.keyboard.press("Space")


def test_sliders_stand_as_the_run_has_them_in_the_week_that_is_shown(campfire: Any, scrub: Scrub) -> None:
    paused(campfire, "damp", "out")
    scrub(campfire, 200)
    moved(campfire, "values")
    assert stands(campfire) == [100, 0, 0, 80]
    scrub(campfire, 100)
    assert stands(campfire) == [0, 0, 0, 80]
    scrub(campfire, 201)
    assert stands(campfire) == [100, 0, 0, 80]


def test_what_was_moved_later_is_said_to_be_taken_back(campfire: Any, scrub: Scrub) -> None:
    paused(campfire, "damp", "out")
    scrub(campfire, 200)
    moved(campfire, "values")
    scrub(campfire, 100)
    moved(campfire, "talk")
    assert "What was moved after that week is taken back." in campfire.text_content("#verdict")
    scrub(campfire, 300)
    assert stands(campfire) == [0, 0, 100, 80]


@pytest.mark.refused
def test_a_slider_goes_back_where_its_move_was_not_answered(campfire: Any, scrub: Scrub) -> None:
    paused(campfire, "damp", "out")
    campfire.route("**/api/run", lambda route: route.abort())
    campfire.focus("#values")
    campfire.keyboard.press("End")
    campfire.wait_for_function("() => document.getElementById('verdict').textContent.includes('does not answer')")
    assert stands(campfire) == [0, 0, 0, 80]


def test_a_pile_that_is_changed_while_it_is_lit_is_laid_anew(campfire: Any) -> None:
    held: list[Any] = []
    campfire.click("#preset-damp")
    campfire.check("input[value=out]", force=True)
    campfire.route("**/api/run", lambda route: held.append(route))
    with campfire.expect_request("**/api/run"):
        campfire.click("#light")
    campfire.focus("#values")
    campfire.keyboard.press("End")
    assert "changed before it was lit" in campfire.text_content("#verdict")
    assert campfire.text_content("#light") == "Light it"
    with campfire.expect_response("**/api/run"):
        held[0].continue_()
    campfire.wait_for_timeout(200)
    assert campfire.is_disabled("#play")


def test_a_bet_stands_once_it_is_lit(campfire: Any, scrub: Scrub) -> None:
    lit(campfire, "damp", "burning")
    assert campfire.locator("input[name=bet]:disabled").count() == 3
    scrub(campfire, 415)
    campfire.wait_for_selector("#verdict .first")
    assert "You bet that it burns on. It goes out." in campfire.text_content("#verdict")
    campfire.check("input[value=out]", force=True)
    campfire.click("#light")
    campfire.wait_for_selector("#play:not([disabled])")


def test_a_new_pile_can_be_laid_at_any_moment(campfire: Any) -> None:
    lit(campfire, "damp", "out")
    assert campfire.text_content("#play") == "Pause"
    campfire.evaluate(
        "() => { document.getElementById('again').click(); document.getElementById('preset-first').click(); }"
    )
    campfire.wait_for_timeout(100)  # nothing must go wrong when Again comes to its turn
    assert campfire.text_content("#play") == "Play"
    assert campfire.text_content("#count") == "Not lit yet"


def test_a_preset_that_was_changed_is_none(campfire: Any) -> None:
    campfire.click("#preset-trust_a")
    campfire.focus("#talk")
    campfire.keyboard.press("Home")
    assert campfire.locator("#presets [aria-pressed=true]").count() == 0
    campfire.click("#preset-first")
    campfire.uncheck("#first")
    assert campfire.locator("#presets [aria-pressed=true]").count() == 0


def test_wood_that_is_taken_back_too_late_was_used(campfire: Any, scrub: Scrub) -> None:
    campfire.click("#preset-challenge")
    for name in ("values", "leaders", "talk"):
        campfire.focus(f"#{name}")
        campfire.keyboard.press("End")
    campfire.check("input[value=burning]", force=True)
    campfire.click("#light")
    campfire.wait_for_selector("#play:not([disabled])")
    campfire.keyboard.press("Space")
    scrub(campfire, 390)
    moved(campfire, "wood", "Home")
    campfire.keyboard.press("Space")
    scrub(campfire, 415)
    campfire.wait_for_selector("#verdict .first")
    assert "Challenge: it burns on with 56 places. Your best so far: 56." in campfire.text_content("#verdict")
