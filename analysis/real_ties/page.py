"""The page `docs/real-ties.md` and the tables of it."""

from analysis.real_ties.association import Tested
from analysis.real_ties.places import COHORT, LEAST, Places, signed
from analysis.real_ties.report import Diffusion, Report
from analysis.words import DISCLAIMER
from sim.compiled import source_digest

LITERATURE = (
    "Coleman, Katz & Menzel 1966 read these data as contagion among colleagues [L]; Burt 1987 as that among people of "
    "like standing rather than those who talk [R]; Van den Bulte & Lilien 2001 find that contagion disappears once the "
    "makers' marketing effort is controlled for (abstract, doi 10.1086/320819) [L]. Effort is not in the file."
)


def page(found: Report) -> str:
    """The whole page in Markdown."""
    parts = [
        "# Real ties",
        "How far named ties explain a real diffusion, and where on real ties a small cohort goes furthest. Made by "
        f"`firewood real DATA_DIR --seeds {_seeds(found)} --page docs/real-ties.md`; the data are not part of "
        f"Firewood. Model {source_digest()}, seasoning {found.seasoning:g}.",
    ]
    for each in found.diffusion:
        parts += [f"## {each.name}: who adopted when", each.verdict, diffusion_table(each), _how(each)]
    parts += ["## Where to train", _where(found)]
    for place in found.places:
        parts += [f"### {place.name}", f"{_theory(place)} {place.said}", places_table(place)]
    return "\n\n".join([*parts, DISCLAIMER]) + "\n"


def diffusion_table(each: Diffusion) -> str:
    """Correlations, hazards and the model's agreement, each beside its null."""
    rows = [_row(f"correlation of times, {name}", test) for name, test in each.correlation.items()]
    rows += [_row(f"exposure in the hazard, {name}", test) for name, test in each.hazard.items()]
    rows.append(_row(f"rank correlation, our model on {each.layer}", each.model.agreement))
    return "\n".join(["| | observed | shuffled ties, middle 95 % | p | n |", "|---|---|---|---|---|", *rows])


def places_table(each: Places) -> str:
    """The places, best first."""
    rows = []
    for place in each.places:
        value, low, high = (100 * end for end in place.burning.found)
        beyond = "–"
        if place.beyond is not None:
            beyond = "{} ({} to {})".format(*(signed(end) for end in place.beyond.found))
        rows.append(
            f"| {place.name} | {100 * place.practising:.0f} % | {value:.0f} % ({low:.0f}–{high:.0f}) | {beyond} |"
        )
    heading = "| place | practising at the end | runs that burn | practising less random, points |"
    return "\n".join([heading, "|---|---|---|---|", *rows])


def _row(name: str, test: Tested) -> str:
    numbers = (f"{number:+.2f}".replace("-", "−") for number in test[:3])
    value, low, high = numbers
    return f"| {name} | {value} | {low} to {high} | {test.p:.3f} | {test.n} |"


def _how(each: Diffusion) -> str:
    model = each.model
    seeds = " to ".join(f"{end:+.2f}" for end in model.over_seeds[1:]).replace("-", "−")
    ties = ", ".join(f"{count} ties of {name}" for name, count in each.ties.items())
    return (
        f"{each.people} people in {each.groups} groups, {each.adopters} adopted; {ties}. "
        f"Null: {each.times} shuffles within groups. "
        "Correlation: a person's time with the mean time of those named. "
        "Exposure: share of those named who adopted before; coefficient of a discrete-time logistic hazard with a "
        "constant for each group and period; n are person-periods. "
        f"Our model: everyone knows, one outside firelighter of strength {model.strength:g} warms all, adopting is "
        f"practising for the first time; {model.seeds} runs, over seeds {seeds} (bootstrap, 95 %). "
        "The strength is fitted to the curve, on a grid; "
        f"Bass fitted has p = {model.p:.3f} and q = {model.q:.3f} a period. {LITERATURE}"
    )


def _where(found: Report) -> str:
    return (
        f"One cohort in week 0, {100 * COHORT:.0f} % of the people and at least {LEAST}, at seasoning "
        f"{found.seasoning:g} (just above the edge of 300 people with a fifth trained); n = {_seeds(found)} runs each, "
        "same seeds; difference from random paired, bootstrap 95 %, each of one comparison; the best and the worst are "
        "told from random only where an interval that holds of all places at once (Bonferroni) says so. Practising at "
        "the end: mean of the last 26 weeks."
    )


def _seeds(found: Report) -> int:
    return found.places[0].seeds if found.places else 0


def _theory(each: Places) -> str:
    theory, passed = each.theory, ""
    mass = "no critical mass" if theory.critical_mass is None else f"critical mass {100 * theory.critical_mass:.0f} %"
    if each.passed:
        passed = f" Too small to fill a cohort: {', '.join(each.passed)}."
    trained = f"{each.people} people, {each.cohort} trained."
    return f"{trained} Theory on these ties: κ/κc {theory.dampness:.2f}, {mass}.{passed}"
