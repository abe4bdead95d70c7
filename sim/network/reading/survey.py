"""What a survey of real ties says: who was named by whom, with which answers, and who answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.errors import NetworkError, nearest
from sim.network.reading.names import clean, same_person, trouble
from sim.network.reading.problems import Problems, counted
from sim.network.reading.words import PROFESSION_WORDS, SENIORITY_WORDS
from sim.network.ties import ITEMS

Form = Literal["roster", "matrix", "recall", "edges", "graph"]

FORMS_OF_ARCS: Final = ("edges", "graph")
"""Forms that do not say who answered: who names anyone counts as having answered."""

ATTRIBUTES: Final = ("unit", "profession", "seniority")
"""What may be known of a person."""

ALLOWED: Final[Mapping[str, tuple[str, ...]]] = {
    "profession": tuple(PROFESSION_WORDS),
    "seniority": tuple(SENIORITY_WORDS),
}


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """Named people and the arcs between them, as answered.

    Attributes:
        names: the N people, in order of their names, all different.
        attributes: for each of `ATTRIBUTES` that is known of anyone, N words; empty where it is not known.
            Professions are those of `PROFESSIONS`, seniorities "1" to "3".
        responded: shape (N,), who answered.
        namer, named: shape (M,), the arc's two people as rows of `names`; ordered by (namer, named), none twice.
        items: for each item that was asked, shape (M,), 1 to 5; NaN where it was left blank.
        repairs: one sentence for each thing that was repaired, assumed or passed over.
        source: where the survey comes from, in words.
        form: in which form it came.
    """

    names: tuple[str, ...]
    attributes: Mapping[str, tuple[str, ...]]
    responded: NDArray[np.bool_]
    namer: NDArray[np.int32]
    named: NDArray[np.int32]
    items: Mapping[str, NDArray[np.float64]]
    repairs: tuple[str, ...] = ()
    source: str = "made in memory"
    form: Form = "roster"

    def __post_init__(self) -> None:
        problems = Problems(self.source)
        self._check_people(problems)
        problems.stop()
        self._check_arcs(problems)
        problems.stop()

    def _check_people(self, problems: Problems) -> None:
        if any(left >= right for left, right in zip(self.names, self.names[1:], strict=False)):
            problems.add("people must stand in order of their names, none twice")
        for name in self.names:
            if reason := trouble(name) or (None if name and name == clean(name) else f"{name!r} is not a clean name"):
                problems.add(reason)
        if len(self.responded) != len(self.names):
            problems.add(f"{len(self.responded)} people are said to have answered or not, of {len(self.names)}")
        for attribute, words in self.attributes.items():
            if attribute not in ATTRIBUTES:
                problems.add(f"nothing is known to do with {attribute}{nearest(attribute, ATTRIBUTES)}")
            elif len(words) != len(self.names):
                problems.add(f"{attribute} is given for {len(words)} of {len(self.names)} people")
            for word in sorted(set(words) - {""}):
                if reason := trouble(word):
                    problems.add(reason)
                elif word not in ALLOWED.get(attribute, (word,)) or word != clean(word):
                    problems.add(f"{word} is no {attribute}; allowed: {', '.join(ALLOWED.get(attribute, ()))}")

    def _check_arcs(self, problems: Problems) -> None:
        ends = np.concatenate((self.namer, self.named)).astype(np.int64)
        if np.any((ends < 0) | (ends >= len(self.names))) or len(self.namer) != len(self.named):
            problems.add("arcs must run between rows of people")
            return
        if np.any(self.namer == self.named):
            problems.add("nobody names themselves")
        if np.any(np.diff(self.namer.astype(np.int64) << 32 | self.named) <= 0):
            problems.add("arcs must stand in order of (namer, named), none twice")
        for item, values in self.items.items():
            if item not in ITEMS:
                problems.add(f"there is no item {item}{nearest(item, ITEMS)}")
            elif len(values) != len(self.namer):
                problems.add(f"{item} has {len(values)} answers for {len(self.namer)} arcs")
            elif not np.all((values >= 1) & (values <= 5) | np.isnan(values)):
                problems.add(f"{item} has answers outside 1 to 5")

    @property
    def arcs(self) -> int:
        """How many arcs there are."""
        return len(self.namer)

    @classmethod
    def of(
        cls,
        names: Sequence[str],
        namer: ArrayLike,
        named: ArrayLike,
        items: Mapping[str, ArrayLike],
        *,
        responded: ArrayLike | None = None,
        attributes: Mapping[str, Sequence[str]] | None = None,
        repairs: Sequence[str] = (),
        source: str = "made in memory",
        form: Form = "roster",
    ) -> Self:
        """A survey whose people and arcs come in any order; the arcs point into `names` as given.

        Args:
            names: N names, all different.
            namer: shape (M,), rows of `names`.
            named: shape (M,), rows of `names`; no self-tie, no arc twice.
            items: any of the five, each shape (M,), 1 to 5 or NaN.
            responded: shape (N,); left out, whoever names anyone answered.
            attributes: any of `ATTRIBUTES`, N words each.
            repairs: as in the class.
            source: as in the class.
            form: as in the class.

        Raises:
            NetworkError: what cannot be a survey.
        """
        order = sorted(range(len(names)), key=lambda person: names[person])
        place = np.empty(len(names), dtype=np.int32)
        place[order] = np.arange(len(names), dtype=np.int32)
        of, to = (place[np.asarray(end, dtype=np.int64)] for end in (namer, named))
        row = np.lexsort((to, of))
        if responded is None:
            answered = np.bincount(of, minlength=len(names)) > 0
        else:
            answered = np.asarray(responded, dtype=np.bool_)[order]
        known = {name: tuple(words[person] for person in order) for name, words in (attributes or {}).items()}
        asked = {item: np.asarray(items[item], dtype=np.float64)[row] for item in ITEMS if item in items}
        extra = {item: np.asarray(items[item], dtype=np.float64) for item in items if item not in ITEMS}
        return cls(
            names=tuple(names[person] for person in order),
            attributes={name: known[name] for name in (*ATTRIBUTES, *known) if any(known.get(name, ()))},
            responded=answered,
            namer=of[row],
            named=to[row],
            items=asked | extra,
            repairs=tuple(repairs),
            source=source,
            form=form,
        )

    @classmethod
    def from_columns(cls, columns: Mapping[str, Any]) -> Self:
        """A survey of columns `respondent` and `target` (names) and any of the five items (1 to 5)."""
        missing = [name for name in ("respondent", "target") if name not in columns]
        if missing:
            raise NetworkError(f"columns respondent and target are needed; {' and '.join(missing)} is missing")
        of, to = ([clean(str(name)) for name in columns[end]] for end in ("respondent", "target"))
        if len(of) != len(to):
            raise NetworkError(f"{len(of)} respondents stand beside {len(to)} targets")
        names = sorted({*of, *to})
        row = {name: place for place, name in enumerate(names)}
        items = {name: column for name, column in columns.items() if name not in ("respondent", "target")}
        return cls.of(names, [row[name] for name in of], [row[name] for name in to], items)

    def same_as(self, other: "Survey") -> bool:
        """Whether people, answers and arcs are equal, wherever they were read from."""
        return (
            self.names == other.names
            and dict(self.attributes) == dict(other.attributes)
            and list(self.items) == list(other.items)
            and all(
                np.array_equal(getattr(self, name), getattr(other, name)) for name in ("responded", "namer", "named")
            )
            and all(np.array_equal(self.items[item], other.items[item], equal_nan=True) for item in self.items)
        )

    def describe(self) -> list[str]:
        """The survey in plain words, one sentence a line."""
        people, answered = len(self.names), int(self.responded.sum())
        did = "named anyone" if self.form in FORMS_OF_ARCS else "answered"
        lines = [
            f"{self.source}: a survey in {self.form} form",
            f"{counted(people, 'person', 'people')}, of whom {answered} {did} ({100 * answered / people:.0f} %)",
            f"{counted(self.arcs, 'arc')}, {self.arcs / people:.1f} a person",
            self._items_told(),
        ]
        for attribute in ATTRIBUTES:
            known = [word for word in self.attributes.get(attribute, ()) if word]
            if known:
                kinds = counted(len(set(known)), "value")
                lines.append(f"{attribute} is known of {counted(len(known), 'person', 'people')} ({kinds})")
        return [*lines, *self.repairs]

    def _items_told(self) -> str:
        if not self.items:
            return "no items were asked"
        told = [f"{item} (mean {np.nanmean(values):.1f}, {int(np.isnan(values).sum())} blank)"
                for item, values in self.items.items() if not np.all(np.isnan(values))]  # fmt: skip
        return "items asked, on 1 to 5: " + (", ".join(told) or "all blank")


def noticed(names: Sequence[str], responded: NDArray[np.bool_], form: Form) -> list[str]:
    """What a reader should know of the people: look-alike names, and who did not answer."""
    lines = same_person(names)
    silent = int(len(names) - responded.sum())
    if silent:
        who = f"{counted(silent, 'person', 'people')} of {len(names)}"
        did = "named nobody, answering or not" if form in FORMS_OF_ARCS else "did not answer"
        lines.append(f"{who} {did}: kept, with the arcs of those who named them and none of their own filled in")
    return lines
