"""Step 3: talk between pairs, arc by arc (ODD 7.3, and what 7.6 and 7.8 make of each talk)."""

from math import exp
from typing import TYPE_CHECKING

from tests.reference import luck
from tests.reference.ties import Arc

if TYPE_CHECKING:
    from tests.reference.model import ReferenceModel


def talk_on(arc: Arc, model: "ReferenceModel") -> None:
    """Let the source raise improvement with the target, or not; let the target answer, or not."""
    key = luck.pair(arc.source.identity, arc.target.identity)
    if not model.luck("talk.raise", key) < chance_raised(arc, model):
        return
    counts = arc.source.organisation.counts
    arc.source.talked = arc.target.talked = arc.dyad.talked = True
    back = arc.back
    if back is not None and model.luck("talk.answer", key) < chance_answered(back):
        counts["reflective_talk"] += 1
        reflect(arc, back, model)
    else:
        counts["telling"] += 1
        tell(arc, back, model)


def chance_raised(arc: Arc, model: "ReferenceModel") -> float:
    """How likely the source raises improvement."""
    source, target, rules = arc.source, arc.target, model.rules
    telling = float(source.practising)
    moved = telling + (1 - telling) * rules.asking * arc.awareness * target.practising
    loads = source.load * target.load
    rate = rules.talk_rate * source.organisation.context.time
    return 1 - exp(-rate * arc.advice * arc.comfort * arc.trust * safety(arc) * loads * moved)


def chance_answered(back: Arc) -> float:
    """How likely the target, whose arc to the raiser is `back`, answers."""
    return back.trust * back.source.candour * safety(back) * back.source.organisation.context.silence


def safety(arc: Arc) -> float:
    """S of the one who acts, the source, across professions; within one, talk is safe."""
    same = arc.source.profession == arc.target.profession
    return 1.0 if same else arc.source.organisation.context.safety


def reflect(arc: Arc, back: Arc, model: "ReferenceModel") -> None:
    """Answered: both are heard, warm each other, and the one who knows less learns."""
    source, target, transfer = arc.source, arc.target, model.rules.reflective_transfer
    source.reflect()
    target.reflect()
    arc.dyad.answered += 1
    source.exposure += arc.influence * target.practising
    target.exposure += back.influence * source.practising
    source.learn(transfer * arc.influence, target.knowledge)
    target.learn(transfer * back.influence, source.knowledge)


def tell(arc: Arc, back: Arc | None, model: "ReferenceModel") -> None:
    """Not answered: only the one told can warm and learn, and little."""
    rules = model.rules
    influence = rules.influence_unnamed if back is None else back.influence
    arc.unanswered = True
    arc.target.exposure += rules.told_weight * influence * arc.source.practising
    arc.target.learn(rules.told_transfer * influence, arc.source.knowledge)
