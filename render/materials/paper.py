"""Shaders of paper, board and prints."""

from __future__ import annotations

from typing import Any

from ...assets.recipes import Cardboard, Paper, Printed
from .dispatch import shader
from .graph import Graph, linear

__all__: list[str] = []


@shader.register
def _cardboard(material: Cardboard, graph: Graph) -> Any:
    marks = graph.marks()
    base = linear(material.color)
    fibres = graph.noise(1.0, 2, 0.6, graph.stretched(260.0, 900.0, 600.0))
    dark = tuple(c * 0.72 for c in base)
    color: Any = graph.mix(graph.sum(-0.25, (fibres, 0.9), (marks.uneven, 0.3)), base, dark)
    height: Any = graph.math("MULTIPLY", fibres, 0.00006)
    if material.flute_m > 0:
        x, y, _z = graph.split(graph.coordinates("Object"))
        if material.edge:
            # Seen end-on the flutes are a wave between two liners.
            run = graph.math("ADD", x, y)
            wave = graph.math("SINE", graph.math("MULTIPLY", run, 6.2832 / material.flute_m))
            hollow = graph.ramp(wave, -0.2, 0.4, 0.75, 0.0)
            color = graph.mix(hollow, color, tuple(c * 0.22 for c in base))
            height = graph.math("MULTIPLY_ADD", wave, 0.0008, height)
        else:
            wave = graph.math("SINE", graph.math("MULTIPLY", x, 6.2832 / material.flute_m))
            height = graph.math("MULTIPLY_ADD", wave, 0.00004, height)
            color = graph.mix(graph.math("MULTIPLY_ADD", wave, 0.03, 0.03), color, dark)
    if material.decor is not None:
        picture, alpha = graph.picture(material.decor)
        # Flexo print lets the board through.
        color = graph.mix(
            graph.math("MULTIPLY", alpha, graph.ramp(fibres, 0.3, 0.7, 0.95, 0.7)), color, picture
        )
    grime = graph.sum(0.0, (marks.smudges, 0.3 * material.wear), (marks.dust, 0.3 * material.wear))
    color = graph.mix(grime, color, tuple(c * 0.45 for c in base))
    color = graph.mix(
        graph.math("MULTIPLY", marks.scratches, 0.5 * material.wear), color, tuple(c * 1.2 for c in base)
    )
    return graph.principled(
        base_color=color,
        roughness=graph.ramp(fibres, 0.2, 0.8, 0.7, 0.9),
        specular=0.3,
        normal=graph.bump(height, 1.0),
    )


@shader.register
def _paper(material: Paper, graph: Graph) -> Any:
    marks = graph.marks()
    base = linear(material.color)
    if material.leaves:
        _, _, _z = graph.split(graph.position)
        sheets = graph.noise(1.0, 1, 0.6, graph.stretched(30.0, 30.0, 4500.0))
        color = graph.mix(graph.ramp(sheets, 0.35, 0.75, 0.0, 0.5), base, tuple(c * 0.45 for c in base))
        return graph.principled(
            base_color=color, roughness=0.85, specular=0.2, normal=graph.bump(sheets, 0.0001)
        )
    fibres = graph.noise(1500, 1)
    color = graph.mix(
        graph.sum(-0.1, (fibres, 0.25), (marks.uneven, 0.1)), base, tuple(c * 0.85 for c in base)
    )
    color = graph.mix(graph.math("MULTIPLY", marks.dust, 0.25 * material.wear), color, (0.4, 0.35, 0.28))
    height: Any = graph.math("MULTIPLY", fibres, 0.00002)
    if material.crumple > 0.02:
        folds = graph.cells(22).outputs["Distance"]
        height = graph.math("MULTIPLY_ADD", folds, 0.006 * material.crumple, height)
    return graph.principled(base_color=color, roughness=0.82, specular=0.3, normal=graph.bump(height, 1.0))


@shader.register
def _printed(material: Printed, graph: Graph) -> Any:
    marks = graph.marks()
    base = linear(material.base_color)
    picture, alpha = graph.picture(material.picture)
    if material.picture.pixels.shape[2] == 3:
        alpha = 1.0
    wear = material.wear
    rubbed: Any = graph.math("MULTIPLY", marks.scratches, 0.35 + 0.65 * wear)
    if wear > 0.35:
        rubbed = graph.sum(rubbed, (graph.ramp(marks.dust, 0.5, 0.7), 0.6 * wear))
    roughness = graph.worn(material.roughness, marks, wear)
    if material.base == "metal":
        ink = graph.math("MULTIPLY", alpha, graph.math("MULTIPLY_ADD", rubbed, -0.8, 1.0))
        metallic = graph.math("MULTIPLY_ADD", ink, -material.ink, 1.0)
        color = graph.mix(ink, base, picture)
        # Spun and drawn tin shows lines around.
        normal = graph.bump(marks.scratches, -0.00001)
        return graph.principled(
            base_color=color, metallic=metallic, roughness=roughness, normal=normal,
            coat_weight=0.4, coat_roughness=0.12,
        )  # fmt: skip
    color = graph.mix(alpha, base, picture)
    under = tuple(0.3 + 0.6 * c for c in base) if material.base == "paper" else base
    color = graph.mix(graph.math("MULTIPLY", rubbed, 0.7), color, under)
    color = graph.mix(graph.math("MULTIPLY", marks.uneven, 0.06), color, tuple(c * 0.7 for c in base))
    wave = graph.noise(40, 1)
    depth_m = {"paper": 0.0003, "plastic": 0.0006}[material.base]
    return graph.principled(base_color=color, roughness=roughness, ior=1.48, normal=graph.bump(wave, depth_m))
