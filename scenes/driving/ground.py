"""What one drives, walks and builds on: the plane around the roads, cut into regions, as meshes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from ...assets.mesh import Mesh, join
from .network import Network
from .plane import common, flat_mesh, pieces, ribbon, united, wall_mesh, without
from .road import Lane, Road
from .terrain import Terrain

__all__ = ["KERB_M", "Ground", "strip_region"]

Array = npt.NDArray[np.float64]

KERB_M = 0.12
"""How high kerbs stand above the carriageway."""
_STONE_M = 0.15
_CORNER_M = 6.0
_DROP_M = 1.2
FAR_M = 1200.0


def strip_region(road: Road, right_m: float, left_m: float, begin_m: float, end_m: float) -> BaseGeometry:
    """The part of a road between two distances to the left of its line and two arc lengths."""
    line = road.line
    count = max(2, int(np.ceil((end_m - begin_m) / 2.0)) + 1)
    s = np.linspace(begin_m, end_m, count)
    return ribbon(line.at(s, right_m), line.at(s, left_m))


@dataclass(frozen=True, eq=False)
class Ground:
    """Regions of the plane.

    Attributes:
        network: the roads.
        terrain: the height of the carriageways.
        dropped: points, shape (n, 2), where kerbs are lowered to the carriageway: crossings and drives.
    """

    network: Network
    terrain: Terrain
    dropped: Array

    @cached_property
    def carriageway(self) -> BaseGeometry:
        """All that is between kerbs, with rounded corners where roads meet."""
        roads = united(*(self._whole(road, road.kerbs) for road in self.network.roads))
        rounded = roads.buffer(_CORNER_M, quad_segs=6).buffer(-_CORNER_M, quad_segs=6)
        return shapely.segmentize(without(rounded.simplify(0.004), self.medians), 2.0)

    @cached_property
    def medians(self) -> BaseGeometry:
        """Raised strips between directions, with round ends before junctions."""
        main = self.network.main
        found = []
        for lane in main.of("median"):
            for begin, end in self._between_junctions(main):
                strip = strip_region(main, lane.right_m, lane.left_m, begin, end)
                half = 0.49 * lane.strip.width_m
                found.append(strip.buffer(-half, quad_segs=6).buffer(half, quad_segs=6))
        return united(*found)

    @cached_property
    def corridor(self) -> BaseGeometry:
        """Roads with all that belongs to them: what is beyond is for buildings and gardens."""
        whole = [self._whole(road, (road.left_m, road.right_m)) for road in self.network.roads]
        return united(united(*whole).buffer(2.0).buffer(-2.0), self.carriageway)

    @cached_property
    def verges(self) -> BaseGeometry:
        """Grass beside the carriageway and on medians."""
        found = [self.medians.buffer(-_STONE_M)]
        for road in self.network.roads:
            for lane in road.of("verge"):
                found.append(self._whole(road, (lane.left_m, lane.right_m)))
        verges = common(united(*found), without(self.corridor, self.carriageway))
        if self.network.place == "country":
            return verges
        return without(verges, *self._corners(), self.kerbstones)

    @cached_property
    def kerbstones(self) -> BaseGeometry:
        """Stones along the carriageway; a country road has none."""
        if self.network.place == "country":
            return shapely.Polygon()
        beside = without(self.carriageway.buffer(_STONE_M, quad_segs=3), self.carriageway)
        return common(beside, united(self.corridor, self.medians))

    @cached_property
    def pavements(self) -> BaseGeometry:
        """What is left of the corridor: for walking."""
        return without(self.corridor, self.carriageway, self.kerbstones, self.verges, self.medians)

    def lots(self, radius_m: float) -> BaseGeometry:
        """Everything beyond the corridor, within a radius of the camera."""
        return without(shapely.Point(0, 0).buffer(radius_m), self.corridor)

    @property
    def raised_m(self) -> float:
        """How high pavements and lots lie above the carriageway."""
        return 0.0 if self.network.place == "country" else KERB_M

    def low(self, points: Array) -> Array:
        """Heights on the carriageway, shape (n, 2) → (n,)."""
        return self.terrain.height(points)

    def high(self, points: Array) -> Array:
        """Heights beside it: raised by the kerb, but where that is dropped."""
        raised = np.full(len(points), self.raised_m)
        if len(self.dropped) and self.raised_m:
            away = np.linalg.norm(points[:, None] - self.dropped, axis=2).min(axis=1)
            raised *= np.clip((away - _DROP_M) / 1.0, 0.15, 1.0)
        return np.asarray(self.terrain.height(points) + raised)

    def height(self, points_m: npt.ArrayLike) -> Array:
        """Of what one stands on, at x and y, shape (n, 2) → (n,)."""
        points = np.asarray(points_m, np.float64).reshape(-1, 2)
        shapely.prepare(self.carriageway)
        driven = shapely.contains_xy(self.carriageway, points[:, 0], points[:, 1])
        return np.where(driven, self.low(points), self.high(points))

    def kerb_faces(self) -> Mesh | None:
        """The upright faces of the kerbs."""
        if self.network.place == "country":
            return None
        rings = []
        for polygon in pieces(self.carriageway):
            # Seen from the carriageway: outer borders run counter-clockwise, which has it to their left.
            oriented = shapely.orient_polygons(polygon)
            rings += [np.asarray(ring.coords) for ring in (oriented.exterior, *oriented.interiors)]
        return join(*(wall_mesh(ring, lambda p: self.low(p) - 0.05, self._edge) for ring in rings))

    def kerb_tops(self) -> Mesh | None:
        """The stones' tops, which slope a little towards the carriageway."""
        return flat_mesh(self.kerbstones, self._sloped)

    def _edge(self, points: Array) -> Array:
        return np.asarray(self.high(points) - 0.02 * (self.raised_m > 0))

    def _sloped(self, points: Array) -> Array:
        shapely.prepare(self.carriageway)
        beside = shapely.dwithin(self.carriageway, shapely.points(points), 0.005)
        return np.asarray(self.high(points) - 0.02 * beside)

    def _whole(self, road: Road, edges: tuple[float, float]) -> BaseGeometry:
        return strip_region(road, min(edges), max(edges), road.line.begin_m, road.line.end_m)

    def _between_junctions(self, road: Road) -> Iterable[tuple[float, float]]:
        """Stretches of the main road without mouths."""
        begin = road.line.begin_m
        for s, half in sorted({(j.s_m, j.half_m(road)) for j in self.network.junctions}):
            if s - half > begin + 6:
                yield begin, s - half
            begin = max(begin, s + half)
        if road.line.end_m > begin + 6:
            yield begin, road.line.end_m

    def _corners(self) -> list[BaseGeometry]:
        """Around mouths all is paved."""
        main = self.network.main
        found = []
        for junction in self.network.junctions:
            reach = max(abs(main.left_m), abs(main.right_m)) + 1.0
            x, y = main.line.at(junction.s_m)
            found.append(shapely.Point(x, y).buffer(max(reach, junction.half_m(main)) + 2.0))
        return found

    def of_lane(self, road: Road, lane: Lane, begin_m: float, end_m: float) -> BaseGeometry:
        return strip_region(road, lane.right_m, lane.left_m, begin_m, end_m)
