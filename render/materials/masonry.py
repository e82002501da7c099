"""Shaders of what is laid in courses, and of render."""

from __future__ import annotations

from typing import Any

from ...assets.recipes import Brickwork, Facade, Paving, Planks, RoofTiles
from .dispatch import shader
from .faces import courses, on_face
from .graph import Graph, linear
from .ground import wetted

__all__ = ["splashed", "streaks", "toned"]


def toned(graph: Graph, base: Any, lot: Any, variation: float) -> Any:
    """The colour of single stones: bright and dark in common, and a little warm or cold."""
    light, warm, _ = graph.split(lot)
    by = 0.16 * variation
    color = graph.mix(
        warm,
        (base[0] * (1 - by), base[1], base[2] * (1 + by)),
        (base[0] * (1 + by), base[1], base[2] * (1 - by)),
    )
    return graph.vector(
        "SCALE", color, scale=graph.ramp(light, 0.0, 1.0, 1.0 - 0.55 * variation, 1.0 + 0.4 * variation)
    )


def streaks(graph: Graph) -> Any:
    """Rain's streaks down a wall: about 0.5."""
    return graph.noise(1.0, 3, 0.65, graph.stretched(9.0, 9.0, 0.35))


def splashed(graph: Graph, broad: Any, weight: float) -> Any:
    """What rain throws up from the ground at z = 0 on to the foot of a wall."""
    _, _, height = graph.split(graph.coordinates("Object"))
    return graph.ramp(graph.sum(height, (broad, -0.9)), -0.45, 0.25, weight, 0.0, smooth=True)


@shader.register
def _paving(material: Paving, graph: Graph) -> Any:
    along, up = graph.split(graph.coordinates("UV"))[:2] if material.bends else on_face(graph)
    broad = graph.noise(0.6, 5, 0.65)
    grain = graph.noise(260.0, 3, 0.75)
    round_m = material.joint_m * 0.4
    if material.kind == "cobbles":
        bend = graph.node("TexNoise", {"Vector": graph.position, "Scale": 9.0, "Detail": 1.0})
        dx, dy, _ = graph.split(bend.outputs["Color"])
        along, up = graph.sum(along, (dx, 0.035)), graph.sum(up, (dy, 0.035))
        round_m = 0.02
    bond = {"slabs": "grid", "cobbles": "random", "pavers": "stretcher"}[material.kind]
    laid = courses(graph, along, up, material.stone_m, bond, material.seed)
    edge = graph.ramp(laid.edge_m, material.joint_m / 2, material.joint_m / 2 + round_m, smooth=True)
    color = toned(graph, linear(material.color), laid.lot, 0.65 * material.variation)
    light = graph.math(
        "MULTIPLY", graph.ramp(grain, 0.25, 0.75, 0.7, 1.3), graph.ramp(broad, 0.25, 0.75, 0.7, 1.2)
    )
    color = graph.vector("SCALE", color, scale=light)
    solid = graph.ramp(laid.edge_m, material.joint_m * 0.4, material.joint_m * 0.6)
    joint = graph.vector("SCALE", linear(material.joint_color), scale=graph.ramp(grain, 0.2, 0.8, 0.5, 1.1))
    color = graph.mix(solid, joint, color)
    # Chewing gum, spots of lichen.
    spots = graph.cells(5.0).outputs["Distance"]
    color = graph.mix(graph.ramp(spots, 0.05, 0.075, 0.35 * material.wear, 0.0), color, (0.06, 0.055, 0.05))
    depth_m = {"slabs": 0.003, "cobbles": 0.009, "pavers": 0.004}[material.kind]
    tilt = graph.math("MULTIPLY", graph.split(laid.lot)[2], 0.0006)
    relief = graph.sum(tilt, (edge, depth_m), (grain, 0.0012))
    roughness = graph.ramp(grain, 0.2, 0.8, 0.65, 0.85)
    return graph.principled(**wetted(graph, color, roughness, relief, material.wetness), specular=0.35)


@shader.register
def _brickwork(material: Brickwork, graph: Graph) -> Any:
    along, up = on_face(graph)
    grain = graph.noise(190.0, 3, 0.7)
    wave = graph.math("MULTIPLY_ADD", graph.noise(45.0, 1), 0.005, -0.0025)
    laid = courses(
        graph, graph.math("ADD", along, wave), graph.math("ADD", up, wave), material.brick_m, material.bond,
        material.seed,
    )  # fmt: skip
    solid = graph.ramp(laid.edge_m, material.joint_m * 0.42, material.joint_m * 0.58)
    color = toned(graph, linear(material.color), laid.lot, 0.7 * material.variation)
    # Some were too near the fire, and all are blotched by it.
    _, _, burnt = graph.split(laid.lot)
    blotch = graph.noise(14.0, 3, 0.65)
    burnt = graph.ramp(graph.sum(burnt, (blotch, 0.5)), 0.95, 1.3, 0.0, 1.1 * material.variation)
    color = graph.mix(burnt, color, (0.052, 0.036, 0.034))
    color = graph.vector("SCALE", color, scale=graph.ramp(blotch, 0.25, 0.75, 0.72, 1.22))
    mortar: Any = linear(material.mortar_color)
    color = graph.mix(solid, mortar, color)
    broad = graph.noise(0.7, 5, 0.65)
    light = graph.math(
        "MULTIPLY", graph.ramp(grain, 0.2, 0.8, 0.65, 1.35), graph.ramp(broad, 0.25, 0.75, 0.8, 1.15)
    )
    color = graph.vector("SCALE", color, scale=light)
    runs = streaks(graph)
    soot = graph.ramp(graph.sum(broad, (runs, 0.6)), 0.7, 1.05, 0.0, 0.75 * material.soot)
    color = graph.mix(soot, color, (0.045, 0.042, 0.04))
    if material.salt > 0.02:
        bloom = graph.ramp(graph.sum(broad, (grain, 0.25), (runs, -0.3)), 0.5, 0.65, 0.0, 0.7 * material.salt)
        color = graph.mix(bloom, color, (0.55, 0.54, 0.51))
    relief = graph.sum(0.0, (solid, 0.004), (grain, 0.0016))
    return graph.principled(base_color=color, roughness=0.88, specular=0.25, normal=graph.bump(relief, 1.0))


@shader.register
def _facade(material: Facade, graph: Graph) -> Any:
    base = linear(material.color)
    broad = graph.noise(0.45, 5, 0.62)
    grain = graph.noise(300.0, 2, 0.7)
    runs = streaks(graph)
    color: Any = graph.vector("SCALE", base, scale=graph.ramp(broad, 0.25, 0.75, 0.88, 1.04))
    color = graph.vector("SCALE", color, scale=graph.ramp(grain, 0.2, 0.8, 0.9, 1.06))
    # Rain runs where something above gathers it: here and there, not everywhere.
    where = graph.ramp(graph.noise(1.0, 2, 0.5, graph.stretched(0.5, 0.5, 0.16)), 0.46, 0.66, 0.12, 1.0)
    streak = graph.ramp(runs, 0.42, 0.8, 0.0, 0.6 * material.streaks, smooth=True)
    color = graph.mix(graph.math("MULTIPLY", streak, where), color, (0.09, 0.085, 0.075))
    color = graph.mix(splashed(graph, broad, 0.55 * material.streaks), color, (0.1, 0.09, 0.075))
    relief: Any = graph.math("MULTIPLY", grain, 0.0005 + 0.002 * material.relief)
    if material.concrete:
        along, up = on_face(graph)
        laid = courses(graph, along, up, (2.4, 1.2), "grid", material.seed)
        light = graph.ramp(graph.split(laid.lot)[0], 0.0, 1.0, 0.88, 1.08)
        seam = graph.ramp(laid.edge_m, 0.003, 0.006, 0.45, 1.0)
        color = graph.vector("SCALE", color, scale=graph.math("MULTIPLY", light, seam))
        pits = graph.ramp(graph.cells(22.0).outputs["Distance"], 0.06, 0.1, 0.4, 1.0)
        color = graph.vector("SCALE", color, scale=pits)
        relief = graph.sum(relief, (seam, 0.004))
    return graph.principled(base_color=color, roughness=0.9, specular=0.25, normal=graph.bump(relief, 1.0))


@shader.register
def _roof_tiles(material: RoofTiles, graph: Graph) -> Any:
    along, up = on_face(graph)
    width_m, length_m = material.tile_m
    bond = "grid" if material.kind == "pantile" else "stretcher"
    laid = courses(graph, along, up, material.tile_m, bond, material.seed)
    grain = graph.noise(120.0, 4, 0.7)
    color = toned(graph, linear(material.color), laid.lot, 0.6 * material.variation)
    broad = graph.noise(0.6, 5, 0.65)
    light = graph.math(
        "MULTIPLY", graph.ramp(grain, 0.2, 0.8, 0.75, 1.25), graph.ramp(broad, 0.25, 0.75, 0.75, 1.15)
    )
    # Each tile ends over the next one, and shades it just under its lower edge.
    overlap = graph.ramp(laid.rise, length_m - 0.018, length_m - 0.004, 1.0, 0.3)
    light = graph.math("MULTIPLY", light, overlap)
    relief: Any = graph.sum(0.0, (laid.rise, -0.08), (grain, 0.001))
    if material.kind == "pantile":
        wave = graph.math("SINE", graph.math("MULTIPLY", laid.across, 6.2832 / width_m))
        relief = graph.sum(relief, (wave, 0.022))
        light = graph.math("MULTIPLY", light, graph.ramp(wave, -1.0, -0.3, 0.6, 1.0, smooth=True))
    else:
        gap = graph.ramp(
            graph.math("MINIMUM", laid.across, graph.math("SUBTRACT", width_m, laid.across)),
            0.002,
            0.004,
            0.3,
            1.0,
        )
        light = graph.math("MULTIPLY", light, graph.ramp(laid.edge_m, 0.0015, 0.004, 0.35, 1.0))
        relief = graph.sum(relief, (gap, 0.003))
    color = graph.vector("SCALE", color, scale=light)
    moss = graph.ramp(
        graph.sum(graph.noise(6.0, 4, 0.7), (broad, 0.8), (grain, 0.3)), 1.27 - 0.35 * material.moss,
        1.33 - 0.3 * material.moss, 0.0, 0.8,
    )  # fmt: skip
    color = graph.mix(moss, color, (0.062, 0.066, 0.03))
    roughness = 0.55 if material.kind == "slate" else 0.8
    return graph.principled(
        base_color=color, roughness=roughness, specular=0.35, normal=graph.bump(relief, 1.0)
    )


@shader.register
def _planks(material: Planks, graph: Graph) -> Any:
    along, up = on_face(graph)
    if material.upright:
        along, up = up, along
    laid = courses(graph, along, up, (2.4, material.board_m), "random", material.seed)
    _, shade, place = graph.split(laid.lot)
    grown = graph.combine(
        graph.math("MULTIPLY_ADD", place, 37.0, along), up, graph.math("MULTIPLY", shade, 19.0)
    )
    fibre = graph.noise(1.0, 3, 0.7, graph.stretched(5.0, 420.0, 1.0, grown))
    figure = graph.noise(1.0, 2, 0.6, graph.stretched(1.2, 45.0, 1.0, grown))
    fresh = linear(material.color)
    silver = (0.24, 0.235, 0.22)
    broad = graph.noise(1.1, 3, 0.6)
    share = graph.sum(material.silver - 0.5, (broad, 0.6), (shade, 0.4))
    color = graph.mix(graph.ramp(share, 0.0, 1.0), fresh, silver)
    light = graph.math(
        "MULTIPLY", graph.ramp(fibre, 0.25, 0.75, 0.55, 1.3), graph.ramp(figure, 0.3, 0.7, 0.75, 1.15)
    )
    light = graph.math("MULTIPLY", light, graph.ramp(shade, 0.0, 1.0, 0.8, 1.12))
    solid = graph.ramp(laid.edge_m, material.gap_m * 0.4, material.gap_m * 0.6)
    light = graph.math("MULTIPLY", light, graph.ramp(solid, 0.0, 1.0, 0.06, 1.0))
    relief = graph.sum(0.0, (fibre, 0.0012), (solid, 0.005))
    return graph.principled(
        base_color=graph.vector("SCALE", color, scale=light), roughness=0.82, specular=0.25,
        normal=graph.bump(relief, 1.0),
    )  # fmt: skip
