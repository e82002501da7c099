"""People where one does not expect them: a child that runs out, somebody who lies on the road."""

from __future__ import annotations

import numpy as np

from ....assets import street, two_wheelers
from ....assets.people.pose import PoseName
from ....draw import Draw
from ..site import footprint
from .case import FREE_ROAD, Around, EdgeCase, Labels, Stage
from .overturned import resting

__all__ = ["CHILD_RUNS_OUT", "PERSON_LYING"]


def _child_runs_out(draw: Draw, stage: Stage) -> None:
    """A child runs into the lane from between two parked cars, now and then after its ball."""
    lanes = [lane for lane in stage.network.main.of("parking") if lane.t_m < stage.ego.lane.t_m]
    lane = lanes[-1]
    middle = lane.t_m - stage.ego.lane.t_m
    gap = draw.uniform("gap_m", 1.2, 2.0)
    s = draw.uniform("s_m", 10.0, 26.0)
    for number, way in enumerate((-1, 1)):
        scope = draw.scope("parked", number)
        model = stage.fleet.vehicle(scope, near=True, parked=True, kinds=_CARS)
        low, high = model.mesh.bounds
        half = float(high[0] - low[0]) / 2
        aside = -(lane.strip.width_m - float(high[1] - low[1])) / 2 + scope.uniform("kerb_m", 0.06, 0.2)
        stage.put(
            model,
            s + way * (gap / 2 + half),
            middle + aside,
            scope.normal("yaw_deg", 0, 0.8, -2, 2),
            "vehicle",
            attributes={"state": "parked", "role": "hides the child"},
        )
    # From its first step past the cars' doors to the middle of the lane.
    edge = middle + lane.strip.width_m / 2
    t = draw.uniform("t_m", edge - 0.1, min(edge + 1.8, 0.3))
    yaw = 90.0 + draw.normal("yaw_deg", 0, 12, -30, 30)
    stage.person(
        draw.scope("child"),
        s + draw.uniform("along_m", -0.2, 0.2),
        t,
        yaw,
        "running",
        "runs out",
        ages={"child": 1.0},
        gap_m=0.02,
    )
    if draw.chance("ball", 0.4):
        stage.put(
            street.ball(draw.scope("ball")),
            s + draw.uniform("ball_m", -0.4, 0.6),
            t + draw.uniform("ahead_m", 0.9, 1.8),
            speed_m_s=0.0,
            attributes={"role": "is run after"},
        )
    stage.clear(s + 4.0)


def _person_lying(draw: Draw, stage: Stage) -> None:
    """Somebody lies on the road; often with a bicycle beside, or with somebody who helps."""
    s = draw.uniform("s_m", 8.5, 24.0)
    t = draw.uniform("t_m", -0.7, 0.7)
    yaw = draw.uniform("yaw_deg", 0.0, 360.0)
    lies: Labels = {"role": "lies on the road", "fallen": True}
    stage.person(draw.scope("lying"), s, t, yaw, "lying", "lies on the road", attributes=lies)
    if draw.chance("bicycle", 0.35):
        scope = draw.scope("bicycle")
        ride = two_wheelers.KINDS[scope.choice("kind", two_wheelers.BICYCLES)](scope.scope("look"))
        lain = resting(ride.model, scope.choice("side", (90.0, -90.0)))

        def put(one: Draw, at_s: float, at_t: float, bearing: float) -> bool:
            point = stage.at(at_s, at_t)
            heading = stage.heading(s) + float(np.radians(one.uniform("yaw_deg", 0, 360)))
            region = footprint(lain.model, point, heading)
            if not stage.site.free(region, 0.05) or stage.site.on_kerb(region):
                return False
            matrix = stage.site.place(point, heading, tilted=True) @ lain.thing_from_rest
            labels: Labels = {"role": "lies beside", "fallen": True}
            stage.add(ride.model, matrix, "vehicle", region, attributes=labels)
            return True

        stage.somewhere(scope, Around(s, t, (1.0, 2.4)), put)
    for number in range(draw.choice("helpers", {0: 0.4, 1: 0.35, 2: 0.25})):
        scope = draw.scope("helper", number)
        poses: dict[PoseName, float] = (
            {"crouching": 0.6, "standing": 0.4} if number == 0 else {"standing": 1.0}
        )
        stage.bystander(scope, Around(s, t, (1.0, 1.7)), "helps", poses)
    stage.clear(s + 6.0)


_CARS = {"hatchback": 0.3, "saloon": 0.15, "estate": 0.2, "suv": 0.25, "van": 0.1}

CHILD_RUNS_OUT = EdgeCase(
    "child_runs_out",
    "a child runs into the lane from between two parked cars, now and then after its ball",
    _child_runs_out,
    {
        **FREE_ROAD,
        "place": ("town", "suburb"),
        "network/main/right/parking": (True,),
        "network/main/right/cycle_lane": (False,),
        "network/main/right/bays": (False,),
        "network/main/lanes_each_way": (1,),
        "network/main/one_way": (False,),
        "network/main/one_way_lanes": (1,),
        "conditions/time": ("day", "low_sun", "dusk"),
    },
    people=True,
)

PERSON_LYING = EdgeCase(
    "person_lying",
    "somebody lies on the lane, alone, with a bicycle, or with people who help",
    _person_lying,
    FREE_ROAD,
    speed=(0.2, 0.6),
    people=True,
)
