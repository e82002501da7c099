"""Houses that stand by themselves: rendered or brick with a tiled roof, or clad in siding."""

from __future__ import annotations

from dataclasses import replace

from ...draw import Draw
from .. import recipes
from ..material import Material
from ..model import Model
from . import stuff
from .balconies import balcony
from .body import Body, Plot, bays
from .crown import Crown, crown
from .elevation import Look, Opening
from .fittings import downpipe, lamp, plaque, railing, steps
from .parts import BASE, PAINT, ROOF, TRIM, WALL, tint
from .pieces import Pieces
from .roofs import Profile, pitched
from .wall import Surround
from .windows import Backs, WindowStyle, slats

__all__ = ["detached"]


def _stuff(draw: Draw, us: bool) -> tuple[Material, Material, Material, Material]:
    """Of wall, base, trim and roof."""
    kinds = {"lap": 4.0, "brick": 1.5, "stucco": 1.0} if us else {"stucco": 4.0, "brick": 1.5, "lap": 0.2}
    wall = stuff.wall(draw.scope("wall_stuff"), draw.choice("wall", kinds))
    brick = us and draw.chance("brick_base", 0.5)
    base = stuff.wall(draw.scope("base"), "brick") if brick else stuff.trim(draw.scope("base"), 0.42, 0.56)
    roof = stuff.bitumen(draw.scope("roof")) if us else recipes.roof_tiles(draw.scope("roof"))
    return wall, base, stuff.trim(draw.scope("trim"), 0.5, 0.72, 0.2), roof


def detached(draw: Draw, plot: Plot, storeys: int | None) -> Model:
    """A house for a family: pitched roof, porch or steps, often a garage."""
    us, far = plot.region == "us", plot.far
    floors = storeys or draw.choice("storeys", {1: 1.0 if not us else 2.0, 2: 3.0})
    materials = _stuff(draw.scope("stuff"), us)
    storey = draw.uniform("storey_m", 2.6, 2.85)
    raised = draw.uniform("raised_m", 0.25, 0.7)
    number = draw.integer("number", 0, 99)
    shuttered = draw.chance("shutters", 0.45)
    roller = draw.uniform("roller", 0.1, 0.5) if not us and draw.chance("rollers", 0.6) else 0.0
    wide, tall = draw.uniform("window_m", 0.95, 1.5), draw.uniform("window_tall_m", 1.2, 1.45)
    look = Look(
        style=WindowStyle(
            draw.choice(
                "sash", {"sash": 2.0, "sixes": 2.0} if us else {"casement": 3.0, "single": 1.0, "wide": 0.5}
            ),
            (draw.choice("frame", {"white": 5.0, "brown": 0.0 if us else 1.2, "anthracite": 0.8}), number),
            0.07,
            draw.chance("bars", 0.3),
        ),
        backs=Backs(plot.lit, roller, kinds=(0.5, 0.6, 0.8 if not us else 0.3, 0.3 if not us else 0.8, 0.3)),
        surround=Surround(band_m=0.1 if us else 0.0, sill_m=0.05),
        recess_m=0.05 if us else draw.uniform("recess_m", 0.1, 0.18),
        door_recess_m=0.08 if us else 0.16,
        door_color=(
            draw.choice(
                "door",
                {
                    "brown": 2.0,
                    "white": 1.5,
                    "red": 1.0,
                    "green": 1.0,
                    "blue": 1.0,
                    "anthracite": 1.5,
                    "oak": 1.0,
                },
            ),
            number,
        ),
        reveal=TRIM if us else WALL,
        sill=TRIM,
        garage_tint=int(
            tint(
                draw.choice("garage/paint", {"white": 3.0, "grey": 1.0, "brown": 1.0, "anthracite": 0.8}),
                number,
            )
        ),
    )
    eaves_m = draw.uniform("eaves_m", 0.3, 0.6)
    body = Body(
        plot,
        0.0,
        -plot.depth_m + 0.45,
        -plot.width_m / 2 + (0.0 if plot.joined[0] else 0.3),
        plot.width_m / 2 - (0.0 if plot.joined[1] else 0.3),
        draw.rng("bulk"),
    )
    u0, u1 = body.y0, body.y1
    garage = plot.width_m > 9.0 and draw.chance("garage", 0.7 if us else 0.4)
    garage_m = (
        draw.uniform("garage/wide_m", 4.6, 5.0)
        if us and plot.width_m > 13
        else draw.uniform("garage/narrow_m", 2.4, 2.7)
    )
    left = draw.chance("garage/left", 0.5)
    a, b = u0, u1
    openings: list[Opening] = []
    if garage:
        g0 = u0 + 0.5 if left else u1 - 0.5 - garage_m
        openings.append(Opening("garage", (g0, 0.02, g0 + garage_m, 2.2), number=number))
        a, b = (g0 + garage_m + 0.2, b) if left else (a, g0 - 0.2)
    at = [(a + b) / 2 + u for u in bays(b - a, wide + draw.uniform("pier_m", 0.9, 1.8), 0.6, wide, "even")]
    door_at = (
        min(range(len(at)), key=lambda i: abs(at[i] - ((a + b) / 2 if draw_middle else at[0])))
        if (draw_middle := draw.chance("door/middle", 0.5)) or at
        else 0
    )
    for i, u in enumerate(at):
        if i == door_at:
            openings.append(Opening("door", (u - 0.52, raised, u + 0.52, raised + 2.2), number=number))
        else:
            openings.append(
                Opening("window", (u - wide / 2, raised + 0.85, u + wide / 2, raised + 0.85 + tall))
            )
    above = [
        (u0 + u1) / 2 + u
        for u in bays(
            u1 - u0,
            wide + draw.uniform("upper/pier_m", 0.9, 2.0),
            0.7,
            wide,
            draw.choice("pattern", {"even": 2.0, "pairs": 1.0}),
        )
    ]
    levels = [raised + i * storey for i in range(floors)]
    for z in levels[1:]:
        openings += [
            Opening("window", (u - wide / 2, z + 0.85, u + wide / 2, z + 0.85 + tall)) for u in above
        ]
    eaves = raised + floors * storey + draw.uniform("knee_m", 0.1, 0.6)
    hip = not any(plot.joined) and u1 - u0 > plot.depth_m and draw.chance("hipped", 0.35)
    shape = Crown(
        "hipped" if hip else "pitched",
        eaves,
        pitch_deg=draw.uniform("pitch_deg", 24, 38) if us else draw.uniform("steep_deg", 30, 48),
        eaves_m=eaves_m,
    )
    split = raised + storey + 0.1 if floors > 1 and draw.chance("two_stuffs", 0.2) else raised
    bands = [(-1.5, split, BASE), (split, eaves, WALL)]
    body.side("front", bands, openings, look)
    plain = replace(look, surround=Surround(sill_m=0.04, band_m=look.surround.band_m))
    for name in ("back", "left", "right"):
        if name != "back" and plot.joined[name == "right"]:
            body.party(name, eaves)
            continue
        _, p, q = body.frames()[name]
        spots = [(p + q) / 2 + u for u in bays(q - p, wide + 2.4, 1.0, wide, "even")]
        body.side(
            name,
            bands,
            [
                Opening("window", (u - wide / 2, z + 0.85, u + wide / 2, z + 0.85 + tall))
                for z in levels
                for u in spots
            ],
            plain,
            None,
        )
    door_u = at[door_at]
    _porch(draw.scope("porch"), body, door_u, raised, a + 0.1, b - 0.1, us, number)
    if not far:
        if shuttered:
            _shutters(
                body.front,
                [o for o in openings if o.kind == "window"],
                look,
                int(
                    tint(
                        draw.choice(
                            "shutter/paint",
                            {"green": 2.0, "brown": 1.0, "blue": 1.0, "black": 1.0, "red": 0.6, "grey": 0.6},
                        ),
                        number,
                    )
                ),
                us,
            )
        lamp(body.front, door_u + 0.75, raised + 1.75, plot.lit > 0, number % 2)
        plaque(body.front, door_u - 0.85, raised + 1.5, int(tint("white")))
        pipe = int(tint("white" if us else "zinc", number))
        for u in (u0 + 0.15, u1 - 0.15)[: 1 + number % 2]:
            downpipe(body.front, u, eaves, eaves_m, pipe)
        if not us and floors > 1 and draw.chance("balcony", 0.3):
            balcony(
                body.front,
                max(u0 + 0.4, above[0] - 1.6),
                min(u1 - 0.4, above[0] + 1.6),
                levels[1] + 0.02,
                1.25,
                "boards",
                int(tint("brown", number)),
                body.rng,
            )
    crown(draw.scope("crown"), body, shape, look)
    return body.model("house", materials)


def _shutters(out: Pieces, windows: list[Opening], look: Look, shade: int, us: bool) -> None:
    """Hinged shutters, open, on both sides of windows."""
    for o in windows:
        u0, v0, u1, v1 = o.rect
        edge = look.surround.band_m + 0.02
        half = min((u1 - u0) / 2, 0.55) * (0.75 if us else 0.95)
        for a, b in ((u0 - edge - half, u0 - edge), (u1 + edge, u1 + edge + half)):
            one = Pieces()
            t = 0.06
            one.boxes(
                [[a, v0, 0.01], [b - t, v0, 0.01], [a, v0, 0.01], [a, v1 - t, 0.01]],
                [[a + t, v1, 0.05], [b, v1, 0.05], [b, v0 + t, 0.05], [b, v1, 0.05]],
                PAINT,
                shade,
            )
            slats(one, a + t, b - t, v0 + t, v1 - t, 0.012, 0.06, PAINT, shade, 0.01)
            out.add(one, [0.0, 0.0, 0.0])


def _porch(
    draw: Draw, body: Body, u: float, raised: float, a: float, b: float, us: bool, number: int
) -> None:
    """Steps up to the door, under a roof on posts or a small canopy."""
    out = body.front
    kind = draw.choice(
        "kind", {"posts": 3.0, "canopy": 1.0} if us else {"canopy": 2.0, "posts": 0.6, "none": 1.0}
    )
    deep = draw.uniform("deep_m", 1.0, 1.3)
    broad = draw.chance("broad", 0.5)
    whole = us and broad and b - a > 3.5
    p, q = (a, b) if whole else (max(u - 1.1, a), min(u + 1.1, b))
    paint = int(tint(draw.choice("paint", {"white": 3.0, "brown": 1.0, "grey": 1.0}), number))
    count = max(1, round(raised / 0.18))
    if kind == "posts":
        out.boxes([p, -1.5, -0.05], [q, raised - 0.02, deep], TRIM, without=("back", "bottom"))
        out.boxes([u - 0.6, -1.5, deep], [u + 0.6, raised * 0.5, min(deep + 0.28, 1.49)], TRIM)
        if not body.plot.far:
            posts = (
                [p + 0.1, q - 0.1]
                if q - p < 4.5
                else [p + 0.1, p + (q - p) / 3, p + 2 * (q - p) / 3, q - 0.1]
            )
            for x in posts:
                out.boxes(
                    [
                        [x - 0.07, raised - 0.02, deep - 0.2],
                        [x - 0.1, raised, deep - 0.23],
                        [x - 0.1, raised + 2.2, deep - 0.23],
                    ],
                    [
                        [x + 0.07, raised + 2.3, deep - 0.06],
                        [x + 0.1, raised + 0.15, deep - 0.03],
                        [x + 0.1, raised + 2.32, deep - 0.03],
                    ],
                    PAINT,
                    paint,
                )
            if whole:
                for s, e in ((p + 0.1, u - 0.65), (u + 0.65, q - 0.1)):
                    if e - s > 0.4:
                        railing(out, [(s, deep - 0.13), (e, deep - 0.13)], raised, 0.9, paint)
        one = Pieces()
        pitched(
            one,
            Profile(((min(deep + 0.15, 1.48), raised + 2.3), (0.0, raised + 2.75), (-0.1, raised + 2.74))),
            p - 0.1,
            q + 0.1,
            0.12,
            paint,
            ROOF,
        )
        # From the building's frame (x, y, z) into the wall's (y, z, x).
        vertices, triangles, parts, tints = one.arrays()
        out.mesh(vertices[:, [1, 2, 0]], triangles, parts, tints)
        return
    if count > 1 and raised > 0.2:
        steps(out, u - 0.75, u + 0.75, raised, min(count, 3), 0.3)
    if kind == "canopy":
        out.boxes([u - 0.85, raised + 2.35, -0.02], [u + 0.85, raised + 2.45, 0.95], PAINT, paint)
        if not body.plot.far:
            for x in (u - 0.7, u + 0.66):
                out.boxes(
                    [[x, raised + 1.9, 0.0], [x, raised + 2.25, 0.0]],
                    [[x + 0.05, raised + 2.36, 0.05], [x + 0.05, raised + 2.36, 0.7]],
                    PAINT,
                    paint,
                )
