"""Contexts of a browser are used again, and nothing of one test is met by another."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.app.page.driving import ready
from tests.app.page.rooms import Rooms


@pytest.fixture
def own(browser: Any) -> Iterator[Rooms]:
    found = Rooms(browser)
    yield found
    found.leave()


def test_a_context_is_used_again_until_something_is_kept_in_it(own: Rooms, page: str) -> None:
    first = own.tab(color_scheme="dark")
    context = first.context
    context.route("**/*", lambda route: route.abort())
    own.leave()
    assert first.is_closed()
    again = own.tab(color_scheme="dark")
    assert again.context is context
    again.goto(page)
    ready(again).click("#theme")
    assert again.get_attribute("html", "data-theme") == "light"
    own.leave()
    new = own.tab(color_scheme="dark")
    assert new.context is not context
    new.goto(page)
    assert ready(new).get_attribute("html", "data-theme") == "dark"


def test_two_tabs_share_nothing_and_other_options_are_another_context(own: Rooms) -> None:
    one, two, light = (own.tab(color_scheme=theme) for theme in ("dark", "dark", "light"))
    assert len({id(each.context) for each in (one, two, light)}) == 3
    own.leave()
    assert own.tab(color_scheme="light").evaluate("matchMedia('(prefers-color-scheme: light)').matches")
