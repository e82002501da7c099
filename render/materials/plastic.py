"""Shaders of plastic, rubber and wax."""

from __future__ import annotations

from typing import Any

from ...assets.recipes import Plastic, Rubber, Wax
from .dispatch import shader
from .graph import Graph, linear

__all__: list[str] = []


@shader.register
def _plastic(material: Plastic, graph: Graph) -> Any:
    marks = graph.marks()
    base = linear(material.color)
    color: Any = base
    if material.decor is not None:
        picture, alpha = graph.picture(material.decor)
        color = graph.mix(alpha, color, picture)
    # Scratched plastic goes pale, dust is grey.
    pale = tuple(c * 0.7 + 0.18 for c in base)
    color = graph.mix(graph.math("MULTIPLY", marks.scratches, 0.15 + 0.4 * material.wear), color, pale)
    color = graph.mix(graph.math("MULTIPLY", marks.dust, 0.22 * material.wear), color, (0.4, 0.38, 0.35))
    roughness = graph.worn(material.roughness, marks, material.wear)
    if material.finish == "matt":
        normal = graph.bump(graph.noise(1400, 0), 0.00006)
    else:
        # Injection moulding leaves flat sides slightly sunk.
        normal = graph.bump(graph.noise(28, 0), 0.00035)
    body = graph.principled(base_color=color, roughness=roughness, ior=1.49, normal=normal)
    if material.finish == "translucent":
        glow = graph.node("BsdfTranslucent", {"Color": tuple(min(c * 1.1, 0.85) for c in base)}).outputs[0]
        return graph.mix_shaders(0.4, body, glow)
    return body


@shader.register
def _rubber(material: Rubber, graph: Graph) -> Any:
    marks = graph.marks()
    base = linear(material.color)
    film = graph.sum(0.0, (marks.uneven, 0.1 * material.wear), (marks.dust, 0.45 * material.wear))
    color = graph.mix(film, base, (0.33, 0.31, 0.28))
    return graph.principled(
        base_color=color,
        roughness=graph.worn(material.roughness, marks, material.wear, 0.12),
        specular=0.3,
        normal=graph.bump(graph.noise(900, 1), 0.0001),
    )


@shader.register
def _wax(material: Wax, graph: Graph) -> Any:
    marks = graph.marks()
    base = linear(material.color)
    color = graph.mix(marks.uneven, base, tuple(c * 0.93 for c in base))
    return graph.principled(
        base_color=color,
        roughness=graph.worn(material.roughness, marks, material.wear, 0.12),
        ior=1.44,
        # A random walk is the dearest thing here: a third of the light is enough to look soft.
        subsurface_weight=0.35,
        subsurface_radius=(1.0, 0.6, 0.35),
        subsurface_scale=0.004,
        normal=graph.bump(graph.noise(60, 1), 0.0004),
    )
