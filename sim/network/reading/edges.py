"""Edge lists, with layers and weights or without.

Rules, for each layer by itself:

| weights | which pairs are arcs | item |
|---|---|---|
| none, all alike, or not on 1 to 5 | weight blank or above 0 | none: they say only that the arc exists |
| on 1 to 5 | weight at least 3, the middle (`REPORTED`) | the layer's (`LAYERS`), else advice |

On 1 to 5 are whole numbers in that range of which more than one occurs; 0 beside them is no tie.

Where a file holds several layers, `layer` says which makes the arcs; left out, it is the first of
`PREFERRED_LAYERS` that is there, else the first in the file. Other layers on 1 to 5 then give their items
to those arcs; an item is taken from the first layer that has it. A target may be several people (`several.py`).
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.errors import NetworkError, nearest
from sim.network.reading.advice import ONE_LAYER
from sim.network.reading.answers import WEIGHT, Answers, answers_of, on_likert
from sim.network.reading.arcs import Draft, drop_repeats, drop_self_ties, finished
from sim.network.reading.limits import MAX_LAYERS
from sim.network.reading.names import clean, shown
from sim.network.reading.people import People, look_up, tell_silent
from sim.network.reading.problems import Problems, counted
from sim.network.reading.roster import ends, passed_over, tell_missing
from sim.network.reading.several import one_name_each
from sim.network.reading.survey import Form, Survey
from sim.network.reading.tables import Table
from sim.network.reading.words import PREFERRED_LAYERS, item_of, plain
from sim.network.ties import ITEMS

ARC_FROM: Final = 3.0
"""On a layer weighted 1 to 5, the least weight of an arc: `REPORTED` of `sim.network.ties` on that scale."""


def read_edges(
    table: Table, people: People, repairs: list[str], layer: str | None, form: Form = "edges", named_rows: bool = True
) -> Survey:
    """The survey of a table with columns respondent and target, and perhaps layer and weight."""
    problems = Problems(table.where)
    if form == "edges":
        table = one_name_each(table, ends(table)[1:], people, problems, repairs)
    respondent, target = ends(table)
    repairs += [*table.repairs, *passed_over(table, ("respondent", "target", "layer", "weight", *ITEMS), problems)]
    namer, named = look_up((respondent, target), table, people, problems)
    tell_missing(namer, named, table, respondent, target, problems)
    tell_silent(namer, named >= 0, respondent, table, people, problems)
    weights, layers, codes = _weights(table, problems, repairs), *_layers(table)
    problems.stop()
    answered = np.flatnonzero(np.bincount(namer))
    rows = table.rows if named_rows else None
    certain = np.ones(len(namer), dtype=np.bool_)
    chosen = _chosen(layers, layer, table.where, repairs)
    parts = []
    for number, name in enumerate(layers):
        part = Draft(table.where, form, people, namer, named, {}, rows, certain, answered)
        part.keep(codes == number)
        _mean(part, weights[codes == number], name)
        drop_self_ties(part)
        drop_repeats(part, problems)
        parts.append(part)
    problems.stop()
    draft = parts[chosen]
    draft.repairs = repairs + draft.repairs
    _join(draft, [(layers[number], parts[number]) for number in range(len(layers)) if number != chosen])
    return finished(draft, problems)


def _weights(table: Table, problems: Problems, repairs: list[str]) -> Answers:
    column = table.role("weight")
    if column is None:
        return np.full(len(table), np.nan)
    return answers_of(*column.coded, WEIGHT, lambda place: table.at(place, column), problems, repairs, column.label)


def _layers(table: Table) -> tuple[list[str], NDArray[np.int64]]:
    """The layers in order of appearance, and which of them each row belongs to."""
    column = table.role("layer")
    if column is None:
        return [""], np.zeros(len(table), dtype=np.int64)
    codes, texts = column.coded
    names = list(dict.fromkeys(clean(text) for text in texts))
    if len(names) > MAX_LAYERS:
        raise NetworkError(f"{table.where}, {column.label}: {len(names)} layers; at most {MAX_LAYERS} are read")
    return names, np.array([names.index(clean(text)) for text in texts], dtype=np.int64)[codes]


def _chosen(layers: Sequence[str], layer: str | None, where: str, repairs: list[str]) -> int:
    """Which layer makes the arcs."""
    if layer is not None:
        if clean(layer) in layers:
            return layers.index(clean(layer))
        if layers == [""]:
            raise NetworkError(f"{where}: there are no layers in it, so none can be chosen; leave out layer={layer}")
        told = ", ".join(shown(name) for name in layers[:20])
        raise NetworkError(f"{where}: there is no layer {layer}; layers are {told}{nearest(layer, layers)}")
    words = [plain(name) for name in layers]
    chosen = next((words.index(word) for word in PREFERRED_LAYERS if word in words), 0)
    if len(layers) > 1:
        repairs.append(
            f"of the layers {', '.join(shown(name) for name in layers[:20])} the arcs are those of {layers[chosen]}, "
            f"as none was named {ONE_LAYER}"
        )
    return chosen


def _mean(part: Draft, weights: Answers, name: str) -> None:
    """Which pairs of a layer are arcs, and what their weights say; see the table above."""
    called = f"layer {shown(name)}" if name else "weights"
    if on_likert(weights[weights != 0]):
        item = item_of(name)
        part.items = {item: np.where(weights == 0, np.nan, weights)}
        part.certain = np.isnan(weights) | (weights >= ARC_FROM)
        low = int((weights < ARC_FROM).sum())
        part.repairs.append(f"{called}: on 1 to 5, read as {item}")
        if low:
            part.repairs.append(f"{called}: {counted(low, 'pair')} below {ARC_FROM:g} read as not connected")
        return
    part.certain = np.isnan(weights) | (weights > 0)
    if np.any(~np.isnan(weights)):
        part.repairs.append(f"{called}: not answers on 1 to 5; they say only that an arc exists")
    if nothing := int((weights == 0).sum()):
        part.repairs.append(f"{called}: {counted(nothing, 'pair')} with weight 0 read as not connected")


def _join(draft: Draft, others: Sequence[tuple[str, Draft]]) -> None:
    """Keep the arcs of the chosen layer, and take items from the others where they have the pair."""
    draft.keep(draft.certain)
    wanted = draft.namer << 32 | draft.named
    unused = []
    for name, other in others:
        new = [item for item in other.items if item not in draft.items]
        keys = other.namer << 32 | other.named
        if not new or len(keys) == 0:
            unused.append(shown(name) or "without a name")
            continue
        order = np.argsort(keys, kind="stable")
        place = order[np.minimum(np.searchsorted(keys, wanted, sorter=order), len(keys) - 1)]
        for item in new:
            draft.items[item] = np.where(keys[place] == wanted, other.items[item][place], np.nan)
            draft.repairs.append(f"layer {shown(name)}: on 1 to 5, read as the {item} of the same arcs")
    if unused:
        draft.repairs.append(f"layers not used: {', '.join(unused[:20])}")
