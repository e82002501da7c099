"""Vehicles where they should not be: on their roof, against the traffic, standing on a fast road."""

from __future__ import annotations

import numpy as np

from ....assets import street, vehicles
from ....assets.vehicles import Signals
from ....draw import Draw
from ..site import footprint
from .case import FREE_ROAD, Around, EdgeCase, Labels, Stage
from .overturned import resting

__all__ = ["OVERSIZED_LOAD", "OVERTURNED_CAR", "STOPPED_TRUCK", "WRONG_WAY_DRIVER"]

_CARS = {"hatchback": 0.3, "saloon": 0.2, "estate": 0.2, "suv": 0.3}


def _overturned_car(draw: Draw, stage: Stage) -> None:
    """A car lies on its roof or its side, among broken glass; who stopped for it stands by."""
    # An aerial would not have held.
    scope = draw.scope("car").needing({"look/aerial": (False,)})
    kind = scope.choice("kind", _CARS)
    off = Signals(scope.choice("lights", {"off": 0.6, "low_beam": 0.4}), False, "off")
    model = vehicles.with_underbody(getattr(vehicles, kind)(scope.scope("look"), off))
    side = scope.choice("lies_on", {"roof": 0.65, "left": 0.175, "right": 0.175})
    lain = resting(model, {"roof": 180.0, "left": -90.0, "right": 90.0}[side])
    s = draw.uniform("s_m", 12.0, 30.0)
    t = draw.uniform("t_m", -0.9, 0.5)
    yaw = draw.choice("yaw_about_deg", {0.0: 0.35, 90.0: 0.3, 180.0: 0.35}) + draw.normal(
        "yaw_deg", 0, 28, -70, 70
    )
    heading = stage.heading(s) + float(np.radians(yaw))
    for back in range(8):  # across a narrow street there may be a kerb in the way: let it lie more along it
        way = stage.heading(s) + (heading - stage.heading(s)) * (1 - back / 8)
        region = footprint(lain.model, stage.at(s, t), way)
        if stage.site.free(region, 0.05) and not stage.site.on_kerb(region):
            break
    matrix = stage.site.place(stage.at(s, t), way, tilted=True) @ lain.thing_from_rest
    labels: Labels = {"state": "overturned", "fallen": True, "lies_on": side, "role": "overturned"}
    stage.add(model, matrix, "vehicle", region, attributes=labels)
    for number in range(3):
        scope = draw.scope("glass", number)
        at = s + scope.normal("s_m", 0, 1.6, -3.5, 3.5), t + scope.normal("t_m", 0, 1.2, -2.5, 2.5)
        stage.put(
            street.shards(scope), *at, scope.uniform("yaw_deg", 0, 360), "ground", takes=False, stuff="debris"
        )
    for number in range(draw.choice("bystanders", {0: 0.35, 1: 0.35, 2: 0.3}) if stage.peopled else 0):
        stage.bystander(draw.scope("bystander", number), Around(s, t, (2.4, 4.5)), "stands by")
    if draw.chance("triangle", 0.4):
        stage.put(
            street.warning_triangle(draw.scope("warning")),
            max(6.5, s - draw.uniform("before_m", 6, 16)),
            t + draw.uniform("beside_m", -0.6, 0.6),
            180.0,
            attributes={"role": "warns"},
        )
    left, right = stage.kerbs
    # Nobody drives past before it is cleared away.
    stage.site.take(stage.region(s - 6.0, s + 6.0, right + 0.3, min(left - 0.3, t + 5.0)))
    stage.clear(s)


def _wrong_way_driver(draw: Draw, stage: Stage) -> None:
    """A car comes along the camera's lane, against its direction."""
    s = draw.uniform("s_m", 17.0, 42.0)
    model = stage.fleet.vehicle(draw.scope("car"), near=True, kinds={**_CARS, "van": 0.1})
    speed = stage.ego.limit_m_s * draw.uniform("speed", 0.4, 1.0)
    stage.put(
        model,
        s,
        draw.uniform("t_m", -0.35, 0.35),
        180.0 + draw.normal("yaw_deg", 0, 2, -6, 6),
        "vehicle",
        speed_m_s=speed,
        attributes={
            "state": "driving",
            "speed_m_s": round(speed, 2),
            "manoeuvre": "wrong_way",
            "role": "wrong way",
        },
    )
    stage.clear(s + 25.0)


def _stopped_truck(draw: Draw, stage: Stage) -> None:
    """A lorry stands in the lane of a fast road with its hazard lights on, or without."""
    scope = draw.scope("truck")
    hazard = scope.chance("hazard", 0.75)
    signals = Signals("low_beam" if stage.conditions.dark else "off", False, "both" if hazard else "off")
    model = vehicles.truck(scope.scope("look"), signals)
    s = draw.uniform("s_m", 16.0, 40.0)
    stage.put(
        model,
        s,
        # With its right wheels on the shoulder where there is one, as far as it came.
        max(draw.uniform("t_m", -0.5, 0.15), stage.kerbs[1] + 1.45),
        draw.normal("yaw_deg", 0, 1.2, -4, 4),
        "vehicle",
        attributes={"state": "stopped", "hazard_lights": hazard, "role": "stopped"},
    )
    back = s - float(model.mesh.bounds[1, 0])
    if draw.chance("triangle", 0.6):
        stage.put(
            street.warning_triangle(draw.scope("warning")),
            max(6.5, back - draw.uniform("before_m", 3.0, 20.0)),
            draw.uniform("beside_m", -0.9, -0.2),
            180.0,
            attributes={"role": "warns"},
        )
    if stage.peopled and draw.chance("driver", 0.5):
        one = draw.scope("driver_of")
        stage.person(
            one.scope("who"),
            back - one.uniform("behind_m", 0.8, 3.0),
            one.uniform("t_m", -1.3, 1.0),
            one.uniform("faces_deg", 0, 360),
            one.choice("pose", {"standing": 0.6, "walking": 0.4}),
            "driver",
            ages={"adult": 1.0},
            dressed=one.choice("dressed", {"roadworks": 0.7, "street": 0.3}),
        )
    stage.clear(s)


def _oversized_load(draw: Draw, stage: Stage) -> None:
    """A heavy transport whose load stands out over its lane, with boards and amber beacons."""
    model = vehicles.heavy_transport(draw.scope("transport"), region=stage.network.region)
    low, high = model.mesh.bounds
    behind = draw.uniform("gap_m", 9.0, 26.0)
    s = behind + float(high[0] - low[0]) / 2
    speed = min(stage.ego.limit_m_s, draw.uniform("speed_m_s", 5.0, 14.0))
    labels: Labels = {
        "state": "driving",
        "speed_m_s": round(speed, 2),
        "manoeuvre": "wide_load",
        "role": "oversized",
    }
    # In the middle of its lane, or away from the kerbs as far as it must.
    for aside in (0.0, *(way * step for step in np.arange(0.15, 2.0, 0.15) for way in (1, -1))):
        if stage.put(model, s, float(aside), 0.0, "vehicle", speed_m_s=speed, attributes=labels):
            break
    stage.clear(s)


_FAST = {"place": ("arterial", "country"), **FREE_ROAD}

OVERTURNED_CAR = EdgeCase(
    "overturned_car",
    "a car on its roof or its side, among broken glass; people and a warning triangle now and then",
    _overturned_car,
    FREE_ROAD,
    speed=(0.1, 0.5),
)
WRONG_WAY_DRIVER = EdgeCase(
    "wrong_way_driver",
    "a car comes towards the camera in its own lane, on a road of several lanes each way",
    _wrong_way_driver,
    {**FREE_ROAD, "place": ("arterial", "town"), "network/main/lanes_each_way": (2, 3)},
)
STOPPED_TRUCK = EdgeCase(
    "stopped_truck",
    "a lorry stands in the lane of a fast road, mostly with hazard lights, a triangle, its driver",
    _stopped_truck,
    _FAST,
)
OVERSIZED_LOAD = EdgeCase(
    "oversized_load",
    "a heavy transport ahead, wider than its lane, with boards, flags and amber beacons",
    _oversized_load,
    {**_FAST, "network/main/shape": ("straight", "bend"), "network/main/median": (False,)},
    speed=(0.3, 0.6),
)
