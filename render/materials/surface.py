"""The general surface, as model files carry it."""

from __future__ import annotations

from typing import Any

from ...assets.material import Color, Surface, Texture
from .dispatch import shader
from .glass import see_through
from .graph import Graph, Input, linear

__all__: list[str] = []


@shader.register
def _surface(material: Surface, graph: Graph) -> Any:
    base = _color(material.base_color, graph)
    normal = None
    if material.normal_map is not None:
        color, _ = graph.picture(material.normal_map)
        normal = graph.node("NormalMap", {"Color": color}).outputs[0]
    glows = material.emission_strength > 0 and material.emission != (0.0, 0.0, 0.0)
    result = graph.principled(
        base_color=base,
        roughness=_number(material.roughness, graph),
        metallic=_number(material.metallic, graph),
        ior=material.ior,
        transmission_weight=material.transmission or None,
        coat_weight=material.coat or None,
        emission_color=_color(material.emission, graph) if glows else None,
        emission_strength=material.emission_strength if glows else None,
        normal=normal,
    )
    return see_through(result, base, material.transmission, graph)


def _color(value: Color | Texture, graph: Graph) -> Input:
    return graph.picture(value)[0] if isinstance(value, Texture) else linear(value)


def _number(value: float | Texture, graph: Graph) -> Input:
    return graph.picture(value)[0] if isinstance(value, Texture) else value
