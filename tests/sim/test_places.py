"""Where files are looked for."""

from pathlib import Path

from sim.places import at_home


def test_what_begins_with_a_tilde_and_is_no_home_stays_as_it_is() -> None:
    assert at_home("~/staff.csv") == Path.home() / "staff.csv"
    assert at_home("~$staff.xlsx") == Path("~$staff.xlsx")
    assert at_home(Path("~nobody-of-that-name/runs")) == Path("~nobody-of-that-name/runs")
