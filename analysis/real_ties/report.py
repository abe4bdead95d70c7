"""All that is said of a folder of real ties, worked out once: for tables, JSON, figures and the page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.real_ties.adopting import STRENGTHS, Adopting, adopting
from analysis.real_ties.association import Tested, named_beside_null
from analysis.real_ties.data import DataSet
from analysis.real_ties.hazard import exposure_beside_null
from analysis.real_ties.places import Places, count_of_arms, places
from sim.scenario import Scenario


@dataclass(frozen=True, eq=False)
class Diffusion:
    """Real diffusion on real ties.

    Attributes:
        name, people, adopters, groups: of the data set.
        ties: arcs of each layer.
        correlation: of a person's time with the mean of those named, by layer.
        hazard: coefficient of exposure, by layer.
        model: our model on the ties of `layer`.
        layer: of the model's ties.
        times: shuffles of each null.
    """

    name: str
    people: int
    adopters: int
    groups: int
    ties: dict[str, int]
    correlation: dict[str, Tested]
    hazard: dict[str, Tested]
    model: Adopting
    layer: str
    times: int

    @property
    def verdict(self) -> str:
        """How far named ties explain adoption, from the numbers alone."""
        tests = {f"correlation, {name}": each for name, each in self.correlation.items()}
        tests |= {f"exposure, {name}": each for name, each in self.hazard.items()}
        above = [name for name, each in tests.items() if each.above]
        if not above:
            ties = (
                f"None of {len(tests)} tests tells named ties from shuffled ones: they do not explain who adopted when."
            )
        elif len(above) == len(tests):
            ties = f"All {len(tests)} tests lie above shuffled ties: people adopted when those they named had."
        else:
            ties = (
                f"{len(above)} of {len(tests)} tests {'lies' if len(above) == 1 else 'lie'} above shuffled ties "
                f"({'; '.join(above)}); with so many tests, one may do so by luck."
            )
        agreement = self.model.agreement
        order = (
            "Our model on these ties orders people better than ties shuffled"
            if agreement.above
            else "Our model on these ties orders people no better than it does on ties shuffled"
        )
        better = "worse" if self.model.misfit > self.model.bass_misfit else "better"
        return (
            f"{ties} {order} (rank correlation {_signed(agreement.value)}, shuffled {_signed(agreement.low)} to "
            f"{_signed(agreement.high)}), and its curve fits {better} than Bass's, which knows no ties (root mean "
            f"square {100 * self.model.misfit:.1f} against {100 * self.model.bass_misfit:.1f} points)."
        )


@dataclass(frozen=True, eq=False)
class Report:
    """What is said of all data sets."""

    diffusion: tuple[Diffusion, ...]
    places: tuple[Places, ...]
    seasoning: float

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "seasoning": self.seasoning,
            "diffusion": [_diffusion(each) for each in self.diffusion],
            "places": [_places(each) for each in self.places],
        }


def _signed(number: float) -> str:
    return f"{number:+.2f}".replace("-", "−")


def report(
    sets: Sequence[DataSet],
    scenario: Scenario,
    seeds: Sequence[int],
    times: int,
    *,
    keep: Path | None = None,
    threads: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Report:
    """Work everything out.

    Args:
        sets: data sets.
        scenario: whose rules, seasoning and antecedents hold everywhere.
        seeds: of each arm.
        times: shuffles of each null.
        keep: a file that keeps finished runs.
        threads: left out, one a core.
        progress: called with how many of `runs(sets, scenario, seeds)` are there.
    """
    done = 0
    diffusion, found = [], []

    def after(base: int) -> Callable[[int], None]:
        return lambda count: progress(base + count) if progress else None

    for data in sets:
        if data.adoption is not None:
            diffusion.append(_diffuses(data, scenario, seeds, times, keep, threads, after(done)))
            done += len(STRENGTHS) * len(seeds)
        found.append(places(data, scenario, seeds, keep=keep, threads=threads, progress=after(done)))
        done += len(found[-1].places) * len(seeds)
    return Report(tuple(diffusion), tuple(found), scenario.seasoning)


def runs(sets: Sequence[DataSet], scenario: Scenario, seeds: Sequence[int]) -> int:
    """How many runs there are."""
    arms = sum(count_of_arms(each, scenario) for each in sets)
    return len(seeds) * (arms + len(STRENGTHS) * sum(each.adoption is not None for each in sets))


def _diffuses(
    data: DataSet,
    scenario: Scenario,
    seeds: Sequence[int],
    times: int,
    keep: Path | None,
    threads: int | None,
    progress: Callable[[int], None],
) -> Diffusion:
    seen = data.adoption
    assert seen is not None
    layer = "advice" if "advice" in seen.layers else next(iter(seen.layers))
    time = seen.time.astype(float)
    return Diffusion(
        name=data.name,
        people=len(seen.ids),
        adopters=int(seen.adopted.sum()),
        groups=int(seen.group.max()) + 1,
        ties={name: len(arcs) for name, arcs in seen.layers.items()},
        correlation={name: named_beside_null(time, arcs, seen.group, times) for name, arcs in seen.layers.items()},
        hazard={
            name: exposure_beside_null(seen.time, seen.adopted, seen.group, arcs, seen.periods, times)
            for name, arcs in seen.layers.items()
        },
        model=adopting(data, scenario, layer, seeds, times, keep=keep, threads=threads, progress=progress),
        layer=layer,
        times=times,
    )


def _diffusion(each: Diffusion) -> dict[str, Any]:
    model = each.model
    return {
        "name": each.name,
        "people": each.people,
        "adopters": each.adopters,
        "ties": each.ties,
        "correlation": {name: test._asdict() for name, test in each.correlation.items()},
        "hazard": {name: test._asdict() for name, test in each.hazard.items()},
        "model": {
            "layer": each.layer,
            "seeds": model.seeds,
            "strength": model.strength,
            "agreement": model.agreement._asdict(),
            "agreement_over_seeds": list(model.over_seeds),
            "observed": model.observed.tolist(),
            "simulated": model.simulated.tolist(),
            "bass": model.bass.tolist(),
            "bass_p": model.p,
            "bass_q": model.q,
            "misfit": model.misfit,
            "bass_misfit": model.bass_misfit,
        },
        "shuffles": each.times,
        "verdict": each.verdict,
    }


def _places(each: Places) -> dict[str, Any]:
    return {
        "name": each.name,
        "people": each.people,
        "cohort": each.cohort,
        "seeds": each.seeds,
        "dampness": each.theory.dampness,
        "critical_mass": each.theory.critical_mass,
        "burning_level": each.theory.burning_level,
        "places": [
            {
                "name": place.name,
                "practising": place.practising,
                "burning": list(place.burning.found),
                "beyond_random": None if place.beyond is None else list(place.beyond.found),
            }
            for place in each.places
        ],
        "passed_over": list(each.passed),
        "said": each.said,
    }
