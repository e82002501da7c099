"""Shaders of signs and signals."""

from __future__ import annotations

from typing import Any

from ...assets.recipes.street import Sheeting, SignalLens
from .dispatch import shader
from .graph import Graph, linear

__all__: list[str] = []


@shader.register
def _sheeting(material: Sheeting, graph: Graph) -> Any:
    print_, _ = graph.picture(material.picture)
    color: Any = print_
    broad = graph.noise(3.0, 4, 0.65)
    # The sun takes red first and leaves a paler, chalky print.
    bleach = graph.ramp(broad, 0.3, 0.7, 0.25 * material.fade, 0.6 * material.fade)
    color = graph.mix(
        bleach, color, graph.vector("MULTIPLY_ADD", color, (0.62, 0.72, 0.78), (0.16, 0.15, 0.14))
    )
    near = graph.ramp(graph.node("LightPath").outputs["Ray Length"], 2.0, 7.0, 1.0, 0.0)
    cell = graph.cells(1.0 / material.cell_m, feature="DISTANCE_TO_EDGE").outputs["Distance"]
    wall = graph.math("MULTIPLY", graph.ramp(cell, 0.03, 0.1, 0.12, 0.0), near)
    color = graph.mix(wall, color, (0.5, 0.5, 0.5))
    runs = graph.noise(1.0, 3, 0.65, graph.stretched(30.0, 30.0, 2.2))
    dirt = graph.ramp(graph.sum(runs, (broad, 0.5)), 0.72, 1.0, 0.0, 0.55 * material.wear)
    film = graph.ramp(broad, 0.35, 0.75, 0.04, 0.04 + 0.2 * material.wear)
    color = graph.mix(graph.math("MAXIMUM", dirt, film), color, (0.1, 0.092, 0.08))
    scratches = graph.marks(2.5).scratches
    color = graph.mix(graph.math("MULTIPLY", scratches, 0.5 * material.wear), color, (0.45, 0.45, 0.45))
    return graph.principled(
        base_color=color,
        roughness=graph.sum(0.3 + 0.2 * material.wear, (broad, 0.15), (dirt, 0.3)),
        specular=0.45,
        emission_color=print_ if material.glow else None,
        emission_strength=material.glow or None,
        normal=graph.bump(broad, 0.002),
    )


@shader.register
def _signal_lens(material: SignalLens, graph: Graph) -> Any:
    color = linear(material.color)
    dark = tuple(0.015 + 0.11 * c for c in color)
    place = graph.vector("SCALE", graph.coordinates("UV"), scale=material.diodes)
    u, v, _ = graph.split(graph.vector("FRACTION", place))
    from_middle = graph.vector("LENGTH", graph.vector("SUBTRACT", graph.combine(u, v), (0.5, 0.5, 0.0)))
    dot = graph.ramp(from_middle, 0.18, 0.42, 1.0, 0.0, smooth=True)
    # Beyond some metres a diode is smaller than a pixel, and would only be noise: its mean is 0.29.
    near = graph.ramp(graph.node("LightPath").outputs["Ray Length"], 3.0, 9.0, 1.0, 0.0)
    pattern = graph.mix(near, (0.29, 0.29, 0.29), graph.combine(dot, dot, dot))
    base: Any = graph.vector("MULTIPLY_ADD", pattern, tuple(0.3 * c for c in dark), dark)
    there: Any = 1.0
    if material.mask is not None:
        _, there = graph.picture(material.mask)
        base = graph.mix(there, (0.012, 0.012, 0.013), base)
    glow = None
    if material.strength > 0:
        shine = graph.sum(0.45, (graph.split(pattern)[0], 1.9))
        glow = graph.math("MULTIPLY", graph.math("MULTIPLY", shine, there), material.strength)
    return graph.principled(
        base_color=base,
        roughness=0.22,
        coat_weight=0.6,
        coat_roughness=0.08 + 0.25 * material.wear,
        emission_color=color if glow is not None else None,
        emission_strength=glow,
        normal=graph.bump(dot, 0.0006),
    )
