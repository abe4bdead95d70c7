"""The figures: what stands on them, that it fits, and that they come out the same again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
import pytest

from analysis.facts import Facts, facts_of
from analysis.figures import style
from analysis.figures.fires import MOST, fires, place_for_name
from analysis.figures.layout import distances, layout
from analysis.figures.ties import ties
from analysis.snapshots import story
from experiments.run import Batch, run_replicates
from sim.network.build import build
from sim.network.structure import Arcs
from sim.scenario import Scenario


@pytest.fixture(scope="module")
def batch() -> Batch:
    kinds = [("trust_a", 1.0), ("trust_d", 0.0)]
    return run_replicates(
        [Scenario(name=f"{k}, {u}", network={"kind": k, "size": 40}, seasoning=u, weeks=120) for k, u in kinds],
        range(3),
    )


@pytest.fixture(scope="module")
def facts(batch: Batch) -> tuple[Facts, ...]:
    return facts_of(batch)


@pytest.fixture(autouse=True)
def in_style() -> Iterator[None]:
    with style.paper():
        yield


def words(figure: Any) -> list[Any]:
    """Every text that can be read on a figure."""
    figure.canvas.draw()
    return [text for text in figure.findobj(matplotlib.text.Text) if text.get_text().strip() and text.get_visible()]


def on_paper(figure: Any) -> None:
    """Nothing that is written is cut off."""
    figure.canvas.draw()
    written = [*figure.texts]
    for axes in (axes for axes in figure.axes if axes.get_visible()):
        written += [*axes.texts, axes.title, axes._left_title, axes.xaxis.label, axes.yaxis.label]
    for text in (text for text in written if text.get_text()):
        box = text.get_window_extent()
        assert min(box.x0, box.y0) >= 0, text.get_text()
        assert box.x1 <= figure.bbox.x1, text.get_text()
        assert box.y1 <= figure.bbox.y1, text.get_text()


def apart(figure: Any) -> None:
    """No text of the page itself covers another."""
    figure.canvas.draw()
    boxes = [(text.get_text(), text.get_window_extent()) for text in figure.texts]
    boxes += [(text.get_text(), text.get_window_extent()) for axes in figure.axes for text in axes.texts]
    for at, (word, box) in enumerate(boxes):
        for other, there in boxes[at + 1 :]:
            assert not box.overlaps(there), (word, other)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_fires_tell_what_is_seen(facts: tuple[Facts, ...], count: int) -> None:
    every = (*facts, facts[0])[:count]
    figure = fires(every, "A title", "and more")
    said = "\n".join(text.get_text() for text in words(figure))
    for fact in every:
        assert fact.name in said
    for part in ("A title", "and more", "n = 3 runs", "seeds 0–2", "Wilson", "smoke", "practising", "support"):
        assert part in said
    assert "A thinking aid, not a forecast" in said.replace("\n", " ")
    on_paper(figure)
    apart(figure)


def test_fires_stop_at_a_page(facts: tuple[Facts, ...]) -> None:
    figure = fires([facts[0]] * (MOST + 5), "many", "")
    assert sum(axes.get_visible() for axes in figure.axes) == MOST


def test_a_name_keeps_clear_of_the_lines() -> None:
    weeks = np.linspace(0, 1, 200)
    rising, low = 0.9 / (1 + np.exp(-20 * (weeks - 0.3))), np.full(200, 0.1)
    for line in (rising, low):
        at, height = place_for_name(line, (rising, low), [])
        near = slice(max(0, at - 18), at + 19)
        assert min(np.abs(each[near] - height).min() for each in (rising, low)) > 0.03


@pytest.mark.parametrize("weeks", [1, 2, 3])
def test_a_name_finds_a_place_beside_the_shortest_lines(weeks: int) -> None:
    line = np.full(weeks, 0.4)
    at, height = place_for_name(line, (line,), [])
    assert 0 <= at < weeks
    assert abs(height - 0.4) > 0.03


def test_ties_tell_what_is_seen(facts: tuple[Facts, ...], batch: Batch) -> None:
    drawn = [story(fact, batch.surveys) for fact in facts]
    figure = ties(drawn, "The ties", "below")
    said = "\n".join(text.get_text() for text in words(figure))
    for fact in facts:
        assert fact.name in said
    for part in (
        "seed ",
        "at one year (week 52)",
        "in the last week (week 120)",
        "improver, practising",
        "one-way tie",
    ):
        assert part in said
    on_paper(figure)
    apart(figure)


def test_a_story_shows_the_run_in_the_middle(facts: tuple[Facts, ...], batch: Batch) -> None:
    seen = story(facts[0], batch.surveys)
    row = facts[0].fire.seeds.index(seen.seed)
    assert row == facts[0].median_run
    for snapshot in seen.snapshots:
        share = facts[0].fire.series["practising"][row, snapshot.moment.weeks - 1]
        assert snapshot.practising.mean() == pytest.approx(share)
        assert snapshot.trained.any()


def test_saving_gives_both_forms_and_the_same_again(facts: tuple[Facts, ...], tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        assert style.save(fires(facts, "t", "b"), tmp_path / folder, "fires") == ["fires.png", "fires.svg"]
    for file in ("fires.png", "fires.svg"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()
    assert (tmp_path / "one" / "fires.png").stat().st_size > 50_000


def test_the_style_leaves_no_trace() -> None:
    before = matplotlib.rcParams["font.size"]
    with style.paper():
        matplotlib.rcParams["font.size"] = 33
    assert matplotlib.rcParams["font.size"] == before


@pytest.mark.parametrize("kind", ["trust_a", "trust_d", "centralised"])
def test_places_are_apart_fit_the_square_and_take_no_luck(kind: str) -> None:
    people = build(Scenario(network={"kind": kind, "size": 80}), 0, 0)
    arcs = Arcs.from_ties(people.ties, 80, reported=False)
    places = layout(arcs)
    np.testing.assert_array_equal(places, layout(arcs))
    assert np.abs(places).max() == pytest.approx(1)
    gaps = np.sqrt(((places[:, None] - places[None]) ** 2).sum(axis=2)) + 9 * np.eye(80)
    assert gaps.min() > 0.005
    tied = gaps[arcs.source, arcs.target].mean()
    assert tied < 0.8 * gaps[~np.eye(80, dtype=bool)].mean(), "who is tied stands nearer"


def test_components_stand_apart() -> None:
    arcs = Arcs([0, 1, 2, 4, 5], [1, 2, 3, 5, 6], 8)
    places = layout(arcs)
    steps = max(np.linalg.norm(places[a] - places[b]) for a, b in ((0, 1), (1, 2), (4, 5)))
    apart = min(np.linalg.norm(places[a] - places[b]) for a in range(4) for b in range(4, 8))
    assert apart > steps


def test_distances_are_steps_on_the_shortest_path() -> None:
    near = np.zeros((5, 5), dtype=bool)
    for one, other in ((0, 1), (1, 2), (2, 3), (3, 4), (4, 0)):
        near[one, other] = near[other, one] = True
    assert distances(near)[0].tolist() == [0, 1, 2, 2, 1]
