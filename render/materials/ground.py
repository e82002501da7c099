"""Shaders of what lies underfoot outdoors. None looks at a picture, so that none repeats."""

from __future__ import annotations

from typing import Any

from ...assets.recipes import Asphalt, Lawn, RoadPaint, Snow, Soil, Water
from .dispatch import shader
from .graph import Graph, linear

__all__ = ["wetted"]


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


def _grain(graph: Graph, size_m: float) -> tuple[Any, Any, Any]:
    """Stones in bitumen: a random tone of each, a dome, and finer salt and pepper."""
    cells = graph.cells(1 / size_m)
    tone, _, _ = graph.split(cells.outputs["Color"])
    return tone, cells.outputs["Distance"], graph.noise(2.2 / size_m, 1, 0.8)


@shader.register
def _asphalt(material: Asphalt, graph: Graph) -> Any:
    base = linear(material.color)
    tone, dome, fine = _grain(graph, material.grain_m)
    broad = graph.noise(0.35, 5, 0.62, dimensions="2D")
    # Bare stones glitter pale between dark bitumen; where the bitumen is new it covers them.
    contrast = 0.55 + 0.5 * material.wear
    light = graph.sum(1.0 - 0.95 * contrast, (tone, contrast), (fine, 0.9 * contrast))
    light = graph.math("MULTIPLY", light, graph.ramp(broad, 0.25, 0.75, 0.82, 1.16))
    roughness: Any = graph.sum(0.78, (tone, 0.12))
    relief: Any = graph.math("MULTIPLY", dome, -0.2 * material.grain_m)
    if material.lane_m is not None:
        _x, y, _z = graph.split(graph.coordinates("Object"))
        across = graph.math("PINGPONG", y, material.lane_m / 2)  # 0 in the lane's middle
        wander = graph.math("MULTIPLY_ADD", broad, 0.5, graph.math("SUBTRACT", across, 0.25))
        track = graph.ramp(
            graph.math("ABSOLUTE", graph.math("SUBTRACT", wander, 0.78)), 0.1, 0.4, 1.0, 0.0, smooth=True
        )
        oil = graph.ramp(wander, 0.05, 0.4, 1.0, 0.0, smooth=True)
        light = graph.math(
            "MULTIPLY", light, graph.sum(1.0, (track, -0.1 - 0.1 * material.wear), (oil, -0.1))
        )
        roughness = graph.sum(roughness, (track, -0.12))
    if material.patches > 0.02:
        # Mended in rectangles along the road.
        place = graph.vector("MULTIPLY", graph.position, (0.09, 0.22, 0.0))
        patch = graph.node(
            "TexVoronoi", {"Vector": place, "Scale": 1.0, "Randomness": 0.8},
            voronoi_dimensions="2D", distance="CHEBYCHEV",
        )  # fmt: skip
        lot, size, _ = graph.split(patch.outputs["Color"])
        edge = graph.math("SUBTRACT", graph.ramp(size, 0.0, 1.0, 0.08, 0.3), patch.outputs["Distance"])
        mended = graph.math(
            "MULTIPLY",
            graph.math("LESS_THAN", lot, 1.6 * material.patches),
            graph.math("GREATER_THAN", edge, 0.0),
        )
        light = graph.math("MULTIPLY", light, graph.ramp(mended, 0.0, 1.0, 1.0, 0.86))
        seam = graph.math("MULTIPLY", mended, graph.ramp(edge, 0.004, 0.008, 0.35, 0.0))
        light = graph.math("MULTIPLY", light, graph.math("SUBTRACT", 1.0, seam))
    if material.cracks > 0.05:
        light, relief = _cracked(material, graph, broad, light, relief)
    color = graph.vector("SCALE", base, scale=light)
    stain = graph.ramp(graph.noise(0.9, 2, 0.5, dimensions="2D"), 0.7, 0.78, 0.0, 0.6, smooth=True)
    color = graph.mix(stain, color, _scaled(base, 0.45))
    pool = None
    if material.puddles > 0.01:
        limit = 0.68 - 0.45 * material.puddles
        pool = graph.ramp(broad, limit, limit + 0.03, smooth=True)
    return graph.principled(**wetted(graph, color, roughness, relief, material.wetness, pool), specular=0.35)


def _cracked(material: Asphalt, graph: Graph, broad: Any, light: Any, relief: Any) -> tuple[Any, Any]:
    """Few long cracks of changing width, some of them filled with bitumen; they come and go."""
    wander = graph.node(
        "TexNoise", {"Vector": graph.position, "Scale": 2.5, "Detail": 4.0}, noise_dimensions="2D"
    )
    bent = graph.vector("MULTIPLY_ADD", wander.outputs["Color"], (0.5, 0.5, 0.0), graph.position)
    line = graph.cells(0.45, bent, "DISTANCE_TO_EDGE", "2D").outputs["Distance"]
    where = graph.noise(0.13, 1, 0.5, dimensions="2D")
    low = 0.68 - 0.28 * material.cracks
    width = graph.ramp(graph.sum(where, (broad, 0.25)), low + 0.12, low + 0.3, 0.0, 0.004)
    crack = graph.math("LESS_THAN", line, width)
    light = graph.math("MULTIPLY", light, graph.ramp(crack, 0.0, 1.0, 1.0, 0.3))
    return light, graph.math("MULTIPLY_ADD", crack, -0.004, relief)


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
    relief = graph.math("MULTIPLY", dome, graph.ramp(gone, 0.0, 1.0, -0.0006, -0.0018))
    return graph.principled(
        base_color=graph.mix(gone, dirty, stone),
        roughness=graph.sum(material.roughness - 0.1, (fine, 0.2), (gone, 0.1)),
        normal=graph.bump(relief, 1.0),
    )


@shader.register
def _soil(material: Soil, graph: Graph) -> Any:
    base = linear(material.color)
    broad = graph.noise(0.5, 5, 0.65, dimensions="2D")
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
            pool = graph.ramp(graph.sum(broad, (lumps, -0.1)), limit - 0.05, limit, smooth=True)
    light = graph.math("MULTIPLY", light, graph.ramp(broad, 0.25, 0.75, 0.75, 1.2))
    color = graph.vector("SCALE", color, scale=light)
    return graph.principled(**wetted(graph, color, 0.9, relief, material.wetness, pool), specular=0.3)


@shader.register
def _lawn(material: Lawn, graph: Graph) -> Any:
    green = linear(material.color)
    straw, earth = (0.34, 0.27, 0.13), (0.11, 0.075, 0.045)
    broad = graph.noise(0.4, 5, 0.65, dimensions="2D")
    # Blades lean every way: two noises, each stretched along its own direction, the higher one shows.
    one = graph.noise(1.0, 1, 0.6, graph.stretched(60.0, 380.0, 200.0))
    two = graph.noise(1.0, 1, 0.6, graph.stretched(380.0, 60.0, 200.0))
    blade = graph.math("MAXIMUM", one, two)
    tuft = graph.noise(9.0, 2, 0.6)
    dry = graph.ramp(
        graph.sum(-0.6 + 1.1 * material.dryness, (broad, 0.6), (tuft, 0.4), (one, 0.5)), 0.1, 0.7
    )
    color = graph.mix(dry, green, straw)
    color = graph.vector(
        "SCALE",
        color,
        scale=graph.math(
            "MULTIPLY", graph.ramp(blade, 0.35, 0.75, 0.25, 1.75), graph.ramp(tuft, 0.25, 0.75, 0.7, 1.2)
        ),
    )
    limit = 0.8 - 0.5 * material.bare
    color = graph.mix(graph.ramp(graph.sum(broad, (tuft, 0.3)), limit + 0.1, limit + 0.2), color, earth)
    relief = graph.sum(0.0, (blade, 0.012), (tuft, 0.02))
    return graph.principled(base_color=color, roughness=0.75, specular=0.2, normal=graph.bump(relief, 1.0))


@shader.register
def _snow(material: Snow, graph: Graph) -> Any:
    base = linear(material.color)
    dirt = {"fresh": 0.03, "trodden": 0.25, "dirty": 0.7}[material.state]
    drift = graph.noise(0.8, 4, 0.5, dimensions="2D")
    grain = graph.noise(350.0, 1, 0.6)
    relief: Any = graph.sum(0.0, (drift, 0.12), (grain, 0.0012))
    roughness: Any = 0.75
    color: Any = base
    if material.state != "fresh":
        # Feet and wheels leave lumps, and dirt gathers in them.
        lumps = graph.noise(7.0, 4, 0.6)
        relief = graph.sum(relief, (lumps, 0.06))
        share = graph.ramp(graph.sum(lumps, (drift, 0.6)), 0.55, 1.05, dirt, 0.0)
        color = graph.mix(share, base, (0.17, 0.15, 0.13))
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
