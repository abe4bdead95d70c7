"""Arcs and dyads as objects (ODD 2 and 7.9)."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.scenario import Rules
    from tests.reference.people import Person


@dataclass(slots=True, eq=False)
class Arc:
    """The source names the target; five items in [0, 1]. `unanswered`: raised this week, and not answered."""

    source: "Person"
    target: "Person"
    trust: float
    awareness: float
    comfort: float
    influence: float
    advice: float
    unanswered: bool = False

    @property
    def back(self) -> "Arc | None":
        """The arc that returns this one."""
        return self.target.arcs.get(self.source)

    @property
    def dyad(self) -> "Dyad":
        """The dyad it belongs to."""
        return self.source.dyads[self.target]


@dataclass(slots=True, eq=False)
class Dyad:
    """Two people with one or two arcs between them, and what they talked this week."""

    arcs: list[Arc] = field(default_factory=list)
    answered: int = 0
    talked: bool = False

    def begin_week(self) -> None:
        """Forget last week's talk."""
        self.answered, self.talked = 0, False
        for arc in self.arcs:
            arc.unanswered = False

    def settle(self, rules: "Rules") -> None:
        """Change trust and awareness by this week's talk (ODD 7.9)."""
        for arc in self.arcs:
            arc.trust = 1 - (1 - arc.trust) * (1 - rules.trust_gain) ** self.answered
            if arc.unanswered:
                arc.trust = max(rules.trust_floor, arc.trust * (1 - rules.trust_loss))
            if self.talked:
                arc.awareness += rules.awareness_gain * (1 - arc.awareness)


def tie(arc: Arc) -> None:
    """Let an arc exist: its source names its target from now on."""
    source, target = arc.source, arc.target
    dyad = source.dyads.get(target)
    if dyad is None:
        dyad = source.dyads[target] = target.dyads[source] = Dyad()
    dyad.arcs.append(arc)
    source.arcs[target] = arc
