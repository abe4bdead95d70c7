"""The equations of the model, and the only place where they stand.

Each is a small pure function of numbers, compiled, named for what it gives. Letters are those of
`docs/odd.md`; the constants are fields of `sim.scenario.Rules`. Shares are in [0, 1], rates per week.
Tags in brackets tell how sure a source is: [S] the talk, [L] literature, [A] assumption.
"""

from math import exp, sqrt

from sim.compiled import compiled

# ---------------------------------------------------------------- context


@compiled
def safety(fear: float, clinical: float, enablement: float, silence: float, pressure: float) -> float:
    """S = (1 − fear)·√(clinical·enablement)·(1 − χ·pressure): how safely professions talk with each other.

    Clinically led and managerially enabled: either alone is not enough, hence the geometric mean [S].
    Psychological safety: Edmondson 1999; Nembhard & Edmondson 2006 [L].
    """
    return (1.0 - fear) * sqrt(clinical * enablement) * (1.0 - silence * pressure)


@compiled
def signal(clarity: float, concision: float, consistency: float) -> float:
    """v* = clarity·concision·consistency: what staff can align with; one that fails spoils it [S]."""
    return clarity * concision * consistency


@compiled
def leave_chance(turnover: float) -> float:
    """1 − (1 − turnover)^(1/52): the weekly chance that adds up to `turnover` in a year."""
    return 1.0 - float((1.0 - turnover) ** (1.0 / 52.0))


@compiled
def improver_leave_chance(leaving: float, improvers_leave: float) -> float:
    """1 − (1 − leaving)·(1 − improvers_leave): improvers leave by turnover, or beside it.

    Taken out all at once they show whether the culture stays without them: "you can't pull them out" [S].
    """
    return 1.0 - (1.0 - leaving) * (1.0 - improvers_leave)


# ---------------------------------------------------------------- rates


@compiled
def chance(rate: float, share: float) -> float:
    """share·(1 − exp(−rate)): the chance that what comes at a rate, once at most, comes in this share of a week."""
    return share * (1.0 - exp(-rate))


# ---------------------------------------------------------------- talk


@compiled
def load(capacity: float, enablement: float, partners: int) -> float:
    """min(1, B·enablement / partners): time is short, and a hub's most of all [A]; Long et al. 2013 [L]."""
    room = capacity * enablement
    return 1.0 if partners <= room else room / partners


@compiled
def motive(practising: float, asking: float, awareness: float, other_practising: float) -> float:
    """M = A_i + (1 − A_i)·φ·awareness_ij·A_j: who practises tells, others ask those they know to practise.

    Seeking follows from knowing what the other knows: Borgatti & Cross 2003 [L].
    """
    return practising + (1.0 - practising) * asking * awareness * other_practising


@compiled
def urge(rate: float, time: float, advice: float, comfort: float, trust: float) -> float:
    """r·time·advice_ij·comfort_ij·trust_ij: how readily i raises improvement with j, were nothing in the way."""
    return rate * time * advice * comfort * trust


@compiled
def raise_rate(urge: float, safety: float, load_i: float, load_j: float, motive: float) -> float:
    """urge·S_ij·load_i·load_j·M_ij: the rate a week at which i raises improvement with j (`chance`)."""
    return urge * safety * load_i * load_j * motive


@compiled
def openness(alignment: float, resentment_answer: float, resentment: float) -> float:
    """a·(1 − ξ_a·z): how open a person is to talk of improvement; trust and safety come on top."""
    return alignment * (1.0 - resentment_answer * resentment)


@compiled
def answer_chance(trust: float, openness: float, safety: float, silence: float, pressure: float) -> float:
    """trust_ji·openness_j·S_ij·(1 − χ·pressure): the chance that j answers i. Trust: Levin & Cross 2004 [L]."""
    return trust * openness * safety * (1.0 - silence * pressure)


@compiled
def session_chance(sessions: float, enablement: float) -> float:
    """sessions·enablement: a planned talk space is held when managers make room; uptake is uneven (HUSH) [L]."""
    return sessions * enablement


@compiled
def unnamed(item: float, named: bool, instead: float) -> float:
    """An item of the hearer's arc to who raised improvement (influence, trust), or a set one without an arc."""
    return item if named else instead


# ---------------------------------------------------------------- heat and practice


@compiled
def heat_after(heat: float, exposure: float, keep: float) -> float:
    """H ← h·e^(−1/T) + x·(1 − e^(−1/T)), `keep` = e^(−1/T); below 10⁻⁶ it is 0.

    Several exposures within memory add up: Dodds & Watts 2004 [L].
    """
    after = heat * keep + exposure * (1.0 - keep)
    return after if after >= 1e-6 else 0.0


@compiled
def threshold(base: float, dampness: float, alignment: float, resentment_weight: float, resentment: float) -> float:
    """θ_i = θ·(1 + d·(1 − a))·(1 + ξ_θ·z): the heat at which a person is half lit. Granovetter 1978."""
    return base * (1.0 + dampness * (1.0 - alignment)) * (1.0 + resentment_weight * resentment)


@compiled
def lit(heat: float, threshold: float, steepness: float) -> float:
    """F = h^m / (h^m + θ^m): how far heat lights a person; m > 1 is complex contagion (Centola & Macy 2007 [L])."""
    return 0.0 if heat <= 0.0 else 1.0 / (1.0 + (threshold / heat) ** steepness)


@compiled
def take_up_rate(take_up: float, knowledge: float, lit: float) -> float:
    """β·k·F: the rate of starting to practise; its `chance` is that of a week."""
    return take_up * knowledge * lit


@compiled
def lapse_chance(lapse: float, protection: float, lit: float) -> float:
    """δ0·(1 − ρ·F): the chance of lapsing; without talk routines die (Aristidou & Burgess 2019 [S])."""
    return lapse * (1.0 - protection * lit)


# ---------------------------------------------------------------- knowledge


@compiled
def transfer(rate: float, influence: float, gap: float) -> float:
    """η·influence·gap: what the less knowing gains from the more knowing. Cowan & Jonard 2004 [L]."""
    return rate * influence * gap


@compiled
def knowledge_after(knowledge: float, gains: float, best: float) -> float:
    """min(k + gains, best): a week's gains add up, up to what the best partner knows."""
    return knowledge if gains <= 0.0 else min(knowledge + gains, best)


@compiled
def practised(knowledge: float, doing: float) -> float:
    """K + doing·(1 − k): learning by doing."""
    return knowledge + doing * (1.0 - knowledge)


@compiled
def forgotten(knowledge: float, forgetting: float) -> float:
    """k·(1 − λ): forgetting without practice (Argote [L])."""
    return knowledge * (1.0 - forgetting)


# ---------------------------------------------------------------- trust, resentment, alignment


@compiled
def distrust_kept(gain: float, answered: int) -> float:
    """(1 − τ₊)^n: what n answered talks in a dyad leave of what trust lacks."""
    return float((1.0 - gain) ** answered)


@compiled
def trust_won(trust: float, kept: float) -> float:
    """1 − (1 − trust)·(1 − τ₊)^n, `kept` = (1 − τ₊)^n, after n answered talks in the dyad."""
    return 1.0 - (1.0 - trust) * kept


@compiled
def trust_lost(trust: float, loss: float, floor: float) -> float:
    """max(floor, trust·(1 − τ₋)) after talk that was not answered."""
    return max(floor, trust * (1.0 - loss))


@compiled
def awareness_after(awareness: float, gain: float) -> float:
    """Awareness + ε·(1 − awareness) in a week with any talk."""
    return awareness + gain * (1.0 - awareness)


@compiled
def resentment_after(
    resentment: float, trained: bool, heard: bool, trained_share: float, rise: float, fall: float, relief: float
) -> float:
    """Z + λ_z·(share of partners trained)·(1 − z), for the untrained and not heard; − ω_z·z, ×relief when heard.

    "Those that haven't feel excluded, they feel L4L is elitist" [S].
    """
    up = 0.0 if trained or heard else rise * trained_share * (1.0 - resentment)
    down = fall * resentment * (relief if heard else 1.0)
    return min(1.0, max(0.0, resentment + up - down))


@compiled
def alignment_after(alignment: float, rate: float, signal: float) -> float:
    """A + α·(v* − a): staff move toward what the organisation lives."""
    return alignment + rate * (signal - alignment)


# ---------------------------------------------------------------- gains, reports, starting values


@compiled
def gain_kept(regress: float, crew: float, practising: float) -> float:
    """1 − κ_g·(1 − s)^c: a gain slips in so far as none of c people who work a pathway together practises.

    So it is soon lost where hardly anybody does, fades where some do, and is held where most do, as kaizen is
    (13 held, 3 faded, 5 never, Haapatalo 2023 [L]); with c = 1 no rate can have all three.
    """
    return 1.0 - regress * float((1.0 - practising) ** crew)


@compiled
def reported(practising: float, gaming: float, pressure: float) -> float:
    """True + γ·pressure·(1 − true): what is reported under target pressure (Bevan & Hood 2006 [L])."""
    return practising + gaming * pressure * (1.0 - practising)


@compiled
def about(mean: float, spread: float, luck: float) -> float:
    """Mean + spread·(2u − 1), clipped to [0, 1]: an even spread about a mean [A]."""
    return min(1.0, max(0.0, mean + spread * (2.0 * luck - 1.0)))
