"""Roadworks that close the lane, with signs that are odd: contradicting, turned away, fallen over."""

from __future__ import annotations

import numpy as np

from ....assets import street, vehicles
from ....draw import Draw
from ..works import POSES, marker, pile
from .case import FREE_ROAD, Around, EdgeCase, Stage

__all__ = ["ROADWORKS"]

_TAPER_M = 9.0
_ODD: dict[str, dict[str, tuple[tuple[str, str | None], ...]]] = {
    # Pairs of kind and value that say what nobody can follow, or that do not belong there.
    "europe": {
        "limits": (("speed_limit", "80"), ("speed_limit", "30")),
        "ways": (("keep_right", None), ("turn", "left")),
        "detour": (("detour", None), ("no_entry", None)),
        "winter": (("roadworks", None), ("warning_slippery", None)),
        "deer": (("roadworks", None), ("warning_deer", None)),
    },
    "us": {
        "detour": (("detour", None), ("lane_closed", None)),
        "ways": (("keep_right", None), ("detour", None)),
        "no_entry": (("roadworks", None), ("no_entry", None)),
        "workers": (("workers", None), ("wrong_way", None)),
    },
}


def _roadworks(draw: Draw, stage: Stage) -> None:
    """The lane is closed by a taper of cones; behind it a pit, heaps, a van, people at work."""
    region = stage.network.region
    dark = stage.conditions.dark
    s = draw.uniform("s_m", 11.0, 20.0)
    long = draw.uniform("long_m", 12.0, 22.0)
    left = stage.lane_m / 2 - 0.25
    right = max(stage.kerbs[1] + 0.35, -stage.lane_m / 2 + 0.2)
    _announce(draw.scope("signs"), stage, s, right)
    beacons = draw.chance("beacons", 0.5)

    def mark(scope: Draw, at_s: float, at_t: float) -> None:
        model = marker(scope, region, plates=beacons, lit=dark)
        yaw = 180.0 + scope.normal("yaw_deg", 0, 8, -25, 25)
        stage.put(model, at_s, at_t, yaw, gap_m=0.0, attributes={"role": "marks the site"})

    taper = np.linspace(0.0, 1.0, 7)
    for number, share in enumerate(taper):
        mark(draw.scope("taper", number), s + share * _TAPER_M * 0.75, right + share * (left - right))
    begin = s + _TAPER_M * 0.75
    for number, at in enumerate(np.arange(begin + 2.5, begin + long, 2.8)):
        scope = draw.scope("edge", number)
        mark(scope, float(at), left + scope.normal("t_m", 0, 0.05, -0.15, 0.1))
    _works(draw, stage, begin + 1.5, long, left, right)
    half = stage.lane_m / 2 - 0.2
    stage.site.take(stage.region(s - 1.0, begin + long + 1.0, -half, half))
    stage.clear(s)


def _announce(draw: Draw, stage: Stage, s: float, right: float) -> None:
    """Signs on stands before the taper, one of which is odd."""
    region = stage.network.region
    oddities = _ODD[region]
    odd = draw.choice("odd", dict.fromkeys(oddities, 1.0))
    wrong = draw.choice("how", {"contradicts": 0.6, "turned_away": 0.2, "only_it": 0.2})
    signs = oddities[odd] if wrong != "turned_away" else (("roadworks", None), oddities[odd][0])
    for number, (kind, value) in enumerate(signs):
        scope = draw.scope("sign", number)
        turned = wrong == "turned_away" and number == 0
        mounts = street.sign_on_stand(scope, region=region, kind=kind, value=value)
        at = s - 0.6 - 2.4 * (len(signs) - 1 - number) - scope.uniform("before_m", 0.0, 0.5)
        yaw = 180.0 + scope.normal("yaw_deg", 0, 8, -25, 25)
        yaw += scope.choice("away_deg", (65.0, -65.0, 115.0)) if turned else 0.0
        labels = {"role": "announces", "odd": "turned away" if turned else wrong.replace("_", " ")}
        stage.assemble(mounts, at, right + 0.35 + 0.55 * number, yaw, labels)


def _works(draw: Draw, stage: Stage, begin: float, long: float, left: float, right: float) -> None:
    """What is behind the taper."""
    region = stage.network.region
    middle = (left + right) / 2 - 0.15
    side = street.barrier(draw.scope("barrier"), region=region, lit=stage.conditions.dark)
    stage.put(
        side,
        begin,
        middle,
        180.0 + draw.normal("barrier_deg", 0, 5, -15, 15),
        attributes={"role": "closes the lane"},
    )
    at = begin + 2.6
    for number in range(draw.integer("things", 1, 3)):
        scope = draw.scope("thing", number)
        model = pile(scope, region)
        half = float(np.abs(model.mesh.bounds[:, 0]).max())
        if stage.put(
            model, at + half, middle, scope.uniform("yaw_deg", -12, 12), attributes={"role": "works"}
        ):
            at += 2 * half + 0.6
    if draw.chance("van", 0.6):
        van = vehicles.works_van(draw.scope("van_of"))
        stage.put(
            van,
            max(at + 2.9, begin + 0.55 * long),
            middle,
            draw.normal("van_deg", 0, 2, -6, 6),
            "vehicle",
            attributes={"state": "parked", "role": "works"},
        )
    if not stage.peopled:
        return
    for number in range(draw.choice("workers", {1: 0.4, 2: 0.4, 3: 0.2})):
        scope = draw.scope("worker", number)
        where = Around(
            begin + scope.uniform("s_m", 0.8, 4.5), middle + scope.uniform("t_m", -0.4, 0.4), (0.2, 1.2)
        )
        stage.bystander(scope, where, "works", POSES, "roadworks")


ROADWORKS = EdgeCase(
    "roadworks",
    "a taper of cones or plates closes the lane; its signs contradict each other or look away",
    _roadworks,
    {**FREE_ROAD, "place": ("town", "suburb", "arterial")},
    speed=(0.1, 0.5),
)
