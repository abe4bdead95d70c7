"""How much of the uncertainty of a result comes from what a survey does not say, and how much is luck.

Each of m imputations of the survey is run with the same n seeds, so an outcome y of imputation k and seed s is

    y_ks = μ + a_k + b_s + e_ks,

with variances τ² of a (what the survey does not say), of b (luck that all imputations share) and σ² of e (runs part
after any redraw, so luck differs between imputations, too). The plain variance between the imputations' means is
τ² + σ²/n: Rubin's rules would take σ²/n for what the survey does not say, and more seeds would not help, since
all luck falls alike. Mean squares take the three apart (two ways without replication, both random):

    E MS_imputations = σ² + n τ²,   E MS_seeds = σ² + m var b,   E MS_rest = σ².

So τ² = max(0, (MS_imputations − MS_rest)/n). The truth is one more draw of a, and the mean of all runs is off it by
T = luck + (1 + 1/m) τ², as in Rubin's rules, with luck = var b / n + σ²/(nm) = max(MS_seeds, MS_rest)/(nm).

Few runs tell these apart badly, so both intervals come of drawing what the variances may be: an expected mean square
is as likely any MS · ν/χ²_ν, ν its degrees of freedom. The share's interval is the middle 95 % of the shares so drawn;
that of the mean holds 95 % of |z| √T, z normal. (Satterthwaite's degrees of freedom, tried first, held the mean only
87 times in 100 where no luck was shared and τ² was near σ²/n; these hold it 94 times or more.) Yes and no may stand
as 1 and 0; then, and where few runs differ, the intervals are rough.

Sources: Rubin 1987, "Multiple imputation for nonresponse in surveys", ch. 3 [R]; Searle, Casella & McCulloch 1992,
"Variance components", ch. 4 [R]; Weerahandi 1993, "Generalized confidence intervals", JASA 88 [R].
"""

from math import isnan, nan
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.words import percent
from experiments.run import Batch
from sim.network.reading.problems import counted

Values = NDArray[np.float64]

_DRAWS: Final = 20_000
"""Draws of what the variances may be; ends of intervals are then sure to about a hundredth of their width."""

_LITTLE: Final = 0.25
"""A share surely below this is told as little, even where it may be none."""

_NOTHING: Final = 1e-24
"""A mean square below this is rounding."""


class Pooled(NamedTuple):
    """A mean over imputations and seeds, with its 95 % interval and where its uncertainty comes from.

    Attributes:
        mean: of all runs.
        low, high: ends of its interval. NaN, as all down to `share_high`, with fewer than two imputations or seeds.
        luck: the squared standard error that seeds leave.
        unsaid: (1 + 1/m) τ², what the survey does not say.
        total: luck + unsaid.
        share: unsaid / total, for this many seeds (luck falls with more); NaN where all runs ended alike.
        share_low, share_high: ends of its 95 % interval.
        spread: standard deviation between the imputations' means, luck included.
        imputations, seeds: m and n.
    """

    mean: float
    low: float
    high: float
    luck: float
    unsaid: float
    total: float
    share: float
    share_low: float
    share_high: float
    spread: float
    imputations: int
    seeds: int


def parted(outcomes: ArrayLike) -> Pooled:
    """Pool one outcome over imputations, and take luck and what the survey does not say apart.

    Args:
        outcomes: shape (m, n), of imputation k and seed s; seeds with which any imputation has none (NaN) are left out.
    """
    given = np.asarray(outcomes, dtype=np.float64)
    known = given[:, ~np.isnan(given).any(axis=0)]
    m, n = known.shape
    mean = float(known.mean()) if known.size else nan
    spread = float(known.mean(axis=1).std(ddof=1)) if m > 1 and n else nan
    if min(m, n) < 2:
        return Pooled(mean, nan, nan, nan, nan, nan, nan, nan, nan, spread, m, n)
    squares, freedom = _mean_squares(known), np.array([m - 1, n - 1, (m - 1) * (n - 1)])
    luck, unsaid = (float(part) for part in _parts(squares, m, n))
    random = np.random.default_rng(0)
    drawn_luck, drawn_unsaid = _parts(squares * freedom / random.chisquare(freedom, (_DRAWS, 3)), m, n)
    half = float(np.quantile(np.abs(random.standard_normal(_DRAWS)) * np.sqrt(drawn_luck + drawn_unsaid), 0.95))
    low, high = np.quantile(_share(drawn_luck, drawn_unsaid), (0.025, 0.975))
    share = float(_share(luck, unsaid)) if luck + unsaid else nan
    ends = (float(low), float(high)) if luck + unsaid else (nan, nan)
    return Pooled(mean, mean - half, mean + half, luck, unsaid, luck + unsaid, share, *ends, spread, m, n)


def pooled(batch: Batch) -> dict[str, Pooled]:
    """Final practising of each organisation, pooled over the imputations of a batch.

    Args:
        batch: the runs of `experiments.imputations.imputed`, each scenario an imputation, with the same seeds.
    """
    found: dict[str, Pooled] = {}
    for index, name in enumerate(fire.name for fire in batch.fires if fire.scenario is batch.fires[0].scenario):
        fires = [fire for fire in batch.fires if fire.index == index]
        found[name] = parted([[outcome.practising for outcome in fire.outcomes] for fire in fires])
    return found


def told(found: dict[str, Pooled]) -> list[str]:
    """What pooling says, in plain words: one paragraph an organisation."""
    return [f"{'' if len(found) == 1 else f'{name}: '}{_told(each)}" for name, each in found.items()]


def _told(each: Pooled) -> str:
    """One organisation in words."""
    design = f"{counted(each.imputations, 'imputation')}, {counted(each.seeds, 'seed')} each"
    begin = f"What the survey does not say was drawn anew: {percent(each.mean)} practise at the end"
    if isnan(each.spread):
        return f"{begin}. How sure that is these runs do not tell; {design}."
    if isnan(each.total):
        spread = f"{100 * each.spread:.1f} points between imputations (standard deviation)"
        return f"{begin}, {spread}. How much of that is luck one seed cannot tell; {design}."
    if not each.total:
        return f"{begin}, in every run alike; {design}."
    ends = f"{percent(max(each.low, 0))} to {percent(min(each.high, 1))}"
    return f"{begin} (95 % interval of the mean {ends}). {_whence(each)}; {design}."


def _whence(each: Pooled) -> str:
    """Where the uncertainty of the mean comes from, as far as the runs tell."""
    unsaid, low, high = "what the survey does not say", percent(each.share_low), percent(each.share_high)
    if each.share_high == 0:
        return "No imputation differs from another: what was drawn leaves no trace here, and all of this is luck"
    if low != percent(0):
        share = f"{percent(each.share)} comes from {unsaid} (95 % interval {low} to {high})"
        return f"Of this uncertainty {share}, the rest from luck"
    if each.share_high <= _LITTLE:
        return f"Of this uncertainty at most {high} comes from {unsaid}, the rest from luck"
    return (
        f"How much of this uncertainty comes from {unsaid}, and how much is luck, so few runs cannot tell: it may be "
        f"nothing, or up to {high}"
    )


def _mean_squares(known: Values) -> Values:
    """Of imputations, of seeds and of the rest, shape (3,); the first two at least the last, as variances are above 0.

    That imputations differ by less than luck makes them is luck as well, and no sign that they are all alike.
    """
    m, n = known.shape
    rows, columns = known.mean(axis=1), known.mean(axis=0)
    rest = known - rows[:, None] - columns + known.mean()
    found = np.array([n * rows.var(ddof=1), m * columns.var(ddof=1), np.sum(rest**2) / ((m - 1) * (n - 1))])
    found = np.where(found < _NOTHING, 0.0, found)
    return np.asarray(np.maximum(found, found[2]))


def _parts(squares: Values, m: int, n: int) -> tuple[Values, Values]:
    """Luck and what the survey does not say, of mean squares of shape (..., 3)."""
    imputations, seeds, rest = np.moveaxis(squares, -1, 0)
    return np.maximum(seeds, rest) / (m * n), (1 + 1 / m) * np.maximum(0.0, imputations - rest) / n


def _share(luck: Values | float, unsaid: Values | float) -> Values:
    """The second over both; 0 where both are."""
    total = np.asarray(luck + unsaid)
    return np.asarray(unsaid / np.where(total > 0, total, 1.0))
