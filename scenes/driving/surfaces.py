"""The ground as things: asphalt, paint, kerbs, pavements, verges and what lies beyond, in its weather."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
import numpy.typing as npt
import shapely

from ...assets import recipes
from ...assets.material import Material
from ...assets.mesh import Mesh, join
from ...assets.model import Model
from ...draw import Draw
from ..scene import Thing
from .conditions import Conditions
from .ground import FAR_M, Ground, strip_region
from .markings import Marking
from .plane import common, flat_mesh, pieces, without
from .road import CARRIAGEWAY, Lane, Road
from .snow_cover import on_road
from .stuff import lane_stuff

__all__ = ["surfaces"]

Array = npt.NDArray[np.float64]

_NEAR_M = 260.0
_STUFF = {"road": "road", "marking": "lane marking", "kerb": "pavement-merged", "pavement": "pavement-merged"}
_PAINT_M = 0.003
"""How high paint lies above the asphalt: nothing for the eye, enough for a ray."""


def surfaces(
    draw: Draw, ground: Ground, markings: tuple[Marking, ...], conditions: Conditions, own_lane: Lane
) -> list[tuple[str, Thing]]:
    """Pairs of what it is (``road``, ``marking``, ``kerb``, ``pavement``, ``verge``, ``land``) and thing.

    The main road's lanes are parts of one mesh, each with its stuff to who drives in ``own_lane``.
    """
    found: list[tuple[str, Thing]] = []

    def add(kind: str, mesh: Mesh | None, material: Material) -> None:
        if mesh is not None:
            stuff = _STUFF.get(
                kind, "grass-merged" if isinstance(material, recipes.Lawn) else "pavement-merged"
            )
            found.append((kind, Thing(Model(kind, mesh, (material,)), category=None, stuff=stuff)))

    main = ground.network.main
    own = common(ground.carriageway, _reach(ground, main))
    asphalt = _carriageway(draw.scope("main"), main, conditions)
    lies = draw.uniform("road_snow/seed", 0, 100) if conditions.snow > 0 else 0.0
    white = on_road(asphalt, main, conditions, lies)
    found.append(("road", Thing(_lanes(ground, own, white, own_lane), category=None)))
    rest = pieces(without(ground.carriageway, own))
    if rest and ground.network.junctions:
        other = _carriageway(draw.scope("sides"), ground.network.junctions[0].side, conditions)
        other = on_road(other, ground.network.junctions[0].side, conditions, lies)
        for polygon, road in zip(rest, _nearest(ground, rest), strict=True):
            add("road", flat_mesh(polygon, ground.low, uv=_along(road)), other)
    wear = draw.uniform("paint/wear", 0.05, 0.75)
    along = _along(main) if conditions.snow > 0 else None
    for marking in markings:
        color = {"white": (0.8, 0.8, 0.78), "yellow": (0.76, 0.56, 0.16)}[marking.color]
        shade = asphalt.color if isinstance(asphalt, recipes.Asphalt) else (0.38, 0.38, 0.38)
        paint = recipes.RoadPaint(
            color=color,
            ground_color=shade,
            wear=wear,
            seed=draw.uniform(f"paint/{marking.color}", 0, 100),
        )
        region = common(marking.region, ground.carriageway)
        mesh = flat_mesh(region, lambda p: ground.low(p) + _PAINT_M, uv=along)
        add("marking", mesh, on_road(paint, main, conditions, lies))
    stone: Material = recipes.Paving(
        color=(0.55, 0.54, 0.52),
        stone_m=(1.0, 0.3),
        variation=0.5,
        wetness=conditions.wetness,
        seed=draw.uniform("kerb/seed", 0, 100),
    )
    if conditions.snow > 0:
        stone = recipes.Snowed(of=stone, cover=conditions.snow, seed=lies)
    add("kerb", ground.kerb_tops(), stone)
    add("kerb", ground.kerb_faces(), stone)
    trodden = _covered(draw.scope("trodden"), conditions, "trodden", 0.35)
    paved = trodden or _paved(draw, conditions)
    add("pavement", flat_mesh(ground.pavements, ground.high, uv=_along(main)), paved)
    lawn = _grass(draw.scope("verge"), conditions)
    add("verge", flat_mesh(ground.verges, ground.high), lawn)
    near = shapely.Point(0, 0).buffer(_NEAR_M)
    beyond = _beyond(draw.scope("land"), ground, conditions)
    add("land", flat_mesh(common(ground.lots(FAR_M), near), ground.high, cell_m=12.0), beyond)
    add("land", flat_mesh(without(ground.lots(FAR_M), near), ground.high, cell_m=48.0), beyond)
    return found


def _carriageway(draw: Draw, road: Road, conditions: Conditions) -> Material:
    if road.paved == "setts":
        setts = recipes.paving(draw.scope("setts"), "cobbles")
        return replace(setts, bends=True, wetness=conditions.wetness)
    lane = next(road.of("drive", "tram"))
    asphalt = recipes.asphalt(draw.scope("asphalt"), lane_m=lane.strip.width_m)
    return replace(
        asphalt,
        bends=True,
        wetness=conditions.wetness,
        puddles=conditions.puddles * draw.uniform("puddles", 0, 1),
    )


def _paved(draw: Draw, conditions: Conditions) -> Material:
    """Of pavements: slabs, pavers, or asphalt."""
    scope = draw.scope("pavement")
    if scope.chance("asphalt", 0.3):
        return replace(recipes.asphalt(scope.scope("asphalt")), wetness=conditions.wetness, puddles=0.0)
    return replace(recipes.paving(scope), bends=True, wetness=conditions.wetness)


def _covered(
    draw: Draw, conditions: Conditions, state: Literal["fresh", "trodden", "dirty"], least: float
) -> Material | None:
    """Snow, where more than ``least`` of the ground is under it."""
    return recipes.snow(draw, state) if conditions.snow > least else None


def _grass(draw: Draw, conditions: Conditions) -> Material:
    covered = _covered(draw.scope("snow"), conditions, "fresh", 0.1)
    if covered is not None:
        return covered
    lawn = recipes.lawn(draw)
    # Lawns of temperate towns: only a hot summer's are straw.
    driest = {"spring": 0.1, "summer": 0.75, "autumn": 0.25, "winter": 0.4}[conditions.season]
    return replace(lawn, dryness=driest * lawn.dryness)


def _beyond(draw: Draw, ground: Ground, conditions: Conditions) -> Material:
    """What the buildings stand on."""
    if ground.network.place == "town" and conditions.snow < 0.1 and draw.chance("paved", 0.7):
        return replace(recipes.paving(draw.scope("paving")), wetness=conditions.wetness)
    return _grass(draw.scope("grass"), conditions)


def _reach(ground: Ground, road: Road) -> shapely.Geometry:
    left, right = road.kerbs
    return strip_region(road, right, left, road.line.begin_m, road.line.end_m)


def _lanes(ground: Ground, whole: shapely.Geometry, material: Material, own_lane: Lane) -> Model:
    """The main road, a part for each strip between its kerbs and one for what is left at mouths."""
    road = ground.network.main
    strips = [lane for lane in road.lanes if lane.strip.kind in CARRIAGEWAY]
    regions = [ground.of_lane(road, lane, road.line.begin_m, road.line.end_m) for lane in strips]
    stuff = [*(lane_stuff(lane, own_lane) for lane in strips), "road"]
    cut = [*(common(whole, region) for region in regions), without(whole, *regions)]
    meshes = [flat_mesh(region, ground.low, uv=_along(road), part=i) for i, region in enumerate(cut)]
    mesh = join(*(mesh for mesh in meshes if mesh is not None))
    return Model("road", mesh, (material,) * len(cut), stuff=tuple(stuff))


def _nearest(ground: Ground, polygons: list[shapely.Polygon]) -> list[Road]:
    """The side road that each polygon belongs to."""
    points = shapely.get_coordinates(shapely.point_on_surface(polygons))
    sides = [junction.side for junction in ground.network.junctions]
    away = np.stack([abs(side.line.project(points)[:, 1]) for side in sides])
    return [sides[number] for number in away.argmin(axis=0)]


def _along(road: Road):  # type: ignore[no-untyped-def]
    """Texture coordinates along a road, lane middles at whole multiples of a lane's width."""
    lane = next(road.of("drive", "tram"))

    def coordinates(points: Array) -> Array:
        return road.line.project(points) - [0.0, lane.t_m]

    return coordinates
