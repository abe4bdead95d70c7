"""Rows of a file keep the number of the line they begin in."""

from pathlib import Path

import pytest

from experiments.lines import read_lines
from sim.errors import ConfigError


def lines(folder: Path, text: str) -> list[tuple[int, tuple[str, ...]]]:
    file = folder / "points.csv"
    file.write_bytes(text.encode())
    return [tuple(line) for line in read_lines(file, "points.csv")]


def test_words_and_blank_lines_are_passed_over(tmp_path: Path) -> None:
    assert lines(tmp_path, "# what it is\n\na,b\n  # more\n1, 2\n,\n") == [
        (3, ("a", "b")),
        (5, ("1", "2")),
        (6, ("", "")),
    ]


def test_a_cell_in_quotes_may_go_over_lines(tmp_path: Path) -> None:
    text = 'a,b\r\n"one\r\ntwo",2\r\n3,4\r\n'
    assert [number for number, _ in lines(tmp_path, text)] == [1, 2, 4]


def test_tabs_part_cells_where_the_first_row_has_some(tmp_path: Path) -> None:
    assert lines(tmp_path, "a\tb\n1,5\t2\n")[1] == (2, ("1,5", "2"))


def test_semicolons_part_cells_and_numbers_may_have_commas_then(tmp_path: Path) -> None:
    found = lines(tmp_path, "seasoning;changes\n0,25;a, b\n-,5;1,2,3\n1.5;\n")
    assert [cells for _, cells in found[1:]] == [("0.25", "a, b"), ("-.5", "1,2,3"), ("1.5", "")]
    assert lines(tmp_path, 'a,b;c\n"0,5",1\n')[1] == (2, ("0,5", "1")), "a comma in the first row tells otherwise"


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"it: it cannot be read \(no such file"):
        read_lines(tmp_path / "gone.csv", "it")
    with pytest.raises(ConfigError, match=r"points.csv, line 2: it cannot be read"):
        lines(tmp_path, "a\n" + "x" * 200_000 + "\n")
    (tmp_path / "bytes.csv").write_bytes(b"a\n\xff\n")
    with pytest.raises(ConfigError, match="no text in UTF-8"):
        read_lines(tmp_path / "bytes.csv", "it")
