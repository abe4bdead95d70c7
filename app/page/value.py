"""Whether a parameter can have a value, by the schema: asked for when it is set, before anything is run."""

from typing import Any

from app.page.limits import PageError, group
from app.page.start import start
from sim.errors import ScenarioError
from sim.scenario import Scenario


def wrong(given: dict[str, Any]) -> dict[str, str]:
    """What is wrong with a value by itself, under the name `wrong`; empty where nothing is.

    What hangs on other values as well (an end before a start) is told when it is run.

    Raises:
        PageError: the page sets no parameter of that name.
    """
    asked = group(given, "value", ("name", "value"))
    name = asked.get("name")
    if not isinstance(name, str) or name not in start()["parameters"]:
        raise PageError(f"name: a parameter is wanted, not {str(name)[:40]!r}")
    world: Any = asked.get("value")
    for step in reversed(name.split(".")):
        world = {step: world}
    try:
        Scenario(**world)
    except ScenarioError as error:
        return {"wrong": "\n".join(line for line in error.mistakes if line.startswith(f"{name}: "))}
    return {"wrong": ""}
