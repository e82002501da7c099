"""Shaders of what lies underfoot outdoors. None looks at a picture, so that none repeats."""

from __future__ import annotations

from typing import Any

from ...assets.recipes import Asphalt, Lawn, RoadPaint, Snow, Soil, Water
from .dispatch import shader
from .graph import Graph, linear

__all__ = ["wetted"]

_DARKEST = 0.082  # albedo of asphalt that was laid a few months ago
_BITUMEN = (0.034, 0.033, 0.033)


def _scaled(color: Any, by: float) -> tuple[float, ...]:
    return tuple(c * by for c in color)


def wetted(
    graph: Graph, color: Any, roughness: Any, relief: Any, wetness: float, pool: Any = None
) -> dict[str, Any]:
    """Base colour, roughness and normal of porous stuff under rain; ``pool`` is 1 under standing water.

    Wet ground is about half as bright as dry (Lekner and Dorf 1988, doi:10.1364/AO.27.001278).
    """
    if wetness > 0:
        color = graph.vector("SCALE", color, scale=1.0 - 0.45 * wetness)
        roughness = graph.math("MULTIPLY", roughness, 1.0 - 0.55 * wetness)
    if pool is not None:
        color = graph.mix(graph.math("MULTIPLY", pool, 0.5), color, (0.012, 0.012, 0.011))
        roughness = graph.math("MULTIPLY", roughness, graph.ramp(pool, 0.0, 1.0, 1.0, 0.06))
        relief = graph.math("MULTIPLY", relief, graph.math("SUBTRACT", 1.0, pool))
    return {"base_color": color, "roughness": roughness, "normal": graph.bump(relief, 1.0)}


def _spread(graph: Graph) -> Any:
    """Places for 2D noise: x and y, with the height folded in, or upright faces would show bands."""
    height = graph.split(graph.position)[2]
    return graph.vector("MULTIPLY_ADD", graph.combine(height, height), (0.6, 0.8, 0.0), graph.position)


def _pool(graph: Graph, depth: Any, limit: float, shore: float) -> Any:
    """1 where water stands: above ``limit``, and on level ground only."""
    level = graph.math("GREATER_THAN", graph.split(graph.coordinates("Normal"))[2], 0.97)
    return graph.math("MULTIPLY", graph.ramp(depth, limit, limit + shore, smooth=True), level)


def _grain(graph: Graph, size_m: float) -> tuple[Any, Any, Any]:
    """Stones in bitumen: a random tone of each, a dome, and salt and pepper from finer to nests of stones.

    The nests are what is left to see from 5 m and more, where a stone is smaller than a pixel.
    """
    cells = graph.cells(1 / size_m)
    tone, _, _ = graph.split(cells.outputs["Color"])
    return tone, cells.outputs["Distance"], graph.noise(0.22 / size_m, 3, 0.92)


@shader.register
def _asphalt(material: Asphalt, graph: Graph) -> Any:
    base = linear(material.color)
    tone, dome, fine = _grain(graph, material.grain_m)
    place = _spread(graph)
    broad = graph.noise(0.35, 5, 0.62, place, dimensions="2D")
    # Bare stones glitter pale between dark bitumen; where the bitumen is new it covers them.
    contrast = 0.72 + 0.38 * material.wear
    light = graph.sum(1.0 - 1.4 * contrast, (tone, contrast), (fine, 1.8 * contrast))
    light = graph.math("MAXIMUM", light, 0.2)
    # Traffic grinds the stones flat; between them it is dark.
    sunk = graph.ramp(dome, 0.38, 0.75)
    light = graph.math("MULTIPLY", light, graph.ramp(sunk, 0.0, 1.0, 1.1, 1.0 - 0.5 * contrast))
    light = graph.math("MULTIPLY", light, graph.ramp(broad, 0.25, 0.75, 0.82, 1.16))
    roughness: Any = graph.sum(0.78, (tone, 0.12))
    relief: Any = graph.math("MULTIPLY", sunk, -0.14 * material.grain_m)
    if material.lane_m is not None:
        light, roughness = _driven(material, material.lane_m, graph, broad, light, roughness)
    if material.patches > 0.02:
        light = _mended(material, graph, graph.coordinates("UV") if material.bends else place, light)
    color: Any = base
    if material.cracks > 0.05:
        light, sealed = _cracked(material, graph, place, broad, light)
        color = graph.mix(sealed, base, _BITUMEN)
        light = graph.mix(sealed, light, (1.0, 1.0, 1.0))
        roughness = graph.sum(roughness, (sealed, -0.3))
    color = graph.vector("SCALE", color, scale=light)
    stain = graph.ramp(broad, 0.27, 0.33, 0.5, 0.0, smooth=True)
    color = graph.mix(stain, color, _scaled(base, 0.5))
    pool = None
    if material.puddles > 0.01:
        pool = _pool(graph, broad, 0.68 - 0.45 * material.puddles, 0.03)
    return graph.principled(**wetted(graph, color, roughness, relief, material.wetness, pool), specular=0.35)


def _driven(
    material: Asphalt, lane_m: float, graph: Graph, broad: Any, light: Any, roughness: Any
) -> tuple[Any, Any]:
    """Wheels polish two tracks a lane, and oil drips between them."""
    y = graph.split(graph.coordinates("UV" if material.bends else "Object"))[1]
    across = graph.math("PINGPONG", y, lane_m / 2)  # 0 in the lane's middle
    wander = graph.math("MULTIPLY_ADD", broad, 0.5, graph.math("SUBTRACT", across, 0.25))
    track = graph.ramp(
        graph.math("ABSOLUTE", graph.math("SUBTRACT", wander, 0.78)), 0.1, 0.4, 1.0, 0.0, smooth=True
    )
    oil = graph.ramp(wander, 0.05, 0.4, 1.0, 0.0, smooth=True)
    worn = graph.sum(1.0, (track, -0.05 - 0.08 * material.wear), (oil, -0.09))
    return graph.math("MULTIPLY", light, worn), graph.sum(roughness, (track, -0.05))


def _mended(material: Asphalt, graph: Graph, place: Any, light: Any) -> Any:
    """Mended in rectangles along the road, darker for being newer, but never below ``_DARKEST``."""
    patch = graph.node(
        "TexVoronoi",
        {"Vector": graph.vector("MULTIPLY", place, (0.09, 0.22, 0.0)), "Scale": 1.0, "Randomness": 0.8},
        voronoi_dimensions="2D",
        distance="CHEBYCHEV",
    )
    lot, size, _ = graph.split(patch.outputs["Color"])
    edge = graph.math("SUBTRACT", graph.ramp(size, 0.0, 1.0, 0.08, 0.3), patch.outputs["Distance"])
    mended = graph.math(
        "MULTIPLY",
        graph.math("LESS_THAN", lot, 1.6 * material.patches),
        graph.math("GREATER_THAN", edge, 0.0),
    )
    darker = min(1.0, max(0.86, _DARKEST / linear(material.color)[1]))
    light = graph.math("MULTIPLY", light, graph.ramp(mended, 0.0, 1.0, 1.0, darker))
    seam = graph.math("MULTIPLY", mended, graph.ramp(edge, 0.004, 0.008, 0.35, 0.0))
    return graph.math("MULTIPLY", light, graph.math("SUBTRACT", 1.0, seam))


def _cracked(material: Asphalt, graph: Graph, place: Any, broad: Any, light: Any) -> tuple[Any, Any]:
    """Few long cracks of changing width that come and go: the light with them, and where bitumen seals them.

    Both are only colour: the relief is looked up three times a hit, and would cost more than all the rest.
    """
    wander = graph.noise(2.5, 3, 0.55, place, dimensions="2D")
    bent = graph.vector("MULTIPLY_ADD", wander, (0.5, -0.6, 0.0), place)
    line = graph.cells(0.45, bent, "DISTANCE_TO_EDGE", "2D").outputs["Distance"]
    where = graph.noise(0.13, 1, 0.5, place, dimensions="2D")
    low = 0.68 - 0.28 * material.cracks
    width = graph.ramp(graph.sum(where, (broad, 0.25)), low + 0.12, low + 0.3, 0.0, 0.004)
    crack = graph.math("LESS_THAN", line, width)
    light = graph.math("MULTIPLY", light, graph.ramp(crack, 0.0, 1.0, 1.0, 0.3))
    # The distance is in cells of about 2 m: a band is 3 to 6 cm wide.
    band = graph.ramp(where, 0.36, 0.4, graph.sum(0.006, (broad, 0.01)), 0.0)
    return light, graph.math("LESS_THAN", line, band)


@shader.register
def _road_paint(material: RoadPaint, graph: Graph) -> Any:
    base, ground = linear(material.color), linear(material.ground_color)
    tone, dome, fine = _grain(graph, 0.009)
    broad = graph.noise(3.0, 4, 0.6)
    # Tyres take the paint off the tops of the stones first.
    limit = 1.12 - 0.62 * material.wear
    gone = graph.ramp(graph.sum(broad, (tone, 0.3), (fine, 0.35)), limit, limit + 0.08, 0.0, 0.95)
    dirty = graph.vector("SCALE", base, scale=graph.ramp(broad, 0.3, 0.7, 1.0 - 0.35 * material.wear, 1.0))
    stone = graph.vector("SCALE", ground, scale=graph.sum(0.1, (tone, 0.9), (fine, 0.9)))
    relief = graph.math("MULTIPLY", dome, -0.0012)
    return graph.principled(
        base_color=graph.mix(gone, dirty, stone),
        roughness=graph.sum(material.roughness - 0.1, (fine, 0.2), (gone, 0.1)),
        normal=graph.bump(relief, 1.0),
    )


@shader.register
def _soil(material: Soil, graph: Graph) -> Any:
    base = linear(material.color)
    broad = graph.noise(0.5, 5, 0.65, _spread(graph), dimensions="2D")
    pool = None
    if material.kind == "gravel":
        cells = graph.cells(1 / material.grain_m)
        tone, warm, _ = graph.split(cells.outputs["Color"])
        distance = cells.outputs["Distance"]
        light = graph.math(
            "MULTIPLY", graph.sum(0.55, (tone, 1.0)), graph.ramp(distance, 0.35, 0.75, 1.0, 0.3)
        )
        color = graph.mix(warm, base, (base[0] * 1.12, base[1] * 0.96, base[2] * 0.8))
        relief = graph.math("MULTIPLY", graph.math("MULTIPLY", distance, distance), -0.7 * material.grain_m)
    else:
        lumps = graph.noise(0.5 / material.grain_m, 4, 0.65)
        light = graph.ramp(lumps, 0.25, 0.75, 0.5, 1.5)
        color = graph.mix(graph.ramp(broad, 0.3, 0.7), base, (base[0] * 1.1, base[1] * 1.05, base[2] * 0.95))
        relief = graph.math("MULTIPLY", lumps, 1.4 * material.grain_m)
        if material.kind == "mud":
            limit = 0.7 - 0.15 * material.wetness
            pool = _pool(graph, graph.sum(broad, (lumps, -0.1)), limit - 0.05, 0.05)
    light = graph.math("MULTIPLY", light, graph.ramp(broad, 0.25, 0.75, 0.75, 1.2))
    color = graph.vector("SCALE", color, scale=light)
    return graph.principled(**wetted(graph, color, 0.9, relief, material.wetness, pool), specular=0.3)


@shader.register
def _lawn(material: Lawn, graph: Graph) -> Any:
    green = linear(material.color)
    straw, earth = (0.29, 0.225, 0.115), (0.085, 0.06, 0.038)
    place = _spread(graph)
    broad = graph.noise(0.4, 6, 0.68, place, dimensions="2D")
    # Tufts are what is seen from a few metres: each with its own green, dark between, ragged at the rim.
    # Blades are a noise that is stretched, in each tuft along another direction.
    torn = graph.noise(70.0)
    tufts = graph.cells(24.0, graph.vector("MULTIPLY_ADD", torn, (0.06, -0.06, 0.06), graph.position))
    lot, shade, turn = graph.split(tufts.outputs["Color"])
    gap = tufts.outputs["Distance"]
    turned = graph.node(
        "VectorRotate",
        {"Vector": graph.position, "Angle": graph.math("MULTIPLY", turn, 3.1416)},
        rotation_type="Z_AXIS",
    ).outputs[0]
    blade = graph.noise(1.0, 1, 0.6, graph.stretched(32.0, 270.0, 90.0, turned))
    lush, young = (
        (green[0] * 0.75, green[1] * 0.8, green[2] * 0.95),
        (green[0] * 1.3, green[1] * 1.12, green[2] * 0.8),
    )
    color = graph.mix(graph.ramp(graph.sum(broad, (lot, 0.12), (blade, 0.2)), 0.5, 0.82), lush, young)
    limit = 0.7 - 0.36 * material.dryness
    dry = graph.ramp(graph.sum(0.0, (broad, 0.55), (lot, 0.1), (blade, 0.35)), limit - 0.08, limit + 0.08)
    color = graph.mix(dry, color, straw)
    limit = 0.9 - 0.5 * material.bare
    color = graph.mix(graph.ramp(graph.sum(broad, (gap, 0.35)), limit, limit + 0.08), color, earth)
    light = graph.math(
        "MULTIPLY", graph.ramp(blade, 0.3, 0.7, 0.3, 1.75), graph.ramp(gap, 0.15, 0.8, 1.2, 0.5)
    )
    light = graph.math("MULTIPLY", light, graph.ramp(shade, 0.0, 1.0, 0.72, 1.25))
    relief = graph.sum(0.0, (blade, 0.012), (gap, -0.01))
    return graph.principled(
        base_color=graph.vector("SCALE", color, scale=light), roughness=0.75, specular=0.2,
        normal=graph.bump(relief, 1.0),
    )  # fmt: skip


@shader.register
def _snow(material: Snow, graph: Graph) -> Any:
    base = linear(material.color)
    dirt = {"fresh": 0.03, "trodden": 0.25, "dirty": 0.7}[material.state]
    drift = graph.noise(0.8, 4, 0.5, _spread(graph), dimensions="2D")
    grain = graph.noise(350.0, 1, 0.6)
    relief: Any = graph.sum(0.0, (drift, 0.12), (grain, 0.0012))
    roughness: Any = 0.75
    color: Any = base
    if material.state != "fresh":
        # Feet and wheels leave lumps, and dirt gathers in them.
        lumps = graph.noise(7.0, 4, 0.6)
        relief = graph.sum(relief, (lumps, 0.06))
        share = graph.ramp(graph.sum(lumps, (drift, 0.9)), 0.78, 1.02, dirt, 0.1 * dirt)
        if material.state == "dirty":
            # Grit that was strewn, and slush in it.
            grit = graph.ramp(graph.noise(90.0, 3, 0.8), 0.56, 0.64, 0.0, 0.75)
            share = graph.math("MAXIMUM", share, grit)
        color = graph.mix(share, base, (0.1, 0.088, 0.075))
    # Single crystals flash.
    flash = graph.ramp(
        graph.random(graph.vector("SNAP", graph.position, (0.0015,) * 3)).outputs["Value"], 0.985, 0.99
    )
    roughness = graph.ramp(flash, 0.0, 1.0, 0.75, 0.12)
    return graph.principled(base_color=color, roughness=roughness, ior=1.31, normal=graph.bump(relief, 1.0))


@shader.register
def _water(material: Water, graph: Graph) -> Any:
    ripples = graph.noise(5.0, 3, 0.55)
    return graph.principled(
        base_color=linear(material.color),
        roughness=0.02,
        ior=1.33,
        normal=graph.bump(ripples, material.ripple_m),
    )
