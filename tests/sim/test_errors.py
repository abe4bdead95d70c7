"""The nearest right spelling of a word."""

import pytest

from sim.errors import nearest

PATHS = ["seasoning", "programme.volume", "programme.start", "staffing.start", "talk_rate"]


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("seasonin", "seasoning"),
        ("volume", "programme.volume"),
        ("Volum", "programme.volume"),
        ("programe.volume", "programme.volume"),
        ("start", None),  # of two that end so neither is meant more
        ("weather", None),
    ],
)
def test_a_name_is_found_by_its_last_part_as_well(word: str, hint: str | None) -> None:
    assert nearest(word, PATHS) == (f"; did you mean {hint}?" if hint else "")
