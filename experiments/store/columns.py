"""The columns of a sweep's tables, in words and in types."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from experiments.run import STRUCTURE
from sim.measures import MEASURES

if TYPE_CHECKING:
    import pyarrow as pa

DESIGN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "key": "of the run: 16 hex digits of scenario and model, a hyphen, the replicate",
        "point": "number of the point, from 0, in the order of the design",
        "replicate": "number of the run at its point, from 0",
        "seed": "of all luck: that of the first replicate, plus the replicate",
        "shard": "which shard the run belongs to",
        "variant": "number of the combination of groups, from 0",
        "cost": "seconds that the run was expected to take",
    }
)
"""What stands in the design table before the parameters that are varied."""

RUNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "key": DESIGN["key"],
        "organisation": "name of the organisation",
        "outcome": "burning, smouldering, out, or not yet",
        "ignition_week": "first of 13 weeks in a row with more than half practising; empty: never",
        "extinction_week": "week from which practising never exceeds .05 again; empty: it did not go out",
        **{f"{name}_final": f"{meaning}; mean over the last 26 weeks" for name, meaning in MEASURES.items()},
        **{f"start_{name}": f"{meaning}, at the start" for name, meaning in STRUCTURE.items()},
        **{f"end_{name}": f"{meaning}, at the end" for name, meaning in STRUCTURE.items()},
        "weekly_digest": "a digest of all weekly measures, whether kept or not",
    }
)
"""One row a run and organisation."""

TEXTS: Final = ("key", "organisation", "outcome", "weekly_digest")
WEEKS: Final = ("ignition_week", "extinction_week")
NUMBERS: Final = tuple(name for name in RUNS if name not in (*TEXTS, *WEEKS))

SERIES: Final[Mapping[str, str]] = MappingProxyType(
    {"key": DESIGN["key"], "organisation": RUNS["organisation"], "week": "from 0"}
)
"""What stands before the measures in the table of weeks: one row a run, organisation and kept week."""

FAILURES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "key": DESIGN["key"],
        "shard": DESIGN["shard"],
        "error": "kind of the error",
        "message": "what it said",
        "traceback": "where it happened",
    }
)
"""One row a failed run."""


def runs_schema() -> "pa.Schema":
    """The types of `RUNS`."""
    import pyarrow as pa

    kinds = dict.fromkeys(TEXTS, pa.string()) | dict.fromkeys(WEEKS, pa.int32())
    return pa.schema([(name, kinds.get(name, pa.float64())) for name in RUNS])


def series_schema(measures: tuple[str, ...]) -> "pa.Schema":
    """The types of `SERIES` with some measures behind it."""
    import pyarrow as pa

    fixed = [("key", pa.string()), ("organisation", pa.string()), ("week", pa.int32())]
    return pa.schema([*fixed, *((name, pa.float32()) for name in measures)])


def failures_schema() -> "pa.Schema":
    """The types of `FAILURES`."""
    import pyarrow as pa

    return pa.schema([(name, pa.int32() if name == "shard" else pa.string()) for name in FAILURES])
