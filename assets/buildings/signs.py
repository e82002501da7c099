"""Shop signs: boards with lettering that says nothing."""

from __future__ import annotations

import numpy as np

from .parts import GLOW, PAINT, tint
from .pieces import Pieces

__all__ = ["hanging_sign", "lettering", "sign"]

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
_LETTERS = {
    "A": "lrtm",
    "E": "ltmb",
    "I": "c",
    "O": "lrtb",
    "U": "lrb",
    "B": "lrtmb",
    "H": "lrm",
    "L": "lb",
} | {"S": "tmbpd", "T": "tc"}


def _words(rng: np.random.Generator, room: float) -> list[str]:
    """Words of two or three syllables that together are no longer than ``room`` letters."""
    words: list[str] = []
    left = room
    for _ in range(3):
        count = int(rng.integers(2, 4))
        word = "".join(str(rng.choice(list("BHLST"))) + str(rng.choice(list("AEIOU"))) for _ in range(count))
        word += str(rng.choice(["", "", "S", "L", "T"]))
        if len(word) > left:
            break
        words.append(word)
        left -= len(word) + 0.6
        if rng.random() < 0.5:
            break
    return words


def lettering(
    out: Pieces,
    u0: float,
    u1: float,
    v0: float,
    v1: float,
    w: float,
    shade: int,
    rng: np.random.Generator,
    middle: bool = True,
) -> None:
    """Block letters of syllables put together at random: nobody's name."""
    height = v1 - v0
    step = 0.8 * height
    text = " ".join(_words(rng, (u1 - u0) / step))
    if not text:
        return
    advance = np.array([{" ": 0.6, "I": 0.62}.get(letter, 1.0) for letter in text]) * step
    start = (u0 + u1 - advance.sum()) / 2 if middle else u0
    places = start + np.cumsum(advance) - advance
    rects = [
        np.array(_STROKES[s]) * height + (u - 0.15 * height * (letter == "I"), v0) * 2
        for letter, u in zip(text, places.tolist(), strict=True)
        for s in _LETTERS.get(letter, "")
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
    edge = rng.uniform(0.22, 0.32) * height
    light = int(lot[0]) % 5 in (0, 1, 2, 4)
    text = int(tint("white", int(lot[2]))) if light else int(tint("sign", int(lot[2])))
    letters = Pieces()
    lettering(letters, u0 + 0.15, u1 - 0.15, v0 + edge, v1 - edge, reach_m, text, rng, rng.random() < 0.6)
    if letters and lit:
        vertices, triangles, _, _ = letters.arrays()
        out.mesh(vertices, triangles, GLOW, tint("neutral"))
    elif letters:
        out.add(letters, [0.0, 0.0, 0.0])


def hanging_sign(out: Pieces, u: float, v: float, number: int) -> None:
    """A board on an arm, across the pavement."""
    out.boxes(
        [[u - 0.05, v, 0.25], [u - 0.015, v + 0.3, 0.0]],
        [[u + 0.05, v + 0.6, 0.95], [u + 0.015, v + 0.33, 0.3]],
        PAINT,
        tint("sign", number),
    )
