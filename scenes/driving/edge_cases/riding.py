"""A cyclist whom one sees late."""

from __future__ import annotations

from ....assets import people, two_wheelers
from ....draw import Draw
from ..pedalling import pedalling
from .case import FREE_ROAD, EdgeCase, Labels, Stage

__all__ = ["CYCLIST_WITHOUT_LIGHTS"]


def _cyclist(draw: Draw, stage: Stage) -> None:
    """Somebody cycles ahead by night, without a lamp that shines."""
    kinds = {kind: share for kind, share in two_wheelers.BICYCLES.items() if kind != "child_bicycle"}
    ride = two_wheelers.KINDS[draw.choice("kind", kinds)](draw.scope("ridden"))
    s = draw.uniform("s_m", 8.0, 22.0)
    _, right = stage.kerbs
    crosses = draw.chance("crosses", 0.2)
    t = draw.uniform("t_m", max(right + 0.6, -stage.lane_m / 2 + 0.4), 0.1)
    yaw = draw.normal("yaw_deg", 0, 3, -8, 8)
    if crosses:
        # He cuts across the lane.
        yaw += draw.choice("across_deg", {55.0: 0.5, -55.0: 0.5})
        t = draw.uniform("across_m", -0.4, 0.8)
    who = draw.scope("rider")
    again = who.again()
    rider = people.rider(who, ride.contacts)
    gaits = pedalling(draw.scope("pedals"), ride, lambda on: people.rider(again.again(), on))
    speed = draw.uniform("speed_m_s", 3.0, 6.0)
    labels: Labels = {
        "riding": "bicycle",
        "lights": "off",
        "speed_m_s": round(speed, 2),
        "role": "without lights",
    }
    stage.ride(ride.model, rider, s, t, yaw, speed, labels, gaits=gaits)
    stage.clear(s + 3.0)


CYCLIST_WITHOUT_LIGHTS = EdgeCase(
    "cyclist_without_lights",
    "somebody cycles ahead by night without a light, or cuts across",
    _cyclist,
    {**FREE_ROAD, "conditions/time": ("night",)},
    people=True,
)
