"""Shaders of fruit skin."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from ...assets.recipes import Fruit, Peel
from .dispatch import shader
from .graph import Graph, linear

__all__: list[str] = []


@dataclass(frozen=True)
class _Skin:
    """What sets a fruit's skin apart; weights from 0 to 1, lengths in metres.

    ``pore_m`` and ``pore_depth_m``: dimples. ``streaks``: of the second colour, from pole to pole.
    ``blush``: of the second colour on the sunny side. ``spots_m``: size of spots of the second colour.
    ``dots``: lenticels, pale. ``bloom``: whitish film. ``fuzz``: velvet. ``ends``: how far the end
    colour reaches from the stem.
    """

    pore_m: float = 0.0
    pore_depth_m: float = 0.0
    streaks: float = 0.0
    blush: float = 0.0
    spots_m: float = 0.0
    dots: float = 0.0
    bloom: float = 0.0
    fuzz: float = 0.0
    ends: float = 0.08
    both_ends: bool = False


_SKINS: dict[Fruit, _Skin] = {
    "apple": _Skin(streaks=1.0, blush=1.0, dots=0.6, ends=0.1),
    "pear": _Skin(blush=0.7, dots=-0.7, spots_m=0.012, ends=0.15),
    "orange": _Skin(pore_m=0.0016, pore_depth_m=0.0004, ends=0.05),
    "lemon": _Skin(pore_m=0.0018, pore_depth_m=0.0003, ends=0.1, both_ends=True),
    "lime": _Skin(pore_m=0.0014, pore_depth_m=0.0002, ends=0.12, both_ends=True),
    "banana": _Skin(spots_m=0.004, ends=0.14, both_ends=True),
    "tomato": _Skin(blush=0.25, ends=0.12),
    "peach": _Skin(blush=1.0, fuzz=0.35, ends=0.1),
    "plum": _Skin(blush=0.4, bloom=0.3, ends=0.06),
    "pepper": _Skin(blush=0.3, ends=0.05),
    "avocado": _Skin(pore_m=0.004, pore_depth_m=-0.0009, spots_m=0.01, ends=0.08),
    "stem": _Skin(streaks=0.8, ends=0.15),
}


@shader.register
def _peel(material: Peel, graph: Graph) -> Any:
    skin = _SKINS[material.fruit]
    marks = graph.marks(0.5)
    base, second, end = linear(material.color), linear(material.second_color), linear(material.end_color)
    _, v, _ = graph.split(graph.coordinates("UV"))
    broad = graph.noise(16, 1)
    color: Any = graph.mix(
        marks.uneven, tuple(c * 0.9 for c in base), tuple(min(c * 1.06, 0.8) for c in base)
    )
    if skin.blush or skin.streaks:
        color = graph.mix(_blush(material, skin, graph, broad), color, second)
    if skin.spots_m:
        color = graph.mix(_spots(material, skin, graph, marks.uneven), color, second)
    fine: Any = graph.noise(430, 0) if skin.dots or not skin.pore_m else None
    if skin.dots:
        dots = graph.ramp(fine, 0.7, 0.78, 0.0, 0.45 * abs(skin.dots))
        color = graph.mix(dots, color, (0.68, 0.56, 0.36) if skin.dots > 0 else (0.16, 0.1, 0.05))
    color = _ends(material, skin, graph, color, end, v, broad)
    # Bruises, and the scars of branches.
    bruise = graph.ramp(graph.math("MULTIPLY", broad, marks.uneven), 0.5, 0.62, 0.0, 0.5 * material.wear)
    color = graph.mix(bruise, color, tuple(c * 0.45 + 0.01 for c in second))
    color = graph.mix(graph.math("MULTIPLY", marks.scratches, 0.6 * material.wear), color, (0.24, 0.15, 0.08))
    roughness = graph.worn(material.roughness, marks, 0.3, 0.14)
    if skin.bloom:
        film = graph.ramp(graph.sum(broad, (marks.uneven, 0.3)), 0.3, 0.95, 0.0, skin.bloom)
        color = graph.mix(film, color, (0.34, 0.36, 0.44))
        roughness = graph.sum(roughness, (film, 0.35))
    if skin.pore_m:
        pores = graph.cells(1 / skin.pore_m).outputs["Distance"]
        relief: Any = graph.ramp(pores, 0.05, 0.4)
        depth_m = skin.pore_depth_m
        color = graph.mix(
            graph.math("MULTIPLY_ADD", relief, -0.12, 0.12), color, tuple(c * 0.7 for c in base)
        )
        relief = graph.math("MULTIPLY_ADD", broad, 6.0, relief)
    else:
        relief, depth_m = graph.math("MULTIPLY_ADD", broad, 25.0, fine), 0.00006
    return graph.principled(
        base_color=color,
        roughness=roughness,
        ior=1.42,
        normal=graph.bump(relief, depth_m),
        sheen_weight=skin.fuzz or None,
        sheen_roughness=0.45 if skin.fuzz else None,
        sheen_tint=(0.9, 0.75, 0.6) if skin.fuzz else None,
    )


def _blush(material: Peel, skin: _Skin, graph: Graph, broad: Any) -> Any:
    """Share of the second colour that the sun left on one side, broken into streaks."""
    x, y, z = graph.split(graph.coordinates("Generated"))
    turn = math.tau * (material.seed % 1)
    side = graph.sum(
        0.0,
        (graph.math("SUBTRACT", x, 0.5), math.cos(turn)),
        (graph.math("SUBTRACT", y, 0.5), math.sin(turn)),
    )
    share = graph.sum(material.cover - 0.65, (side, 0.8), (broad, 0.7))
    if skin.streaks:
        around = graph.math("ARCTAN2", graph.math("SUBTRACT", y, 0.5), graph.math("SUBTRACT", x, 0.5))
        # Perlin noise on a cylinder: a circle in two axes, the pole-to-pole axis in the third.
        ring = graph.combine(
            graph.math("MULTIPLY", graph.math("COSINE", around), 9.0),
            graph.math("MULTIPLY", graph.math("SINE", around), 9.0),
            graph.math("MULTIPLY_ADD", z, 1.4, material.seed),
        )
        streaks = graph.noise(1.0, 2, 0.65, ring)
        share = graph.sum(share, (streaks, 1.5 * skin.streaks))
        share = graph.math("SUBTRACT", share, 0.65 * skin.streaks)
    return graph.ramp(share, 0.0, 0.5, 0.0, 0.95 * max(skin.blush, 0.6 * skin.streaks), smooth=True)


def _spots(material: Peel, skin: _Skin, graph: Graph, uneven: Any) -> Any:
    freckles = graph.noise(1 / (1.6 * skin.spots_m), 2, 0.55)
    limit = 0.74 - 0.16 * material.cover
    small = graph.ramp(freckles, limit, limit + 0.05, 0.0, 0.85)
    return graph.math("MULTIPLY", small, graph.ramp(uneven, 0.1, 0.6, 0.3, 1.0))


def _ends(material: Peel, skin: _Skin, graph: Graph, color: Any, end: Any, v: Any, broad: Any) -> Any:
    place = graph.math("MULTIPLY_ADD", broad, skin.ends, graph.math("SUBTRACT", v, 0.5 * skin.ends))
    if skin.both_ends:
        place = graph.math("ABSOLUTE", graph.math("MULTIPLY_ADD", place, 2.0, -1.0))
    near = graph.ramp(place, 1.0 - 1.8 * skin.ends, 1.0 - 0.2 * skin.ends, 0.0, 0.85, smooth=True)
    color = graph.mix(near, color, end)
    if material.fruit == "banana":
        tip = graph.ramp(place, 0.955, 0.985)
        color = graph.mix(tip, color, (0.03, 0.02, 0.012))
    return color
