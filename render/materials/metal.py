"""Shaders of metal."""

from __future__ import annotations

from typing import Any

from ...assets.recipes import Metal, PaintedMetal
from .dispatch import shader
from .graph import Graph, linear

__all__: list[str] = []


@shader.register
def _metal(material: Metal, graph: Graph) -> Any:
    marks = graph.marks()
    base = linear(material.color)
    color: Any = base
    roughness = graph.worn(material.roughness, marks, material.wear, 0.06)
    if material.tarnish > 0.02:
        film = graph.ramp(marks.uneven, 0.75 - 0.5 * material.tarnish, 1.0, 0.0, 0.85 * material.tarnish)
        color = graph.mix(film, base, (base[0] * 0.42, base[1] * 0.34, base[2] * 0.28))
        roughness = graph.sum(roughness, (film, 0.25))
    # Grease takes a little of the shine.
    color = graph.mix(
        graph.math("MULTIPLY", marks.smudges, 0.1 + 0.25 * material.wear), color, tuple(c * 0.6 for c in base)
    )
    normal, tangent, anisotropic = None, None, None
    if material.finish in ("around", "along"):
        roughness, normal, tangent = _brushed(material.finish, roughness, graph)
        anisotropic = 0.55
    elif material.finish == "hammered":
        dents = graph.cells(110).outputs["Distance"]
        # Squared, so that each blow leaves a bowl and not a cone.
        normal = graph.bump(graph.math("MULTIPLY", dents, dents), 0.0016)
    elif material.finish == "satin":
        normal = graph.bump(graph.noise(2500, 0), 0.00003)
    else:
        normal = graph.bump(marks.scratches, -0.00002 * (0.3 + material.wear))
    return graph.principled(
        base_color=color, metallic=1.0, roughness=roughness, normal=normal, tangent=tangent,
        anisotropic=anisotropic,
    )  # fmt: skip


def _brushed(finish: str, roughness: Any, graph: Graph) -> tuple[Any, Any, Any]:
    """Roughness, normal and tangent of fine parallel scratches."""
    x, y, z = graph.split(graph.coordinates("Object"))
    if finish == "around":
        radius = graph.vector("LENGTH", graph.combine(x, y))
        # Around the axis nothing changes but slowly.
        place = graph.combine(graph.math("MULTIPLY", radius, 1.0), graph.math("ADD", z, graph.seed), 0.0)
        lines = graph.noise(2200, 2, 0.7, place, dimensions="2D")
        tangent = graph.node("Tangent", direction_type="RADIAL", axis="Z").outputs[0]
    else:
        lines = graph.noise(1.0, 2, 0.7, graph.stretched(18.0, 2200.0, 2200.0))
        along = graph.node(
            "VectorTransform",
            {0: graph.along},
            vector_type="VECTOR",
            convert_from="OBJECT",
            convert_to="WORLD",
        )
        tangent = along.outputs[0]
    return graph.sum(roughness, (lines, 0.2)), graph.bump(lines, 0.000012), tangent


@shader.register
def _painted(material: PaintedMetal, graph: Graph) -> Any:
    marks = graph.marks()
    base = linear(material.color)
    color: Any = graph.mix(marks.uneven, base, tuple(c * 0.95 for c in base))
    if material.rim_color is not None:
        rim = graph.math("GREATER_THAN", graph.height(), 0.965)
        color = graph.mix(rim, color, linear(material.rim_color))
    if material.decor is not None:
        picture, alpha = graph.picture(material.decor)
        color = graph.mix(alpha, color, picture)
    grime = graph.math("MULTIPLY", marks.smudges, 0.2 * material.wear)
    color = graph.mix(grime, color, (0.09, 0.08, 0.07))
    roughness = graph.worn(material.roughness, marks, material.wear)
    height: Any = graph.math("MULTIPLY", graph.noise(420, 0), 0.00003 * material.grain + 0.00001)
    if material.wear > 0.12:
        # Chips begin where it is knocked: rims and feet.
        _x, _y, z = graph.split(graph.coordinates("Generated"))
        near_end = graph.math("ABSOLUTE", graph.math("SUBTRACT", z, 0.5))
        knocked = graph.ramp(near_end, 0.42, 0.5, 0.0, 0.1 + 0.05 * material.wear)
        flakes = graph.math("ADD", graph.noise(95, 2, 0.55), knocked)
        limit = 0.78 - 0.06 * material.wear
        chip = graph.ramp(flakes, limit, limit + 0.012)
        color = graph.mix(chip, color, linear(material.metal_color))
        roughness = graph.sum(roughness, (chip, 0.3))
        height = graph.math("MULTIPLY_ADD", chip, -0.0003, height)
    return graph.principled(base_color=color, roughness=roughness, normal=graph.bump(height, 1.0))
