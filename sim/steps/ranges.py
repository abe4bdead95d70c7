"""Which rows a part of a step works on."""

from sim.compiled import compiled, inner
from sim.world import World


@compiled
def share_of(rows: int, grain: int, part: int, parts: int) -> tuple[int, int]:
    """The rows low..high-1 of part `part` of `parts`, cut at multiples of `grain`."""
    grains = (rows + grain - 1) // grain
    low = grains * part // parts * grain
    high = grains * (part + 1) // parts * grain
    return min(low, rows), min(high, rows)


@inner
def block_of(world: World, block: int) -> tuple[int, slice]:
    """The organisation of a block of people, and their rows."""
    organisation, low, high = world.notes.blocks[block]
    return organisation, slice(low, high)
