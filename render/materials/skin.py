"""Shaders of skin, hair and fur."""

from __future__ import annotations

from typing import Any

from ...assets.recipes.skin import Fur, Hair, Skin
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


@shader.register
def _fur(material: Fur, graph: Graph) -> Any:
    pale, dark, _ = graph.split(graph.coordinates("UV"))
    # Longer along the trunk than across it, as hairs lie.
    lain = graph.vector("MULTIPLY", graph.position, (0.35, 1.0, 0.6))
    tufts = graph.noise(1.2 / material.length_m, 3, 0.6, lain)
    hairs = graph.noise(9.0 / material.length_m, 2, 0.7, lain)
    ragged = graph.sum(-0.5, (tufts, 1.0))
    color: Any = graph.mix(graph.ramp(graph.sum(0.0, (pale, 1.0), (ragged, 0.9)), 0.25, 0.75),
                           linear(material.color), linear(material.pale))  # fmt: skip
    color = graph.mix(
        graph.ramp(graph.sum(0.0, (dark, 1.0), (ragged, 0.9)), 0.25, 0.75), color, linear(material.dark)
    )
    tone = graph.sum(-0.25, (hairs, 1.4), (tufts, 1.1))
    return graph.principled(
        base_color=graph.vector("SCALE", color, scale=tone),
        roughness=0.75,
        specular=0.25,
        sheen_weight=0.1,
        normal=graph.bump(graph.sum(0.0, (hairs, 0.4), (tufts, 0.6)), 0.3 * material.length_m),
    )
