"""Shaders of rooms and worktops."""

from __future__ import annotations

from typing import Any

from ...assets.recipes import Concrete, FloorTiles, Plaster, Stone, WallPaint
from .dispatch import shader
from .graph import Graph, Marks, linear

__all__: list[str] = []


@shader.register
def _stone(material: Stone, graph: Graph) -> Any:
    marks = graph.marks()
    base, second = linear(material.color), linear(material.second_color)
    color = {"marble": _marble, "granite": _granite, "terrazzo": _terrazzo}.get(material.kind, _layered)(
        material, graph, marks, base, second
    )
    color = graph.mix(graph.math("MULTIPLY", marks.smudges, 0.25 * material.wear), color, (0.12, 0.1, 0.08))
    roughness = graph.worn(material.roughness, marks, material.wear, 0.1)
    rough = material.kind in ("slate", "travertine")
    normal = (
        graph.bump(graph.noise(60, 3, 0.6), 0.0012 if material.kind == "slate" else 0.0005) if rough else None
    )
    return graph.principled(base_color=color, roughness=roughness, ior=1.5, normal=normal)


def _marble(material: Stone, graph: Graph, marks: Marks, base: Any, second: Any) -> Any:
    per_m = 1 / material.grain_m
    drift = graph.node(
        "TexNoise", {"Vector": graph.position, "Scale": 1.4 * per_m, "Detail": 3.0, "Roughness": 0.6}
    )
    bent = graph.vector("MULTIPLY_ADD", drift.outputs["Color"], (1.1 * material.grain_m,) * 3, graph.position)
    vein = graph.noise(0.8 * per_m, 3, 0.5, graph.stretched(1.0, 0.55, 0.8, bent))
    line = graph.math("ABSOLUTE", graph.math("SUBTRACT", vein, 0.5))
    # Veins run sharp in one place and dissolve in another.
    width = graph.ramp(drift.outputs[0], 0.35, 0.65, 0.008, 0.09)
    strong = graph.ramp(line, 0.0, width, 0.8, 0.0, smooth=True)
    cloud = graph.ramp(drift.outputs[0], 0.4, 0.75, 0.0, 0.4)
    share = graph.math("MAXIMUM", strong, cloud)
    return graph.mix(graph.sum(share, (marks.uneven, 0.06)), base, second)


def _granite(material: Stone, graph: Graph, marks: Marks, base: Any, second: Any) -> Any:
    per_m = 1 / material.grain_m
    # Crystals interlock: bend their sides, or they look like tiles.
    drift = graph.node("TexNoise", {"Vector": graph.position, "Scale": 0.9 * per_m, "Detail": 1.0})
    bent = graph.vector("MULTIPLY_ADD", drift.outputs["Color"], (1.6 * material.grain_m,) * 3, graph.position)
    lot, other, _ = graph.split(graph.cells(per_m, bent).outputs["Color"])
    dark, pale = tuple(c * 0.7 for c in base), tuple(min(0.75, c * 1.18 + 0.015) for c in base)
    color = graph.mix(graph.ramp(graph.sum(lot, (marks.uneven, 0.3)), 0.35, 0.95), dark, pale)
    # Dark minerals come in nests.
    nests = graph.ramp(drift.outputs[0], 0.35, 0.65, 0.04, 0.42)
    return graph.mix(graph.math("LESS_THAN", other, nests), color, second)


def _terrazzo(material: Stone, graph: Graph, marks: Marks, base: Any, second: Any) -> Any:
    per_m = 1 / material.grain_m
    lot, size, shade = graph.split(graph.cells(per_m).outputs["Color"])
    inside = graph.cells(per_m, feature="DISTANCE_TO_EDGE").outputs["Distance"]
    # Broken marble: polygons of all sizes, some places empty.
    limit = graph.ramp(size, 0.15, 0.85, 0.03, 0.42)
    chip = graph.math("GREATER_THAN", graph.sum(inside, (marks.uneven, 0.03)), limit)
    stone = graph.mix(graph.ramp(lot, 0.3, 0.7), second, tuple(min(0.75, 0.2 + c) for c in base))
    stone = graph.vector("SCALE", stone, scale=graph.ramp(shade, 0.0, 1.0, 0.5, 1.15))
    ground = graph.mix(marks.uneven, base, tuple(c * 0.85 for c in base))
    return graph.mix(graph.math("MULTIPLY", chip, 0.92), ground, stone)


def _layered(material: Stone, graph: Graph, marks: Marks, base: Any, second: Any) -> Any:
    layers = graph.noise(1.0, 3, 0.6, graph.stretched(3.0, 16.0, 16.0))
    color = graph.mix(graph.ramp(layers, 0.35, 0.7), base, second)
    return graph.vector("SCALE", color, scale=graph.ramp(marks.uneven, 0.0, 1.0, 0.82, 1.12))


@shader.register
def _wall_paint(material: WallPaint, graph: Graph) -> Any:
    marks = graph.marks(3.0)
    base = linear(material.color)
    scuffs = graph.sum(0.0, (marks.scratches, 0.25 * material.wear), (marks.smudges, 0.2 * material.wear))
    color = graph.mix(graph.sum(scuffs, (marks.uneven, 0.05)), base, tuple(c * 0.62 for c in base))
    roller = graph.noise(330, 1)
    return graph.principled(
        base_color=color,
        roughness=graph.worn(material.roughness, marks, material.wear, 0.1),
        specular=0.35,
        normal=graph.bump(roller, 0.00035 * material.relief),
    )


@shader.register
def _plaster(material: Plaster, graph: Graph) -> Any:
    marks = graph.marks(2.0)
    base = linear(material.color)
    trowel = graph.noise(9, 4, 0.58, graph.stretched(1.0, 1.0, 2.2), distortion=0.6)
    share = graph.sum(
        graph.ramp(trowel, 0.3, 0.75, 0.0, 0.3), (marks.uneven, 0.12), (marks.smudges, 0.15 * material.wear)
    )
    color = graph.mix(share, base, tuple(c * 0.7 for c in base))
    return graph.principled(
        base_color=color, roughness=0.85, specular=0.25, normal=graph.bump(trowel, 0.006 * material.relief)
    )


@shader.register
def _floor_tiles(material: FloorTiles, graph: Graph) -> Any:
    marks = graph.marks(1.7)
    base, grout = linear(material.color), linear(material.grout_color)
    plane = _flat(graph)
    length_m, width_m = material.tile_m
    bricks = graph.node(
        "TexBrick",
        {
            "Vector": plane, "Color1": (0.0, 0.0, 0.0), "Color2": (1.0, 1.0, 1.0), "Mortar": (0.5, 0.5, 0.5),
            "Scale": 1.0, "Mortar Size": material.grout_m / 2, "Mortar Smooth": 0.3, "Bias": 0.0,
            "Brick Width": length_m, "Row Height": width_m,
        },
        offset=0.5 if material.bond == "brick" else 0.0,
    )  # fmt: skip
    lot, joint = bricks.outputs["Color"], bricks.outputs["Factor"]
    spread = 0.22 * material.variation
    tone = graph.sum(1.0 - spread * 0.9, (lot, spread), (marks.uneven, 0.12 * (0.3 + material.variation)))
    color = graph.vector("SCALE", base, scale=tone)
    grime = graph.sum(0.0, (marks.smudges, 0.2 * material.wear), (marks.dust, 0.2 * material.wear))
    color = graph.mix(grime, color, (0.2, 0.17, 0.13))
    dirty = graph.mix(
        graph.ramp(graph.noise(5, 2), 0.3, 0.7, 0.0, 0.3 + 0.6 * material.wear),
        grout,
        tuple(c * 0.45 for c in grout),
    )
    color = graph.mix(joint, color, dirty)
    roughness = graph.math(
        "MAXIMUM", graph.worn(material.roughness, marks, material.wear), graph.math("MULTIPLY", joint, 0.9)
    )
    # Each tile lies a little askew, and is a little wavy.
    wave = graph.noise(12, 0)
    relief = graph.math("MULTIPLY_ADD", joint, -0.0012, graph.math("MULTIPLY", wave, 0.0006))
    return graph.principled(base_color=color, roughness=roughness, normal=graph.bump(relief, 1.0))


def _flat(graph: Graph) -> Any:
    """Two coordinates along the side that is looked at, metres: x and y on a floor, and up a wall."""
    x, y, z = graph.split(graph.coordinates("Object"))
    nx, _ny, nz = graph.split(graph.coordinates("Normal"))
    upright = graph.math("LESS_THAN", graph.math("ABSOLUTE", nz), 0.7)
    facing_x = graph.math("MULTIPLY", upright, graph.math("GREATER_THAN", graph.math("ABSOLUTE", nx), 0.7))
    along = graph.node("Mix", {0: facing_x, 2: x, 3: y}, data_type="FLOAT").outputs[0]
    up = graph.node("Mix", {0: upright, 2: y, 3: z}, data_type="FLOAT").outputs[0]
    return graph.combine(along, up)


@shader.register
def _concrete(material: Concrete, graph: Graph) -> Any:
    marks = graph.marks(2.5)
    base = linear(material.color)
    cloud = graph.noise(3.5, 3, 0.6)
    share = graph.sum(
        graph.ramp(cloud, 0.3, 0.7, 0.0, 0.5), (marks.uneven, 0.22), (marks.smudges, 0.3 * material.wear)
    )
    color = graph.mix(share, tuple(min(c * 1.15, 0.8) for c in base), tuple(c * 0.6 for c in base))
    height: Any = graph.math("MULTIPLY", marks.uneven, 0.0003)
    if material.pits > 0.05:
        pit = graph.ramp(graph.noise(160, 0), 0.2, 0.27 - 0.0 * material.pits, 1.0, 0.0)
        color = graph.mix(
            graph.math("MULTIPLY", pit, 0.8 * material.pits), color, tuple(c * 0.3 for c in base)
        )
        height = graph.math("MULTIPLY_ADD", pit, -0.0015 * material.pits, height)
    return graph.principled(
        base_color=color,
        roughness=graph.worn(material.roughness, marks, material.wear, 0.15),
        normal=graph.bump(height, 1.0),
    )
