"""Shaders of wood."""

from __future__ import annotations

from typing import Any

from ...assets.recipes import Parquet, Wood
from .dispatch import shader
from .graph import Graph, linear

__all__: list[str] = []

_AXES = {"x": (0, 1, 2), "y": (1, 0, 2), "z": (2, 0, 1)}


@shader.register
def _wood(material: Wood, graph: Graph) -> Any:
    along_axis, across_axis, depth_axis = _AXES[material.axis]
    axes = graph.split(graph.coordinates("Object"))
    along, across, depth = axes[along_axis], axes[across_axis], axes[depth_axis]
    if material.layout == "solid":
        place = graph.combine(along, across, depth)
        lot = None
    else:
        row = graph.math("FLOOR", graph.math("MULTIPLY_ADD", across, 1 / material.board_m, material.seed))
        block: Any = 0.0
        if material.layout == "blocks":
            # Blocks of a row begin where they like: shift each row by a number of its own.
            shift = graph.math("MULTIPLY", row, 0.618)
            block = graph.math("FLOOR", graph.math("MULTIPLY_ADD", along, 1 / (5 * material.board_m), shift))
        lot = graph.random(graph.combine(row, block, material.seed)).outputs["Color"]
        # Each board is cut from another place of the trunk.
        place = graph.vector("MULTIPLY_ADD", lot, (7.0, 0.12, 0.05), graph.combine(along, across, depth))
    return _timber(material, graph, place, lot)


@shader.register
def _parquet(material: Parquet, graph: Graph) -> Any:
    length_m, width_m = material.stave_m
    x, y, z = graph.split(graph.coordinates("Object"))
    if material.pattern == "planks":
        row = graph.math("FLOOR", graph.math("DIVIDE", y, width_m))
        shift = graph.random(graph.combine(row, material.seed)).outputs["Value"]
        position = graph.math("MULTIPLY_ADD", x, 1 / length_m, graph.math("MULTIPLY", shift, 7.0))
        column = graph.math("FLOOR", position)
        along = graph.math("MULTIPLY", graph.math("FRACT", position), length_m)
        across = graph.math("SUBTRACT", y, graph.math("MULTIPLY", row, width_m))
    else:
        along, across, row, column = _herringbone(graph, x, y, round(length_m / width_m), width_m)
    lot = graph.random(graph.combine(row, column, material.seed)).outputs["Color"]
    place = graph.vector("MULTIPLY_ADD", lot, (7.0, 0.12, 0.05), graph.combine(along, across, z))
    # The gap: distance to the nearest side of the stave.
    side = graph.math("PINGPONG", across, width_m / 2)
    end = graph.math("PINGPONG", along, length_m / 2)
    solid = graph.ramp(graph.math("MINIMUM", side, end), material.gap_m * 0.4, material.gap_m)
    return _timber(material.wood, graph, place, lot, solid)


def _herringbone(graph: Graph, x: Any, y: Any, aspect: int, width_m: float) -> tuple[Any, Any, Any, Any]:
    """Place along and across a stave, and its two numbers: staves are ``aspect`` squares long.

    In the square (i, j), with k = (i − j) mod 2·aspect, lies square k of a stave along x where
    k < aspect; else square 2·aspect − 1 − k of one along y.
    """
    u, v = graph.math("DIVIDE", x, width_m), graph.math("DIVIDE", y, width_m)
    i, j = graph.math("FLOOR", u), graph.math("FLOOR", v)
    k = graph.math("FLOORED_MODULO", graph.math("SUBTRACT", i, j), 2.0 * aspect)
    fu, fv = graph.math("SUBTRACT", u, i), graph.math("SUBTRACT", v, j)
    upright = graph.math("GREATER_THAN", k, aspect - 0.5)
    step = graph.math("SUBTRACT", 2.0 * aspect - 1, k)
    flat_lane = graph.combine(graph.math("ADD", k, fu), fv)
    upright_lane = graph.combine(graph.math("ADD", step, fv), fu)
    lane = graph.mix(upright, flat_lane, upright_lane)
    flat_id = graph.combine(graph.math("SUBTRACT", i, k), j)
    upright_id = graph.combine(i, graph.math("SUBTRACT", j, step), 0.5)
    along, across, _ = graph.split(graph.vector("SCALE", lane, scale=width_m))
    row, column, _ = graph.split(graph.mix(upright, flat_id, upright_id))
    return along, across, row, column


def _timber(material: Wood, graph: Graph, place: Any, lot: Any = None, solid: Any = None) -> Any:
    """Wood grown along the x of ``place`` (metres); ``lot`` is three random numbers of the board."""
    seed = material.seed
    offset = (seed * 0.31, 0.02 + 0.07 * (seed * 1.7 % 1), 0.03 + 0.08 * (seed * 2.3 % 1))
    place = graph.vector("ADD", place, offset)
    wander = graph.noise(1.0, 2.0, 0.55, graph.stretched(1.6, 14.0, 14.0, place))
    # The pith runs below the board, a little askew: rings come up as long arches.
    radius = graph.vector("LENGTH", graph.stretched(0.035, 1.0, 1.0, place))
    wave = 2.5 * material.figure + 0.3
    rings = graph.math(
        "MULTIPLY_ADD", radius, 1 / material.ring_m, graph.math("MULTIPLY", wander, 3.0 * wave)
    )
    phase = graph.math("FRACT", rings)
    late = graph.math(
        "MINIMUM", graph.math("POWER", phase, 2.2), graph.math("MULTIPLY_ADD", phase, -7.0, 7.0)
    )
    fibre = graph.noise(1.0, 1.0, 0.7, graph.stretched(22.0, 900.0, 900.0, place))
    light = linear(material.color)
    # The darkest of late wood is darker than its mean.
    dark = tuple(0.85 * c for c in linear(material.grain_color))
    share = graph.math("MULTIPLY_ADD", fibre, 1.3, graph.math("MULTIPLY_ADD", late, 0.75, -0.52), clamp=True)
    color = graph.mix(share, light, dark)
    if material.pores > 0.4:
        vessels = graph.noise(1.0, 0.0, 0.5, graph.stretched(55.0, 2300.0, 2300.0, place))
        weight = graph.ramp(vessels, 0.62, 0.75, 0.0, 0.55 * material.pores)
        color = graph.mix(weight, color, tuple(c * 0.35 for c in dark))
    tone = graph.ramp(wander, 0.3, 0.7, 0.93, 1.05)
    if lot is not None:
        tone = graph.math("MULTIPLY", tone, graph.ramp(graph.split(lot)[2], 0.0, 1.0, 0.8, 1.14))
    color = graph.vector("SCALE", color, scale=tone)
    marks = graph.marks()
    if material.wear > 0.1:
        # Scratches in raw wood are pale, grease is dark.
        pale = tuple(min(1.0, c * 1.25 + 0.02) for c in light)
        color = graph.mix(graph.math("MULTIPLY", marks.scratches, 0.5 * material.wear), color, pale)
        color = graph.mix(
            graph.math("MULTIPLY", marks.smudges, 0.3 * material.wear), color, tuple(c * 0.75 for c in dark)
        )
    if solid is not None:
        color = graph.mix(solid, tuple(c * 0.12 for c in dark), color)
    sealed = material.varnish > 0
    roughness = graph.sum(
        material.roughness - 0.1,
        (fibre, 0.14),
        (late, -0.05),
        (marks.uneven, 0.08),
        (marks.smudges, -0.12 * material.wear),
        (marks.scratches, 0.2 * material.wear),
    )
    depth_m = 0.00002 if sealed else 0.00006
    normal = graph.bump(fibre if solid is None else graph.math("MULTIPLY_ADD", solid, 8.0, fibre), depth_m)
    return graph.principled(
        base_color=color,
        roughness=roughness,
        normal=normal,
        specular=0.4,
        coat_weight=material.varnish or None,
        coat_roughness=graph.worn(0.1, marks, material.wear) if sealed else None,
    )
