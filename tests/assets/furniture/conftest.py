"""A pack of one library with two things, as small as the real one is large."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

CATALOGUE = """# a comment=1
id=Test
license={licence}
id#1=Test#box
name#1=Chair
tags#1=Wood, Seat
category#1=Living room
model#1=/test/box/box.obj
width#1=50
depth#1=40
height#1=90
creator#1=Ann
id#2=Test#turned
name#2=Lamp\\u00e9
tags#2=
category#2=Lights
model#2=/test/turned/turned.obj
width#2=20
depth#2=30
height#2=10
modelRotation#2=1 0 0 0 0 1 0 -1 0
creator#2=Bob
"""


def box_obj(x: float, y: float, z: float, extra: str = "") -> bytes:
    """A box from the origin, its sides in the OBJ's axes, with one face (z = ``z``) of material front."""
    points = [(a, b, c) for a in (0, x) for b in (0, y) for c in (0, z)]
    quads = [(1, 2, 4, 3), (5, 7, 8, 6), (1, 5, 6, 2), (3, 4, 8, 7), (1, 3, 7, 5)]
    lines = [f"v {a} {b} {c}" for a, b, c in points]
    lines += ["vt 0 0", "usemtl body", *(f"f {' '.join(f'{i}/1' for i in q)}" for q in quads)]
    lines += ["usemtl front", "f 2/1 6/1 8/1 4/1"]
    return ("mtllib box.mtl\n" + "\n".join(lines) + "\n" + extra).encode()


MTL = b"newmtl body\nKd 0.2 0.3 0.4\nmap_Kd wood.png\nnewmtl front\nKd 1 0 0\n"


def png() -> bytes:
    file = io.BytesIO()
    Image.fromarray(np.full((2, 3, 3), 120, np.uint8)).save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def members() -> dict[str, bytes]:
    """What the library holds; a test may change it before it calls ``write``."""
    return {
        "PluginFurnitureCatalog.properties": CATALOGUE.format(licence="Public domain").encode("latin-1"),
        "test/box/box.obj": box_obj(5, 9, 4),
        "test/box/box.mtl": MTL,
        "test/box/wood.png": png(),
        "test/turned/turned.obj": box_obj(2, 3, 1),
        "test/turned/box.mtl": MTL,
    }


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, bytes]], Path]:
    """Writes the library, and makes it the installed pack; the cache is a new one."""
    monkeypatch.setenv("CYCLORAMA_ASSETS", str(tmp_path / "packs"))
    monkeypatch.setenv("CYCLORAMA_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "packs" / "furniture"
    path = folder / "usr/share/sweethome3d/furniture/Test.sh3f"
    path.parent.mkdir(parents=True)
    (folder / ".installed").touch()

    def written(members: dict[str, bytes]) -> Path:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for name, content in members.items():
                file.writestr(name, content)
        return path

    return written
