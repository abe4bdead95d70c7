"""How fast the model is, beside others and beside the machine: one command prints the table.

    uv run python -m tests.benchmarks [--sizes 1000,10000,100000,1000000] [--write docs/performance.md]
                                      [--peers] [--quick] [--repeats N]

Every row is measured in a process of its own, one after another (with --quick all in this one). Peers are timed
where they are installed:
`uv sync --group bench`.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from tests.benchmarks import page
from tests.benchmarks.kernel import CONTEXTS
from tests.benchmarks.machine import busy, described, installed
from tests.benchmarks.page import number, spread
from tests.benchmarks.peers import PEERS, WANTED
from tests.benchmarks.timing import Found, Timing, apart, here

SHARES: Final = (0.0, 0.02, 0.1, 0.5)
"""Of the staff, held practising."""

MESA_PEOPLE: Final = 1_000
"""In the rows of plain Mesa."""

Row = list[str]


class Bench:
    """The sizes and repeats of one call; each method measures one table."""

    def __init__(self, sizes: list[int], repeats: int, *, quick: bool, peers: bool) -> None:
        self.sizes, self.repeats, self.quick, self.peers = sizes, repeats, quick, peers
        self.copies: list[Found] = []

    def copying(self) -> None:
        """How fast the machine copies, on one thread and on two."""
        size = 16 if self.quick else 512
        self.copies = [
            self.told("machine.copying", megabytes=size, threads=threads, repeats=self.repeats) for threads in (1, 2)
        ]

    def told(self, measure: str, **arguments: Any) -> Found:
        """One measurement, announced."""
        said = ", ".join(f"{name} {value}" for name, value in arguments.items() if name != "repeats")
        print(f"{measure}: {said} …", file=sys.stderr, flush=True)
        return here(measure, **arguments) if self.quick else apart(measure, **arguments)

    def scaling(self) -> str:
        """The full week by size, context, threads and share practising."""
        shares = [f"{100 * share:g} %" for share in SHARES]
        head = ["context", "threads", "people", "arcs", *shares, "bytes a tie", "bytes a person", "of copying, at 50 %"]
        rows = [
            self._scaled(people, context, threads)
            for people in self.sizes
            for context in CONTEXTS
            for threads in (1, 2)
        ]
        return page.table(head, rows)

    def _scaled(self, people: int, context: str, threads: int) -> Row:
        found = self.told(
            "kernel.weeks",
            people=people,
            context=context,
            threads=threads,
            shares=list(SHARES),
            repeats=self.repeats,
        )
        weeks = {share: Timing(*found["weeks"][str(share)]) for share in SHARES}
        used = found["touched"][str(SHARES[-1])] / weeks[SHARES[-1]].middle
        return [
            context,
            str(threads),
            f"{people:,}",
            f"{found['arcs']:,}",
            *(spread(weeks[share].per(found["arcs"])) for share in SHARES),
            number(found["bytes_a_tie"]),
            number(found["bytes_a_person"]),
            page.share(used / self.copies[threads - 1]["bytes_a_second"]),
        ]

    def replicates(self) -> str:
        """Runs a second of small organisations."""
        people, weeks, count = (40, 30, 4) if self.quick else (300, 416, 128)
        head = ["task", "processes", "people", "arcs", "weeks", "runs a second", "ns a tie-week of each process"]
        rows = []
        for processes in (1, 2):
            found = self.told(
                "small.runs", processes=processes, count=count, people=people, weeks=weeks, repeats=self.repeats
            )
            took, runs = Timing(*found["timing"]), found["runs"]
            rate = Timing(runs / took.middle, runs / took.high, runs / took.low, took.n)
            each = took.per(found["arcs"] * weeks * runs / processes)
            task = "runs through `run_cases`, half damp, half seasoned"
            rows.append(
                [task, str(processes), str(people), f"{found['arcs']:,}", str(weeks), spread(rate), spread(each)]
            )
        return page.table(head, rows)

    def beginnings(self) -> str:
        """Starting, building, reading: seconds."""
        rows: list[Row] = []
        for words in (["--help"], ["--version"], ["rum"], ["run", "--fooo"], ["run", "volumme=3"]):
            found = self.told("beginning.command", words=words, repeats=self.repeats)
            rows.append(["answering", f"`firewood {' '.join(words)}`", spread(Timing(*found["timing"]))])
        people = max(self.sizes)
        for kind in ("distributed", "trust_a", "trust_d"):
            found = self.told("beginning.archetype", kind=kind, people=people, repeats=self.repeats)
            rows.append(["building", f"{kind}, {people:,} people", spread(Timing(*found["timing"]))])
        for form, wanted in (("edges", 1_000_000), ("survey", 100_000)):
            found = self.told("beginning.file", form=form, rows=200 if self.quick else wanted, repeats=self.repeats)
            rows.append(["reading", f"{form}, CSV, {found['rows']:,} rows", spread(Timing(*found["timing"]))])
        return page.table(["", "what", "seconds"], rows)

    def classroom(self) -> str:
        """The page: pictures a second, and thirty who light it at once."""
        rows: list[Row] = []
        found = self.told("browser.frames", seconds=0.3 if self.quick else 4, repeats=self.repeats)
        if found:
            each = Timing(*found["timing"])
            rate = Timing(1 / each.middle, 1 / each.high, 1 / each.low, each.n)
            rows.append(["pictures a second", f"the campfire at {found['width']} × {found['height']}", spread(rate)])
        found = self.told("browser.together", repeats=self.repeats)
        who = f"{found['visitors']} who press “Light it” at once"
        rows.append(["seconds until the last is answered", who, spread(Timing(*found["timing"]))])
        if not self.quick:
            found = self.told("browser.handout", repeats=self.repeats)
            what = f"`firewood handout`, {found['bytes'] / 1e6:.2f} MB"
            rows.append(["seconds to write", what, spread(Timing(*found["timing"]))])
        return page.table(["", "what", "measured"], rows)

    def beside(self) -> str:
        """The full week in plain Mesa, and a matched task by all who can do it."""
        head = ["task", "who", "people", "arcs", "ns a tie-week", "times ours", "infected at the end"]
        return page.table(head, [*self._full_week(), *self._matched()])

    def _full_week(self) -> Iterator[Row]:
        people = 60 if self.quick else MESA_PEOPLE
        task, context, share = "the full week, seasoned, 10 % practising", "seasoned", 0.1
        own = self.told("kernel.weeks", people=people, context=context, threads=1, shares=[share], repeats=self.repeats)
        ours = Timing(*own["weeks"][str(share)]).per(own["arcs"])
        yield self._row(task, "ours, one thread", people, own["arcs"], ours, ours)
        found = self.told("kernel.plain_mesa", people=people, context=context, share=share, repeats=self.repeats)
        mesa = Timing(*found["timing"]).per(found["arcs"])
        yield self._row(task, "plain Mesa (the oracle of the tests)", people, found["arcs"], mesa, ours)

    def _matched(self) -> Iterator[Row]:
        weeks = 10 if self.quick else 50
        for people in [100] if self.quick else [size for size in self.sizes if size <= 10_000]:
            given = {"people": people, "weeks": weeks, "repeats": self.repeats}
            ways = {"ours, one thread": "matched.ours", "NumPy": "matched.in_numpy", "plain Mesa": "matched.plain_mesa"}
            if self.peers:
                ways |= {f"{PEERS[name][0]} {installed(name)}": f"peers.{name}" for name in PEERS if installed(name)}
            own: Timing | None = None
            for who, measure in ways.items():
                found = self.told(measure, **given)
                took = Timing(*found["timing"]).per(found["arcs"])
                own = own or took
                yield self._row("SIS", who, people, found["arcs"], took, own, page.share(found["share"]))

    @staticmethod
    def _row(task: str, who: str, people: int, arcs: int, took: Timing, ours: Timing, end: str = "") -> Row:
        ratio = number(took.middle / ours.middle)
        return [task, who, f"{people:,}", f"{arcs:,}", spread(took), ratio, end]

    def missing(self) -> str:
        """Who was asked for and is not there."""
        gone = [name for name in WANTED if not installed(name)]
        if not self.peers or not gone:
            return ""
        return (
            f"Not installed, so not timed: {', '.join(gone)}. mesa-frames is on the package index in one early version "
            "only (0.1.0a0), which wants NumPy 1; it cannot stand beside ours."
        )


NOTES: Final = """\
A tie is an arc. Times are medians (least to most) of {repeats} single weeks, each a call of `run_weeks`; that also sums
all trust anew, tells compiled code where the world is and starts a second thread, which a run does once a year: so 51
of 52 parts of what a call without weeks takes, timed just before, are taken off.
Who practises is drawn anew for each week, and practises in an untimed week before it as well, so that caches hold
what a week leaves there, as in a run; the slowest are weeks in which a cohort is trained. Bytes are those of
all arrays that grow with ties or with people. *Of copying*: the bytes that a week must move at least (each person's
record read and written; both ends of every dyad read; the arcs of each dyad in which someone practises read, those of
each that talked written), over the time it took, as a share of what the machine copies on as many threads."""

MATCHED: Final = """\
The matched task is SIS on one Watts–Strogatz graph (degree 8, a tenth rewired, a rate of 0.02 an arc and week, 0.05
recover in a week, a fifth infected at the start). Ours is the whole week with the settings of
`sis_by_rare_talk` in `tests/analysis/theory/exact.py`, under which it is SIS (tests hold it against EoN); EoN works
in continuous time, event by event. That all end alike shows that they do the same. Plain Mesa's full week is the
oracle of the tests, written to be right, not fast."""


def main(words: Sequence[str] | None = None) -> None:
    """The command."""
    asked = _asked(words)
    bench = Bench(asked.sizes, asked.repeats, quick=asked.quick, peers=asked.peers)
    load = busy()
    bench.copying()
    parts = [
        page.conditions(described(), load, bench.copies, asked.quick),
        "### The full week: nanoseconds a tie-week, by share practising",
        bench.scaling(),
        NOTES.format(repeats=asked.repeats),
        "### Small organisations",
        bench.replicates(),
        "### Before the first week",
        bench.beginnings(),
        "### The page",
        bench.classroom(),
        "### Beside others",
        bench.beside(),
        " ".join(part for part in (MATCHED, bench.missing()) if part),
    ]
    measured = "\n\n".join(parts)
    print(measured)
    if asked.write:
        page.written(asked.write, measured)


def _asked(words: Sequence[str] | None) -> argparse.Namespace:
    read = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=(__doc__ or "").partition("\n")[0])
    read.add_argument("--sizes", type=_sizes, default=None, metavar="N,N,…", help="people (1000 to 1000000)")
    read.add_argument("--write", type=Path, metavar="FILE", help="also into this page: docs/performance.md")
    read.add_argument("--peers", action="store_true", help="also other frameworks, where installed")
    read.add_argument("--quick", action="store_true", help="toy sizes, to see that it runs")
    read.add_argument("--repeats", type=int, default=None, help="times each is measured (7; quick: 2)")
    asked = read.parse_args(words)
    asked.sizes = asked.sizes or ([200] if asked.quick else [1_000, 10_000, 100_000, 1_000_000])
    asked.repeats = asked.repeats or (2 if asked.quick else 7)
    if not asked.quick and asked.repeats < 5:
        read.error("--repeats: 5 or more, so that a median says something")
    return asked


def _sizes(text: str) -> list[int]:
    return [int(part.replace("_", "")) for part in text.split(",")]


if __name__ == "__main__":
    main()
