"""Shaders of what light goes through."""

from __future__ import annotations

from typing import Any

from ...assets.recipes import Glass, Liquid
from .dispatch import shader
from .graph import Graph, Input, linear

__all__ = ["see_through"]

# A path that was bent, and twice as fast one that was thrown back inside the glass, so often goes
# straight on: cut short by the limits of bounces, it would end in black.
_LAST_BEND = 4.5


def see_through(solid: Any, tint: Input, share: float, graph: Graph) -> Any:
    """``solid``, but clear for rays that cannot find their way through a refracting surface.

    Without caustics a light behind glass never reaches what is in front of it. So shadow rays and
    diffuse rays pass straight through, tinted, for the ``share`` that is transmitted. Camera rays
    always meet the surface: in the labels glass is there.
    """
    if share <= 0:
        return solid
    path = graph.node("LightPath").outputs
    bends = graph.math("MULTIPLY_ADD", path["Glossy Depth"], 2.0, path["Transmission Depth"])
    lost = graph.math("GREATER_THAN", bends, _LAST_BEND)
    blocked = graph.math(
        "MAXIMUM", graph.math("MAXIMUM", path["Is Shadow Ray"], path["Is Diffuse Ray"]), lost
    )
    factor = blocked if share >= 1 else graph.math("MULTIPLY", blocked, share)
    return graph.mix_shaders(factor, solid, graph.node("BsdfTransparent", {"Color": tint}).outputs[0])


@shader.register
def _glass(material: Glass, graph: Graph) -> Any:
    marks = graph.marks()
    tint = linear(material.color)
    wear = material.wear
    roughness: Input = material.roughness
    if wear > 0:
        # Grease is a rough film on a smooth surface.
        smeared = graph.math("MULTIPLY", marks.smudges, 0.22 * wear)
        roughness = graph.math("MULTIPLY_ADD", marks.scratches, 0.25 * wear, smeared)
        roughness = graph.math("ADD", roughness, material.roughness)
    # Hand-blown and pressed glass is never quite even.
    normal = graph.bump(graph.noise(35, 0), 0.0003)
    body = graph.node(
        "BsdfGlass", {"Color": tint, "Roughness": roughness, "IOR": material.ior, "Normal": normal}
    ).outputs[0]
    if wear > 0.15:
        film = graph.node("BsdfDiffuse", {"Color": (0.6, 0.6, 0.58)}).outputs[0]
        spots = graph.math("MULTIPLY", marks.dust, 0.22 * wear)
        body = graph.mix_shaders(spots, body, film)
    return see_through(body, tint, 1.0, graph)


@shader.register
def _liquid(material: Liquid, graph: Graph) -> Any:
    tint = linear(material.color)
    if material.clarity >= 0.99:
        body = graph.node("BsdfGlass", {"Color": tint, "Roughness": 0.0, "IOR": material.ior}).outputs[0]
        return see_through(body, tint, 1.0, graph)
    marks = graph.marks()
    # Foam, oil and cream drift in patches.
    color = graph.mix(graph.math("MULTIPLY", marks.uneven, 0.25), tint, tuple(c * 0.8 + 0.02 for c in tint))
    body = graph.principled(
        base_color=color, roughness=0.03, ior=material.ior, transmission_weight=material.clarity or None
    )
    return see_through(body, tint, material.clarity, graph)
