"""Null models, which must lose: older explanations given the same inputs and judged by the same patterns.

    inputs.py      what a null model can hear of a scenario
    bass.py        Bass: outside influence and imitation
    repenning.py   Repenning: commitment, reinforced by results or reverting
    course.py      the weeks of organisations of N staff under either (people.py: who moves, compiled)
    standin.py     what observers of a run are handed instead of a `Simulation`
    runner.py      arms run with a null model in the model's place
    score.py       its verdict on each pattern; "cannot say" counts as lost
    fit.py         its free values, searched on the calibrated patterns

fit ──► null ──► run_arms_with ──► Pattern.judge ──► Said, Said, …
"""
