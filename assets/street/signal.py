"""Heads of traffic signals: housing, visors, backplate, and lenses that shine as the state says.

Sizes: lenses of 200 or 300 mm (EN 12368, section 6.1; MUTCD 2009, section 4D.07: 8 or 12 in); America's
backplates are 5 in wide all around. What shines: Vienna Convention, article 23.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from ...draw import Draw
from ..material import Material, Texture
from ..mesh import Mesh
from ..model import Model
from ..prints.canvas import Canvas
from ..recipes import SignalLens
from ..recipes.street import SIGNALS
from ..shapes.lathe import lathe
from .finish import LOOKS, black, painted, plastic
from .forms import box, facing_x, gathered, moved, plate, rectangle, rounded
from .mount import Region
from .pictograms import arrow, draw_figure

__all__ = ["HEADS", "STATES", "HeadKind", "State", "TrafficLight", "head_of", "traffic_light"]

State = Literal["red", "red_amber", "amber", "green", "off"]
STATES: tuple[State, ...] = ("red", "red_amber", "amber", "green", "off")
HeadKind = Literal["vehicle", "left", "right", "ahead", "pedestrian", "cycle"]
HEADS: tuple[HeadKind, ...] = ("vehicle", "left", "right", "ahead", "pedestrian", "cycle")

_LIT: dict[State, frozenset[str]] = {
    "red": frozenset({"red"}),
    "red_amber": frozenset({"red", "amber"}),
    "amber": frozenset({"amber"}),
    "green": frozenset({"green"}),
    "off": frozenset(),
}
# By eye, beside white paint in the sun (see vehicles.parts): a signal is brighter than that.
_STRENGTH = 7.0
_HOUSING, _VISOR, _BACK, _STRIP = range(4)
_LENS = 4


@dataclass(frozen=True)
class TrafficLight:
    """One head, standing on its lowest point, its lenses to +x; category ``traffic light``.

    Attributes:
        kind: what its lenses show: discs, arrows, a pedestrian, a bicycle.
        state: which of them shine.
        lens_m: 0.2 or 0.3.
        housing: colour code of the housing; visors are black inside.
        visor: length in lenses; 0 none.
        backplate_m: width around the housing; 0 none.
        reflective: a yellow strip along the backplate's edge.
        strength: of a lens that shines, W/m²/sr of white.
    """

    region: Region = "europe"
    kind: HeadKind = "vehicle"
    state: State = "red"
    lens_m: float = 0.2
    housing: str = "26282a"
    visor: float = 0.85
    backplate_m: float = 0.0
    reflective: bool = False
    look: int = 1
    strength: float = _STRENGTH

    def build(self) -> Model:
        """The model; equal heads share it, and heads that differ in state alone share its mesh."""
        return _head(self)

    @property
    def sections(self) -> tuple[str, ...]:
        """Colours of the lenses, from the top."""
        if self.kind == "pedestrian":
            return ("orange", "white") if self.region == "us" else ("red", "green")
        return ("red", "amber", "green")

    @property
    def height_m(self) -> float:
        """Of the housing with its backplate."""
        return len(self.sections) * _pitch(self.lens_m) + 2 * self.backplate_m


def _pitch(lens_m: float) -> float:
    """From lens to lens: the doors of a section are about 45 mm wider than the lens."""
    return lens_m + 0.045


def _visor(lens_m: float, length: float, part: int) -> Mesh:
    """A tunnel open below, its edge cut back towards its lower ends, tilted down a little."""
    turns = np.radians(np.linspace(-38, 218, 19))
    radius = lens_m / 2 + 0.012
    reach = length * lens_m * (0.28 + 0.72 * np.clip((np.sin(turns) + 0.62) / 1.62, 0, 1) ** 0.8)
    y, z = radius * np.cos(turns), radius * np.sin(turns)
    n = len(turns)
    inner = 0.96
    points = np.concatenate(
        [
            np.column_stack([np.zeros(n), y, z]),
            np.column_stack([reach, y, z - 0.08 * reach]),
            np.column_stack([reach, inner * y, inner * z - 0.08 * reach]),
            np.column_stack([np.zeros(n), inner * y, inner * z]),
        ]
    )
    i = np.arange(n - 1)
    quads = []
    for row in range(3):
        a = row * n + i
        quads.append(np.stack([a, a + 1, a + n + 1, a + n], axis=1))
    q = np.concatenate(quads)[:, ::-1]
    triangles = np.concatenate([q[:, [0, 1, 2]], q[:, [0, 2, 3]]]).astype(np.int32)
    return Mesh(points.astype(np.float32), triangles, part=np.full(len(triangles), part, np.int32))


def _lens(lens_m: float, part: int) -> Mesh:
    """A shallow dome; texture coordinates 0 … 1 from lower left to upper right, seen from +x."""
    radius, bulge = lens_m / 2, 0.09 * lens_m
    t = np.linspace(0, 1, 4)
    profile = np.column_stack([radius * np.cos(t * np.pi / 2), bulge * np.sin(t * np.pi / 2)])
    profile[-1, 0] = 0.0
    return facing_x(lathe(profile, 20, part, planar=(part,)))


@lru_cache(maxsize=64)
def _mesh(
    sections: int, lens_m: float, visor: float, backplate_m: float, reflective: bool, pedestrian: bool
) -> Mesh:
    pitch = _pitch(lens_m)
    depth = 0.55 * lens_m + 0.04
    low = backplate_m
    pieces = []
    width = pitch + 0.01
    for k in range(sections):
        z = low + (sections - 1 - k + 0.5) * pitch
        pieces.append(box((depth, width, pitch - 0.006), (0, 0, z - pitch / 2 + 0.003), _HOUSING, 0.018))
        front = depth / 2
        pieces.append(
            box((0.016, width - 0.03, pitch - 0.034), (front, 0, z - pitch / 2 + 0.017), _HOUSING, 0.006)
        )
        ring = np.array([[lens_m / 2 + 0.016, 0.0], [lens_m / 2 + 0.014, 0.02], [lens_m / 2 - 0.002, 0.02]])
        pieces.append(
            moved(
                facing_x(lathe(np.concatenate([ring, [[lens_m / 2 - 0.004, 0.004]]]), 20, _VISOR)),
                front,
                0,
                z,
            )
        )
        if visor > 0:
            pieces.append(moved(_visor(lens_m, visor, _VISOR), front + 0.008, 0, z))
        if pedestrian and lens_m > 0.25:
            square = rounded(rectangle(lens_m, lens_m), 0.02, 2)
            pieces.append(moved(plate(square, 0.012, 0.0, (_LENS + k, _VISOR)), front + 0.012, 0, z))
        else:
            pieces.append(moved(_lens(lens_m, _LENS + k), front + 0.006, 0, z))
    height = sections * pitch
    if backplate_m > 0:
        w, h = width + 2 * backplate_m, height + 2 * backplate_m
        edge = rounded(rectangle(w, h, (0.0, h / 2)), 0.05, 3)
        pieces.append(plate(edge, 0.004, depth / 2 - 0.03, (_BACK, _BACK)))
        if reflective:
            strip = 0.05
            for y, size in (
                (-(w - strip) / 2, (0.003, strip, h - 0.06)),
                ((w - strip) / 2, (0.003, strip, h - 0.06)),
            ):
                pieces.append(box(size, (depth / 2 - 0.026, y, 0.03), _STRIP))
            for z in (0.0, h - strip):
                pieces.append(box((0.003, w - 0.1, strip), (depth / 2 - 0.026, 0, z), _STRIP))
    # Hinges and the knobs of the doors.
    for k in range(sections):
        z = low + (k + 0.5) * pitch
        for y in (-width / 2 - 0.004, width / 2 + 0.004):
            pieces.append(box((0.05, 0.014, 0.035), (0.02, y, z - 0.018), _HOUSING, 0.004))
    return gathered(pieces)


@lru_cache(maxsize=32)
def _mask(kind: HeadKind, color: str, region: Region) -> Texture | None:
    """Where light comes through: white on clear."""
    if kind == "vehicle":
        return None
    canvas = Canvas(0.3, 0.3, None, 128)
    ink = (1.0, 1.0, 1.0)
    if kind == "pedestrian":
        figure = {"red": "standing", "orange": "hand"}.get(color, "walker")
        draw_figure(canvas, figure, 150, 150, 122, ink)
    elif kind == "cycle":
        draw_figure(canvas, "bicycle", 150, 152, 132, ink)
    else:
        way = {"left": (-1, 0), "right": (1, 0), "ahead": (0, -1)}[kind]
        x, y = way
        arrow(canvas, [(150 - 105 * x, 150 - 105 * y), (150 + 120 * x, 150 + 120 * y)], ink, 38, 78)
    return canvas.texture()


@lru_cache(maxsize=256)
def _optic(color: str, kind: HeadKind, region: Region, strength: float, lens_m: float, look: int) -> Material:
    return SignalLens(
        color=SIGNALS[color],
        strength=strength,
        mask=_mask(kind, color, region),
        diodes=round(lens_m / 0.0125),
        wear=0.2 + 0.5 * (look % LOOKS) / (LOOKS - 1),
    )


@lru_cache(maxsize=1024)
def _head(head: TrafficLight) -> Model:
    pedestrian = head.kind == "pedestrian" and head.region == "us"
    lit = _LIT[head.state]
    if head.kind == "pedestrian":  # white and orange stand for green and red in America
        lit = frozenset({"green", "white"}) if head.state == "green" else frozenset({"red", "orange"})
        lit = frozenset() if head.state == "off" else lit
    optics = tuple(
        _optic(color, head.kind, head.region, head.strength if color in lit else 0.0, head.lens_m, head.look)
        for color in head.sections
    )
    housing = painted(head.housing, head.look, 0.0)
    visor = 0.35 if pedestrian else head.visor
    return Model(
        "traffic light",
        _mesh(len(head.sections), head.lens_m, visor, head.backplate_m, head.reflective, pedestrian),
        (housing, black(head.look), plastic("1d1e20", head.look, 0.5), painted("d9a82a", 0), *optics),
        category="traffic light",
        attributes={"state": head.state, "kind": head.kind},
    )


def traffic_light(
    draw: Draw,
    *,
    region: Region = "europe",
    kind: HeadKind = "vehicle",
    state: State | None = None,
    large: bool | None = None,
) -> Model:
    """A head as it hangs in the region; heads of one junction take their look from one draw."""
    return head_of(draw, region=region, kind=kind, large=large, state=state or _state(draw)).build()


def _state(draw: Draw) -> State:
    return draw.choice("state", {"red": 5.0, "red_amber": 0.4, "amber": 0.6, "green": 5.0, "off": 0.3})


def head_of(
    draw: Draw, *, region: Region, kind: HeadKind = "vehicle", state: State = "red", large: bool | None = None
) -> TrafficLight:
    """What :func:`traffic_light` builds."""
    look = draw.integer("look", 0, LOOKS - 1)
    if region == "us":
        yellow = draw.chance("yellow", 0.55)
        back = kind not in ("pedestrian",) and draw.chance("backplate", 0.5)
        return TrafficLight(
            region=region,
            kind=kind,
            state=state,
            lens_m=0.3,
            housing="d0a11f" if yellow and kind != "pedestrian" else "26282a",
            visor=0.85,
            backplate_m=0.127 if back else 0.0,
            reflective=back and draw.chance("reflective", 0.4),
            look=look,
        )
    big = draw.chance("large", 0.25) if large is None else large
    small = kind in ("pedestrian", "cycle")
    back = not small and draw.chance("backplate", 0.35)
    return TrafficLight(
        region=region,
        kind=kind,
        state=state,
        lens_m=0.3 if big and not small else 0.2,
        housing=draw.choice("housing", {"26282a": 5.0, "2f4a3a": 2.0, "4a4e52": 1.0}),
        visor=0.9,
        backplate_m=0.1 if back else 0.0,
        look=look,
    )
