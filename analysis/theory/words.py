"""Theory in plain words, for each organisation."""

from analysis.theory.phase import CROSSING, number
from analysis.theory.standing import STARTS, Standing
from analysis.words import UNKNOWN

CAUTION = (
    "Theory here is the model well mixed and without luck. It lets go of who is tied with whom; docs/theory.md says "
    "what else, and how far simulated edges lie from it."
)


def rows(found: list[Standing]) -> list[tuple[str, list[str]]]:
    """The table: a question and its answers, one an organisation."""
    return [
        ("Dampness κ/κc", [f"{each.dampness:.2f}" for each in found]),
        ("Critical mass", [_percent(each.critical_mass) for each in found]),
        ("Burning level", [_percent(each.burning_level) for each in found]),
        ("Fixed points", [points(each) for each in found]),
        ("Edge in seasoning", [edge(each) for each in found]),
        ("Seasoning here", [number(each.seasoning) for each in found]),
        ("Improvers at the end", [_percent(each.trained) for each in found]),
        ("Course ends at", [_percent(each.end) for each in found]),
        *(
            [
                ("Lit at once, simulated", [_simulated(each) for each in found]),
                ("Lit at once, course", [_from_course(each) for each in found]),
            ]
            if any(each.starts for each in found)
            else []
        ),
    ]


def notes(found: list[Standing]) -> list[str]:
    """What the rows mean."""
    ran = [each.starts for each in found if each.starts is not None]
    lines = [
        "Dampness: how the loss of practice stands to the most that any share practising could bear; above 1 only "
        "“out” is left, however much wood. Critical mass: the share practising above which a fire grows to its burning "
        "level once all else has settled. Fixed points: shares practising that stay; s stable, u unstable.",
        "Edge: the seasoning at which dampness is 1, antecedents given by hand staying as given. All in the context of "
        "the last week, but for the course: the means taken through all weeks, training and coaching included.",
        CROSSING,
    ]
    if ran:
        lines.append(
            f"Lit at once: the share of staff, trained and practising from week 0, from which half of the runs burn "
            f"(n = {ran[0].n} runs at each of {len(STARTS)} shares, {100 * STARTS[0]:g} to {100 * STARTS[-1]:g} %; "
            "interval: bootstrap over seeds, 95 %), and from which the course does. Coaching and workshops as in the "
            "scenario. It is the counterpart of the critical mass, with knowledge, trust and alignment not yet settled."
        )
    return lines


def verdict(each: Standing) -> str:
    """What theory says of an organisation, in a sentence or two."""
    name = each.name[:1].upper() + each.name[1:]
    if each.burning_level is None:
        text = f"{name}: damp (κ/κc {each.dampness:.2f}): whatever is lit goes out."
    elif each.critical_mass is None:
        text = (
            f"{name}: it burns at {_percent(each.burning_level)} and needs no critical mass (κ/κc {each.dampness:.2f})."
        )
    else:
        text = (
            f"{name}: a fire can keep itself alight (κ/κc {each.dampness:.2f}): above a critical mass of "
            f"{_percent(each.critical_mass)} practising it grows to {_percent(each.burning_level)}, below it goes out."
        )
    ends = "burns" if each.end > 0.5 else "does not burn"
    return f"{text} Its course {ends}: {_percent(each.end)} practise at the end."


def points(each: Standing) -> str:
    """The fixed points: "0 s, 12 % u, 81 % s"."""
    return ", ".join(f"{_percent(point.level)} {'s' if point.stable else 'u'}" for point in each.points)


def edge(each: Standing) -> str:
    """The edge, or why there is none."""
    if each.edge is not None:
        return number(each.edge)
    return "dry throughout" if each.dry else "damp throughout"


def _percent(share: float | None) -> str:
    if share is None:
        return "none"
    return f"{100 * share:.0f} %" if share >= 0.095 or share == 0 else f"{100 * share:.1f} %"


def _simulated(each: Standing) -> str:
    if each.starts is None:
        return UNKNOWN
    value, low, high = each.starts.simulated
    if value != value:
        share = each.starts.burning
        return "all burn" if min(share) >= 0.5 else f"none below {100 * STARTS[-1]:g} %" if share[-1] < 0.5 else UNKNOWN
    return f"{_percent(value)} ({100 * low:.1f}–{100 * high:.1f})"


def _from_course(each: Standing) -> str:
    if each.starts is None or each.starts.course != each.starts.course:
        return UNKNOWN
    return _percent(each.starts.course)
