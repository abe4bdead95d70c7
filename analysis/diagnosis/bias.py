"""What non-response and capped names do to reciprocity, shown and not hidden.

If who answers is luck, a share f answers and a true share r of arcs is returned: counted over all arcs that were
told, with the silent taken as naming nobody, about r·f reads as returned ("zero-filled"); counted over the arcs
between people who answered, about r. If people name only `cap` of the K they would, an arc back is left out with
chance 1 − cap/K, and even full response reads about r·cap/K.

`readings` shows this by simulation, at the size and through the form of the survey at hand.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from analysis.diagnosis.response import Response
from analysis.diagnosis.seen import Seen, through_form
from sim.network.build import build
from sim.network.structure import Arcs, reciprocity_arcs
from sim.network.structure.arcs import ratio
from sim.scenario import Network, Organisation

TRUTHS: Final = (0.2, 0.45, 0.7, 0.95)
"""True reciprocities (arc form) for which readings are simulated."""

TWICE: Final = 2
"""Who fills every line would have named so many times as many [A]: the upper end of what a cap may hide."""

BUILDS: Final = 20


class Reading(NamedTuple):
    """What a form reads of one true reciprocity (arc form): medians over simulated organisations.

    Attributes:
        true: at full response, uncapped.
        zero_filled: over all arcs told.
        answered: over the arcs between people who answered.
    """

    true: float
    zero_filled: float
    answered: float


@dataclass(frozen=True)
class Bias:
    """What reciprocity (arc form) reads, by what is assumed of those who did not answer.

    Attributes:
        zero_filled: the silent name nobody.
        answered: the silent left out.
        all_returned: the silent return every arc that names them.
        uncapped: as `answered`, had everyone who filled every line named twice as many; None without a cap.
        readings: what some truths would read, simulated at this size and through this form; empty where
            no network of this size can be built.
    """

    zero_filled: float
    answered: float
    all_returned: float
    uncapped: float | None
    readings: tuple[Reading, ...]

    def implied(self, read: float) -> float:
        """The truth that would read so among those who answered, between two simulated ones; NaN without any."""
        if not self.readings:
            return float("nan")
        true, answered = ([getattr(each, name) for each in self.readings] for name in ("true", "answered"))
        return float(np.interp(read, np.maximum.accumulate(answered), true))


def bias(arcs: Arcs, who: Response, seed: int = 0) -> Bias:
    """The range of what reciprocity might be.

    Args:
        arcs: as read.
        who: who answered, and the cap.
        seed: of the simulated readings.
    """
    seen = Seen(arcs, ~who.silent)
    among = seen.among
    unknown = len(seen.told) - len(among)
    returned = 2 * among.mutual
    uncapped = None
    if who.cap is not None:
        full = np.bincount(arcs.source, minlength=arcs.people) >= who.cap
        found = np.where(full[among.target], 1 / TWICE, 1.0).sum()
        uncapped = min(1.0, ratio(returned, float(found)))
    return Bias(
        zero_filled=reciprocity_arcs(arcs),
        answered=ratio(returned, len(among)),
        all_returned=ratio(returned + 2 * unknown, len(among) + 2 * unknown),
        uncapped=uncapped,
        readings=readings(arcs.people, who.rate, who.cap, seed=seed),
    )


def readings(
    people: int,
    rate: float,
    cap: int | None,
    truths: tuple[float, ...] = TRUTHS,
    *,
    builds: int = BUILDS,
    seed: int = 0,
) -> tuple[Reading, ...]:
    """What known reciprocities read through a form, on the distributed archetype.

    Args:
        people: of each organisation, at least four; fewer give no readings.
        rate: share who answer.
        cap: the most names a person may give; None: no limit.
        truths: shares of arcs that are returned.
        builds: organisations for each truth.
        seed: of the first; the others follow.
    """
    if people < 4:
        return ()
    found = []
    for true in truths:
        read = np.array([_read(people, rate, cap, true, seed + turn) for turn in range(builds)])
        zero_filled, answered = np.nanmedian(read, axis=0) if not np.isnan(read).all() else (np.nan, np.nan)
        found.append(Reading(true, float(zero_filled), float(answered)))
    return tuple(found)


def _read(people: int, rate: float, cap: int | None, true: float, seed: int) -> tuple[float, float]:
    """Reciprocity zero-filled and among those who answered, of one organisation."""
    network = Network(kind="distributed", size=people, reciprocity=true)
    arcs = Arcs.from_ties(build(Organisation(network=network), 0, seed).ties, people, reported=False)
    seen = through_form(arcs, rate, cap, np.random.default_rng([seed, round(1000 * true)]))
    return reciprocity_arcs(seen.arcs), reciprocity_arcs(seen.among)
