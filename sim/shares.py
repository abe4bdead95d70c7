"""Which measures lie from 0 to 1, so that they may be told in percent."""

from typing import Final

SHARES: Final = frozenset(
    (
        "practising",
        "practising_reported",
        "practising_others",
        "trained",
        "knowledge",
        "knowledge_improvers",
        "knowledge_mobilised",
        "locked_in",
        "talk_reciprocity",
        "in_talk",
        "ostracised",
        "resentment",
        "alignment",
        "trust",
        "defects",
        "gains_held",
    )
)
"""Of `sim.measures.MEASURES`: shares, and means of what lies from 0 to 1."""
