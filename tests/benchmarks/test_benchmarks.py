"""The benchmarks run, at toy sizes: what they find is nobody's business here, but that they find it is."""

from pathlib import Path

import pytest

from tests.benchmarks import page
from tests.benchmarks.__main__ import main
from tests.benchmarks.timing import apart


@pytest.mark.slow
def test_the_command_writes_its_tables_into_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "performance.md"
    main(["--quick", "--peers", "--sizes", "120", "--write", str(target)])
    printed, written = capsys.readouterr().out, target.read_text(encoding="utf-8")
    assert printed[printed.index("| ") :].strip() in written  # before it, a library may speak
    cells = [line.strip("| ").split(" | ") for line in printed.splitlines() if line.startswith("| ")]
    who = {row[1] for row in cells}
    assert any("press “Light it” at once" in line for line in who)
    assert {"ours, one thread", "NumPy", "plain Mesa", "plain Mesa (the oracle of the tests)"} <= who
    assert [row[:3] for row in cells if row[0] in ("damp", "seasoned")] == [
        [context, threads, "120"] for context in ("damp", "seasoned") for threads in ("1", "2")
    ]
    assert str(Path.home()) not in written
    assert str(Path.cwd()) not in written


def test_what_was_written_by_hand_stays(tmp_path: Path) -> None:
    target = tmp_path / "performance.md"
    page.written(target, "first")
    target.write_text(target.read_text(encoding="utf-8").replace("*To be", "Memory. *To be"), encoding="utf-8")
    page.written(target, "second")
    text = target.read_text(encoding="utf-8")
    assert "second" in text
    assert "first" not in text
    assert "Memory. *To be" in text
    target.write_text("no marks", encoding="utf-8")
    with pytest.raises(ValueError, match="no marks"):
        page.written(target, "third")
    assert target.read_text(encoding="utf-8") == "no marks"


def test_a_measurement_in_a_process_of_its_own_tells_what_it_found_or_why_not() -> None:
    found = apart("machine.copying", megabytes=1, threads=2, repeats=2)
    assert found["bytes_a_second"] > 0
    assert found["timing"][1] <= found["timing"][0] <= found["timing"][2]
    with pytest.raises(RuntimeError, match=r"machine\.copying.*TypeError"):
        apart("machine.copying", megabytes=1)
