"""What the browser gets is short, says what it is for, and asks nobody else for anything."""

import re
from pathlib import Path

import pytest

from app.page.server import STATIC

SCRIPTS = sorted(STATIC.glob("*.js"))
FILES = sorted(path for path in STATIC.iterdir() if path.suffix != ".svg")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_files_are_short(path: Path) -> None:
    assert path.read_text("utf-8").count("\n") <= 300


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_say_what_they_are_for_and_do_nothing_unsafe(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith("// ")
    assert not re.search(r"\beval\(|innerHTML|insertAdjacentHTML|document\.write|new Function", text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_is_loaded_from_elsewhere(path: Path) -> None:
    found = re.findall(r"https?://[^\s\"'`)]+", path.read_text("utf-8"))
    assert set(found) <= {"http://www.w3.org/2000/svg"}


def test_every_question_mark_has_words_with_a_source() -> None:
    words = (STATIC / "words.js").read_text("utf-8")
    asked = set(re.findall(r'data-help="(\w+)"', (STATIC / "index.html").read_text("utf-8")))
    for key in asked:
        assert re.search(rf"^  {key}: \[\".+\", \".+\", (?:TALK|[`\"].+[`\"])\],$", words, re.M), key
