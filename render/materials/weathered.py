"""Shaders of outdoor metal, bark and leaves."""

from __future__ import annotations

from typing import Any

from ...assets.recipes import Bark, Leaf, OutdoorMetal
from .dispatch import shader
from .graph import Graph, linear

__all__: list[str] = []


@shader.register
def _outdoor_metal(material: OutdoorMetal, graph: Graph) -> Any:
    base = linear(material.color)
    broad = graph.noise(2.5, 4, 0.65)
    fine = graph.noise(70.0, 3, 0.7)
    bare = 0.0 if material.kind == "painted" else 0.85
    color: Any = graph.vector("SCALE", base, scale=graph.ramp(broad, 0.25, 0.75, 0.85, 1.08))
    roughness: Any = graph.sum(material.roughness - 0.1, (broad, 0.2))
    if material.kind == "galvanised":
        # Zinc freezes in flowers of a centimetre, each with its own sheen.
        lot, sheen, _ = graph.split(graph.cells(80.0).outputs["Color"])
        color = graph.vector("SCALE", color, scale=graph.ramp(lot, 0.0, 1.0, 0.72, 1.1))
        roughness = graph.sum(0.32, (sheen, 0.18), (broad, 0.1))
    runs = graph.noise(1.0, 3, 0.65, graph.stretched(22.0, 22.0, 1.6))
    dirt = graph.ramp(graph.sum(runs, (broad, 0.5)), 0.7, 1.0, 0.0, 0.5 * material.wear)
    color = graph.mix(dirt, color, (0.06, 0.053, 0.045))
    # Rust eats in from spots, and rain carries it down.
    limit = 1.05 - 0.62 * material.rust
    eaten = graph.ramp(graph.sum(broad, (fine, 0.45)), limit, limit + 0.06)
    stain = graph.ramp(graph.sum(broad, (runs, 0.5)), limit - 0.1, limit + 0.15, 0.0, 0.6)
    color = graph.mix(stain, color, (0.125, 0.06, 0.03))
    rust = graph.mix(graph.ramp(fine, 0.3, 0.7), (0.038, 0.019, 0.013), (0.15, 0.062, 0.027))
    color = graph.mix(eaten, color, rust)
    roughness = graph.mix(
        graph.math("MAXIMUM", eaten, graph.math("MULTIPLY", stain, 0.6)), roughness, (0.9,) * 3
    )
    solid = graph.math("SUBTRACT", 1.0, graph.math("MAXIMUM", eaten, stain))
    relief = graph.math("MULTIPLY", graph.math("MULTIPLY", eaten, fine), 0.0012)
    return graph.principled(
        base_color=color,
        roughness=roughness,
        metallic=graph.math("MULTIPLY", solid, bare) if bare else None,
        normal=graph.bump(relief, 1.0),
    )


def _ridges(graph: Graph, place: Any, width: float) -> Any:
    """0 in furrows, 1 beside them."""
    turn = graph.math("ABSOLUTE", graph.math("SUBTRACT", graph.noise(1.0, 2, 0.6, place), 0.5))
    return graph.ramp(turn, 0.0, width, smooth=True)


@shader.register
def _bark(material: Bark, graph: Graph) -> Any:
    ridge, furrow = linear(material.color), linear(material.furrow_color)
    bend = graph.node("TexNoise", {"Vector": graph.position, "Scale": 6.0, "Detail": 2.0})
    bent = graph.vector("MULTIPLY_ADD", bend.outputs["Color"], (0.05, 0.05, 0.12), graph.position)
    fine = graph.noise(140.0, 3, 0.7)
    tone, depth_m = graph.ramp(fine, 0.2, 0.8, 0.6, 1.35), 0.012
    if material.species == "oak":
        # Ridges that part and meet again, and smaller ones on them.
        raised = graph.math(
            "MULTIPLY",
            _ridges(graph, graph.stretched(11.0, 11.0, 1.9, bent), 0.13),
            graph.ramp(_ridges(graph, graph.stretched(34.0, 34.0, 11.0, bent), 0.16), 0.0, 1.0, 0.55, 1.0),
        )
        color = graph.mix(raised, furrow, ridge)
        relief: Any = graph.sum(raised, (fine, 0.12))
        depth_m = 0.028
    elif material.species == "pine":
        # Plates, each flaking in layers.
        tear = graph.node("TexNoise", {"Vector": bent, "Scale": 16.0, "Detail": 3.0, "Roughness": 0.7})
        torn = graph.vector("MULTIPLY_ADD", tear.outputs["Color"], (0.1, 0.1, 0.2), bent)
        plates = graph.cells(8.0, graph.stretched(1.0, 1.0, 0.4, torn), "DISTANCE_TO_EDGE").outputs[
            "Distance"
        ]
        raised = graph.ramp(graph.sum(plates, (fine, 0.08)), 0.05, 0.16, smooth=True)
        flakes = graph.cells(30.0, graph.stretched(1.0, 1.0, 0.55, torn))
        lot, warm, _ = graph.split(flakes.outputs["Color"])
        grey = (ridge[0] * 0.75, ridge[1] * 0.95, ridge[2] * 1.15)
        plate = graph.vector(
            "SCALE", graph.mix(warm, grey, ridge), scale=graph.ramp(lot, 0.0, 1.0, 0.6, 1.25)
        )
        color = graph.mix(raised, furrow, plate)
        relief = graph.sum(raised, (lot, 0.3), (fine, 0.12))
        depth_m = 0.02
    elif material.species == "birch":
        rings = graph.noise(1.0, 2, 0.6, graph.stretched(7.0, 7.0, 75.0, bent))
        dark = graph.ramp(rings, 0.62, 0.68)
        scars = graph.ramp(graph.noise(3.5, 3, 0.6, graph.stretched(1.0, 1.0, 1.6, bent)), 0.64, 0.68)
        share = graph.math("MAXIMUM", graph.math("MULTIPLY", dark, 0.7), scars)
        color = graph.mix(share, ridge, furrow)
        tone, depth_m = graph.ramp(rings, 0.3, 0.6, 1.05, 0.88), 0.003
        relief = graph.sum(share, (fine, 0.1))
    else:
        # Plane trees shed scales and show what is younger, paler and greener.
        lot, _, _ = graph.split(graph.cells(11.0, graph.stretched(1.0, 1.0, 0.6, bent)).outputs["Color"])
        color = graph.mix(graph.ramp(lot, 0.35, 0.4), furrow, ridge)
        color = graph.mix(
            graph.ramp(lot, 0.72, 0.76), color, (ridge[0] * 0.6, ridge[1] * 0.52, ridge[2] * 0.5)
        )
        tone, depth_m = graph.ramp(fine, 0.2, 0.8, 0.85, 1.12), 0.003
        relief = graph.sum(lot, (fine, 0.1))
    color = graph.vector("SCALE", color, scale=tone)
    green = graph.ramp(graph.noise(1.6, 3, 0.6), 0.55, 0.8, 0.0, 0.3)
    color = graph.mix(green, color, (0.1, 0.12, 0.05))
    return graph.principled(base_color=color, roughness=0.9, specular=0.2, normal=graph.bump(relief, depth_m))


@shader.register
def _leaf(material: Leaf, graph: Graph) -> Any:
    color, _ = graph.picture(material.picture)
    body = graph.principled(base_color=color, roughness=0.45, specular=0.35)
    # What passes through a leaf has lost its blue and gained in yellow green.
    through = graph.vector("MULTIPLY", color, (1.25, 1.35, 0.5))
    glow = graph.node("BsdfTranslucent", {"Color": through}).outputs[0]
    return graph.mix_shaders(material.translucency, body, glow)
