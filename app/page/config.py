"""A run's whole configuration in words that can be copied: YAML of every field, defaults and all."""

from typing import Any

from app.page.ask import read_ask
from experiments.provenance import firewood_version
from sim.compiled import source_digest


def configuration(given: dict[str, Any]) -> dict[str, Any]:
    """The configuration of a run that was asked for.

    Returns:
        `scenario`, what differs from the defaults; `wood`, thrown on by the way; `yaml`, all of it.

    Raises:
        FirewoodError: what cannot be run here.
    """
    from omegaconf import OmegaConf

    ask = read_ask(given)
    whole = OmegaConf.to_yaml(OmegaConf.create(ask.scenario.model_dump(mode="json")))
    wood = [{"week": each.week, "volume": each.volume} for each in ask.wood]
    lines = [
        f"# Firewood {firewood_version()}, model {source_digest()[:12]}. In Python: Scenario(**yaml.safe_load(text))",
        *(f"# and training places of the whole run from week {each.week} on: {each.volume:g}" for each in ask.wood),
        *(["# (wood thrown on by the way is the page's own: app.page.fed.Fed)"] if wood else []),
    ]
    differs = ask.scenario.model_dump(mode="json", exclude_unset=True)
    differs.pop("seed", None)
    return {"scenario": differs, "wood": wood, "seed": ask.scenario.seed, "yaml": "\n".join([*lines, whole])}
