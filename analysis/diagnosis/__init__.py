"""What a survey of real ties says of an organisation, and how far that can be trusted.

    coded.py       people as codes, in an order that tells nothing; names only when asked for
    seen.py        what a form shows: arcs, and who answered
    response.py    who answered; whether names look capped
    measured.py    measures that non-response does not bias by itself
    jackknife.py   their 95 % intervals, by leaving respondents out
    bias.py        what non-response and capped names do to reciprocity
    beside.py      the archetypes at the same size, reported through the same form
    standing.py    messengers and bottlenecks, person by person
    groups.py      units and professions; who is cut off
    diagnosis.py   all of it, from a survey
    words.py       all of it in plain words
    table.py       the table of measures
    saved.py       all of it in files

survey → coded → (response | measured + jackknife | bias | beside | standing | groups) → words, files, figures
"""

from analysis.diagnosis.diagnosis import Diagnosis, diagnose

__all__ = ["Diagnosis", "diagnose"]
