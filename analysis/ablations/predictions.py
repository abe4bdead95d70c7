"""What was predicted of each ablation, written and committed before any of them was run.

Predictions that failed stay as they are. They rest on the equations, on one warning from a throw-away prototype (with
ω = 1 damp networks stay alight at equal arcs with low reciprocity), and on nothing that an ablation here had shown.
"""

from typing import Final

from analysis.ablations.ablation import Ablation
from sim.scenario import Items

PREDICTED: Final = (
    Ablation(
        "telling warms like reflective talk (ω = 1)",
        {"told_weight": 1.0},
        "Whether talk is answered stops mattering for heat. More people are warmed everywhere: the edge moves down, "
        "damp organisations stay partly alight, and most of all those whose ties are one-way, for at equal arcs these "
        "reach more people. The advantage of returned arcs shrinks, Trust D's ties do better, and 2 % of wood is "
        "enough more often. After talk spaces are cut, telling carries the fire on in more runs.",
        {
            "edge": "falls",
            "damp.practising": "rises",
            "one_way.practising": "rises",
            "reciprocity": "falls",
            "trust_d.practising": "rises",
            "little.burning": "rises",
            "cut.burning": "rises",
        },
    ),
    Ablation(
        "simple contagion (m = 1)",
        {"steepness": 1.0},
        "A single exposure lights in proportion: the critical mass goes. Little wood does nearly as well as much, the "
        "damp no longer goes out wholly, the edge moves down; and since F is less than before where heat is high, "
        "fewer practise just above the edge. Cutting talk no longer tips runs over a fold, so more of them burn on.",
        {
            "edge": "falls",
            "damp.practising": "rises",
            "little.burning": "rises",
            "above.practising": "falls",
            "cut.burning": "rises",
        },
    ),
    Ablation(
        "talk does not protect practice (ρ = 0)",
        {"protection": 0.0},
        "Everyone lapses at the full rate, talk or not. The edge moves up, far enough that just above the old edge "
        "most runs no longer burn; both trusts' ties hold less practice in the seasoned context. Where no fire was "
        "there is none to lose: the damp stays out.",
        {
            "edge": "rises",
            "above.burning": "falls",
            "above.practising": "falls",
            "trust_a.practising": "falls",
            "trust_d.practising": "falls",
            "damp.burning": "stays",
        },
    ),
    Ablation(
        "no resentment (λ_z = 0)",
        {"resentment_rise": 0.0},
        "The smoke clears, and with it a threshold some percent higher and some answers lost. The edge moves down a "
        "little; damp organisations still go out and still keep their knowledge locked in: resentment is a sign of "
        "the damp more than its cause.",
        {
            "damp.resentment": "falls",
            "above.resentment": "falls",
            "edge": "falls",
            "damp.burning": "stays",
            "damp.gap": "stays",
            "trust_a.practising": "stays",
        },
    ),
    Ablation(
        "reciprocity ignored (who is not named answers as who is, with the mean trust of the start)",
        {"answer_unnamed": Items().trust},
        "One-way arcs carry reflective talk. The advantage of returned arcs shrinks, Trust D's ties do better, the "
        "edge moves down; the damp stays out, for there alignment and safety keep people from answering, named or "
        "not, but more of them are heard, so there is less smoke.",
        {
            "reciprocity": "falls",
            "trust_d.practising": "rises",
            "edge": "falls",
            "damp.burning": "stays",
            "damp.resentment": "falls",
        },
    ),
    Ablation(
        "time without limit (B = 1000)",
        {"capacity": 1000.0},
        "Nobody's partners are too many. With about ten partners each this multiplies talk several times over, most "
        "in the damp, where managers make the least room: the edge moves down far, little wood is enough, damp "
        "organisations stay partly alight and more of their staff are heard. Trust D's hubs are no bottleneck any "
        "more.",
        {
            "edge": "falls",
            "little.burning": "rises",
            "damp.practising": "rises",
            "damp.resentment": "falls",
            "damp.gap": "falls",
            "trust_d.practising": "rises",
        },
    ),
    Ablation(
        "trust frozen (τ₊ = τ₋ = 0)",
        {"trust_gain": 0.0, "trust_loss": 0.0},
        "Answered talk no longer makes more talk. Trust would have grown where talk is answered, so the edge moves up "
        "and fewer runs burn just above the old one; joiners never win the trust of those who were there before. "
        "Where little was answered little is lost: the damp stays out.",
        {
            "edge": "rises",
            "above.burning": "falls",
            "above.practising": "falls",
            "trust_d.practising": "falls",
            "damp.burning": "stays",
        },
    ),
    Ablation(
        "nobody asks (φ = 0)",
        {"asking": 0.0},
        "Only who practises raises improvement. That takes away about a quarter of the talk early and more of it "
        "later: the edge moves up and fewer runs burn just above the old one. The damp stays out, with a wider gap in "
        "knowledge, for those who do not know ask no one.",
        {
            "edge": "rises",
            "above.burning": "falls",
            "above.practising": "falls",
            "damp.burning": "stays",
            "damp.gap": "rises",
        },
    ),
    Ablation(
        "awareness does not grow (ε = 0)",
        {"awareness_gain": 0.0},
        "People ask those they know to practise, and do not come to know more of them; of joiners nobody knows "
        "anything. So the edge moves up and practising just above the old one falls, both by less than without asking "
        "at all. The damp stays out.",
        {
            "edge": "rises",
            "above.practising": "falls",
            "damp.burning": "stays",
        },
    ),
)
"""In the order of the design; awareness is taken off in two ways."""
