"""Every word that a file may use, in four tables: headers, layers, professions, seniority.

A word is compared in lower case, with `_`, `-`, `.`, `:` and `?` as spaces and spaces collapsed. The
first word of each row is the one that is written. A header `level` is not read: data sets count it
from either end.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from sim.network.ties import ITEMS

HEADERS: Final[Mapping[str, tuple[str, ...]]] = {
    "respondent": (
        "respondent", "source", "from", "name", "id", "person", "staff", "rater", "ego", "sender",
        "respondent name", "your name", "who answers", "answered by", "node",
    ),
    "target": (
        "target", "to", "colleague", "person named", "named", "alter", "receiver", "nominee", "rated",
        "colleague name", "name of colleague", "target name", "who is named",
    ),
    "trust": ("trust", "trusted", "trusts", "i trust", "trust this person"),
    "awareness": (
        "awareness", "aware", "expertise", "aware of expertise", "awareness of expertise", "knows expertise",
    ),
    "comfort": ("comfort", "comfortable", "comfortable asking", "comfort in asking", "comfort asking"),
    "influence": ("influence", "influential", "influences", "influences me"),
    "advice": ("advice", "provides advice", "gives advice", "advice received", "advice given"),
    "tie": ("tie", "connected", "arc"),
    "layer": ("layer", "relation", "network", "question", "tie type", "edge type"),
    "weight": ("weight", "value", "score", "strength", "rating", "frequency"),
    "unit": (
        "unit", "team", "ward", "unit name", "team name", "practice", "clinic", "department", "dept",
        "location", "site", "service", "city", "town",
    ),
    "profession": ("profession", "role", "staff group", "occupation", "discipline", "job", "job role"),
    "seniority": ("seniority", "grade", "band", "afc band"),
    "responded": ("responded", "answered", "has answered", "response"),
}  # fmt: skip
"""What a column is, by its header. Where several headers say `unit` the first word of the row wins,
and `<word> label` comes before `<word>`."""

ROLES: Final = {spelling: role for role, spellings in HEADERS.items() for spelling in spellings}
"""The same table, from spelling to meaning."""

RECALL_OUT: Final = (
    "you speak to", "you talk to", "i speak to", "i talk to", "speak to", "talk to", "people you speak to",
    "people you talk to", "who you speak to", "who you talk to", "people i speak to", "people i talk to",
    "who i speak to", "who i talk to",
)  # fmt: skip
RECALL_IN: Final = (
    "who speak to you", "who speaks to you", "who talk to you", "who talks to you", "speak to you",
    "speaks to you", "talk to you", "talks to you", "people who speak to you", "people who talk to you",
    "who speak to me", "who talk to me", "who speaks to me", "who talks to me", "speak to me", "talk to me",
    "speaks to me", "talks to me", "people who speak to me", "people who talk to me",
)  # fmt: skip
"""Columns of free recall, each followed by a number or not."""

LAYERS: Final[Mapping[str, tuple[str, ...]]] = {
    "advice": ("advice", "info", "information", "advice seeking", "information seeking", "help"),
    "awareness": ("awareness", "value", "expertise", "knows", "aware"),
    "trust": ("trust", "trusts"),
    "comfort": ("comfort", "comfortable", "friendship", "friend", "friends"),
    "influence": ("influence", "influential", "influential discussion"),
}
"""Which item a layer's weights 1..5 are. A layer with another name, or with none, is `advice`."""

LAYER_ITEMS: Final = {spelling: item for item, spellings in LAYERS.items() for spelling in spellings}

PREFERRED_LAYERS: Final = ("advice", "info")
"""Which of several layers says who names whom when none is chosen: the first of these, else the first in the file."""

PROFESSION_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "doctor": (
        "doctor", "doctors", "physician", "consultant", "surgeon", "medic", "medical", "gp", "registrar",
        "medical and dental", "general practitioner", "junior doctor",
    ),
    "nurse": (
        "nurse", "nurses", "nursing", "midwife", "midwives", "midwifery", "nursing and midwifery", "rn",
        "registered nurse", "staff nurse", "ward sister", "matron", "sister", "charge nurse",
    ),
    "allied health": (
        "allied health", "ahp", "allied health professional", "therapist", "physiotherapist", "pharmacist",
        "occupational therapist", "radiographer", "dietitian", "scientist", "paramedic", "psychologist",
        "healthcare scientist", "scientific and technical", "speech therapist",
    ),
    "manager": ("manager", "managers", "management", "executive", "director", "general manager", "service manager"),
    "support": (
        "support", "support staff", "healthcare assistant", "hca", "admin", "administrator", "administrative",
        "clerical", "admin and clerical", "estates", "porter", "secretary", "receptionist", "ward clerk",
        "estates and facilities", "cleaner", "clerk", "other",
    ),
}  # fmt: skip
PROFESSION_OF: Final = {word: name for name, words in PROFESSION_WORDS.items() for word in words}

SENIORITY_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "1": ("1", "junior", "low", "band 2", "band 3", "band 4", "band 5"),
    "2": ("2", "middle", "mid", "band 6", "band 7"),
    "3": ("3", "senior", "high", "lead", "band 8", "band 8a", "band 8b", "band 8c", "band 8d", "band 9"),
}
SENIORITY_OF: Final = {word: grade for grade, words in SENIORITY_WORDS.items() for word in words}
"""Bands are those of NHS Agenda for Change; the three grades they fall in are an assumption [A]."""

YES: Final = ("yes", "y", "true", "1", "x")
NO: Final = ("no", "n", "false", "0", "")

BLANKS: Final = ("", "na", "n/a", "nan", "#n/a")
"""What stands in a numeric cell that says nothing."""


def plain(text: str) -> str:
    """A header or word as it is compared."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.sub(r"[_\-.:?]", " ", folded).split())


def role_of(header: str) -> str | None:
    """What a header means, if it is one of the words."""
    return ROLES.get(plain(header))


def unnumbered(header: str) -> str:
    """A header as it is compared, without a number at its end."""
    return re.sub(r"\s*\(?\d+\)?$", "", plain(header))


def recall_of(header: str) -> str | None:
    """Whether a header is a column of free recall: "out" (you speak to), "in" (who speak to you) or neither."""
    word = unnumbered(header)
    return "out" if word in RECALL_OUT else "in" if word in RECALL_IN else None


def item_of(layer: str) -> str:
    """Which item the weights of a layer are; `advice` where the name says nothing."""
    return LAYER_ITEMS.get(plain(layer), "advice")


assert tuple(sorted(LAYERS)) == tuple(sorted(ITEMS)), "each item needs a row of layers"
