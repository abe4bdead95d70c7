"""The points of a sweep as columns: what is varied, which variant each belongs to, its key and what a run costs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from experiments import keys
from experiments.asked import Asked, Range, is_leaf, see_to_once
from experiments.compose import mistaken, texts
from experiments.design import SAMPLERS
from experiments.design.base import scaled
from experiments.design.grid import grid
from experiments.design.table import read_table
from experiments.overrides import read
from experiments.variants import Variant, compose_variant, whole_path

Codes = NDArray[np.int32]
Hashes = NDArray[np.uint64]

MOST: Final = 20_000_000
"""Points beyond which a design is taken for a mistake."""

Told = Callable[[int, int], None]


@dataclass(frozen=True, eq=False)
class Column:
    """One thing that is varied.

    Attributes:
        name: a group, or the path of a parameter.
        composed: whether its values need composing anew.
        values: its distinct values; of a group, the options.
        codes: shape (points,), which of them each point has.
        written: the values as typed; empty where they were sampled.
    """

    name: str
    composed: bool
    values: Sequence[Any]
    codes: Codes
    written: Sequence[str]

    def at(self, point: int) -> Any:
        """The value of one point."""
        return self.values[self.codes[point]]

    def text(self, point: int) -> str:
        """The same, as it would be typed."""
        code = self.codes[point]
        return self.written[code] if self.written else repr(self.values[code])


@dataclass(frozen=True, eq=False)
class Points:
    """All points of a design, in its order.

    Attributes:
        columns: what is varied.
        variants: worlds composed, one a combination of groups.
        variant: shape (points,), which of them each point belongs to.
        model: the digest of the model's source, which enters the keys.
        sample: where the design has points more than once, the point of each of its rows, in order; else None.
    """

    columns: Sequence[Column]
    variants: Sequence[Variant]
    variant: Codes
    model: str
    sample: Codes | None = None

    def __len__(self) -> int:
        """How many there are."""
        return len(self.variant)

    def values(self, point: int) -> dict[str, Any]:
        """What is set in the variant of a point, by path."""
        return {column.name: column.at(point) for column in self.columns if not column.composed}

    @cached_property
    def hashes(self) -> Hashes:
        """The key of each point, shape (points,)."""
        found = np.zeros(len(self), dtype=np.uint64)
        lines = cache(_line_hashes)
        for number, variant in enumerate(self.variants):
            here = self.variant == number
            found[here] = np.uint64(keys.total(variant.leaves, self.model))
            for column in self.columns:
                if not column.composed:
                    codes = column.codes[here]
                    for leaf in variant.followers(column.name):
                        found[here] += lines(leaf, column)[codes]
                        found[here] -= np.uint64(keys.line_hash(leaf, variant.leaves[leaf]))
        return found


def points_of(asked: Asked, model: str, told: Told | None = None) -> Points:
    """The points of a design; composes each combination of groups once.

    Args:
        asked: what was typed.
        model: the digest of the model's source.
        told: called with how many variants are composed, of how many.

    Raises:
        FirewoodError: values that cannot be; a design that cannot be made.
    """
    columns = _columns(asked)
    count = len(columns[0].codes) if columns else 1
    whole = [column for column in columns if column.composed]
    stacked = np.stack([column.codes for column in whole]) if whole else np.zeros((1, count), dtype=np.int32)
    _, first, variant = np.unique(stacked, axis=1, return_index=True, return_inverse=True)
    order = np.argsort(first)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    variants = []
    for number, point in enumerate(first[order], start=1):
        if told is not None:
            told(number, len(first))
        variants.append(_variant(asked.fixed, columns, int(point)))
    return Points(columns, variants, rank[variant.reshape(-1)].astype(np.int32), model)


def once(points: Points) -> Points:
    """The same with each point once, as it is first met; `sample` says which point each row of the design was.

    A trajectory of Morris meets its points again, and so do samples of whole numbers; such runs are made once.

    Raises:
        ConfigError: options of a group make no difference, since what they say is also given by hand.
    """
    _, first, inverse = np.unique(points.hashes, return_index=True, return_inverse=True)
    if len(first) == len(points):
        return points
    _see_to_idle(points, first[inverse.reshape(-1)])
    kept = np.sort(first)
    sample = np.searchsorted(kept, first)[inverse.reshape(-1)].astype(np.int32)
    columns = [replace(column, codes=column.codes[kept]) for column in points.columns]
    return Points(columns, points.variants, points.variant[kept], points.model, sample)


def _see_to_idle(points: Points, twin: NDArray[np.intp]) -> None:
    """Refuse groups that are varied and change nothing; `twin` is the first point that each is the same as."""
    apart = np.flatnonzero(points.variant[twin] != points.variant)
    if len(apart):
        one, other = int(twin[apart[0]]), int(apart[0])
        differ = [column for column in points.columns if column.text(one) != column.text(other)]
        said = " and ".join(f"{column.name}={column.text(one)},{column.text(other)}" for column in differ)
        raise mistaken([f"{said}: these are the same world, as whatever they differ in is given by hand or a group"])


def _variant(fixed: Sequence[str], columns: Sequence[Column], point: int) -> Variant:
    written = {column.name: column.text(point) for column in columns}
    whole = {column.name for column in columns if column.composed}
    choices = {name: text for name, text in written.items() if name in whole}
    return compose_variant(fixed, choices, {name: text for name, text in written.items() if name not in whole})


def _columns(asked: Asked) -> list[Column]:
    """Every varied column over all combinations of axes with the rows of the sample."""
    sample = _sampled(asked)
    rows = len(sample[0].codes) if sample else 1
    lengths = [len(axis.texts) for axis in asked.axes]
    total = int(np.prod([*map(float, lengths), float(rows)]))
    if total > MOST:
        raise mistaken([f"the design has {total:,} points; more than {MOST:,} are taken for a mistake"])
    *codes, row = grid([*lengths, rows])
    columns = [_discrete(axis.name, axis.texts, own) for axis, own in zip(asked.axes, codes, strict=True)]
    return columns + [Column(each.name, each.composed, each.values, each.codes[row], each.written) for each in sample]


def _sampled(asked: Asked) -> list[Column]:
    """The columns of the sample or of the table, one code a row."""
    options = asked.options.design
    if options.file is not None:
        table = read_table(options.file)
        see_to_once(asked.fixed, table.names, options.file)
        columns = []
        for name, cells in zip(table.names, zip(*table.rows, strict=True), strict=True):
            distinct = tuple(dict.fromkeys(cells))
            place = {text: number for number, text in enumerate(distinct)}
            columns.append(_discrete(name, distinct, np.array([place[cell] for cell in cells], dtype=np.int32)))
        return columns
    if not asked.ranges:
        return []
    unit = SAMPLERS[options.kind](options, len(asked.ranges))
    pairs = zip(asked.ranges, scaled(unit, asked.ranges), strict=True)
    return [_continuous(each, values) for each, values in pairs]


def _continuous(each: Range, sampled: NDArray[np.float64]) -> Column:
    distinct, codes = np.unique(sampled, return_inverse=True)
    values = [int(value) for value in distinct] if each.whole else distinct.tolist()
    return Column(each.name, False, values, codes.reshape(-1).astype(np.int32), ())


def _discrete(name: str, written: Sequence[str], codes: Codes) -> Column:
    """A column of values given one by one; those of a parameter are read as any override is."""
    if not is_leaf(name):
        return Column(name, True, written, codes, written)
    found = [read([f"{name}={text}"], texts()) for text in written]
    wrong = [mistake for each in found for mistake in each.mistakes]
    if wrong:
        raise mistaken(wrong)
    return Column(name, False, [whole_path(name, each.values[0].value) for each in found], codes, written)


def _line_hashes(leaf: str, column: Column) -> Hashes:
    """The hash of a leaf with each of a column's values."""
    return keys.line_hashes(leaf, column.values)
