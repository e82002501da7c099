"""Shaders of woven and tufted stuff."""

from __future__ import annotations

from typing import Any

from ...assets.recipes import Carpet, Fabric
from ...assets.weave import THREADS, weave
from .dispatch import shader
from .graph import Graph, linear

__all__: list[str] = []


@shader.register
def _fabric(material: Fabric, graph: Graph) -> Any:
    if material.uv_m is None:
        flat = graph.coordinates("Object")
    else:
        flat = graph.vector("MULTIPLY", graph.coordinates("UV"), (*material.uv_m, 0.0))
    threads = graph.vector("SCALE", flat, scale=1 / (THREADS * material.thread_m))
    picture, _ = graph.picture(weave(material.weave), threads)
    split = graph.node("SeparateColor", {0: picture}).outputs
    height, weft, fibres = split[0], split[1], split[2]
    base, second = linear(material.color), linear(material.second_color)
    color: Any = graph.mix(_pattern(material, graph, flat, weft), base, second)
    # Single threads are thicker or darker over a hand's breadth.
    step = 0.5 / material.thread_m
    warps = graph.noise(1.0, 1, 0.6, graph.stretched(step, 14.0, 0.0, flat), dimensions="2D")
    wefts = graph.noise(1.0, 1, 0.6, graph.stretched(14.0, step, 0.0, flat), dimensions="2D")
    slub = graph.node("Mix", {0: weft, 2: warps, 3: wefts}, data_type="FLOAT").outputs[0]
    strength = 0.25 + 0.75 * material.slub
    tone = graph.sum(1.0 - 0.5 * strength, (slub, 0.75 * strength), (height, 0.28), (fibres, 0.14))
    color = graph.vector("SCALE", color, scale=graph.math("SUBTRACT", tone, 0.16 + 0.02 * strength))
    if material.wear > 0.2:
        stains = graph.ramp(graph.noise(9, 3, 0.55), 0.6, 0.85, 0.0, 0.4 * material.wear)
        color = graph.mix(stains, color, (0.2, 0.15, 0.09))
    relief = graph.math("MULTIPLY", height, 0.3 * material.thread_m)
    if material.wrinkles > 0.02:
        creases = graph.noise(7, 1.5, 0.5, distortion=0.8)
        relief = graph.math("MULTIPLY_ADD", creases, 0.02 * material.wrinkles, relief)
    return graph.principled(
        base_color=color,
        roughness=0.88,
        specular=0.2,
        normal=graph.bump(relief, 1.0),
        sheen_weight=material.fuzz * 0.5,
        sheen_roughness=0.4,
        sheen_tint=tuple(0.5 + 0.5 * c for c in base),
    )


def _pattern(material: Fabric, graph: Graph, flat: Any, weft: Any) -> Any:
    """Share of the second colour."""
    if material.pattern == "plain":
        return graph.math("MULTIPLY", weft, 0.08)
    if material.pattern == "border":
        x, y, _ = graph.split(graph.coordinates("Generated" if material.uv_m is None else "UV"))
        lines = []
        for axis in (x, y):
            inset = graph.math("ABSOLUTE", graph.math("SUBTRACT", axis, 0.5))
            lines += [graph.math("COMPARE", inset, 0.4, 0.018), graph.math("COMPARE", inset, 0.435, 0.005)]
        first, thin, other, other_thin = lines
        warp_stripe, weft_stripe = (
            graph.math("MAXIMUM", first, thin),
            graph.math("MAXIMUM", other, other_thin),
        )
    else:
        x, y, _ = graph.split(flat)
        width = {"stripes": 0.5, "gingham": 0.5, "checks": 0.12}[material.pattern]
        warp_stripe = _stripe(graph, x, material.pattern_m, width)
        if material.pattern == "stripes":
            # The warp carries the stripes; the weft dilutes them.
            return graph.math("MULTIPLY", warp_stripe, graph.math("MULTIPLY_ADD", weft, -0.15, 1.0))
        weft_stripe = _stripe(graph, y, material.pattern_m, width)
    return graph.node("Mix", {0: weft, 2: warp_stripe, 3: weft_stripe}, data_type="FLOAT").outputs[0]


def _stripe(graph: Graph, axis: Any, repeat_m: float, width: float) -> Any:
    phase = graph.math("FRACT", graph.math("DIVIDE", axis, repeat_m))
    return graph.math("LESS_THAN", phase, width)


@shader.register
def _carpet(material: Carpet, graph: Graph) -> Any:
    flat = graph.position
    tufts = graph.cells(1 / material.tuft_m, dimensions="2D")
    distance, lot = tufts.outputs["Distance"], graph.split(tufts.outputs["Color"])
    base, second = linear(material.color), linear(material.second_color)
    if material.pattern == "melange":
        share = graph.ramp(lot[0], 0.6, 0.8)
    else:
        # The pattern is made of whole tufts.
        x, y, _ = graph.split(tufts.outputs["Position"])
        if material.pattern == "stripes":
            share = _stripe(graph, x, material.pattern_m, 0.4)
        else:
            up = graph.math("PINGPONG", graph.math("ADD", x, y), material.pattern_m / 2)
            down = graph.math("PINGPONG", graph.math("SUBTRACT", x, y), material.pattern_m / 2)
            share = graph.math("LESS_THAN", graph.math("MINIMUM", up, down), material.pattern_m * 0.09)
    color = graph.mix(share, base, second)
    trodden = graph.noise(2.5, 2, 0.6, flat)
    tone = graph.sum(0.62, (lot[1], 0.3), (distance, -0.35), (trodden, 0.5))
    color = graph.vector("SCALE", color, scale=tone)
    return graph.principled(
        base_color=color, roughness=0.95, specular=0.1, normal=graph.bump(distance, -0.5 * material.tuft_m),
        sheen_weight=0.2, sheen_roughness=0.5,
    )  # fmt: skip
