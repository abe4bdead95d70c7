"""The ODD says what the code does: the order of the week, the streams of luck, the names of the constants."""

import re
from pathlib import Path

from sim.luck import STREAMS
from sim.scenario import Rules, parameters
from sim.week import WEEK, describe

ENTITIES = "2. Entities, state variables and scales"
ODD = (Path(__file__).parents[2] / "docs" / "odd.md").read_text(encoding="utf-8")


def section(heading: str) -> str:
    """The text under a heading, up to the next one of any level."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", ODD, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found.group(1)


def test_the_order_of_the_week() -> None:
    listed = re.findall(r"(\d+)\. ([^·\n]+?)(?= ·|\n)", section("3. Process overview and scheduling"))
    assert [int(number) for number, _ in listed] == list(range(1, 15))
    titles = [step.meaning.split(":")[0].split(" (")[0] for step in WEEK]
    assert [title for _, title in listed] == titles


def test_every_step_has_its_submodel_in_the_same_order() -> None:
    headings = re.findall(r"^### 7\.(\d+) (.+)$", ODD, re.MULTILINE)
    assert [int(number) for number, _ in headings] == list(range(1, 17))
    titles = [step.meaning.split(":")[0].split(" (")[0].lower() for step in WEEK]
    assert [title.lower() for _, title in headings[:14]] == titles


def test_a_letter_stands_for_one_thing() -> None:
    """Those of the constants differ from each other, and from those of a person's state."""
    state = re.search(r"knowledge (.), heat (.), resentment (.), alignment (.),", section(ENTITIES))
    assert state is not None
    meant = [each.meaning.partition(": ")[0] for each in parameters(Rules) if ": " in each.meaning]
    letters = [*state.groups(), *(word for word in meant if " " not in word)]
    assert len(letters) > 25
    assert len(set(letters)) == len(letters)


def test_the_week_can_be_printed() -> None:
    lines = describe().splitlines()
    assert len(lines) == 14
    assert lines[2].startswith(" 3. talk: talk between pairs")


def test_the_table_of_streams() -> None:
    rows = [
        tuple(cell.strip() for cell in row.split("|")[1:-1])
        for row in section("7.16 Luck").splitlines()
        if "`" in row and row.startswith("|")
    ]
    assert rows == [(str(s.number), f"`{s.name}`", s.keys, s.decides) for s in STREAMS]
