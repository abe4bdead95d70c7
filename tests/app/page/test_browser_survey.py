"""An own survey on the page: chosen, mended, chosen again, dropped, and chosen while another is read."""

from pathlib import Path
from typing import Any

import pytest

from tests.app.page.driving import compared, undriven

DROP = """([where, name, text]) => {
  const dropped = new DataTransfer();
  dropped.items.add(new File([text], name));
  return ["dragover", "drop"].map((kind) => {
    const event = new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: dropped });
    document.getElementById(where).dispatchEvent(event);
    return event.defaultPrevented;
  });
}"""


def survey(path: Path, people: int = 30) -> Path:
    """Each names the next."""
    rows = [f"p{i},p{(i + 1) % people},4" for i in range(people)]
    path.write_text("\n".join(["respondent,target,trust", *rows]) + "\n")
    return path


def says(tab: Any, words: str) -> None:
    tab.wait_for_function("(words) => document.getElementById('survey-said').textContent.includes(words)", arg=words)


@pytest.fixture
def asked(whatif: Any) -> Any:
    whatif.click("#show-survey")
    return whatif


def test_a_file_that_was_mended_can_be_chosen_again(asked: Any, tmp_path: Path) -> None:
    path = survey(tmp_path / "staff.csv")
    asked.set_input_files("#file", path)
    says(asked, "30 of 30 people answered; 30 arcs.")
    survey(path, 31)
    asked.check("#names")
    says(asked, "30 of 30")
    asked.set_input_files("#file", path)
    says(asked, "31 of 31 people answered")


@pytest.mark.refused
def test_a_server_that_is_gone_is_told_and_not_taken_for_a_file_that_cannot_be_read(asked: Any, tmp_path: Path) -> None:
    asked.route("**/api/example", lambda route: route.abort())
    asked.click("#example")
    says(asked, "The server does not answer. Is firewood app still running?")
    assert asked.inner_text("#survey-found") == ""
    path = tmp_path / "staff.csv"
    path.write_text("respondent,target,trust\nAnn,Bob,nine\n")
    asked.set_input_files("#file", path)
    says(asked, "This cannot be read.")
    assert "the text nine is not a number" in asked.inner_text("#survey-found")


def test_the_file_chosen_last_is_the_one_that_is_shown(asked: Any, tmp_path: Path) -> None:
    held: list[Any] = []
    asked.route("**/api/survey", lambda route: held.append(route))
    with asked.expect_request("**/api/survey"):
        asked.set_input_files("#file", survey(tmp_path / "staff.csv"))
    asked.click("#example")
    says(asked, "of 120 people answered")
    with asked.expect_response("**/api/survey"):
        held[0].continue_()
    asked.wait_for_timeout(200)
    says(asked, "of 120 people answered")
    assert asked.input_value("#wi-size") == "120"


def test_what_is_read_is_told_to_those_who_do_not_see(asked: Any) -> None:
    assert asked.get_attribute("#survey-said", "role") == "status"


def test_a_file_dropped_beside_its_field_is_read_and_takes_not_the_pages_place(whatif: Any, tmp_path: Path) -> None:
    text = survey(tmp_path / "staff.csv").read_text()
    assert whatif.evaluate(DROP, ["wi-verdict", "staff.csv", text]) == [True, True]
    says(whatif, "30 of 30 people answered")
    assert whatif.is_visible("#panel-survey")
    whatif.keyboard.press("1")
    assert whatif.evaluate(DROP, ["verdict", "staff.csv", text]) == [True, True]


@pytest.mark.refused
def test_a_huge_file_is_refused_in_words(asked: Any, tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    path.write_bytes(b"respondent,target\n" + b"a,b\n" * 5_000_000)
    asked.set_input_files("#file", path)
    says(asked, "This cannot be read.")
    assert "at most 5 MB" in asked.text_content("#diagnosis")


@pytest.mark.refused
def test_a_file_that_cannot_be_read_leaves_what_was_compared_as_it_is(whatif: Any, tmp_path: Path) -> None:
    compared(undriven(whatif))
    whatif.click("#show-survey")
    bad = tmp_path / "bad.csv"
    bad.write_text("")
    whatif.set_input_files("#file", bad)
    says(whatif, "This cannot be read.")
    assert "Changed since" not in whatif.text_content("#wi-verdict")
    whatif.set_input_files("#file", survey(tmp_path / "staff.csv"))
    says(whatif, "30 of 30 people answered")
    assert "Changed since" in whatif.text_content("#wi-verdict")


def test_names_kept_back_are_told_in_words_of_the_page(asked: Any, tmp_path: Path) -> None:
    path = survey(tmp_path / "staff.csv")
    path.write_text(path.read_text() + "P1,p5,3\n")
    asked.set_input_files("#file", path)
    says(asked, "of 31 people answered")
    assert "with “show names” ticked it says which" in asked.text_content("#survey-found")
    assert "--names" not in asked.text_content("#survey-found")
