"""Shaders of cut stone and of siding."""

from __future__ import annotations

from typing import Any

from ...assets.recipes import Ashlar, Siding
from .dispatch import shader
from .faces import courses, on_face
from .graph import Graph, linear
from .masonry import splashed, streaks, toned

__all__: list[str] = []


@shader.register
def _ashlar(material: Ashlar, graph: Graph) -> Any:
    along, up = on_face(graph)
    laid = courses(graph, along, up, material.stone_m, "random", material.seed)
    grain = graph.noise(160.0, 3, 0.7)
    lumps = graph.noise(9.0, 4, 0.65)
    broad = graph.noise(0.6, 5, 0.65)
    color = toned(graph, linear(material.color), laid.lot, 0.55 * material.variation)
    light = graph.math(
        "MULTIPLY", graph.ramp(grain, 0.2, 0.8, 0.78, 1.22), graph.ramp(lumps, 0.25, 0.75, 0.85, 1.12)
    )
    color = graph.vector("SCALE", color, scale=light)
    solid = graph.ramp(laid.edge_m, material.joint_m * 0.4, material.joint_m * 0.7, 0.45, 1.0)
    color = graph.vector("SCALE", color, scale=solid)
    soot = graph.ramp(
        graph.sum(broad, (streaks(graph), 0.7)), 0.72, 1.1, 0.0, 0.8 * material.soot, smooth=True
    )
    color = graph.mix(soot, color, (0.04, 0.037, 0.034))
    color = graph.mix(splashed(graph, broad, 0.5 * material.soot), color, (0.07, 0.062, 0.052))
    # A rough face bulges between its joints, a sawn one is flat up to a narrow bevel.
    round_m = 0.012 + 0.06 * material.rough
    bulge = graph.ramp(laid.edge_m, 0.0, round_m, smooth=True)
    relief = graph.sum(
        0.0, (bulge, 0.006 + 0.02 * material.rough), (lumps, 0.045 * material.rough), (grain, 0.0015)
    )
    return graph.principled(base_color=color, roughness=0.88, specular=0.25, normal=graph.bump(relief, 1.0))


@shader.register
def _siding(material: Siding, graph: Graph) -> Any:
    along, up = on_face(graph)
    broad = graph.noise(0.5, 4, 0.6)
    pitch = material.pitch_m
    across = up if material.kind == "lap" else along
    turns = graph.math("DIVIDE", across, pitch)
    place = graph.math("FRACT", turns)
    color: Any = graph.vector("SCALE", linear(material.color), scale=graph.ramp(broad, 0.25, 0.75, 0.9, 1.04))
    roughness = 0.6
    if material.kind == "lap":
        # Each board leans out to its lower edge and shades the one below.
        lot = graph.random(graph.combine(graph.math("FLOOR", turns), material.seed, 0.3)).outputs["Value"]
        color = graph.vector("SCALE", color, scale=graph.ramp(lot, 0.0, 1.0, 0.95, 1.03))
        shade = graph.ramp(place, 0.86, 0.99, 1.0, 0.35)
        color = graph.vector("SCALE", color, scale=shade)
        relief: Any = graph.math("MULTIPLY", place, -0.014)
    elif material.kind == "board":
        gap = graph.ramp(
            graph.math("MINIMUM", place, graph.math("SUBTRACT", 1.0, place)), 0.004 / pitch, 0.01 / pitch
        )
        lot = graph.random(graph.combine(graph.math("FLOOR", turns), material.seed, 0.3)).outputs["Value"]
        color = graph.vector("SCALE", color, scale=graph.ramp(lot, 0.0, 1.0, 0.88, 1.06))
        color = graph.vector("SCALE", color, scale=graph.ramp(gap, 0.0, 1.0, 0.25, 1.0))
        relief = graph.math("MULTIPLY", gap, 0.012)
        roughness = 0.7
    else:
        rib = graph.ramp(graph.math("ABSOLUTE", graph.math("SUBTRACT", place, 0.5)), 0.2, 0.3, smooth=False)
        color = graph.vector("SCALE", color, scale=graph.ramp(rib, 0.0, 1.0, 0.92, 1.04))
        relief = graph.math("MULTIPLY", rib, 0.035)
        roughness = 0.42
    grime = graph.ramp(
        graph.sum(broad, (streaks(graph), 0.8)), 0.85, 1.2, 0.0, 0.5 * material.dirt, smooth=True
    )
    color = graph.mix(grime, color, (0.1, 0.095, 0.08))
    color = graph.mix(splashed(graph, broad, 0.6 * material.dirt), color, (0.08, 0.076, 0.055))
    return graph.principled(
        base_color=color, roughness=roughness, specular=0.35, normal=graph.bump(relief, 1.0)
    )
