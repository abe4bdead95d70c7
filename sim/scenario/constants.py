"""The constants of the equations (`sim.rules`), each with the letter it has there, if it has one of its own."""

from sim.scenario.fields import Record, quantity


class Rules(Record):
    """The constants of the week. `configs/rules/default.yaml` says how the defaults were found."""

    # talk between pairs
    talk_rate: float = quantity(
        5.68, "r: how readily improvement is raised", unit="per week", high=20, sweep=(1, 6), source="[C]"
    )
    talk_share: float = quantity(
        1.0,
        "how much of a week's talk on an arc a step holds; 1, as a step is a week (half a week: .5)",
        low=0.01,
        source="[A]",
    )
    asking: float = quantity(
        0.61, "φ: asking one who practises, beside telling", source="[C] Borgatti & Cross 2003 [L]"
    )
    capacity: float = quantity(
        8.26, "B: partners a person has time for", unit="people", high=1000, sweep=(2, 12), source="[C]"
    )
    pressure_silence: float = quantity(0.5, "χ: how far target pressure closes talk", source="[A]")
    resentment_answer: float = quantity(0.7, "ξ_a: how far resentment keeps people from answering", source="[C]")
    answer_unnamed: float = quantity(
        0.0,
        "trust with which one answers who is not named back (0: such talk is never answered)",
        source="[A] ablation",
    )
    # heat
    session_heat: float = quantity(3.66, "w_s: heat of a talk space", unit="heat", high=50, sweep=(1, 8), source="[C]")
    workshop_heat: float = quantity(3.5, "w_w: heat of a workshop", unit="heat", high=50, sweep=(1, 8), source="[A]")
    coaching_heat: float = quantity(
        0.845, "heat of full coaching, for improvers", unit="heat", high=50, sweep=(0, 2), source="[C]"
    )
    told_weight: float = quantity(0.108, "ω: what being told warms, beside reflective talk", source="[C]")
    influence_unnamed: float = quantity(0.5, "influence of a teller whom the hearer does not name", source="[A]")
    memory: float = quantity(
        4.0,
        "T: memory of exposure",
        unit="weeks",
        low=0.01,
        high=520,
        sweep=(1, 12),
        source="[C] Dodds & Watts 2004 [L]",
    )
    # practice
    threshold: float = quantity(
        0.374,
        "θ: heat at which aligned staff are half lit",
        unit="heat",
        low=1e-3,
        high=20,
        sweep=(0.05, 0.5),
        source="[C]",
    )
    dampness: float = quantity(
        1.79, "d: how much unaligned values raise the threshold", unit="factor", high=50, sweep=(0, 6), source="[C]"
    )
    resentment_threshold: float = quantity(
        0.7, "ξ_θ: how much resentment raises it", unit="factor", high=50, sweep=(0, 3), source="[C]"
    )
    steepness: float = quantity(
        4.76,
        "m: how sharply heat lights (above 1: complex contagion)",
        unit="exponent",
        low=0.5,
        high=50,
        sweep=(1, 5),
        source="[C] Centola & Macy 2007 [L]",
    )
    take_up: float = quantity(
        0.396, "β: taking up practice, fully lit and knowing", unit="per week", high=20, sweep=(0.1, 0.6), source="[C]"
    )
    lapse: float = quantity(
        0.0197,
        "δ0: lapsing without talk",
        unit="per week",
        sweep=(0.005, 0.1),
        source="[C] Aristidou & Burgess 2019 [S]",
    )
    protection: float = quantity(0.744, "ρ: how far talk protects practice from lapsing", source="[C]")
    # knowledge
    reflective_transfer: float = quantity(
        0.0542, "η_r: share of the gap closed by reflective talk", source="[C] Cowan & Jonard 2004 [L]"
    )
    told_transfer: float = quantity(0.011, "η_o: share of the gap closed by being told", sweep=(0, 0.1), source="[C]")
    doing: float = quantity(0.01, "learning by doing", unit="per week", sweep=(0, 0.05), source="[C]")
    forgetting: float = quantity(
        0.003, "λ: forgetting without practice", unit="per week", sweep=(0, 0.02), source="[C] Argote [L]"
    )
    # trust, awareness and new arcs
    trust_gain: float = quantity(0.0178, "τ₊: trust won by an answered talk", sweep=(0, 0.05), source="[C]")
    trust_loss: float = quantity(0.00842, "τ₋: trust lost by talk that is not answered", sweep=(0, 0.05), source="[C]")
    trust_floor: float = quantity(0.02, "trust does not fall below this by talk", source="[A]")
    awareness_gain: float = quantity(0.05, "ε: awareness won by a week with talk", sweep=(0, 0.2), source="[C]")
    new_tie: float = quantity(
        0.001, "ν: chance that an open pair gains its missing arcs", sweep=(0, 0.05), source="[C]"
    )
    new_partners: int = quantity(
        2, "new partners a person can gain in a year", unit="people", high=50, sweep=(0, 6), source="[A]"
    )
    trust_new: float = quantity(0.4, "trust on the arcs of a joiner, and on arcs just made", source="[A]")
    # resentment and alignment
    resentment_rise: float = quantity(
        0.05,
        "λ_z: resentment where all partners are improvers and none reflects",
        unit="per week",
        sweep=(0, 0.2),
        source="[C]",
    )
    resentment_fall: float = quantity(0.024, "ω_z: resentment forgotten", unit="per week", sweep=(0, 0.1), source="[C]")
    relief: float = quantity(
        4.0, "how much faster it falls with reflective talk", unit="factor", high=40, sweep=(1, 10), source="[C]"
    )
    alignment_rate: float = quantity(
        0.05, "α: alignment's move toward the values' signal", unit="per week", sweep=(0.01, 0.2), source="[C]"
    )
    # gains and reports
    gain_regress: float = quantity(
        0.2, "κ_g: gains lost where nobody practises", unit="per week", sweep=(0, 0.4), source="[A] Haapatalo 2023 [L]"
    )
    crew: float = quantity(
        3.0,
        "c: people who work a pathway together; a gain slips where none of them practises",
        unit="people",
        low=1,
        high=50,
        sweep=(1, 6),
        source="[A]",
    )
    gaming: float = quantity(
        0.8,
        "γ: share of missing practice reported as done under full pressure",
        source="[L] Bevan & Hood 2006: 77 % read 96 %",
    )
