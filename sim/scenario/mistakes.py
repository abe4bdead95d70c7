"""Turns what pydantic found wrong into lines a person can act on, each with the nearest right name."""

from collections.abc import Mapping
from re import sub
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from sim.errors import nearest
from sim.scenario.fields import Record, group_of, parameters


def mistakes_in(error: ValidationError, kind: type[BaseModel], given: Mapping[str, Any]) -> list[str]:
    """One line for each mistake, in the order found, none twice."""
    lines = dict.fromkeys(_line(dict(item), kind) for item in error.errors(include_url=False))
    return [line for line in lines if _of_all(line) not in lines]


def _of_all(line: str) -> str | None:
    """What a mistake of one organisation would be called, had it been made for all of them."""
    shared = sub(r"organisations\[\d+\]\.", "", line)
    return None if shared == line else shared


def _line(item: dict[str, Any], kind: type[BaseModel]) -> str:
    where = tuple(item["loc"])
    path = _dotted(where)
    value = item.get("input")
    context = item.get("ctx", {})
    match item["type"]:
        case "extra_forbidden":
            return f"{path}: there is no such parameter{_right_name(where, kind)}"
        case "greater_than_equal" | "less_than_equal":
            return f"{path}: {value!r} is out of range; {_range(where, kind)}"
        case "literal_error":
            allowed = [word.strip("'\"") for word in str(context["expected"]).replace(" or ", ", ").split(", ")]
            return f"{path}: {value!r} is not one of {', '.join(allowed)}{nearest(str(value), allowed)}"
        case "value_error":
            return f"{path}: {context['error']}" if path else str(context["error"])
        case "model_type" | "model_attributes_type" | "dict_type":
            return f"{path}: a group of parameters is wanted here, not {value!r}"
        case _:
            said = item["msg"][0].lower() + item["msg"][1:]
            return f"{path}: {value!r} will not do: {said}; {_range(where, kind)}".removesuffix("; ")


def _dotted(where: tuple[Any, ...]) -> str:
    path = ""
    for step in where:
        path += f"[{step}]" if isinstance(step, int) else f"{'.' if path else ''}{step}"
    return path


def _group(where: tuple[Any, ...], kind: type[BaseModel]) -> type[BaseModel]:
    """The schema of the group in which the last step of `where` stands."""
    for step in where[:-1]:
        if isinstance(step, int) or step not in kind.model_fields:
            continue
        field = kind.model_fields[step]
        inner = group_of(field) or next((a for a in get_args(field.annotation) if _is_group(a)), None)
        kind = inner or kind
    return kind


def _is_group(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Record)


def _right_name(where: tuple[Any, ...], kind: type[BaseModel]) -> str:
    """The nearest name beside it; else the nearest anywhere in the schema."""
    group = _group(where, kind)
    name = str(where[-1])
    beside = nearest(name, group.model_fields)
    if beside:
        prefix = _dotted(where[:-1])
        return beside if not prefix else beside.replace("mean ", f"mean {prefix}.")
    paths = {parameter.path.rsplit(".", 1)[-1]: parameter.path for parameter in parameters(kind)}
    if name in paths:
        return f"; did you mean {paths[name]}?"
    return f"; allowed here: {', '.join(group.model_fields)}"


def _range(where: tuple[Any, ...], kind: type[BaseModel]) -> str:
    group = _group(where, kind)
    for parameter in parameters(group):
        if parameter.path == str(where[-1]) and parameter.low is not None:
            unit = f" ({parameter.unit})" if parameter.unit else ""
            return f"allowed is {parameter.allowed}{unit}"
    return ""
