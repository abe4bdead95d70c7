"""How a field of the schema is declared: meaning, unit, range, default, source and sweep bounds."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, Self, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator
from pydantic.fields import FieldInfo

from sim.errors import as_shares, percent


class Record(BaseModel):
    """A frozen part of a scenario; refuses names it does not know and values that are not numbers."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    @field_validator("*", mode="before")
    @classmethod
    def _numbers_are_numbers(cls, value: Any, info: ValidationInfo) -> Any:
        """Refuse true, false and words where a number is wanted; pydantic alone would make numbers of them."""
        field = cls.model_fields[info.field_name or ""]
        if field.metadata and isinstance(value, bool | str):
            raise ValueError(f"{value!r} is not a number{_meant(value, field, _describe('', field))}")
        return value


class Spell(Record):
    """A group with weeks `start` and `end`, between which something goes on; without an end, for good."""

    if TYPE_CHECKING:
        start: int
        end: int | None

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        if self.end is not None and self.end < self.start:
            raise ValueError(f"end ({self.end}) lies before start ({self.start})")
        return self


def quantity(
    default: Any,
    meaning: str,
    *,
    unit: str = "share",
    low: float = 0.0,
    high: float = 1.0,
    source: str = "[A]",
    sweep: tuple[float, float] | None = None,
) -> Any:
    """A number with its range. `sweep` is the range worth exploring, by default all of it.

    `source` carries the tags of the state of evidence: [S] in the talk, [L] in the literature,
    [C] computed: calibrated (docs/calibration.md), or tried in a prototype; [A] an assumption.
    """
    bounds = list(sweep if sweep is not None else (low, high))
    extra: dict[str, Any] = {"unit": unit, "source": source, "sweep": bounds}
    return Field(default, ge=low, le=high, description=meaning, json_schema_extra=extra)


def choice(default: Any, meaning: str, *, unit: str = "", source: str = "[A]") -> Any:
    """A field that is not a number on a scale: a word, a name, a list."""
    return Field(default, description=meaning, json_schema_extra={"unit": unit, "source": source})


def part(kind: type[Record], meaning: str) -> Any:
    """A group of fields."""
    return Field(default_factory=kind, description=meaning)


class Parameter(NamedTuple):
    """One parameter of the schema, as `firewood params` prints it."""

    path: str
    meaning: str
    unit: str
    low: float | None
    high: float | None
    allowed: str
    default: Any
    source: str
    sweep: tuple[float, float] | None


def parameters(kind: type[BaseModel], prefix: str = "") -> Iterator[Parameter]:
    """All parameters of a schema, depth first, with dotted paths."""
    for name, field in kind.model_fields.items():
        inner = group_of(field)
        if inner is not None:
            yield from parameters(inner, f"{prefix}{name}.")
        else:
            yield _describe(prefix + name, field)


def group_of(field: FieldInfo) -> type[Record] | None:
    """The group that a field holds, when it is one."""
    kind = field.annotation
    return kind if isinstance(kind, type) and issubclass(kind, Record) else None


def _describe(path: str, field: FieldInfo) -> Parameter:
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    low = next((item.ge for item in field.metadata if hasattr(item, "ge")), None)
    high = next((item.le for item in field.metadata if hasattr(item, "le")), None)
    sweep: Any = extra.get("sweep")
    return Parameter(
        path=path,
        meaning=field.description or "",
        unit=str(extra.get("unit", "")),
        low=low,
        high=high,
        allowed=_allowed(field, low, high),
        default=field.get_default(call_default_factory=True),
        source=str(extra.get("source", "")),
        sweep=None if sweep is None else (float(sweep[0]), float(sweep[1])),
    )


def _allowed(field: FieldInfo, low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return f"{_plain(low)} to {_plain(high)}"
    words = _words(field.annotation)
    return " | ".join(words) if words else ""


def _meant(value: bool | str, field: FieldInfo, known: Parameter) -> str:
    """What a percent in place of a number may have meant, if the field takes fractions."""
    share = percent(value) if isinstance(value, str) else None
    if (
        share is None
        or known.low is None
        or known.high is None
        or float not in (field.annotation, *get_args(field.annotation))
    ):
        return ""
    if known.low <= share <= known.high:
        return f"; did you mean {share:g}? Percents are written as shares"
    return f"{as_shares(str(value))}; allowed is {known.allowed}"


def _plain(number: float) -> str:
    """A number without powers of ten or a trailing .0."""
    return str(int(number)) if number == int(number) else f"{number:g}"


def _words(annotation: Any) -> list[str]:
    """The words a Literal allows, also inside a union."""
    found: list[str] = []
    for inner in get_args(annotation):
        if isinstance(inner, str):
            found.append(inner)
        elif get_origin(inner) is not None:
            found.extend(_words(inner))
    return found
