"""Poles of traffic signals and where their heads go: at the kerb, on an arm, or on a wire over the road.

The pole stands at the origin. Traffic that it speaks to comes from +x and drives towards −x with the pole
on its right, so arms reach over its road to −y. Clearances: lower edge of heads at the kerb
2.1 m or more (RiLSA), over the road 4.5 m in Europe and 15 ft (4.6 m) in America (MUTCD 2009, section
4D.15).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ...draw import Draw
from ..model import Model
from .finish import LOOKS, black, creosoted, galvanised, painted, plain
from .forms import box, gathered, pipe, tube
from .mount import Mount, Region, Spot
from .power import catenary
from .signal import HeadKind, State, head_of

__all__ = ["SignalPole", "mast_arm", "signal_pole", "signal_post", "signals", "span_wire"]


@dataclass(frozen=True, eq=False)
class SignalPole:
    """A pole without its heads, and the spots for them.

    Attributes:
        model: not labelled.
        spots: ``use`` is a head's kind: ``vehicle``, ``pedestrian`` (these face along the pavement), ….
        large: which spots take 300 mm lenses, by position.
    """

    model: Model
    spots: tuple[Spot, ...]
    large: tuple[bool, ...]


@lru_cache(maxsize=64)
def signal_post(
    height_m: float = 3.4, pedestrian: bool = True, code: str = "", look: int = 1, head_m: float = 0.735
) -> SignalPole:
    """A post at the kerb: a vehicle head at 2.2 m, and a pedestrian head that looks across (−y)."""
    r = 0.057
    pieces = [
        tube((0, 0, -0.3), (0, 0, height_m), r, sides=14),
        tube((0, 0, height_m), (0, 0, height_m + 0.03), r * 1.05, r * 0.6, 14, 1),
        tube((0, 0, 0), (0, 0, 0.03), r * 1.5, sides=14),
        box((0.004, 0.09, 0.3), (r, 0, 0.5), 0, 0.001),
    ]
    spots = [Spot("vehicle", 0.20, 0.0, 2.2, 0.0)]
    for z in (2.25, 2.2 + head_m - 0.05):
        pieces.append(box((0.16, 0.035, 0.03), (0.08, 0, z), 1, 0.004))
    if pedestrian:
        spots.append(Spot("pedestrian", 0.0, -0.18, 2.15, -90.0))
        for z in (2.2, 2.58):
            pieces.append(box((0.035, 0.14, 0.03), (0, -0.08, z), 1, 0.004))
        # The button that asks for green.
        pieces.append(box((0.09, 0.06, 0.19), (0, -r - 0.02, 0.95), 2, 0.012))
    steel = painted(code, look, 0.12) if code else galvanised(look)
    model = Model("signal post", gathered(pieces), (steel, black(look), plain("c79a1e", 0.4)))
    return SignalPole(model, tuple(spots), (False,) * len(spots))


@lru_cache(maxsize=64)
def mast_arm(
    reach_m: float = 5.0,
    height_m: float = 6.2,
    heads: int = 1,
    curved: bool = False,
    code: str = "",
    look: int = 1,
    kerb_head: bool = True,
    head_m: float = 1.04,
    clearance_m: float = 4.7,
) -> SignalPole:
    """A pole whose arm reaches ``reach_m`` over the road (−y), with ``heads`` on its outer half.

    Its lower edge hangs no lower than ``clearance_m``; a second set may hang at the kerb.
    """
    r0, r1 = 0.15, 0.085
    pieces = [
        tube((0, 0, -0.3), (0, 0, height_m), r0, 0.72 * r0, 16),
        tube((0, 0, height_m), (0, 0, height_m + 0.04), 0.75 * r0, 0.4 * r0, 16),
        box((0.44, 0.44, 0.035), (0, 0, 0), 0, 0.006),
        box((0.02, 0.13, 0.35), (r0 - 0.004, 0, 0.6), 0, 0.004),
    ]
    for x in (-0.16, 0.16):
        for y in (-0.16, 0.16):
            pieces.append(tube((x, y, 0.035), (x, y, 0.075), 0.022, sides=6))
    arm_z = height_m - 0.45
    t = np.linspace(0, 1, 10 if curved else 4)
    z = arm_z - 0.9 + 0.9 * np.sin(t * np.pi / 2) ** 0.8 if curved else arm_z + 0.03 * reach_m * t
    arm = np.column_stack([np.zeros(len(t)), -reach_m * t, z])
    pieces.append(pipe(arm, [float(r) for r in np.interp(t, [0, 1], [r1, 0.5 * r1])], 12))
    pieces.append(box((0.26, 0.06, 0.3), (0, -0.11, arm[0, 2] - 0.15), 0, 0.01))
    spots, large = [], []
    for k in range(heads):
        out = reach_m * (1 - 0.42 * k) - 0.25 if heads < 3 else reach_m - 0.25 - 2.9 * k
        y, at = -out, float(np.interp(out, -arm[:, 1], arm[:, 2]))
        low = max(at - head_m / 2, clearance_m)
        spots.append(Spot("vehicle", 0.22, y, low, 0.0))
        large.append(True)
        pieces.append(tube((0.0, y, at), (0.09, y, at), 0.03, sides=8, part=1))
        pieces.append(box((0.03, 0.05, head_m * 0.8), (0.09, y, low + head_m * 0.1), 1, 0.004))
    if kerb_head:
        spots.append(Spot("vehicle", 0.30, 0.0, 2.4, 0.0))
        large.append(False)
        for z_m in (2.45, 3.0):
            pieces.append(box((0.2, 0.035, 0.03), (0.17, 0, z_m), 1, 0.004))
        spots.append(Spot("pedestrian", 0.0, -0.28, 2.2, -90.0))
        large.append(False)
        for z_m in (2.25, 2.6):
            pieces.append(box((0.035, 0.18, 0.03), (0, -0.17, z_m), 1, 0.004))
    steel = painted(code, look, 0.12) if code else galvanised(look)
    return SignalPole(
        Model("signal pole", gathered(pieces), (steel, black(look))), tuple(spots), tuple(large)
    )


@lru_cache(maxsize=32)
def span_wire(
    width_m: float = 16.0, heads: int = 2, head_m: float = 1.04, wooden: bool = True, look: int = 1
) -> SignalPole:
    """Two poles, at the origin and at y = −``width_m``, and a wire between them, as in America."""
    top = 7.6
    pieces = []
    for y in (0.0, -width_m):
        if wooden:
            pieces.append(tube((0, y, -0.3), (0, y, top + 0.9), 0.16, 0.12, 14))
        else:
            pieces.append(tube((0, y, -0.3), (0, y, top + 0.2), 0.14, 0.1, 14))
    wire = catenary((0, 0, top), (0, -width_m, top), 1.05, 24)
    pieces.append(pipe(wire, 0.008, 5, 1))
    lower = wire - (0, 0, 0.25)
    pieces.append(pipe(lower[4:-4], 0.006, 5, 1))
    spots = []
    for k in range(heads):
        out = width_m * (0.5 + (k - (heads - 1) / 2) * min(0.22, 3.2 / width_m))
        y, at = -out, float(np.interp(out, -wire[:, 1], wire[:, 2]))
        pieces.append(tube((0, y, at), (0, y, at - 0.3), 0.02, sides=8, part=2))
        pieces.append(box((0.06, 0.06, 0.08), (0, y, at - 0.36), 2, 0.01))
        spots.append(Spot("vehicle", 0.0, y, at - 0.36 - head_m, 0.0))
    wood = creosoted(look) if wooden else galvanised(look)
    model = Model("signal span", gathered(pieces), (wood, plain("2a2b2d", 0.5), galvanised(look)))
    return SignalPole(model, tuple(spots), (True,) * heads)


def signal_pole(
    draw: Draw,
    *,
    region: Region = "europe",
    overhead: bool | None = None,
    road_m: float = 7.0,
    head_m: float = 1.04,
) -> SignalPole:
    """A pole for one approach.

    Args:
        overhead: heads over the road, too; by default as often as in the region.
        road_m: from the kerb to the far side of the lanes that it speaks to.
        head_m: height of large heads.
    """
    look = draw.integer("look", 0, LOOKS - 1)
    if region == "us":
        if overhead is False:
            return signal_post(3.6, True, "", look, head_m)
        if draw.chance("span", 0.25):
            return span_wire(
                round(2 * road_m + 3), 2 if road_m < 8 else 3, head_m, draw.chance("wooden", 0.5), look
            )
        heads = 2 if road_m < 8 else 3
        return mast_arm(
            float(round(road_m)), 6.8, heads, draw.chance("curved", 0.25), "", look, True, head_m, 4.8
        )
    over = draw.chance("overhead", 0.35) if overhead is None else overhead
    code = draw.choice("paint", {"": 4.0, "5c6165": 2.0, "2f4a3a": 1.0})
    if not over:
        return signal_post(3.4, draw.chance("pedestrian", 0.6), code, look)
    reach = min(5.5, round(road_m - 1.5, 1))
    return mast_arm(reach, 6.2, 1, draw.chance("curved", 0.5), code, look, True, head_m, 4.6)


def signals(
    draw: Draw,
    *,
    region: Region = "europe",
    state: State = "red",
    pedestrian_state: State | None = None,
    overhead: bool | None = None,
    road_m: float = 7.0,
    kind: HeadKind = "vehicle",
) -> tuple[Mount, ...]:
    """A pole with all its heads in a state: the pole comes first and is not labelled, the heads are.

    Pedestrians who cross the approach's road walk while it is red, unless told otherwise.
    """
    if pedestrian_state is None:
        pedestrian_state = {"red": "green", "off": "off"}.get(state, "red")  # type: ignore[assignment]
    looks = draw.scope("head")
    main = head_of(looks, region=region, kind=kind, state=state, large=True)
    small = head_of(draw.scope("small"), region=region, kind=kind, state=state, large=False)
    walk = head_of(
        draw.scope("walk"), region=region, kind="pedestrian", state=pedestrian_state or "red", large=False
    )
    pole = signal_pole(
        draw.scope("pole"), region=region, overhead=overhead, road_m=road_m, head_m=main.height_m
    )
    mounts = [Mount(pole.model)]
    for spot, large in zip(pole.spots, pole.large, strict=True):
        head = walk if spot.use == "pedestrian" else main if large or region == "us" else small
        mounts.append(spot.holding(head.build()))
    return tuple(mounts)
