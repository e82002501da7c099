"""Shaders of vehicles: lacquer, panes, lamps."""

from __future__ import annotations

from typing import Any

from ...assets.material import Color
from ...assets.recipes.car import CarPaint, Lamp, LampGlass, WindowGlass
from .dispatch import shader
from .glass import see_through
from .graph import Graph, Input, linear

__all__: list[str] = []

# Rougher than this, a closure gives the denoiser its own colour and normal. A mirror does not: it hands
# on those of what it shows, and where chance decides between mirror and pane they come out speckled.
_GUIDES = 0.3
_DIRT: Color = (0.115, 0.098, 0.08)
_DUST: Color = (0.27, 0.245, 0.21)


@shader.register
def _paint(material: CarPaint, graph: Graph) -> Any:
    base = linear(material.color)
    facing = graph.node("LayerWeight", {"Blend": 0.5}).outputs["Facing"]
    # Flakes lie flat: seen from the side, less of them shines back.
    color: Any = graph.vector(
        "SCALE", base, scale=graph.ramp(facing, 0.2, 1.0, 1.0, 1 - 0.45 * material.flakes)
    )
    normal = None
    if material.flakes > 0.05:
        # Flakes are smaller than a pixel beyond a few metres, where they would only be noise.
        near = graph.ramp(
            graph.node("LightPath").outputs["Ray Length"], 1.0, 4.0, 0.35 * material.flakes, 0.0
        )
        tilt = graph.vector("SUBTRACT", graph.cells(1400.0).outputs["Color"], (0.5, 0.5, 0.5))
        flat = graph.node("NewGeometry").outputs["Normal"]
        tilted = graph.vector("ADD", flat, graph.vector("SCALE", tilt, scale=near))
        normal = graph.vector("NORMALIZE", tilted)
    _, _, height = graph.split(graph.coordinates("Object"))
    _, _, up = graph.split(graph.coordinates("Normal"))
    patches = graph.noise(7.0, 3, 0.65)
    splashed = graph.ramp(
        graph.sum(height, (patches, -0.5)), -0.1, 0.45, 0.25 + 0.6 * material.dirt, 0.0, smooth=True
    )
    dirt = graph.math("MULTIPLY", splashed, min(1.0, 2.0 * material.dirt))
    settled = graph.math("MULTIPLY", graph.ramp(up, 0.3, 1.0), graph.ramp(patches, 0.25, 0.75, 0.5, 1.0))
    dust = graph.math("MULTIPLY", settled, 0.5 * material.dust)
    color = graph.mix(dirt, graph.mix(dust, color, _DUST), _DIRT)
    clean = graph.math("SUBTRACT", 1.0, graph.math("MAXIMUM", dirt, dust))
    return graph.principled(
        base_color=color,
        roughness=graph.sum(material.roughness, (dirt, 0.4)),
        metallic=graph.math("MULTIPLY", clean, 0.75 * material.flakes) if material.flakes else None,
        normal=normal,
        coat_weight=clean,
        coat_roughness=graph.sum(0.015 + 0.05 * material.wear, (dust, 0.4)),
        coat_normal=graph.bump(graph.noise(220.0, 1, 0.5), 0.000018 * material.peel),
    )


@shader.register
def _window(material: WindowGlass, graph: Graph) -> Any:
    body = _pane(linear(material.tint), material.ior, graph)
    if material.wear > 0.05:
        film = graph.node("BsdfDiffuse", {"Color": _DUST}).outputs[0]
        body = graph.mix_shaders(
            graph.ramp(graph.noise(3.0, 3, 0.6), 0.2, 0.8, 0.0, 0.1 * material.wear), body, film
        )
    return see_through(body, linear(material.tint), 1.0, graph)


@shader.register
def _lens(material: LampGlass, graph: Graph) -> Any:
    tint = linear(material.color)
    if material.kind == "clear":
        return see_through(_pane(tint, 1.6, graph), tint, 1.0, graph)
    # Behind the dye lie chambers, each with its own reflector.
    lot, _, _ = graph.split(graph.cells(22.0).outputs["Color"])
    color = graph.vector("SCALE", tint, scale=graph.ramp(lot, 0.0, 1.0, 0.55, 1.0))
    ribs = graph.noise(1.0, 0, vector=graph.stretched(40.0, 40.0, 260.0))
    return graph.principled(
        base_color=color,
        roughness=0.16,
        normal=graph.bump(ribs, 0.0008),
        coat_weight=1.0,
        coat_roughness=0.01,
    )


@shader.register
def _lamp(material: Lamp, graph: Graph) -> Any:
    inputs: dict[str | int, Input] = {"Color": linear(material.color), "Strength": material.strength}
    return graph.node("Emission", inputs).outputs[0]


def _pane(tint: Color, ior: float, graph: Graph) -> Any:
    """What goes straight through, and what is mirrored.

    A refraction of index 1 bends nothing however rough it is, so it is as clear as a transparent
    shader, and other than that it guides the denoiser and is there in the labels.
    """
    through = graph.node("BsdfRefraction", {"Color": tint, "Roughness": _GUIDES, "IOR": 1.0}).outputs[0]
    mirror = graph.node("BsdfGlossy", {"Color": (1.0, 1.0, 1.0), "Roughness": 0.0}).outputs[0]
    # Blender's node takes the inner side for the way out of solid glass; a pane has glass on neither.
    inner = graph.node("NewGeometry").outputs["Backfacing"]
    index = graph.math("POWER", ior, graph.math("MULTIPLY_ADD", inner, -2.0, 1.0))
    return graph.mix_shaders(graph.node("Fresnel", {"IOR": index}).outputs[0], through, mirror)
