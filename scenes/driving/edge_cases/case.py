"""What an edge case is, and the stage that it is set on: the road before the camera, still empty."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import shapely

from ....assets import people
from ....assets.model import Model, Stuff
from ....assets.people.anthropometry import AgeGroup
from ....assets.people.outfit import Dress
from ....assets.people.person import Detail
from ....assets.people.pose import PoseName
from ....assets.street import Mount
from ....draw import Draw, Value
from ...scene import Motion, Thing
from ..conditions import Conditions
from ..crossing import Crossing
from ..fleet import Fleet
from ..gaps import EGO_FRONT_M
from ..network import Network
from ..site import Attributes, Gait, Item, Role, Site, footprint
from ..walkers import can_walk
from ..way import Way

__all__ = ["FREE_ROAD", "Around", "EdgeCase", "Labels", "Needs", "Stage"]

Needs = Mapping[str, Sequence[Value]]
"""By name of a draw: the options, or the low and high, that an edge case leaves of it."""

FREE_ROAD: Needs = {"network/first_junction_m": (68.0, 400.0)}
"""No junction before the stage's end: nobody turns there, and no signals stop the traffic."""
Labels = dict[str, str | float | int | bool]
"""Attributes of what is staged."""

_FINE_M = 24.0
"""Who is farther off needs no fingers."""
_SPEED_M_S: dict[PoseName, float] = {"walking": 1.3, "running": 3.4}


@dataclass(frozen=True)
class Around:
    """Places between two distances of one on the stage, metres."""

    s_m: float
    t_m: float
    reach_m: tuple[float, float]


@dataclass(frozen=True, eq=False)
class Stage:
    """Where an edge case happens, before ordinary traffic and walkers come and keep clear of it.

    Places are arc lengths ``s`` along the camera's lane, 0 at the camera, and distances ``t`` to the left
    of that lane's middle, both in metres.

    Attributes:
        name: of the edge case, which all that is staged bears as its attribute ``edge_case``.
        site: that takes what is staged.
        network: of roads.
        ego: the camera's way.
        fleet: that vehicles come from.
        conditions: of light and weather.
        crossing: that was laid for this edge case.
    """

    name: str
    site: Site
    network: Network
    ego: Way
    fleet: Fleet
    conditions: Conditions
    crossing: Crossing | None = None

    def at(self, s_m: npt.ArrayLike, t_m: npt.ArrayLike = 0.0) -> npt.NDArray[np.float64]:
        """Points of the plane, shape (n, 2), or (2,) of one place."""
        return self.ego.line.at(s_m, t_m)

    def heading(self, s_m: float) -> float:
        """Where the camera's lane goes there, radians."""
        return float(self.ego.line.heading_at(s_m))

    @property
    def lane_m(self) -> float:
        """Width of the camera's lane."""
        return self.ego.lane.strip.width_m

    @property
    def kerbs(self) -> tuple[float, float]:
        """t of the left and the right kerb."""
        left, right = self.network.main.kerbs
        return left - self.ego.lane.t_m, right - self.ego.lane.t_m

    @property
    def outer(self) -> float:
        """t of the right border of the lanes that one drives in this direction."""
        lanes = self.network.main.of("drive", "tram", direction=1)
        return min(lane.right_m for lane in lanes) - self.ego.lane.t_m

    def region(self, begin_m: float, end_m: float, right_m: float, left_m: float) -> shapely.Polygon:
        """The piece of the road between two arc lengths and two distances."""
        s = np.linspace(begin_m, end_m, max(2, int(end_m - begin_m)))
        return shapely.Polygon(np.concatenate([self.at(s, right_m), self.at(s[::-1], left_m)]))

    def clear(self, end_m: float, left_m: float | None = None, right_m: float | None = None) -> None:
        """Keep the lane free from the camera on, so that nothing ordinary hides what is staged.

        Call it last: what is staged stands in that region itself.
        """
        # Mirrors of what is parked beside reach into the lane.
        half = self.lane_m / 2 - 0.45
        left, right = half if left_m is None else left_m, -half if right_m is None else right_m
        self.site.take(self.region(EGO_FRONT_M, end_m, right, left))

    def put(
        self,
        model: Model,
        s_m: float,
        t_m: float,
        yaw_deg: float = 0.0,
        role: Role = "furniture",
        *,
        gap_m: float = 0.05,
        speed_m_s: float = 0.0,
        takes: bool = True,
        stuff: Stuff = "model",
        attributes: Attributes | None = None,
        gait: Gait | None = None,
    ) -> bool:
        """Stand a model on the road, turned by ``yaw_deg`` against the lane, if there is room for it.

        Args:
            model: of it.
            s_m, t_m, yaw_deg: where, and where to.
            role: what it is on the street.
            gap_m: from what else stands there.
            speed_m_s: where it looks.
            takes: it takes its place, for which there has to be room.
            stuff: as in ``Thing``.
            attributes: of it, beside ``edge_case``.
            gait: its model after a distance, in a drive.
        """
        point, heading = self.at(s_m, t_m), self.heading(s_m) + float(np.radians(yaw_deg))
        region = footprint(model, point, heading)
        if takes and (not self.site.free(region, gap_m) or self.site.on_kerb(region)):
            return False
        way = np.array([np.cos(heading), np.sin(heading)]) * speed_m_s
        motion = Motion((float(way[0]), float(way[1]), 0.0)) if speed_m_s else None
        matrix = self.site.place(point, heading, tilted=role == "vehicle")
        taken = region if takes else None
        self.add(model, matrix, role, taken, None, attributes, motion, stuff, gait)
        return True

    def add(
        self,
        model: Model,
        world_from_thing: npt.NDArray[np.float64],
        role: Role,
        region: shapely.Polygon | None,
        party: int | None = None,
        attributes: Attributes | None = None,
        motion: Motion | None = None,
        stuff: Stuff = "model",
        gait: Gait | None = None,
    ) -> None:
        """Add a model whose place is known already; it takes ``region``."""
        labels = {"edge_case": self.name, **(attributes or {})}
        thing = Thing(model, world_from_thing, attributes=labels, motion=motion, stuff=stuff)
        if region is not None:
            self.site.take(region)
        self.site.items.append(Item(thing, role, region, party, gait=gait))

    def person(
        self,
        draw: Draw,
        s_m: float,
        t_m: float,
        yaw_deg: float,
        pose_name: PoseName,
        role: str,
        *,
        gap_m: float = 0.05,
        ages: Mapping[AgeGroup, float] | None = None,
        dressed: Dress = "street",
        fine_m: float = 99.0,
        attributes: Attributes | None = None,
    ) -> bool:
        """Somebody in a pose, whose part in the scene is the attribute ``role``, if there is room.

        Args:
            draw: of who it is.
            s_m, t_m, yaw_deg: where, and where to.
            pose_name: of them.
            role: in the scene.
            gap_m: from what else stands there.
            ages: as in ``people.person``.
            dressed: as there.
            fine_m: who is farther off, or one of a crowd, needs no fingers.
            attributes: more of them.
        """
        point = self.at(s_m, t_m)
        around = shapely.Point(point).buffer(0.22, quad_segs=3)
        if not self.site.free(around, gap_m) or self.site.on_kerb(around):
            return False  # known before anybody is built
        again, speed = draw.again(), _SPEED_M_S.get(pose_name, 0.0)
        near = float(np.linalg.norm(point)) < min(fine_m, _FINE_M)
        detail: Detail = "near" if near else "far"

        def gait(walked_m: float) -> Model:
            who = again.again()
            return people.person(who, pose_name, detail, walked_m=walked_m, ages=ages, dressed=dressed)

        begin = 0.0 if speed else None
        return self.put(
            people.person(draw, pose_name, detail, walked_m=begin, ages=ages, dressed=dressed),
            s_m,
            t_m,
            yaw_deg,
            "person",
            gap_m=gap_m,
            speed_m_s=speed,
            gait=gait if speed else None,
            attributes={"role": role, "place": "crossing" if self.crossing else "road", **(attributes or {})},
        )

    @property
    def peopled(self) -> bool:
        """Whether there is what people are made from."""
        return can_walk()

    def somewhere(self, draw: Draw, around: Around, put: Callable[[Draw, float, float, float], bool]) -> bool:
        """Try places around one until ``put(draw, s, t, bearing in degrees)`` has found room."""
        for attempt in range(8):
            one = draw.scope("try", attempt)
            bearing = one.uniform("bearing_deg", 0, 360)
            reach = one.uniform("reach_m", *around.reach_m)
            s = around.s_m + reach * float(np.cos(np.radians(bearing)))
            t = around.t_m + reach * float(np.sin(np.radians(bearing)))
            if put(one, s, t, bearing):
                return True
        return False

    def bystander(
        self,
        draw: Draw,
        around: Around,
        role: str,
        poses: Mapping[PoseName, float] | None = None,
        dressed: Dress = "street",
    ) -> bool:
        """A grown person who has come to a place and looks at it."""
        how: PoseName = draw.choice("pose", poses or {"standing": 1.0})

        def put(one: Draw, s: float, t: float, bearing: float) -> bool:
            yaw = bearing + 180.0 + one.normal("turn_deg", 0, 14, -40, 40)
            ages: dict[AgeGroup, float] = {"adult": 0.85, "senior": 0.15}
            return self.person(one.scope("who"), s, t, yaw, how, role, ages=ages, dressed=dressed)

        return self.somewhere(draw, around, put)

    def ride(
        self,
        thing: Model,
        rider: Model,
        s_m: float,
        t_m: float,
        yaw_deg: float,
        speed_m_s: float,
        attributes: Attributes,
        *,
        gaits: tuple[Gait | None, Gait | None] = (None, None),
    ) -> None:
        """Somebody and what carries or is pushed: two things with one pose, of one party.

        Args:
            thing, rider: models of them.
            s_m, t_m, yaw_deg: where, and where to.
            speed_m_s: of both.
            attributes: of both.
            gaits: of thing and rider, in a drive.
        """
        point, heading = self.at(s_m, t_m), self.heading(s_m) + float(np.radians(yaw_deg))
        matrix = self.site.place(point, heading, tilted=True)
        motion = Motion((speed_m_s * float(np.cos(heading)), speed_m_s * float(np.sin(heading)), 0.0))
        party = self.site.party()
        own = footprint(thing, point, heading), footprint(rider, point, heading)
        self.add(thing, matrix, "vehicle", own[0], party, attributes, motion, gait=gaits[0])
        self.add(rider, matrix, "person", own[1], party, attributes, motion, gait=gaits[1])

    def assemble(
        self,
        mounts: Sequence[Mount],
        s_m: float,
        t_m: float,
        yaw_deg: float,
        attributes: Attributes | None = None,
    ) -> bool:
        """A sign on its stand and the like; the first of it stands on the road and takes the place."""
        party = self.site.party()
        point, heading = self.at(s_m, t_m), self.heading(s_m) + float(np.radians(yaw_deg))
        region = footprint(mounts[0].model, point, heading)
        if not self.site.free(region, 0.03) or self.site.on_kerb(region):
            return False
        matrix = self.site.place(point, heading)
        for number, mount in enumerate(mounts):
            taken = region if number == 0 else None
            place = matrix @ mount.assembly_from_model()
            self.add(mount.model, place, "furniture", taken, party, attributes)
        return True


def _nothing(draw: Draw, stage: Stage) -> None:
    """An ordinary street."""


@dataclass(frozen=True, eq=False)
class EdgeCase:
    """Something rare and dangerous, by its name.

    Attributes:
        name: of the catalogue.
        about: what happens.
        set_up: puts it on the stage.
        needs: what it leaves of the scene's draws: the place, the time, the weather that it happens in.
        crossing_m: between which arc lengths the camera's road gets a crossing for it; None: it needs none.
        speed: of the camera's car, as shares of the limit.
        people: whether somebody is in it, for whom the pack of people is needed.
    """

    name: str
    about: str
    set_up: Callable[[Draw, Stage], None] = _nothing
    needs: Needs = field(default_factory=dict)
    crossing_m: tuple[float, float] | None = None
    speed: tuple[float, float] = (0.5, 1.0)
    people: bool = False

    def crossings(self, draw: Draw, network: Network) -> tuple[Crossing, ...]:
        """The crossing that it happens on."""
        if self.crossing_m is None:
            return ()
        s = draw.uniform("crossing/s_m", *self.crossing_m)
        return (Crossing(network.main, s, draw.choice("crossing/style", {"zebra": 0.8, "lines": 0.2})),)
