"""What the page knows before anything is run: presets, sliders, parameters of the schema, limits."""

from functools import cache
from typing import Any

from app.page.limits import MAX_FUTURES, MAX_PEOPLE, MAX_WEEKS
from app.page.pile import MOST_WOOD, PEOPLE, PRESETS, SLIDERS, WEEKS
from experiments.provenance import firewood_version
from sim.measures import MEASURES
from sim.scenario import PROFESSIONS, Organisation, Scenario, parameters


@cache
def start() -> dict[str, Any]:
    """Plain values for the browser."""
    return {
        "version": firewood_version(),
        "campfire": {
            "people": PEOPLE,
            "weeks": WEEKS,
            "most_wood": MOST_WOOD,
            "presets": [
                {
                    "name": preset.name,
                    "title": preset.title,
                    "about": preset.about,
                    "promise": preset.promise,
                    "pile": {name: getattr(preset.pile, name) for name in (*SLIDERS, "first", "ties")},
                }
                for preset in PRESETS
            ],
        },
        "measures": dict(MEASURES),
        "professions": [name.replace("_", " ") for name in PROFESSIONS],
        "parameters": _parameters(),
        "limits": {"people": MAX_PEOPLE, "weeks": MAX_WEEKS, "futures": MAX_FUTURES},
    }


def _parameters() -> dict[str, dict[str, Any]]:
    """Each parameter of one organisation's run that is a number or a word, by its path."""
    left_out = ("forum.", "network.path", "network.people", "network.layer", "network.around", "network.imputation")
    found = {}
    for each in [*parameters(Organisation), *(one for one in parameters(Scenario) if one.path in ("weeks",))]:
        if each.path.startswith(left_out) or each.allowed == "" or each.path == "network.outside":
            continue
        default = each.default if isinstance(each.default, int | float | str) else None
        found[each.path] = {
            "meaning": each.meaning,
            "unit": each.unit,
            "low": each.low,
            "high": each.high,
            "allowed": each.allowed,
            "default": default,
            "source": each.source,
        }
    return found
