"""What ends a house at the top: cornice, gutter, roof, dormers, chimneys, antennas."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from ...draw import Draw
from .body import Body
from .elevation import Look, Opening, Side, elevation
from .fittings import cornice, gutter
from .parts import PAINT, ROOF, WALL, tint
from .pieces import Pieces, frame
from .roofs import Profile, antenna, chimney, dish, flat_roof, gable, hipped, pitched, roof_window
from .wall import Surround

__all__ = ["Crown", "crown", "dormer"]


@dataclass(frozen=True)
class Crown:
    """The shape of the top.

    Attributes:
        kind: ``flat``, ``pitched``, ``hipped`` (pitched on all four sides) or ``mansard``.
        eaves: height at which the upper storey ends.
        pitch_deg: of a pitched roof.
        eaves_m: how far it hangs over.
        rise_m: of a mansard's steep part.
        parapet_m: above a flat roof's deck.
        cornice_m: how far the main cornice sticks out; 0: none.
    """

    kind: str
    eaves: float
    pitch_deg: float = 40.0
    eaves_m: float = 0.35
    rise_m: float = 2.5
    parapet_m: float = 0.5
    cornice_m: float = 0.0

    @property
    def wall_top(self) -> float:
        """How high the front wall goes."""
        return self.eaves + (self.parapet_m if self.kind == "flat" else 0.0)

    def profile(self, x0: float, x1: float) -> Profile:
        """The roof over walls at ``x0`` (front) and ``x1`` (back)."""
        middle = (x0 + x1) / 2
        if self.kind == "mansard":
            lean = 0.3 * self.rise_m
            high = self.eaves + self.rise_m
            ridge = high + 0.32 * ((x0 - x1) / 2 - lean)
            return Profile(
                (
                    (x0 + 0.05, self.eaves),
                    (x0 - lean, high),
                    (middle, ridge),
                    (x1 + lean, high),
                    (x1 - 0.05, self.eaves),
                )
            )
        slope = math.tan(math.radians(self.pitch_deg))
        over = self.eaves_m
        low = self.eaves + 0.12 - over * slope
        return Profile(
            (
                (x0 + over, low),
                (middle, self.eaves + 0.12 + (x0 - middle) * slope),
                (x1 - min(over, 0.4), self.eaves + 0.12 - min(over, 0.4) * slope),
            )
        )


def dormer(
    body: Body, profile: Profile, y: float, x: float, wide_m: float, tall_m: float, kind: str, look: Look
) -> None:
    """A dormer whose front stands at ``x``; its kind of roof is ``flat``, ``gable`` or ``shed``."""
    out, a, b = body.out, y - wide_m / 2, y + wide_m / 2
    foot = profile.z_at(x) - 0.05
    top = foot + tall_m
    rise = {"gable": 0.45 * wide_m, "shed": 0.0, "flat": 0.0}[kind]
    back = profile.x_at(top)
    if profile.ridge[1] < top + rise + 0.15 or x - back > 6.0:
        return
    shallow = replace(look.backs, deep_m=0.3)  # behind is the roof
    plain = replace(
        look, surround=Surround(sill_m=0.04), recess_m=0.0 if body.plot.far else 0.06, backs=shallow
    )
    edge = 0.13
    one = elevation(
        Side(a, b, [(foot, top, WALL)], [Opening("window", (a + edge, foot + 0.2, b - edge, top - 0.12))]),
        plain,
        body.plot.lit,
        body.plot.far,
        body.rng,
    )
    out.put(one, frame((x, 0.0, 0.0), (0.0, 1.0, 0.0)))
    cheek = [(x, foot), (back, top), (x, top)]
    for at, order in ((a, (0, 2, 1)), (b, (0, 1, 2))):
        out.mesh([(p, at, q) for p, q in (cheek[i] for i in order)], [[0, 2, 1]], PAINT, tint("lead"))
    front = x + 0.14
    o = 0.1
    if kind == "gable":
        ridge_back = profile.x_at(top + rise)
        r0, r1 = (front, y, top + rise), (ridge_back, y, top + rise)
        drop = rise * o / (wide_m / 2)
        for side, sign in ((a - o, -1), (b + o, 1)):
            low0, low1 = (front, side, top - drop), (profile.x_at(top - drop), side, top - drop)
            quad = [low0, r0, r1, low1] if sign < 0 else [r0, low0, low1, r1]
            out.quads([quad[::-1]], ROOF)
        out.mesh([(x, a, top), (x, b, top), (x, y, top + rise)], [[0, 1, 2]], WALL)
        for side in (a - o, b + o):
            p = np.array(
                [
                    (front + 0.01, side, top - drop),
                    (front + 0.01, y, top + rise),
                    (front + 0.01, y, top + rise - 0.14),
                    (front + 0.01, side, top - drop - 0.14),
                ]
            )
            out.quads([p if side > y else p[::-1]], PAINT, tint(*look.style.color))
    else:
        up = 0.1
        out.boxes([back - 0.3, a - o, top], [front, b + o, top + up], PAINT, tint("lead", 1))
        out.boxes(
            [front - 0.02, a - o, top - 0.06], [front + 0.01, b + o, top + up], PAINT, tint(*look.style.color)
        )


def crown(draw: Draw, body: Body, shape: Crown, look: Look) -> None:
    """Build the top of a house on its walls."""
    plot, out = body.plot, body.out
    y0, y1 = body.y0, body.y1
    far = plot.far
    shade = int(tint(draw.choice("gutter", {"zinc": 4.0, "copper": 1.0, "brown": 0.6, "white": 0.7})))
    soffit = int(tint(draw.choice("soffit", {"white": 2.0, "brown": 1.0, "grey": 1.0})))
    brackets = draw.chance("brackets", 0.5)
    dormers = draw.choice("dormers", {"none": 2.0, "few": 2.0, "row": 1.5})
    kind = draw.choice("dormer", {"gable": 2.0, "flat": 2.0})
    skylights = draw.integer("skylights", 0, 3)
    stacks = draw.integer("chimneys", 0, 2)
    pots = draw.integer("pots", 1, 4)
    has_antenna, has_dish = draw.chance("antenna", 0.35), draw.chance("dish", 0.3)
    turn = draw.uniform("antenna/turn", 0.0, 6.28)
    place = [draw.uniform(f"place/{i}", 0.1, 0.9) for i in range(7)]
    wide = y1 - y0
    # Over sides that stand free the roof reaches out as far as the plot allows.
    r0 = y0 if plot.joined[0] else -plot.width_m / 2
    r1 = y1 if plot.joined[1] else plot.width_m / 2
    if shape.cornice_m:
        cornice(
            body.front,
            y0,
            y1,
            shape.eaves + (0.05 if shape.kind == "flat" else -0.02),
            0.3 + 0.5 * shape.cornice_m,
            shape.cornice_m,
            brackets and not far,
        )
    if shape.kind == "flat":
        flat_roof(out, body.x0, body.x1, y0, y1, shape.wall_top, shape.parapet_m, shade, (r0, r1))
        deck = shape.eaves
        if not far:
            x, y = body.x0 - 2.0 - 3.0 * place[0], y0 + place[1] * wide
            if wide > 6:
                half = min(1.5, wide / 5)
                y = min(max(y, y0 + half + 0.2), y1 - half - 0.2)
                out.boxes(
                    [x - 1.6, y - half, deck], [x + 1.0, y + half, deck + 2.4], PAINT, tint("concrete", pots)
                )
            for i in range(stacks + 1):
                y = y0 + place[2 + i] * (wide - 1.4)
                out.boxes(
                    [body.x0 - 1.9, y, deck + 0.15],
                    [body.x0 - 0.9, y + 1.0, deck + 1.0],
                    PAINT,
                    tint("tank", i),
                )
            if has_antenna:
                antenna(out, body.x0 - 1.5, y0 + place[5] * wide, deck + 0.5, turn)
            if has_dish:
                dish(out, (body.x0 - 0.8, y0 + place[6] * wide, shape.wall_top + 0.3), turn)
        return
    profile = shape.profile(body.x0, body.x1)
    if shape.kind == "hipped":
        hipped(out, profile, r0, r1, soffit)
    else:
        pitched(out, profile, r0, r1, 0.14, soffit)
        for y, outward in ((y0, -1), (y1, 1)):
            gable(out, profile, y, outward, shape.eaves - 0.02, body.x0, body.x1, WALL)
    eave = profile.points[0]
    if far:
        if stacks:
            ridge = profile.ridge
            out.boxes(
                [ridge[0] - 0.9, y0 + place[0] * (wide - 1), ridge[1] - 1.5],
                [ridge[0] - 0.4, y0 + place[0] * (wide - 1) + 0.9, ridge[1] + 0.8],
                PAINT,
                tint("brick"),
            )
    else:
        _gutter(out, eave, r0, r1, shade)
    setback = body.x0 - (0.25 if shape.kind == "mansard" else 0.6)
    steep = shape.kind == "pitched" and shape.pitch_deg > 28
    if shape.kind == "mansard" or (dormers != "none" and steep):
        step = 2.2 if dormers == "few" else 1.7
        size = (1.15, min(1.75, shape.rise_m - 0.5)) if shape.kind == "mansard" else (1.25, 1.35)
        count = max(1, int((wide - 1.0) / (size[0] + step * 0.7)))
        if dormers == "few" and shape.kind == "pitched":
            count = max(1, count // 2)
        for i in range(count):
            y = y0 + wide * (i + 0.5) / count
            if y - 0.9 < y0 or y + 0.9 > y1:
                continue
            dormer(body, profile, y, setback, *size, kind if shape.kind == "pitched" else "flat", look)
    if far:
        return
    if shape.kind == "pitched" and dormers == "none":
        for i in range(skylights):
            x = body.x0 - 1.2 - 0.8 * place[3 + i] * 2
            if x > profile.ridge[0] + 1.2:
                roof_window(out, profile, y0 + 0.6 + place[i] * (wide - 1.2), x)
    ridge = profile.ridge
    for i in range(stacks):
        at = (y0 + 0.45, y1 - 0.45)[i] if place[4] < 0.6 else y0 + 0.5 + place[i] * (wide - 1)
        chimney(
            out,
            ridge[0] + (0.4 if place[5] < 0.5 else -0.5),
            at,
            ridge[1] - 1.4,
            ridge[1] + 0.7 + 0.5 * place[6],
            min(0.4 + 0.25 * pots, 0.85),
            pots,
        )
    if has_antenna:
        antenna(out, ridge[0], y0 + 0.5 + place[2] * (wide - 1.0), ridge[1], turn)
    if has_dish:
        x = body.x0 - 1.0
        dish(out, (x, y0 + 0.6 + place[3] * (wide - 1.2), profile.z_at(x) + 0.5), turn / 6.28 - 0.5)


def _gutter(out: Pieces, eave: tuple[float, float], y0: float, y1: float, shade: int) -> None:
    one = Pieces()
    gutter(one, y0, y1, eave[1] - 0.03, 0.0, shade)
    out.put(one, frame((eave[0], 0.0, 0.0), (0.0, 1.0, 0.0)))
