"""How much of the uncertainty of a result comes from what a survey does not say: Rubin's rules.

Each of m imputations of the survey is run with the same n seeds; a result then has a mean and a variance of
that mean for each imputation. Source: Rubin 1987, "Multiple imputation for nonresponse in surveys", ch. 3 [R];
degrees of freedom for few seeds after Barnard & Rubin 1999, "Small-sample degrees of freedom with multiple
imputation", Biometrika 86 [R].
"""

from math import inf, isnan, nan, sqrt
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from analysis.intervals import Z95
from analysis.words import percent
from experiments.run import Batch

_NEARLY_NORMAL: Final = 2000.0
"""Degrees of freedom from which Student's quantile is taken to be the normal one."""


class Pooled(NamedTuple):
    """A mean over imputations, with its 95 % interval and where its uncertainty comes from.

    Attributes:
        mean: Q̄, the mean of the imputations' means.
        low, high: mean ∓ t · sqrt(total); NaN where variances are not known.
        within: U, the mean of the variances of their means: luck.
        between: B, the variance between their means: what the survey does not say.
        total: T = U + (1 + 1/m) · B.
        freedom: degrees of freedom of the interval.
        imputations: m.
    """

    mean: float
    low: float
    high: float
    within: float
    between: float
    total: float
    freedom: float
    imputations: int

    @property
    def share(self) -> float:
        """The share of the total that comes from what the survey does not say, (1 + 1/m) · B / T; 0 when T is 0."""
        return (1 + 1 / self.imputations) * self.between / self.total if self.total else self.total


def rubin(means: ArrayLike, variances: ArrayLike, complete: float = inf) -> Pooled:
    """Pool one estimate over m imputations.

    Args:
        means: shape (m,), the estimate in each imputation.
        variances: shape (m,), its squared standard error in each.
        complete: degrees of freedom it would have if nothing were missing (n − 1 for a mean over n seeds).

    Raises:
        ValueError: fewer than two imputations, or columns of unequal length.
    """
    values, errors = np.asarray(means, dtype=np.float64), np.asarray(variances, dtype=np.float64)
    count = len(values)
    if count < 2 or len(errors) != count:
        raise ValueError(f"Rubin's rules take two imputations or more; there are {count}, and {len(errors)} variances")
    mean, within, between = float(values.mean()), float(errors.mean()), float(values.var(ddof=1))
    added = (1 + 1 / count) * between
    freedom = _freedom(within, added, count, complete)
    half = student95(freedom) * sqrt(within + added) if not isnan(within) else nan
    return Pooled(mean, mean - half, mean + half, within, between, within + added, freedom, count)


def pooled(batch: Batch) -> dict[str, Pooled]:
    """Final practising of each organisation, pooled over the imputations of a batch.

    Args:
        batch: the runs of `experiments.imputations.imputed`, each scenario an imputation, with the same seeds. One
            seed leaves the variance within unknown.
    """
    found: dict[str, Pooled] = {}
    for index, name in enumerate(fire.name for fire in batch.fires if fire.scenario is batch.fires[0].scenario):
        fires = [fire for fire in batch.fires if fire.index == index]
        finals = np.array([[outcome.practising for outcome in fire.outcomes] for fire in fires])
        seeds = finals.shape[1]
        errors = finals.var(axis=1, ddof=1) / seeds if seeds > 1 else np.full(len(fires), nan)
        found[name] = rubin(finals.mean(axis=1), errors, complete=seeds - 1)
    return found


def told(found: dict[str, Pooled], seeds: int) -> list[str]:
    """What pooling says, in plain words: one paragraph an organisation."""
    return [_told(name, each, seeds, alone=len(found) == 1) for name, each in found.items()]


def _told(name: str, each: Pooled, seeds: int, *, alone: bool) -> str:
    """One organisation in words."""
    who = "" if alone else f"{name}: "
    design = f"{each.imputations} imputations, {seeds} seeds each"
    if isnan(each.within):
        spread = f"{100 * sqrt(each.between):.1f} points between imputations (standard deviation)"
        end = f"{percent(each.mean)} practise at the end"
        return f"{who}What the survey does not say was drawn anew: {end}, {spread}; {design}."
    ends = f"{percent(max(each.low, 0))} to {percent(min(each.high, 1))}"
    return (
        f"{who}What the survey does not say was drawn anew: {percent(each.mean)} practise at the end "
        f"(95 % interval of the mean {ends}). Of this uncertainty {percent(each.share)} comes from what the survey "
        f"does not say, the rest from luck; {design}."
    )


def student95(freedom: float) -> float:
    """The .975 quantile of Student's t from 1 degree of freedom on, NaN below.

    With t = sqrt(ν) · tan(angle) the density becomes cos^(ν − 1), whose area is summed.
    """
    if freedom > _NEARLY_NORMAL:
        return Z95
    if not freedom >= 1:
        return nan
    angle = np.linspace(0, np.pi / 2, 40_001)
    height = np.cos(angle) ** (freedom - 1)
    area = np.concatenate(([0.0], np.cumsum((height[1:] + height[:-1]) / 2)))
    return float(sqrt(freedom) * np.tan(np.interp(0.95 * area[-1], area, angle)))


def _freedom(within: float, added: float, count: int, complete: float) -> float:
    """Degrees of freedom of the pooled interval, at least 1; with very many seeds (m − 1)(1 + U / ((1 + 1/m) B))²."""
    if isnan(within):
        return nan
    if not added:
        return complete
    missing = added / (within + added)
    usual = (count - 1) / missing**2
    if complete == inf:
        return usual
    observed = (complete + 1) / (complete + 3) * complete * (1 - missing)
    return max(1.0, 1 / (1 / usual + 1 / observed)) if observed else 1.0
