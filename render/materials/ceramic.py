"""Shaders of glazed clay."""

from __future__ import annotations

from typing import Any

from ...assets.recipes import Ceramic
from .dispatch import shader
from .graph import Graph, linear

__all__: list[str] = []


@shader.register
def _ceramic(material: Ceramic, graph: Graph) -> Any:
    marks = graph.marks()
    base = linear(material.color)
    # Glaze runs thick and thin.
    color: Any = graph.mix(
        marks.uneven, tuple(c * 0.91 for c in base), tuple(min(c * 1.04, 0.87) for c in base)
    )
    flow = None
    if material.second_color is not None or material.foot > 0:
        flow = graph.noise(45, 1)
    if material.second_color is not None:
        color = graph.mix(_second(material, graph, flow), color, linear(material.second_color))
    if material.decor is not None:
        picture, alpha = graph.picture(material.decor)
        color = graph.mix(graph.math("MULTIPLY", alpha, 0.96), color, picture)
    if material.speckle > 0:
        grains = graph.noise(520, 0)
        speck = graph.ramp(grains, 0.77 - 0.12 * material.speckle, 0.82 - 0.12 * material.speckle, 0.0, 0.85)
        color = graph.mix(speck, color, linear(material.speckle_color))
    if material.crackle > 0:
        edge = graph.cells(130, feature="DISTANCE_TO_EDGE").outputs["Distance"]
        line = graph.ramp(edge, 0.0, 0.02, 0.55 * material.crackle, 0.0)
        color = graph.mix(line, color, (0.12, 0.09, 0.06))
    if material.wear > 0.25:
        color = graph.mix(
            graph.math("MULTIPLY", marks.scratches, 0.35 * material.wear), color, (0.25, 0.24, 0.23)
        )
    roughness = graph.worn(material.roughness, marks, material.wear, 0.05)
    if material.foot > 0:
        edge = graph.math("MULTIPLY_ADD", flow, 0.05, material.foot - 0.025)
        bare = graph.math("LESS_THAN", graph.height(), edge)
        clay = linear(material.clay_color)
        color = graph.mix(bare, color, graph.mix(marks.uneven, clay, tuple(c * 0.8 for c in clay)))
        roughness = graph.math("MAXIMUM", roughness, graph.math("MULTIPLY", bare, 0.85))
    # The skin of a glaze is a little wavy: that is what its highlights show.
    wave = graph.noise(70, 0)
    return graph.principled(base_color=color, roughness=roughness, ior=1.52, normal=graph.bump(wave, 0.0002))


def _second(material: Ceramic, graph: Graph, flow: Any) -> Any:
    """Share of the second glaze, 0 to 1."""
    start = material.second_from
    if material.second_glaze == "stripes":
        x, y, _ = graph.split(graph.coordinates("Object"))
        turn = graph.math("MULTIPLY", graph.math("ARCTAN2", y, x), 12.0)
        return graph.ramp(graph.sum(graph.math("SINE", turn), (flow, 0.5)), 0.2, 0.35)
    height = graph.math("MULTIPLY_ADD", flow, 0.03, graph.height())
    if material.second_glaze == "bands":
        main = graph.math("COMPARE", height, start, 0.05)
        upper = graph.math("COMPARE", height, start + 0.085, 0.011)
        lower = graph.math("COMPARE", height, start - 0.085, 0.011)
        return graph.math("MAXIMUM", main, graph.math("MAXIMUM", upper, lower))
    if material.second_glaze == "below":
        return graph.ramp(height, start + 0.02, start + 0.035, 1.0, 0.0, smooth=True)
    if material.second_glaze == "rim":
        start = 0.955
    return graph.ramp(height, start + 0.01, start + 0.03, smooth=True)
