"""A head: skin, lips, eyes, brows, hair and beard, on the body that clothes leave to see."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ...draw import Draw
from ..material import Material
from ..mesh import Mesh
from ..palette import blend, hexadecimal
from ..recipes.skin import Skin
from ..recipes.skin_tone import skin_color
from .body import Body
from .clothes import mesh_of
from .eyes import eyes
from .garments import Cloth, cut, drape, normals, similarity
from .hair import STYLES, beard, brows, hair_color, scalp, strands, style
from .hats import Below, hat
from .helmets import Helmet, helmet
from .outfit import Array, Outfit, cloth_of, cloth_vertices
from .sheet import Sheet
from .wardrobe import hat_shares

__all__ = ["Head", "head"]


@dataclass(frozen=True, eq=False)
class Head:
    """What is not clothes.

    Attributes:
        pieces: hair, eyes, lips and brows, each with its material.
        body: the skin that shows.
        skin: its material.
    """

    pieces: tuple[tuple[Mesh, Material], ...]
    body: Mesh
    skin: Skin


def head(
    body: Body,
    draw: Draw,
    sex: str,
    age: float,
    tone: int,
    outfit: Outfit,
    fine: bool = True,
    helmet_kind: Helmet | None = None,
) -> Head:
    """Skin, face and hair of a dressed body.

    Args:
        body: posed.
        draw: of names ``hair``, ``hair_color``, ``iris``, ``beard`` …
        sex: ``female`` or ``male``.
        age: years.
        tone: step of the Monk Skin Tone scale, 0 lightest to 9 darkest.
        outfit: what it wears; hair slides off it.
        helmet_kind: instead of a hat; what lies under it is not made.
        fine: False: without eyes, lips and brows, and with hair in fewer locks, for who is far off.
    """
    color = skin_color(tone)
    skin = Skin(
        color=color, redness=draw.uniform("redness", 0.1, 0.5), roughness=draw.uniform("shine", 0.4, 0.55),
        seed=draw.uniform("skin_seed", 0, 100),
    )  # fmt: skip
    whole = cloth_of(body, "body", fine)
    visible = _visible(whole, outfit, fine)
    face = cut(whole, _above_neck)
    made = hair_color(draw, age, tone)
    pieces: list[tuple[Mesh, Material]] = []
    if helmet_kind is not None:
        pieces += helmet(face, helmet_kind, draw.scope("helmet"), fine)
    if helmet_kind == "full_face":
        return Head(tuple(pieces), mesh_of(visible, _around(visible)), skin)
    if fine:
        balls = [cloth_of(body, "helper-l-eye"), cloth_of(body, "helper-r-eye")]
        pieces += [(mesh_of(cloth, _around(cloth)), stuff) for cloth, stuff in eyes(balls, tone, draw)]
        red = blend(color, hexadecimal("a84c4c") if tone < 6 else hexadecimal("6a3a38"), 0.4)
        lips = drape(cut(face, _lips), 0.0004, 0.0003, 0)
        pieces.append((mesh_of(lips, _around(lips)), replace(skin, color=red, roughness=0.38)))
        eyebrows = brows(face)
        pieces.append((mesh_of(eyebrows, _around(eyebrows)), made))
    if sex == "male" and age > 20 and draw.chance("beard", 0.3):
        whiskers = beard(face, draw.uniform("beard_m", 0.002, 0.012))
        pieces.append((mesh_of(whiskers, _around(whiskers)), made))
    name = style(draw, sex, age)
    rng = draw.rng("locks")
    worn = draw.choice("hat", hat_shares(age, outfit.warmth))
    worn = worn if helmet_kind is None else "helmet"
    if worn != "none" and name in ("curly", "afro"):
        name = "buzz"
    if worn not in ("none", "helmet"):
        pieces += hat(face, worn, draw.scope("hat_of"))
    if name != "bald":
        how = STYLES[name] if fine else STYLES[name].far()
        receding = 0.0 if sex == "female" else max(0.0, draw.uniform("receding", -0.5, 0.5))
        roots, cap = scalp(face, how.cap_m, receding)
        if worn != "none":
            # Only what shows below the hat; the rest is pressed flat.
            roots, cap = cut(roots, Below(worn)), cut(cap, Below(worn, 0.1))
        if len(cap.triangles):
            pieces.append((mesh_of(cap, _around(cap)), made))
        if how.locks and len(roots.triangles):
            solid = _solid(whole, face, outfit if how.lift_m is None else None)
            skull = face.template[:, 1] > 7.0
            frame = similarity(face.template[skull], face.points[skull])
            sweep = draw.uniform("sweep", -1, 1)
            locks = strands(roots, solid, frame, how, sweep, rng)
            pieces.append((locks, made))
        elif name == "tied" and worn == "none":
            pieces.append((_knot(roots, rng, draw.uniform("knot_m", 0.028, 0.042)), made))
    return Head(tuple(pieces), mesh_of(visible, _around(visible)), skin)


def _visible(whole: Cloth, outfit: Outfit, fine: bool) -> Cloth:
    """The skin that clothes leave to see."""
    hidden = outfit.hidden[cloth_vertices("body", fine)]
    key = ("visible", hidden.tobytes())
    step = whole.sheet.once(key, lambda: whole.sheet.part(~hidden[whole.triangles].all(axis=1)))
    return Cloth(step.sheet, step.points(whole.points))


def _solid(whole: Cloth, face: Cloth, outfit: Outfit | None) -> tuple[Array, Array]:
    """Points that hair slides off, with their normals: of the head, or of shoulders and clothes too."""
    if outfit is None:
        return face.points, face.normals
    near = cut(whole, _above_breast)
    points, around = [near.points], [near.normals]
    low = near.points.min(axis=0) - 0.02
    for mesh, _ in outfit.pieces:
        if mesh.bounds[1, 2] > low[2] + 0.12:
            at = mesh.vertices.astype(np.float64)
            reached = (at > low).all(axis=1)
            points.append(at[reached])
            around.append(normals(at, mesh.triangles)[reached])
    return np.concatenate(points), np.concatenate(around)


def _above_neck(t: Array) -> Array:
    return np.asarray(t[:, 1] - 6.1)


def _above_breast(t: Array) -> Array:
    return np.asarray(t[:, 1] - 3.5)


def _lips(t: Array) -> Array:
    x = np.abs(t[:, 0])
    ring = 1 - np.hypot(x / 0.27, (t[:, 1] - 6.66) / np.where(t[:, 1] > 6.66, 0.09, 0.10))
    return np.where(t[:, 2] > 1.2, ring, -1.0)


def _around(cloth: Cloth) -> npt.NDArray[np.float32]:
    """Texture coordinates, metres: round the crown, and down from it."""
    return cloth.sheet.once("around", lambda: _wrapped(cloth.sheet))


def _wrapped(sheet: Sheet) -> npt.NDArray[np.float32]:
    t = sheet.template
    angle = np.arctan2(t[:, 0], t[:, 2] - 0.1)
    radius = np.hypot(t[:, 0], t[:, 2] - 0.1)
    corners = angle[sheet.triangles]
    # A triangle across the seam at the back would run once round.
    corners = np.where(
        (corners < 0) & (np.ptp(corners, axis=1) > np.pi)[:, None], corners + 2 * np.pi, corners
    )
    down = (radius - t[:, 1])[sheet.triangles] * 0.1
    return np.stack([0.1 * corners, down], axis=2).astype(np.float32)


def _knot(roots: Cloth, rng: np.random.Generator, radius_m: float) -> Mesh:
    """A bun at the back of the head: a ball with wound strands."""
    back = roots.points[np.argmin(roots.template[:, 2] + 0.4 * np.abs(roots.template[:, 1] - 7.7))]
    out = back - roots.points.mean(axis=0)
    middle = back + out / np.linalg.norm(out) * 0.55 * radius_m
    rows, columns = 14, 24
    polar = np.linspace(0.02, np.pi - 0.02, rows)[:, None]
    turn = np.linspace(0, 2 * np.pi, columns, endpoint=False)[None, :]
    swell = radius_m * (1 + 0.08 * np.sin(5 * turn + 4 * polar) + 0.03 * rng.normal(size=(rows, columns)))
    ball = np.stack(
        [np.sin(polar) * np.cos(turn), np.sin(polar) * np.sin(turn), np.cos(polar) + 0 * turn], axis=2
    )
    points = (middle + ball * swell[:, :, None]).reshape(-1, 3)
    index = np.arange(rows * columns).reshape(rows, columns)
    a, b = index[:-1], np.roll(index, -1, axis=1)[:-1]
    c, d = np.roll(index, -1, axis=1)[1:], index[1:]
    triangles = np.concatenate(
        [np.stack([a, d, c], -1).reshape(-1, 3), np.stack([a, c, b], -1).reshape(-1, 3)]
    )
    uv = np.stack(np.broadcast_arrays(0.2 * polar + 0 * turn, 0.1 * turn), axis=2).reshape(-1, 2)
    return Mesh(points.astype(np.float32), triangles.astype(np.int32), uv[triangles].astype(np.float32))
