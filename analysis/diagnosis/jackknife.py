"""95 % intervals, by leaving respondents out: the network jackknife.

Each respondent in turn is left out, with all they said and all that was said of them, and everything is measured
again (above `ALONE` respondents, random groups of them, `GROUPS` in all). The spread gives the standard error

    se² = (g − 1)/g · Σ_j (z_(j) − mean z)²,     g = how many times something was left out.

Why not a bootstrap: drawing people with replacement puts some in twice, and a person has no tie with their own
double and the same ties with others; reciprocity and closed triples then come out wrong.

From the standard error to the ends. *Names*, *partners* and *E-I*: value ± t·se, kept within their range. A *share*
p: Wilson's interval with an effective count n = min(p(1 − p)/se², what it can rest on at most), so that the ends
stay within 0 and 1, and a share of 0 or 1 among few is not called certain. Reciprocity is measured in the dyad
form, whose pairs are the independent things, and the ends are turned into the arc form.

Two questions have two intervals. *Staff like these*: those who answered are a sample of many like them. *Those
listed*: what would be read had everyone listed answered; the same with se²·(1 − f), f being the share who
answered, so that nothing is left open when all did. Neither knows anything of who stays silent for a reason.
docs/diagnosis.md has the coverage that `tests/analysis/diagnosis/test_coverage.py` finds.

Source: Lin, Lunde & Sarkar 2020, "On the theoretical properties of the network jackknife", ICML [R]: for counts of
small patterns it errs, if at all, on the wide side; Snijders & Borgatti 1999, "Non-parametric standard errors and
tests for network statistics", Connections 22 [R]; Wilson 1927 as in `analysis.intervals`.
"""

from math import inf, isnan, nan, sqrt
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.diagnosis.measured import Measured, Share, arc_form, measured, partners
from analysis.diagnosis.seen import Seen
from analysis.intervals import Z95, Interval

ALONE: Final = 400
"""Up to so many respondents each is left out alone."""

GROUPS: Final = 100
"""Above that, groups at random."""

Labels = NDArray[np.int64]


class Intervals(NamedTuple):
    """Each of `measured.MEANINGS` with its intervals, and how they were found; measures without labels are left out.

    Attributes:
        alike: by name, in their order: the interval for staff like these.
        listed: the same for those listed; None where the form does not say who answered.
        resamples: how many times respondents were left out.
        grouped: whether in groups; then a seed matters.
    """

    alike: dict[str, Interval]
    listed: dict[str, Interval] | None
    resamples: int
    grouped: bool


def intervals(seen: Seen, unit: Labels, profession: Labels, *, says: bool = True, seed: int = 0) -> Intervals:
    """The measures with 95 % intervals.

    Args:
        seen: what the form shows.
        unit: shape (N,), below 0 where not known.
        profession: likewise.
        says: whether the form says who answered.
        seed: of the groups; of no effect up to `ALONE` respondents.
    """
    parts = _left_out(seen, seed)
    whole = measured(seen, unit, profession)
    again = [measured(seen.without(rows), unit, profession) for rows in parts]
    unknown = [name for name, label in (("ei_unit", unit), ("ei_profession", profession)) if not np.any(label >= 0)]
    alike, listed = (
        {name: value for name, value in _values(whole, again, left).items() if name not in unknown}
        for left in (1.0, 1 - seen.respondents / seen.arcs.people)
    )
    return Intervals(alike, listed if says else None, len(parts), seen.respondents > ALONE)


def _left_out(seen: Seen, seed: int) -> list[NDArray[np.int64]]:
    """Which respondents are left out, turn by turn."""
    rows = np.flatnonzero(seen.answered)
    if len(rows) <= ALONE:
        return [rows[turn : turn + 1] for turn in range(len(rows))]
    return [np.sort(part) for part in np.array_split(np.random.default_rng(seed).permutation(rows), GROUPS)]


def _values(whole: Measured, again: list[Measured], left: float) -> dict[str, Interval]:
    """Every measure that is reported, from the estimates as they are and with people left out.

    Args:
        whole: measured of all respondents.
        again: with respondents left out.
        left: the factor of the squared standard errors.
    """
    returned = arc_form(whole.returned.share)
    degrees = [partners(each.names, arc_form(each.returned.share)) for each in again]
    dyads = _share(whole.returned, [each.returned.share for each in again], left)
    across = (
        _mean(2 * getattr(whole, name).share - 1, [2 * getattr(each, name).share - 1 for each in again], left, (-1, 1))
        for name in ("across_units", "across_professions")
    )
    return {
        "partners": _mean(partners(whole.names, returned), degrees, left, (0, inf)),
        "names": _mean(whole.names, [each.names for each in again], left, (0, inf)),
        "returned": Interval(*(arc_form(end) for end in dyads)),
        "returned_dyads": dyads,
        "messengers": _share(whole.messengers, [each.messengers.share for each in again], left),
        "closed": _share(whole.closed, [each.closed.share for each in again], left),
        **dict(zip(("ei_unit", "ei_profession"), across, strict=True)),
    }


def standard_error(again: list[float]) -> float:
    """The jackknife's standard error; NaN with fewer than two values that are defined."""
    known = np.array([value for value in again if not isnan(value)])
    if len(known) < 2:
        return nan
    return float(sqrt((len(known) - 1) * known.var()))


def _mean(value: float, again: list[float], left: float, ends: tuple[float, float]) -> Interval:
    """A mean with Student's t, kept within `ends`."""
    error = standard_error(again) * sqrt(left)
    if isnan(value) or isnan(error):
        return Interval(value, nan, nan)
    half = student(len(again) - 1) * error
    return Interval(value, max(ends[0], value - half), min(ends[1], value + half))


def _share(value: Share, again: list[float], left: float) -> Interval:
    """A share with Wilson's interval, at its effective count."""
    share, most = value
    if isnan(share) or most == 0:
        return Interval(nan, nan, nan)
    if left == 0:
        return Interval(share, share, share)
    error = standard_error(again)
    count = min(float(most), share * (1 - share) / error**2) if error > 0 else float(most)
    return _wilson(share, max(count, 1.0) / left, student(max(most - 1, 2)))


def _wilson(share: float, count: float, z: float) -> Interval:
    """Wilson's interval of a share of an effective, perhaps broken, count."""
    weight = z * z / count
    centre = (share + weight / 2) / (1 + weight)
    half = z * sqrt(share * (1 - share) / count + weight / (4 * count)) / (1 + weight)
    return Interval(share, max(0.0, min(centre - half, share)), min(1.0, max(centre + half, share)))


def student(freedom: int) -> float:
    """The two-sided 95 % quantile of Student's t, within .01 from four degrees of freedom on.

    It is .02 off at three and .13 at two.

    Source: the first terms of the Cornish–Fisher expansion, Abramowitz & Stegun 26.7.5 [R].
    """
    z, nu = Z95, max(freedom, 2)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / nu + second / nu**2 + third / nu**3
