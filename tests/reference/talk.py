"""Step 3: talk between pairs, arc by arc (ODD 7.3, and what 7.6 and 7.8 make of each talk)."""

from math import exp
from typing import TYPE_CHECKING

from tests.reference import luck
from tests.reference.ties import Arc

if TYPE_CHECKING:
    from tests.reference.model import ReferenceModel
    from tests.reference.people import Person


def talk_on(arc: Arc, model: "ReferenceModel") -> None:
    """Let the source raise improvement with the target, or not; let the target answer, or not."""
    key = luck.pair(arc.source.identity, arc.target.identity)
    if not model.luck("talk.raise", key) < chance_raised(arc, model):
        return
    counts = arc.source.organisation.counts
    arc.source.talked = arc.target.talked = arc.dyad.talked = True
    if model.luck("talk.answer", key) < chance_answered(arc, model):
        counts["reflective_talk"] += 1
        reflect(arc, model)
    else:
        counts["telling"] += 1
        tell(arc, model)


def chance_raised(arc: Arc, model: "ReferenceModel") -> float:
    """How likely the source raises improvement."""
    source, target, rules = arc.source, arc.target, model.rules
    telling = float(source.practising)
    moved = telling + (1 - telling) * rules.asking * arc.awareness * target.practising
    loads = source.load * target.load
    safe, rate = safety(source, target), rules.talk_rate * source.organisation.context.time
    return rules.talk_share * (1 - exp(-rate * arc.advice * arc.comfort * arc.trust * safe * loads * moved))


def chance_answered(arc: Arc, model: "ReferenceModel") -> float:
    """How likely the target answers, whether or not they name the source in turn."""
    source, target = arc.source, arc.target
    trust = model.rules.answer_unnamed if arc.back is None else arc.back.trust
    return trust * target.candour * safety(target, source) * target.organisation.context.silence


def safety(acting: "Person", other: "Person") -> float:
    """S of the one who acts across professions; within one, talk is safe."""
    return 1.0 if acting.profession == other.profession else acting.organisation.context.safety


def ascribed(arc: Arc | None, model: "ReferenceModel") -> float:
    """The influence that someone ascribes to another, whom they may not name."""
    return model.rules.influence_unnamed if arc is None else arc.influence


def reflect(arc: Arc, model: "ReferenceModel") -> None:
    """Answered: both are heard, warm each other, and the one who knows less learns."""
    source, target, transfer = arc.source, arc.target, model.rules.reflective_transfer
    source.reflect()
    target.reflect()
    arc.dyad.answered += 1
    theirs = ascribed(arc.back, model)
    source.exposure += arc.influence * target.practising
    target.exposure += theirs * source.practising
    source.learn(transfer * arc.influence, target.knowledge)
    target.learn(transfer * theirs, source.knowledge)


def tell(arc: Arc, model: "ReferenceModel") -> None:
    """Not answered: only the one told can warm and learn, and little."""
    rules = model.rules
    influence = ascribed(arc.back, model)
    arc.unanswered = True
    arc.target.exposure += rules.told_weight * influence * arc.source.practising
    arc.target.learn(rules.told_transfer * influence, arc.source.knowledge)
