"""Shaders of skin and hair."""

from __future__ import annotations

from typing import Any

from ...assets.recipes.skin import Hair, Skin
from .dispatch import shader
from .graph import Graph, linear

__all__: list[str] = []


@shader.register
def _skin(material: Skin, graph: Graph) -> Any:
    base = linear(material.color)
    blood = (min(base[0] * 1.02, 1.0), base[1] * 0.62, base[2] * 0.58)
    blotches = graph.ramp(graph.noise(22.0, 3, 0.6), 0.4, 0.75)
    color = graph.mix(graph.math("MULTIPLY", blotches, 0.7 * material.redness), base, blood)
    fine = graph.noise(900.0, 2, 0.6)
    return graph.principled(
        base_color=color,
        roughness=graph.sum(material.roughness - 0.06, (graph.noise(60.0, 2, 0.5), 0.12)),
        specular=0.4,
        # Scattering lengths of red, green and blue in skin, about 3.7, 1.4 and 0.7 mm; Jensen et al.,
        # "A practical model for subsurface light transport", SIGGRAPH 2001.
        subsurface_weight=0.25,
        subsurface_radius=(1.0, 0.37, 0.19),
        subsurface_scale=0.0037,
        normal=graph.bump(fine, 0.0001),
    )


@shader.register
def _hair(material: Hair, graph: Graph) -> Any:
    u, v, _ = graph.split(graph.coordinates("UV"))
    along = graph.combine(graph.math("ADD", u, material.seed), graph.math("MULTIPLY", v, 0.03 / 0.9), 0.0)
    strands = graph.noise(1 / material.strand_m, 2, 0.7, along)
    locks = graph.noise(0.12 / material.strand_m, 1, 0.5, along)
    tone = graph.sum(0.3, (strands, 0.9), (locks, 0.5))
    color: Any = graph.vector("SCALE", linear(material.color), scale=tone)
    if material.grey > 0.01:
        # Seen from afar single white strands blend; a hard edge between them looks like a leopard.
        middle = 0.92 - 0.84 * material.grey
        white = graph.ramp(strands, middle - 0.3, middle + 0.3)
        color = graph.mix(white, color, (0.5, 0.49, 0.47))
    return graph.principled(
        base_color=color,
        roughness=0.42,
        specular=0.35,
        anisotropic=0.7,
        normal=graph.bump(strands, 0.0012),
    )
