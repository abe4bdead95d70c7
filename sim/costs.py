"""What a run cost in staff days, where the scenario gives unit costs."""

from typing import TYPE_CHECKING

import numpy as np

from sim.errors import FirewoodError
from sim.measures import Results, Series
from sim.scenario import SEASONING
from sim.schedule import COLUMN

if TYPE_CHECKING:
    import pandas as pd


def staff_days(results: Results) -> "pd.DataFrame":
    """One row an organisation, one column a lever that is costed, and `total`; in staff days over the whole run.

    - `training`, `session`, `workshop`: unit cost × places filled, people at talk spaces, people in workshops.
    - `coaching`: unit cost × weeks of support, each by its strength.
    - `seasoning`: unit cost × staff × how far along the axis from damp the seven antecedents stand, on average over
      them and over the weeks of the run. It prices culture as a state that is reached, not as work that is done.

    Raises:
        FirewoodError: no week has been run.
    """
    import pandas as pd

    if results.weeks == 0:
        raise FirewoodError("no week has been run yet, so nothing has been spent")
    costs = results.scenario.costs.model_dump(exclude_none=True)
    amounts = _amounts(results)
    table = pd.DataFrame(
        {name: cost * amounts[name] for name, cost in costs.items()}, index=list(results.organisations)
    )
    return table.assign(total=table.sum(axis=1)).rename_axis("organisation").reset_index()


def _amounts(results: Results) -> dict[str, Series]:
    """How much there was of what `UnitCosts` prices, by organisation."""
    context = results.context[: results.weeks]
    staff = results.record.cells[0, :, :, 0].sum(axis=1)
    return {
        "training": results.series("places_filled")[-1],
        "session": results.series("attendances").sum(axis=0),
        "workshop": results.series("workshop_places").sum(axis=0),
        "coaching": context[..., COLUMN["support.coaching"]].sum(axis=0),
        "seasoning": staff * np.mean([_along(context, lever) for lever in SEASONING], axis=0),
    }


def _along(context: Series, lever: str) -> Series:
    """How far along the axis a lever stands, on average over the weeks; 0 is damp, 1 seasoned, clipped."""
    damp, seasoned = SEASONING[lever]
    place = (context[..., COLUMN[lever]] - damp) / (seasoned - damp)
    mean: Series = np.clip(place, 0.0, 1.0).mean(axis=0)
    return mean
