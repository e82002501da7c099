"""Shader of snow on other stuff."""

from __future__ import annotations

from typing import Any

from ...assets.recipes.snowed import Snowed
from .dispatch import shader
from .graph import Graph, linear

__all__: list[str] = []

_LEVEL, _STEEPEST = 0.92, 0.42
"""Cosines of the slope up to which snow lies, of the least cover and of all."""
_BREAKS = 1.0
"""How far noise moves that limit."""
_SWEPT = 9.0
_PLOUGHED, _SLUSH_M, _DRIVEN = 1.6, 0.5, 0.8
_TRACK_M, _TYRE_M, _LANE_M = 0.75, 0.12, 0.5
"""From the lane's middle to its tracks, and from theirs to where they are still bare and no more."""


@shader.register
def _snowed(material: Snowed, graph: Graph) -> Any:
    graph.seed = getattr(material.of, "seed", 0.0)
    body = shader(material.of, graph)
    # One look at one noise and no relief: a street is full of snow, and all of it pays for this.
    place = graph.coordinates("Object")
    moved = graph.vector("ADD", place, (material.seed * 0.17, material.seed * 0.1051, material.seed * 0.0704))
    up = graph.split(graph.node("NewGeometry").outputs["Normal"])[2]
    lies = graph.sum(up, (graph.noise(2.2, 2, 0.6, moved), _BREAKS))
    if material.above_m is not None:
        swept = graph.ramp(
            graph.split(place)[2], material.above_m - 0.03, material.above_m + 0.03, -_SWEPT, 0.0
        )
        lies = graph.math("ADD", lies, swept)
    if material.ploughed_m is not None:
        lies = graph.math("ADD", lies, _driven(material.ploughed_m, material.lane_m, graph))
    limit = _LEVEL + (_STEEPEST - _LEVEL) * material.cover + _BREAKS / 2
    # What lies thick is in its own shade where it ends; on a road the thinnest is the dirtiest.
    road = material.ploughed_m is not None
    edge = 0.8 if road else 0.04 + 0.6 * material.depth_m
    shade = graph.ramp(lies, limit, limit + edge, 0.5 if road else 1.0 - min(0.6, 5 * material.depth_m), 1.0)
    color = graph.vector("SCALE", linear(material.color), scale=shade)
    snow = graph.node("BsdfDiffuse", {"Color": color}).outputs[0]
    return graph.mix_shaders(graph.ramp(lies, limit - 0.03, limit + 0.03), body, snow)


def _driven(ploughed_m: tuple[float, float], lane_m: float | None, graph: Graph) -> Any:
    """What ploughs or wheels take away, across a road: 0 outside of where they go."""
    low, high = ploughed_m
    across = graph.split(graph.coordinates("UV"))[1]
    aside = graph.math("ABSOLUTE", graph.math("SUBTRACT", across, (low + high) / 2))
    half = (high - low) / 2
    if lane_m is None:
        return graph.ramp(aside, half - _SLUSH_M, half, -_PLOUGHED, 0.0)
    from_middle = graph.math("PINGPONG", across, lane_m / 2)
    beside = graph.math("ABSOLUTE", graph.math("SUBTRACT", from_middle, _TRACK_M))
    bare = graph.ramp(beside, _TYRE_M, _LANE_M, -_DRIVEN, 0.0, smooth=True)
    return graph.math("MULTIPLY", bare, graph.math("LESS_THAN", aside, half))
