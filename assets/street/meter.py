"""Parking meters: American posts with one or two heads, and pay-and-display machines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ...draw import Draw
from ..material import Material, Surface
from ..model import Model
from ..prints.canvas import Canvas
from ..recipes import Sheeting
from ..shapes.lathe import lathe
from .finish import LOOKS, galvanised, painted
from .forms import box, gathered, moved, panel, plate, prism, rectangle, rounded, tube
from .mount import Region
from .sign import sign_face

__all__ = ["ParkingMeter", "parking_meter"]


@dataclass(frozen=True)
class ParkingMeter:
    """A meter, its face to +x: a post 1.0 m high with a head on it.

    Attributes:
        heads: one or two.
        color: code of the housing.
        machine: in their place a pay-and-display machine, 1.7 m high.
    """

    heads: int = 1
    color: str = "7d8387"
    machine: bool = False
    look: int = 1

    def build(self) -> Model:
        """The model; equal meters share it."""
        return _build(self)


@lru_cache(maxsize=2)
def _face(machine: bool) -> Material:
    canvas = Canvas(*((0.3, 0.6) if machine else (0.11, 0.15)), (0.16, 0.17, 0.18), 192)
    w, h = canvas.width, canvas.height
    if machine:
        canvas.rectangle(0, 0, w, 0.22 * h, (0.05, 0.24, 0.52))
        canvas.caps("P", w / 2, 0.11 * h, 0.14 * h, (0.9, 0.9, 0.9))
        canvas.rectangle(0.12 * w, 0.27 * h, 0.76 * w, 0.18 * h, (0.36, 0.43, 0.36))
        for k, line in enumerate(("09-20 h", "1 h  2.40")):
            canvas.text(line, w / 2, (0.31 + 0.08 * k) * h, 0.07 * h, (0.1, 0.13, 0.1))
        for k in range(12):
            canvas.rectangle(
                (0.2 + 0.21 * (k % 3)) * w,
                (0.52 + 0.07 * (k // 3)) * h,
                0.15 * w,
                0.05 * h,
                (0.6, 0.61, 0.62),
                3,
            )
        canvas.rectangle(0.3 * w, 0.84 * h, 0.4 * w, 0.1 * h, (0.03, 0.03, 0.03), 4)
    else:
        canvas.rectangle(0.1 * w, 0.08 * h, 0.8 * w, 0.36 * h, (0.43, 0.49, 0.42), 3)
        canvas.text("1:24", w / 2, 0.26 * h, 0.24 * h, (0.1, 0.12, 0.1), weight=600)
        canvas.rectangle(0.12 * w, 0.55 * h, 0.3 * w, 0.06 * h, (0.7, 0.7, 0.7))
        canvas.rectangle(0.56 * w, 0.52 * h, 0.32 * w, 0.12 * h, (0.05, 0.24, 0.52))
        canvas.text("25¢", 0.3 * w, 0.78 * h, 0.16 * h, (0.85, 0.85, 0.85))
        canvas.ellipse(0.72 * w, 0.8 * h, 0.13 * w, 0.13 * w, (0.55, 0.1, 0.1))
    return Sheeting(picture=canvas.texture(), wear=0.3, fade=0.2)


@lru_cache(maxsize=64)
def _build(spec: ParkingMeter) -> Model:
    pieces = []
    if spec.machine:
        pieces += [
            box((0.26, 0.36, 1.55), (0, 0, 0), 0, 0.02),
            box((0.32, 0.42, 0.05), (0, 0, 1.55), 0, 0.02),
            box((0.3, 0.4, 0.08), (0, 0, 0), 2, 0.01),
            panel((-0.15, 0.15), (0.8, 1.4), 0.132, 1),
            tube((0, 0, 1.6), (0, 0, 2.45), 0.025, sides=10, part=2),
            moved(plate(rounded(rectangle(0.42, 0.42), 0.04, 3), 0.003, 0.028, (3, 2)), 0, 0, 2.3),
        ]
    else:
        pieces.append(tube((0, 0, -0.3), (0, 0, 1.02), 0.03, sides=12, part=2))
        ys = (0.0,) if spec.heads == 1 else (-0.14, 0.14)
        if spec.heads == 2:
            pieces.append(box((0.06, 0.36, 0.05), (0, 0, 1.02), 2, 0.01))
        for y in ys:
            low = np.array([[0.035, 1.02], [0.05, 1.06], [0.06, 1.1]])
            pieces.append(moved(lathe(low, 12, 0), 0, y))
            # A body with round shoulders, and above it the clear dome over the display.
            side = rounded([[-0.09, 1.08], [0.09, 1.08], [0.1, 1.3], [-0.1, 1.3]], 0.02, 3)
            pieces.append(moved(prism(side, -0.06, 0.06, "x", 0), 0, y))
            t = np.linspace(0, np.pi, 13)
            dome = np.column_stack([0.1 * np.cos(t), 1.3 + 0.11 * np.sin(t)])
            pieces.append(moved(prism(dome, -0.058, 0.058, "x", 0), 0, y))
            inner = np.column_stack([0.078 * np.cos(t), 1.302 + 0.085 * np.sin(t)])
            pieces.append(moved(prism(inner, -0.062, 0.064, "x", 4), 0, y))
            pieces.append(panel((y - 0.055, y + 0.055), (1.12, 1.27), 0.0615, 1))
            pieces.append(tube((0.055, y + 0.07, 1.2), (0.085, y + 0.07, 1.2), 0.012, sides=8, part=2))
            pieces.append(tube((0.06, y, 1.105), (0.068, y, 1.105), 0.03, sides=12, part=2))
    glass: Material = Surface(base_color=(0.12, 0.13, 0.14), roughness=0.06, coat=1.0)
    materials = (
        painted(spec.color, spec.look, 0.15),
        _face(spec.machine),
        galvanised(spec.look),
        sign_face("europe", "parking", look=spec.look),
        glass,
    )
    attributes = {"kind": "machine" if spec.machine else "post"}
    return Model(
        "parking meter", gathered(pieces), materials, category="parking meter", attributes=attributes
    )


def parking_meter(draw: Draw, *, region: Region = "us") -> Model:
    """A meter of the region: Europe's are machines mostly."""
    machine = draw.chance("machine", 0.15 if region == "us" else 0.85)
    return ParkingMeter(
        2 if draw.chance("double", 0.25) else 1,
        draw.choice("color", {"7d8387": 4.0, "3d4348": 3.0, "1f3f6b": 1.0, "2a4034": 0.7}),
        machine,
        draw.integer("look", 0, LOOKS - 1),
    ).build()
