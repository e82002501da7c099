"""Shader of leaves that are meshes."""

from __future__ import annotations

from typing import Any

from ...assets.recipes import Foliage
from .dispatch import shader
from .graph import Graph, linear

__all__: list[str] = []


@shader.register
def _foliage(material: Foliage, graph: Graph) -> Any:
    own, light, _ = graph.split(graph.coordinates("UV"))
    # Plants that share a mesh differ by where they stand: that is the same in all frames of a drive.
    place = graph.random(graph.node("ObjectInfo").outputs["Location"])
    turned, bright, _ = graph.split(place.outputs["Color"])
    spread = 0.35 * material.variation
    limit = graph.ramp(turned, 0.0, 1.0, material.share - spread / 2, material.share + spread / 2)
    second = graph.ramp(graph.math("SUBTRACT", limit, own), -0.12, 0.12)
    color = graph.mix(second, linear(material.color), linear(material.second))
    # A second number from the first: leaves of one colour are not equally light.
    shade = graph.math("FRACT", graph.math("MULTIPLY", own, 17.31))
    tone = graph.math(
        "MULTIPLY",
        graph.ramp(shade, 0.0, 1.0, 0.72, 1.28),
        graph.ramp(bright, 0.0, 1.0, 1 - 0.25 * material.variation, 1 + 0.25 * material.variation),
    )
    tone = graph.math("MULTIPLY", tone, graph.ramp(light, 0.0, 1.0, 0.8, 1.1))
    color = graph.vector("SCALE", color, scale=tone)
    # What passes through a leaf has lost its blue and gained in yellow green.
    green = material.green
    through = graph.vector("MULTIPLY", color, (1.0 + 0.3 * green, 1.0 + 0.4 * green, 1.0 - 0.55 * green))
    translucency: Any = material.translucency
    if material.snow > 0:
        up = graph.split(graph.node("NewGeometry").outputs["Normal"])[2]
        lies = graph.ramp(graph.sum(up, (shade, 0.35)), 1.05 - material.snow, 1.2 - material.snow)
        color = graph.mix(lies, color, (0.78, 0.8, 0.83))
        translucency = graph.math("MULTIPLY", graph.math("SUBTRACT", 1.0, lies), translucency)
    body = graph.principled(base_color=color, roughness=material.roughness, specular=0.3)
    glow = graph.node("BsdfTranslucent", {"Color": through}).outputs[0]
    return graph.mix_shaders(translucency, body, glow)
