"""What stands on a street, in Europe's and America's forms: signs, signals, lamps, furniture, fences, debris.

A frozen dataclass or a function of plain values builds (``TrafficLight``, ``fence_of``); equal values give
one and the same :class:`~cyclorama.assets.model.Model`, so that instances share mesh and materials. The
sampler (``traffic_light(draw, region="europe")``) only draws such values. What stands for traffic to see
faces +x. Things stand on z = 0, with footings 0.3 m below it; wires, heads and plates are placed by
:class:`Spot` and :class:`Mount`.
"""

from __future__ import annotations

from collections.abc import Callable

from ...draw import Draw
from ..entry import Entry
from ..model import Model
from .accident import shards, warning_triangle
from .bag import bin_bag
from .ball import ball
from .bench import Bench, bench
from .bin import litter_bin, wheelie_bin
from .bollard import bicycle_stand, bollard
from .cafe import cafe_table, parasol
from .cover import drain, manhole
from .debris import DEBRIS, DebrisKind, debris
from .dig import dug, works_rail
from .fence import FenceStyle, fence, guard_rail
from .hydrant import FireHydrant, fire_hydrant
from .kerbside import advertising_pillar, billboard, cabinet, mailbox, poster_case
from .lamp import LAMPS, LampStyle, StreetLamp, street_lamp
from .meter import ParkingMeter, parking_meter
from .mount import Mount, Region, Spot
from .planter import planter
from .power import PowerPole, catenary, utility_pole, wire
from .roadworks import barrier, barrier_of, beacon_plate, cone, heap, skip, steel_plate
from .shelter import bus_shelter, bus_stop, shelter_walls, sheltered_stop
from .sign import FACES, Sign, sign_on_post, sign_post, sign_spot, stop_sign, traffic_sign
from .signal import STATES, HeadKind, State, TrafficLight, traffic_light
from .signal_pole import SignalPole, signal_pole, signals
from .temporary import sign_on_stand
from .wall import garden_wall

__all__ = [
    "DEBRIS",
    "FACES",
    "KINDS",
    "LAMPS",
    "STATES",
    "Bench",
    "DebrisKind",
    "FenceStyle",
    "FireHydrant",
    "HeadKind",
    "LampStyle",
    "Mount",
    "ParkingMeter",
    "PowerPole",
    "Region",
    "Sign",
    "SignalPole",
    "Spot",
    "State",
    "StreetLamp",
    "TrafficLight",
    "advertising_pillar",
    "ball",
    "barrier",
    "barrier_of",
    "beacon_plate",
    "bench",
    "bicycle_stand",
    "billboard",
    "bin_bag",
    "bollard",
    "bus_shelter",
    "bus_stop",
    "cabinet",
    "cafe_table",
    "catenary",
    "cone",
    "debris",
    "drain",
    "dug",
    "entries",
    "fence",
    "fire_hydrant",
    "garden_wall",
    "guard_rail",
    "heap",
    "litter_bin",
    "mailbox",
    "manhole",
    "parasol",
    "parking_meter",
    "planter",
    "poster_case",
    "shards",
    "shelter_walls",
    "sheltered_stop",
    "sign_on_post",
    "sign_on_stand",
    "sign_post",
    "sign_spot",
    "signal_pole",
    "signals",
    "skip",
    "steel_plate",
    "stop_sign",
    "street_lamp",
    "traffic_light",
    "traffic_sign",
    "utility_pole",
    "warning_triangle",
    "wheelie_bin",
    "wire",
    "works_rail",
]

KINDS: dict[str, tuple[str | None, Callable[..., Model]]] = {
    # category where it is always the same, sampler
    "traffic_light": ("traffic light", traffic_light),
    "stop_sign": ("stop sign", stop_sign),
    "traffic_sign": ("traffic sign", traffic_sign),
    "fire_hydrant": ("fire hydrant", fire_hydrant),
    "bench": ("bench", bench),
    "parking_meter": ("parking meter", parking_meter),
    "planter": ("potted plant", planter),
    "bollard": (None, bollard),
    "bicycle_stand": (None, bicycle_stand),
    "litter_bin": (None, litter_bin),
    "wheelie_bin": (None, wheelie_bin),
    "bin_bag": (None, bin_bag),
    "cafe_table": (None, cafe_table),
    "parasol": (None, parasol),
    "bus_shelter": (None, bus_shelter),
    "utility_cabinet": (None, cabinet),
    "mailbox": (None, mailbox),
    "advertising_pillar": (None, advertising_pillar),
    "billboard": (None, billboard),
    "poster_case": (None, poster_case),
    "traffic_cone": (None, cone),
    "barrier": (None, barrier),
    "beacon": (None, beacon_plate),
    "skip": (None, skip),
    "heap": (None, heap),
    "steel_plate": (None, steel_plate),
    "fence": (None, fence),
    "guard_rail": (None, guard_rail),
    "garden_wall": (None, garden_wall),
    "manhole_cover": (None, manhole),
    "drain": (None, drain),
    "ball": ("sports ball", ball),
    "warning_triangle": (None, warning_triangle),
    "broken_glass": (None, shards),
}
"""Every single thing by name; poles with their heads and wires are no single things."""


def entries() -> tuple[Entry, ...]:
    """One row a kind and region."""
    regions: tuple[Region, ...] = ("europe", "us")
    return tuple(
        Entry(
            id=f"procedural/{kind}_{region}",
            category=category,
            build=_builder(sampler, region),
            licence="CC0-1.0",
            source="procedural",
            tags=frozenset({"street", "outdoor", region}),
        )
        for kind, (category, sampler) in KINDS.items()
        for region in regions
    )


def _builder(sampler: Callable[..., Model], region: Region) -> Callable[[Draw], Model]:
    def build(draw: Draw) -> Model:
        return sampler(draw, region=region)

    return build
