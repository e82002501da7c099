"""Which of KITTI's classes an annotation is, and who rides on what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .frames import Record

__all__ = ["CLASSES", "Actor", "actors", "is_rider", "left_out", "riders"]

CLASSES = (*("Car", "Van", "Truck", "Pedestrian", "Person_sitting", "Cyclist", "Tram", "Misc", "DontCare"),)
"""KITTI's, in the order of its readme."""

_OF_CATEGORY = {"car": "Car", "truck": "Truck", "train": "Tram", "bus": "Misc"}
_TWO_WHEELERS = ("bicycle", "motorcycle")
_RIDING = ("cycling", "riding")
_SEATED = ("sitting", "wheelchair")
_FARTHEST_RIDE_M = 1.2


@dataclass(frozen=True)
class Actor:
    """One object in KITTI's sense.

    Attributes:
        type: its class.
        rows: annotations that it is made of; the first one says where it is heading.
    """

    type: str
    rows: tuple[Record, ...]


def actors(rows: Sequence[Record]) -> list[Actor]:
    """What KITTI knows of an image's annotations, in their order; a rider stands where the person does.

    Crowds and what is ``small`` are DontCare, a rider only together with what is ridden. A
    two-wheeler with nobody on it has no class.
    """
    ridden_by = riders(rows)
    ridden = {vehicle["instance_id"] for _, vehicle in ridden_by}
    vehicle_of = {person["instance_id"]: vehicle for person, vehicle in ridden_by}
    found = []
    for row in rows:
        if row["instance_id"] in ridden:
            continue
        if row["category"] == "person" and row["instance_id"] in vehicle_of:
            vehicle = vehicle_of[row["instance_id"]]
            kind = "Cyclist" if vehicle["category"] == "bicycle" else "Misc"
            ignored = _ignored(row) and _ignored(vehicle)
            found.append(Actor("DontCare" if ignored else kind, (vehicle, row)))
        elif _ignored(row):
            found.append(Actor("DontCare", (row,)))
        else:
            name = _class_of(row)
            if name is not None:
                found.append(Actor(name, (row,)))
    return found


def left_out(rows: Sequence[Record]) -> Counter[str]:
    """How many annotations of each category have no class in KITTI."""
    kept = {row["instance_id"] for actor in actors(rows) for row in actor.rows}
    return Counter(row["category"] for row in rows if row["instance_id"] not in kept)


def is_rider(row: Record) -> bool:
    """Whether a person says that they ride: ``riding``, ``rider_of``, or a pose of that kind."""
    said = row.get("attributes", {})
    return row["category"] == "person" and bool(
        said.get("riding") or said.get("rider_of") or said.get("pose") in _RIDING
    )


def riders(rows: Sequence[Record]) -> list[tuple[Record, Record]]:
    """Persons with the two-wheelers that they ride.

    ``rider_of`` may be the instance id of the vehicle; else it is the nearest one that nobody has yet,
    with its centre within 1.2 m of the person's.
    """
    free = [row for row in rows if row["category"] in _TWO_WHEELERS]
    pairs = []
    for person in filter(is_rider, rows):
        wanted = person["attributes"].get("rider_of")
        named = [row for row in free if row["instance_id"] == wanted and not isinstance(wanted, bool)]
        near = named or [row for row in free if _apart_m(person, row) <= _FARTHEST_RIDE_M]
        if near:
            vehicle = min(near, key=lambda row: _apart_m(person, row))
            free = [row for row in free if row is not vehicle]
            pairs.append((person, vehicle))
    return pairs


def _ignored(row: Record) -> bool:
    return bool(row.get("iscrowd") or row.get("small"))


def _apart_m(a: Record, b: Record) -> float:
    return float(np.linalg.norm(np.subtract(a["box3d"]["centre_m"], b["box3d"]["centre_m"])))


def _class_of(row: Record) -> str | None:
    said = row.get("attributes", {})
    if row["category"] == "person":
        if is_rider(row):
            return "Cyclist"
        return "Person_sitting" if said.get("pose") in _SEATED else "Pedestrian"
    words = re.findall(r"[a-z]+", f"{said.get('kind', '')} {row.get('model', '')}".lower())
    if row["category"] in ("car", "truck") and {"van", "minivan"} & set(words):
        return "Van"
    if row["category"] in ("bus", "train") and "tram" in words:
        return "Tram"
    return _OF_CATEGORY.get(row["category"])
