"""Items that a file does not say, imputed by draws, so that imputations differ by as much as is not known.

Rules, all of them assumptions [A]; answers 1 to 5 have become (x − 1) / 4 before:

1. An arc without any answer takes those of a donor: of the arcs of the file with an answer, in order of (source,
   target), the one at floor(u · their number), u(impute.donor; (source, target)). Where no arc has one, its items
   are drawn as at the start (ODD 7.15).
2. An item missing beside others becomes the mean of the arc's others plus a residual, clipped to [0, 1]. Residuals
   are those of the file: on each arc with this item and others, the item less the mean of those others; the one
   at floor(u · their number) is taken, u(item.…; (source, target)). Where no arc has both, as with an item that
   was never asked, the residual is spread · (2u − 1).

So neither the spread of an item nor its going together with the others is lost, as both are when a mean is
filled in. Source: hot-deck imputation, repeated, after Rubin 1987, "Multiple imputation for nonresponse in
surveys" [R]. Rows in the keys are those that the file's people have among themselves.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim import luck
from sim.compiled import compiled
from sim.network.ties import ITEMS
from sim.scenario import Items

ITEM_STREAMS: Final = {item: luck.NUMBERS[f"item.{item}"] for item in ITEMS}

Rows = NDArray[np.int64]
Columns = NDArray[np.float64]


def imputed(
    answers: Mapping[str, Columns], source: Rows, target: Rows, items: Items, index: int, seed: int
) -> dict[str, Columns]:
    """The five items of each arc in 0..1, none missing.

    Args:
        answers: of the items that were asked, shape (M,), 1 to 5 or NaN.
        source: shape (M,), rows of people within the organisation.
        target: shape (M,); no arc twice.
        items: means and spread at the start, for what the file says nothing of.
        index: of the organisation.
        seed: of the draws.
    """
    order = np.lexsort((target, source))
    blank = np.full(len(source), np.nan)
    table = np.array([(answers[item] - 1) / 4 if item in answers else blank for item in ITEMS])[:, order]
    filled = _filled(table, source[order], target[order], items, index, seed)
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    return {item: filled[number, place] for number, item in enumerate(ITEMS)}


def _filled(table: Columns, source: Rows, target: Rows, items: Items, index: int, seed: int) -> Columns:
    """Shape (5, M): arcs in order of (source, target), NaNs filled in by the rules."""
    answered = np.flatnonzero(~np.all(np.isnan(table), axis=0))
    if not len(answered):
        return np.array([_as_at_start(item, source, target, items, index, seed) for item in ITEMS])
    lent = table[:, answered[chosen(len(answered), source, target, index, seed)]]
    given = np.where(np.all(np.isnan(table), axis=0), lent, table)
    result = given.copy()
    for number, item in enumerate(ITEMS):
        missing = np.isnan(given[number])
        if np.any(missing):
            others = np.nanmean(np.delete(given[:, missing], number, axis=0), axis=0)
            drawn = arc_draws(ITEM_STREAMS[item], source[missing], target[missing], index, seed)
            result[number, missing] = np.clip(others + _residual(table, number, drawn, items.spread), 0, 1)
    return result


def _residual(table: Columns, number: int, drawn: Columns, spread: float) -> Columns:
    """Residuals of an item, shape as `drawn`: some of the file's own, or evenly spread where it has none."""
    said = ~np.isnan(table)
    both = np.flatnonzero(said[number] & (said.sum(axis=0) > 1))
    if not len(both):
        return spread * (2 * drawn - 1)
    own: Columns = table[number, both] - np.nanmean(np.delete(table[:, both], number, axis=0), axis=0)
    return own[(drawn * len(own)).astype(np.int64)]


def _as_at_start(item: str, source: Rows, target: Rows, items: Items, index: int, seed: int) -> Columns:
    drawn = arc_draws(ITEM_STREAMS[item], source, target, index, seed)
    mean: float = getattr(items, item)
    return np.clip(mean + items.spread * (2 * drawn - 1), 0, 1)


def chosen(donors: int, source: Rows, target: Rows, index: int, seed: int) -> Rows:
    """Shape (M,): the place 0..donors-1 of each arc's donor."""
    return (arc_draws(luck.IMPUTE_DONOR, source, target, index, seed) * donors).astype(np.int64)


def arc_draws(stream: int, source: Rows, target: Rows, index: int, seed: int) -> Columns:
    """Shape (M,): one draw an arc, of week 0, keyed by its two people."""
    return _draws(np.uint64(luck.base(seed, stream, 0)), index, source, target)


@compiled
def _draws(start: np.uint64, organisation: int, source: Rows, target: Rows) -> Columns:
    draws = np.empty(len(source))
    for arc in range(len(source)):
        one = luck.person_identity(organisation, 0, source[arc])
        other = luck.person_identity(organisation, 0, target[arc])
        draws[arc] = luck.draw(start, luck.pair(one, other))
    return draws
