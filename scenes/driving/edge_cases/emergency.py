"""An emergency scene: vehicles with their beacons on, a crash, somebody who is cared for, cones."""

from __future__ import annotations

from ....assets import street, vehicles
from ....assets.people.pose import PoseName
from ....assets.vehicles import Signals
from ....draw import Draw
from .case import FREE_ROAD, Around, EdgeCase, Labels, Stage

__all__ = ["EMERGENCY_SCENE"]

_CARS = {"hatchback": 0.4, "saloon": 0.2, "estate": 0.2, "suv": 0.2}


def _emergency(draw: Draw, stage: Stage) -> None:
    """A crashed car, police before it, an ambulance or a fire engine behind it."""
    region = stage.network.region
    s = draw.uniform("s_m", 12.5, 20.0)
    police = vehicles.police_car(draw.scope("police"), region=region)
    side = draw.choice("slanted_deg", {24.0: 0.5, -24.0: 0.5})
    stands: Labels = {"state": "parked", "beacons": True}
    t = draw.uniform("t_m", -0.25, 0.25)
    for slant in (side + draw.normal("police_deg", 0, 5, -10, 10), 6.0, 0.0):
        if stage.put(police, s, t, slant, "vehicle", attributes={**stands, "role": "police"}):
            break
    car = draw.scope("crashed")
    kind = car.choice("kind", _CARS)
    crashed = getattr(vehicles, kind)(car.scope("look"), Signals("off", False, "both"))
    at = s + draw.uniform("behind_m", 6.6, 9.0)
    crash = draw.choice("crash_deg", (70.0, -70.0, 155.0, -160.0)) + car.normal("yaw_deg", 0, 12, -25, 25)
    # Beside the police car, as seen from behind, where the road is wide enough.
    for yaw, beside in ((crash, 2.6), (crash, 1.8), (crash, 0.8), (170.0, 0.0)):
        labels: Labels = {"state": "crashed", "manoeuvre": "crashed", "role": "crashed"}
        if stage.put(crashed, at, beside, yaw, "vehicle", attributes=labels):
            break
    for number in range(2):
        scope = draw.scope("glass", number)
        stage.put(
            street.shards(scope),
            at + scope.normal("s_m", -1.0, 1.2, -3, 2),
            beside + scope.normal("t_m", 0, 1, -2, 2),
            scope.uniform("yaw_deg", 0, 360),
            "ground",
            takes=False,
            stuff="debris",
        )
    second = draw.choice("second", {"ambulance": 0.7, "fire_engine": 0.3})
    build = {"ambulance": vehicles.ambulance, "fire_engine": vehicles.fire_engine}[second]
    helper = build(draw.scope("second_of"), region=region)
    half = float(helper.mesh.bounds[1, 0])
    labels = {**stands, "role": second.replace("_", " ")}
    slant, aside = draw.normal("second_deg", 0, 3, -8, 8), draw.uniform("second_t_m", -0.5, 0.1)
    for back in (-3.0, 0.0, 2.5, 5.0):
        if stage.put(helper, at + 3.6 + half + back, aside, slant, "vehicle", attributes=labels):
            break
    right, left = max(stage.kerbs[1] + 0.3, -stage.lane_m / 2), stage.lane_m / 2 - 0.1
    for number in range(draw.integer("cones", 3, 6)):
        scope = draw.scope("cone", number)
        share = number / 5
        stage.put(
            street.cone(scope.scope("look"), region=region),
            s - 5.6 + 2.6 * share,
            right + 0.2 + share * (left - right - 0.3),
            scope.uniform("yaw_deg", 0, 90),
            attributes={"role": "closes the lane"},
        )
    if draw.chance("triangle", 0.6):
        stage.put(
            street.warning_triangle(draw.scope("warning")),
            max(6.2, s - 7.0 - draw.uniform("before_m", 0, 3)),
            draw.uniform("beside_m", -0.8, 0.8),
            180.0,
            attributes={"role": "warns"},
        )
    if stage.peopled:
        _people(draw, stage, s, at)
    stage.site.take(stage.region(s - 6.5, at + 14.0, -stage.lane_m / 2, stage.lane_m / 2))
    # The other side is closed as well while they work.
    low, high = stage.kerbs
    stage.site.take(stage.region(s - 2.0, at + 6.0, high + 0.3, min(low - 0.3, stage.lane_m * 1.5)))
    stage.clear(s)


def _people(draw: Draw, stage: Stage, s: float, at: float) -> None:
    """Who is hurt, who helps, and the police."""
    beside = stage.lane_m / 2 + 0.5
    place = Around((s + at) / 2, beside, (0.0, 0.8))
    hurt = draw.scope("hurt")
    where = (place.s_m, place.t_m)
    if hurt.chance("there", 0.45):

        def lie(one: Draw, at_s: float, at_t: float, bearing: float) -> bool:
            nonlocal where
            where = (at_s, at_t)
            return stage.person(
                one.scope("who"),
                at_s,
                at_t,
                one.uniform("yaw_deg", 0, 360),
                "lying",
                "is hurt",
                ages={"adult": 0.8, "senior": 0.2},
                attributes={"fallen": True},
            )

        stage.somewhere(hurt, place, lie)
    for number in range(draw.choice("helpers", {1: 0.4, 2: 0.6})):
        scope = draw.scope("helper", number)
        how: dict[PoseName, float] = {"crouching": 0.5, "standing": 0.5}
        stage.bystander(scope, Around(*where, (0.9, 1.6)), "helps", how, "roadworks")
    officer = draw.scope("officer")
    stage.bystander(
        officer, Around(s - 3.2, 0.4, (0.0, 1.6)), "police", {"standing": 0.7, "walking": 0.3}, "roadworks"
    )


EMERGENCY_SCENE = EdgeCase(
    "emergency_scene",
    "a crashed car between police and an ambulance or a fire engine with their beacons on; cones, people",
    _emergency,
    {**FREE_ROAD, "network/main/shape": ("straight", "bend")},
    speed=(0.0, 0.3),
)
