"""Coordinates on faces of any direction, and courses of bricks, stones or boards on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .graph import Graph

__all__ = ["Courses", "courses", "on_face"]


def on_face(graph: Graph) -> tuple[Any, Any]:
    """Metres along a face and up it: level and steepest on walls and roofs, x and y on the ground.

    A flat face has one normal, and lies at one distance along it from the origin: what depends on these two
    only moves the courses. So the distance times the normal's angles is added, which is nothing to a
    flat face, and the length of the arc on balls, pillars and towers about the origin.
    """
    normal, place = graph.coordinates("Normal"), graph.coordinates("Object")
    level = graph.vector("CROSS_PRODUCT", (0.0, 0.0, 1.0), normal)
    sloping = graph.math("GREATER_THAN", graph.vector("LENGTH", level), 0.05)
    level = graph.mix(sloping, (1.0, 0.0, 0.0), graph.vector("NORMALIZE", level))
    up = graph.vector("CROSS_PRODUCT", normal, level)
    x, y, z = graph.split(normal)
    outward = graph.vector("CROSS_PRODUCT", level, (0.0, 0.0, 1.0))
    turn = graph.math("MULTIPLY", graph.math("ARCTAN2", y, x), sloping)
    around = graph.math("MULTIPLY", graph.vector("DOT_PRODUCT", place, outward), turn)
    over = graph.math("MULTIPLY", graph.vector("DOT_PRODUCT", place, normal), graph.math("ARCSINE", z))
    return (
        graph.math("ADD", graph.vector("DOT_PRODUCT", place, level), around),
        graph.math("ADD", graph.vector("DOT_PRODUCT", place, up), over),
    )


@dataclass(frozen=True)
class Courses:
    """Sockets: ``edge_m`` is the distance to the stone's nearest side, ``lot`` three random numbers of
    the stone, ``across`` and ``rise`` the place on it in metres from its lower left corner."""

    edge_m: Any
    lot: Any
    across: Any
    rise: Any


def courses(
    graph: Graph, along: Any, up: Any, size_m: tuple[float, float], bond: str, seed: float
) -> Courses:
    """Stones of ``size_m`` in courses. Bonds: ``grid``, ``stretcher``, ``flemish``, ``english`` (headers
    are half as long as stretchers), and ``random``, where each course begins where it likes."""
    length_m, height_m = size_m
    course = graph.math("FLOOR", graph.math("DIVIDE", up, height_m))
    odd = graph.math("FLOORED_MODULO", course, 2.0)
    period: Any = 1.5 * length_m if bond == "flemish" else length_m
    if bond == "english":
        period = graph.ramp(odd, 0.0, 1.0, length_m, length_m / 2)
    start: Any = graph.math("MULTIPLY", odd, {"grid": 0.0, "english": 0.25}.get(bond, 0.5))
    if bond == "random":
        start = graph.random(graph.combine(course, seed, 0.7)).outputs["Value"]
    turns = graph.math("ADD", graph.math("DIVIDE", along, period), start)
    column = graph.math("FLOOR", turns)
    across = graph.math("MULTIPLY", graph.math("FRACT", turns), period)
    width: Any = period
    if bond == "flemish":
        header = graph.math("GREATER_THAN", across, length_m)
        across = graph.math("MULTIPLY_ADD", header, -length_m, across)
        width = graph.ramp(header, 0.0, 1.0, length_m, length_m / 2)
        column = graph.math("MULTIPLY_ADD", header, 0.5, column)
    side = graph.math("MINIMUM", across, graph.math("SUBTRACT", width, across))
    rise = graph.math("SUBTRACT", up, graph.math("MULTIPLY", course, height_m))
    end = graph.math("MINIMUM", rise, graph.math("SUBTRACT", height_m, rise))
    lot = graph.random(graph.combine(graph.math("ADD", column, 0.1), graph.math("ADD", course, 0.2), seed))
    return Courses(graph.math("MINIMUM", side, end), lot.outputs["Color"], across, rise)
