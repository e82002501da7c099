"""Who crosses: a crowd, a wheelchair, a pram, somebody before the low sun."""

from __future__ import annotations

import numpy as np

from ....assets import mobility, people
from ....assets.contacts import Ride
from ....assets.model import Model
from ....assets.people.anthropometry import AgeGroup
from ....assets.people.pose import PoseName
from ....draw import Draw
from ..site import Gait
from .case import FREE_ROAD, EdgeCase, Labels, Stage

__all__ = ["DENSE_CROSSING", "PRAM", "SUN_BLINDED_CROSSING", "WHEELCHAIR"]

_AGES: dict[AgeGroup, float] = {"child": 0.1, "teenager": 0.15, "adult": 0.58, "senior": 0.17}
_FINE_M = 12.0
"""Of a crowd: a person has 70,000 triangles from near, and 4,000 from far."""


def _lane_span(stage: Stage) -> tuple[float, float, float]:
    """Arc length of the crossing along the camera's lane, and t of its right and left end."""
    assert stage.crossing is not None
    road = stage.network.main
    place = road.line.at(stage.crossing.s_m, stage.ego.lane.t_m)
    left, right = stage.kerbs
    return float(stage.ego.line.project(place)[0, 0]), right, left


def _close(stage: Stage, s_m: float) -> None:
    """Traffic waits before the crossing on both sides."""
    left, right = stage.kerbs
    stage.site.take(stage.region(s_m - 4.0, s_m + 4.0, right + 0.2, left - 0.2))
    stage.clear(s_m)


def _dense_crossing(draw: Draw, stage: Stage) -> None:
    """A crowd crosses both ways, with who waits at both kerbs still to come."""
    s, right, left = _lane_span(stage)
    assert stage.crossing is not None
    half = stage.crossing.width_m / 2 + 0.6
    wanted = draw.integer("people", 18, 30)
    gaits: dict[PoseName, float] = {"walking": 0.9, "carrying": 0.06, "running": 0.04}
    for number in range(wanted):
        scope = draw.scope("person", number)
        for attempt in range(5):
            one = scope.scope("try", attempt)
            leftwards = one.chance("leftwards", 0.5)
            if stage.person(
                one.scope("who"),
                s + one.uniform("s_m", -half, half),
                one.uniform("t_m", right + 0.4, min(left - 0.4, right + 12.0)),
                (90.0 if leftwards else -90.0) + one.normal("turn_deg", 0, 9, -30, 30),
                one.choice("gait", gaits),
                "crosses",
                ages=_AGES,
                gap_m=0.04,
                fine_m=_FINE_M,
            ):
                break
    _close(stage, s)


def _sun_blinded(draw: Draw, stage: Stage) -> None:
    """The sun stands low behind somebody who crosses."""
    s, right, left = _lane_span(stage)
    # Before the sun, as the camera sees it.
    azimuth = np.radians(stage.conditions.sun_azimuth_deg) - stage.heading(0.0)
    middle = float(np.clip(np.tan(azimuth) * s, right + 0.8, left - 0.8))
    for number in range(draw.choice("people", {1: 0.6, 2: 0.3, 3: 0.1})):
        scope = draw.scope("person", number)
        for attempt in range(6):
            one = scope.scope("try", attempt)
            leftwards = one.chance("leftwards", 0.5)
            t = middle + one.normal("t_m", 0, 0.5, -1.2, 1.2)
            t += one.uniform("beside_m", -1.6, 1.6) if number else 0.0
            if stage.person(
                one.scope("who"),
                s + one.uniform("s_m", -1.2, 1.2),
                float(np.clip(t, right + 0.5, left - 0.5)),
                (90.0 if leftwards else -90.0) + one.normal("turn_deg", 0, 9, -30, 30),
                one.choice("gait", {"walking": 0.9, "running": 0.1}),
                "before the sun",
            ):
                break
    _close(stage, s)


def _wheeled(draw: Draw, stage: Stage, ride: Ride, who: Model, role: str, gait: Gait | None = None) -> None:
    """A person and what the hands are on cross together: two things of one party."""
    s, right, left = _lane_span(stage)
    reach = float(max(abs(model.mesh.bounds[:, 0]).max() for model in (ride.model, who))) + 0.25
    t = draw.uniform("t_m", max(right + reach, -3.0), min(left - reach, 3.5))
    yaw = draw.choice("way_deg", (90.0, -90.0)) + draw.normal("turn_deg", 0, 6, -18, 18)
    along, speed = draw.uniform("s_m", -0.9, 0.9), draw.uniform("speed_m_s", 0.7, 1.4)
    labels: Labels = {"role": role, "place": "crossing", "speed_m_s": round(speed, 2)}
    stage.ride(ride.model, who, s + along, t, yaw, speed, labels, gaits=(None, gait))
    _close(stage, s)


def _wheelchair(draw: Draw, stage: Stage) -> None:
    """Somebody in a wheelchair crosses."""
    chair = mobility.wheelchair(draw.scope("chair"))
    _wheeled(draw, stage, chair, people.rider(draw.scope("user"), chair.contacts), "in a wheelchair")


def _pram(draw: Draw, stage: Stage) -> None:
    """Somebody pushes a pram across."""
    pram = mobility.pram(draw.scope("pram"))
    scope = draw.scope("pusher")
    again = scope.again()

    def gait(walked_m: float) -> Model:
        return people.pushing(again.again(), pram.contacts, walked_m=walked_m)

    pusher = people.pushing(scope, pram.contacts, walked_m=0.0)
    _wheeled(draw, stage, pram, pusher, "pushes a pram", gait)


_CROSSING = {
    **FREE_ROAD,
    "place": ("town", "suburb", "arterial"),
    "network/main/median": (False,),
}
_TOWN = {
    **_CROSSING,
    "place": ("town", "arterial"),
    "conditions/weather": ("clear", "cloudy", "overcast", "rain"),
}

DENSE_CROSSING = EdgeCase(
    "dense_crossing",
    "eighteen to thirty people cross at once, both ways, close before the camera",
    _dense_crossing,
    _TOWN,
    crossing_m=(10.0, 19.0),
    speed=(0.0, 0.1),
    people=True,
)
SUN_BLINDED_CROSSING = EdgeCase(
    "sun_blinded_crossing",
    "somebody crosses straight before the low sun, in a clear sky",
    _sun_blinded,
    {
        **_CROSSING,
        "conditions/time": ("low_sun",),
        "conditions/weather": ("clear",),
        "conditions/sun_azimuth_deg": (-5.0, 5.0),
        "conditions/low_sun/sun_elevation_deg": (5.0, 10.0),
        "network/main/shape": ("straight",),
    },
    crossing_m=(9.0, 20.0),
    speed=(0.1, 0.6),
    people=True,
)
WHEELCHAIR = EdgeCase(
    "wheelchair",
    "somebody crosses in a wheelchair",
    _wheelchair,
    _CROSSING,
    crossing_m=(8.0, 20.0),
    speed=(0.0, 0.4),
    people=True,
)
PRAM = EdgeCase(
    "pram",
    "somebody pushes a pram across",
    _pram,
    _CROSSING,
    crossing_m=(8.0, 20.0),
    speed=(0.0, 0.4),
    people=True,
)
