"""The handout: the campfire and a grid of recorded runs in one HTML file, for a class without a network or a server.

The file holds the page's own modules, unchanged but for the one that fetches runs (`source.js`, for which
`recorded.js` stands in), as data addresses in an import map; and each run in the form of `stream.py`, as
differences, deflated. Every verdict in it was worked out from runs, as on the live page.
"""

import base64
import json
import re
import zlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.page.ask import Ask
from app.page.pile import PRESETS, Pile
from app.page.run import record
from app.page.server import STATIC
from app.page.start import start
from app.page.stream import DIFFERENCES, Recording, encode
from app.page.verdict import verdict
from experiments.run import cores
from sim.errors import OutputError
from sim.steps.measures import WARMED

SEASONING: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Shared values and leaders, which move together here."""

TALK: Final = (0.0, 0.5, 1.0)
WOOD: Final = (0.05, 0.2, 0.4, 0.8)
SEEDS: Final = (1, 2)
SERIES: Final = ("practising", "trained", "resentment", "places_filled")

MOST_BYTES: Final = 2_000_000

MEMORY, OFTEN = 8, 4
"""As in `static/network.js`: who was warmed in that many of the last weeks is shown as smouldering."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One recorded run: its pile and seed, its bytes, its verdict."""

    pile: Pile
    seed: int
    data: bytes
    told: dict[str, Any]


def piles() -> tuple[Pile, ...]:
    """The grid, and the presets that do not lie on it."""
    grid = [Pile(level, level, talk, wood) for level, talk, wood in product(SEASONING, TALK, WOOD)]
    return (*grid, *(preset.pile for preset in PRESETS if preset.pile not in grid))


def write(path: Path, every: Sequence[Pile] | None = None) -> int:
    """Write the handout; its size in bytes.

    Args:
        path: the file.
        every: the piles to record; left out, `piles()`.

    Raises:
        OutputError: the file cannot be written.
    """
    if path.is_dir() or not path.parent.is_dir():
        why = "it is a folder" if path.is_dir() else f"there is no folder {path.parent}"
        raise OutputError(f"{path}: the handout cannot be written here, {why}; say where with --output FILE")
    wanted = list(product(every or piles(), SEEDS))
    with ThreadPoolExecutor(cores()) as pool:
        first = _kept(*wanted[0])  # alone: what is compiled or loaded once is not asked for by two threads at a time
        kept = [first, *pool.map(lambda one: _kept(*one), wanted[1:])]
    data = page(kept).encode()
    try:
        path.write_bytes(data)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise OutputError(f"{path}: the handout cannot be written here ({why}); say where with --output FILE") from None
    return len(data)


def page(kept: Sequence[Kept]) -> str:
    """The HTML of the handout."""
    text = (STATIC / "index.html").read_text("utf-8")
    text = re.sub(r"<!-- live -->.*?<!-- /live -->", "", text, flags=re.S)
    text = re.sub(r'<button role="tab" id="tab-(?:whatif|workbench)".*?</button>\s*', "", text)
    text = re.sub(r'<link rel="(?:icon|stylesheet)"[^>]*>\s*|<script[^>]*></script>\s*', "", text)
    style = "\n".join((STATIC / name).read_text("utf-8") for name in ("style.css", "handout.css"))
    early = (STATIC / "early.js").read_text("utf-8")
    head = f"<style>{style}</style>\n<script>{early}</script>\n<script type=importmap>{_imports()}</script>"
    data = json.dumps(_recorded(kept), separators=(",", ":"), ensure_ascii=False).replace("<", "\\u003c")
    foot = (
        f'<script type="application/json" id="recorded">{data}</script>\n'
        '<script type="module">import "firewood/main.js";</script>'
    )
    text = text.replace("</head>", f"{head}\n</head>").replace("<!-- recorded -->", foot)
    return text.replace('<html lang="en"', '<html lang="en" data-handout="yes"')


def _kept(pile: Pile, seed: int) -> Kept:
    found = record(Ask(pile.scenario(seed)))
    header = {name: value for name, value in found.header.items() if name not in ("staff", "ties", "model")}
    slim = Recording(header, smoothed(found.states), {name: found.series[name] for name in SERIES})
    given = {"pile": _plain(pile), "seed": seed, "challenge": True}
    return Kept(pile, seed, zlib.compress(b"".join(encode(slim, DIFFERENCES)), 9), verdict(given))


def smoothed(states: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """States whose flag `WARMED` says whether a person is shown as smouldering; that packs well."""
    warm = np.cumsum((states & WARMED) > 0, axis=0)
    before = np.vstack([np.zeros((MEMORY, states.shape[1]), dtype=warm.dtype), warm])[: len(states)]
    often = warm - before >= OFTEN
    return np.where(often, states | WARMED, states & ~np.uint8(WARMED)).astype(np.uint8)


def _recorded(kept: Sequence[Kept]) -> dict[str, Any]:
    """What `recorded.js` reads."""
    shared = {}
    for one in kept:
        if one.pile.ties not in shared:
            header = record(Ask(one.pile.scenario(one.seed))).header
            shared[one.pile.ties] = {"staff": header["staff"], "ties": header["ties"]}
    known = start()
    return {
        "start": {"version": known["version"], "campfire": known["campfire"]},
        "grid": {"values": SEASONING, "talk": TALK, "wood": WOOD, "seeds": SEEDS},
        "shared": shared,
        "runs": [
            {
                "pile": _plain(one.pile),
                "seed": one.seed,
                "verdict": one.told,
                "data": base64.b64encode(one.data).decode(),
            }
            for one in kept
        ],
    }


def _plain(pile: Pile) -> dict[str, Any]:
    return {name: getattr(pile, name) for name in ("values", "leaders", "talk", "wood", "first", "ties")}


def _imports() -> str:
    """The import map: each module of the page as a data address, under firewood/NAME."""
    left_out = ("early.js", "source.js", "whatif.js", "workbench.js")
    modules = {path.name: path for path in sorted(STATIC.glob("*.js")) if path.name not in left_out}
    modules["source.js"] = modules.pop("recorded.js")
    found = {}
    for name, path in modules.items():
        text = re.sub(r'(from |import\()"\./', r'\1"firewood/', path.read_text("utf-8"))
        found[f"firewood/{name}"] = "data:text/javascript;base64," + base64.b64encode(text.encode()).decode()
    return json.dumps({"imports": found})
