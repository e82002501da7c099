"""Shop signs: boards with lettering that says nothing."""

from __future__ import annotations

import numpy as np

from .parts import GLOW, PAINT, tint
from .pieces import Pieces

__all__ = ["lettering", "sign"]

_STROKES = {
    # Boxes in a letter's own frame, 1 high and 0.62 wide, strokes 0.15 wide.
    "l": (0.0, 0.0, 0.15, 1.0),
    "r": (0.47, 0.0, 0.62, 1.0),
    "t": (0.0, 0.86, 0.62, 1.0),
    "b": (0.0, 0.0, 0.62, 0.14),
    "m": (0.0, 0.43, 0.62, 0.57),
    "c": (0.235, 0.0, 0.385, 1.0),
    "u": (0.47, 0.43, 0.62, 1.0),
    "d": (0.47, 0.0, 0.62, 0.57),
    "p": (0.0, 0.43, 0.15, 1.0),
}
_LETTERS = {"A": "lrtm", "E": "ltmb", "I": "c", "O": "lrtb", "U": "lrb", "C": "ltb", "F": "ltm"} | {
    "H": "lrm",
    "L": "lb",
    "P": "ltmu",
    "S": "tmbpd",
    "T": "tc",
    "B": "lrtmb",
    "G": "ltbd",
}


def lettering(
    out: Pieces, u0: float, u1: float, v0: float, v1: float, w: float, shade: int, rng: np.random.Generator
) -> None:
    """Block letters of syllables put together at random: nobody's name."""
    height = v1 - v0
    step = 0.8 * height
    count = int((u1 - u0) / step)
    if count < 2:
        return
    start = u0 + ((u1 - u0) - count * step) / 2
    gap = int(rng.integers(4, 9))
    rects = []
    for i in range(count):
        if i % (gap + 1) == gap:
            continue
        letter = str(rng.choice(list("CFHLPSTBG" if (i % (gap + 1)) % 2 == 0 else "AEIOU")))
        rects += [
            np.array(_STROKES[s]) * height + (start + i * step, v0, start + i * step, v0)
            for s in _LETTERS[letter]
        ]
    r = np.array(rects)
    n = len(r)
    out.boxes(
        np.column_stack([r[:, :2], np.full(n, w)]),
        np.column_stack([r[:, 2:], np.full(n, w + 0.02)]),
        PAINT,
        shade,
        without=("back",),
    )


def sign(
    out: Pieces,
    u0: float,
    u1: float,
    v0: float,
    v1: float,
    reach_m: float,
    lit: bool,
    rng: np.random.Generator,
) -> None:
    """A shop's board with lettering that says nothing."""
    lot = rng.integers(0, 1000, 3)
    board = tint(("sign", "sign", "sign", "cream", "anthracite")[int(lot[0]) % 5], int(lot[1]))
    out.boxes([u0, v0, 0.0], [u1, v1, reach_m], PAINT, board, without=("back",))
    out.boxes(
        [u0 - 0.02, v1 - 0.01, 0.0],
        [u1 + 0.02, v1 + 0.04, reach_m + 0.05],
        PAINT,
        tint("zinc", int(lot[2])),
        without=("back",),
    )
    height = v1 - v0
    length = rng.uniform(0.4, 0.85) * (u1 - u0)
    a = float(rng.choice([u0 + 0.15, (u0 + u1 - length) / 2]))
    light = int(lot[0]) % 5 in (0, 1, 2, 4)
    text = int(tint("white", int(lot[2]))) if light else int(tint("sign", int(lot[2])))
    letters = Pieces()
    lettering(
        letters, a, min(a + length, u1 - 0.1), v0 + 0.25 * height, v1 - 0.25 * height, reach_m, text, rng
    )
    if letters and lit:
        vertices, triangles, _, _ = letters.arrays()
        out.mesh(vertices, triangles, GLOW, tint("neutral"))
    elif letters:
        out.add(letters, [0.0, 0.0, 0.0])
