"""A reader of KITTI's object layout, written from the devkit's readme and not from our writer.

"All values (numerical or strings) are separated via spaces, each row corresponds to one object. The 15
columns represent: type, truncated, occluded, alpha, bbox (left, top, right, bottom), dimensions (height,
width, length), location (x, y, z in camera coordinates), rotation_y." "x = P2 * R0_rect *
Tr_velo_to_cam * y"; "a car which is facing along the X-axis of the camera coordinate system corresponds
to rotation_y=0".
The corners are computeBox3D.m's: the bottom face's middle is the origin, y is down.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

TYPES = {"Car", "Van", "Truck", "Pedestrian", "Person_sitting", "Cyclist", "Tram", "Misc", "DontCare"}


def read_labels(path: Path) -> list[dict]:
    objects = []
    for line in path.read_text().splitlines():
        column = line.split(" ")
        assert len(column) == 15, line
        assert column[0] in TYPES
        objects.append(
            {
                "type": column[0],
                "truncated": float(column[1]),
                "occluded": int(column[2]),
                "alpha": float(column[3]),
                "bbox": np.array(column[4:8], float),
                "hwl": np.array(column[8:11], float),
                "t": np.array(column[11:14], float),
                "ry": float(column[14]),
            }
        )
    return objects


def read_calibration(path: Path) -> dict[str, np.ndarray]:
    found = {}
    for line in path.read_text().splitlines():
        name, numbers = line.split(":")
        values = np.array(numbers.split(), float)
        found[name] = values.reshape(3, -1)
    return found


def corners(label: dict) -> np.ndarray:
    """(8, 3) in rectified camera coordinates."""
    h, w, length = label["hwl"]
    c, s = np.cos(label["ry"]), np.sin(label["ry"])
    rotation = np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])
    x = length / 2 * np.array([1, 1, -1, -1, 1, 1, -1, -1])
    y = h * np.array([0, 0, 0, 0, -1, -1, -1, -1])
    z = w / 2 * np.array([1, -1, -1, 1, 1, -1, -1, 1])
    return (rotation @ np.stack([x, y, z])).T + label["t"]


def projected_box(label: dict, calibration: dict[str, np.ndarray]) -> np.ndarray:
    """Left, top, right, bottom of the box's corners by P2."""
    points = np.column_stack([corners(label), np.ones(8)]) @ calibration["P2"].T
    assert (points[:, 2] > 0).all()
    uv = points[:, :2] / points[:, 2:]
    return np.concatenate([uv.min(axis=0), uv.max(axis=0)])
