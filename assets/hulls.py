"""Convex parts of a model, for physics: what it gives itself, or what its mesh is taken apart into."""

from __future__ import annotations

import hashlib
import io
import re
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import version

import numpy as np
import numpy.typing as npt
import trimesh
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import ConvexHull, QhullError

from ..errors import RenderError
from .cache import cached
from .mesh import Mesh
from .model import Hull, Model

__all__ = ["MAX_CORNERS", "convex_parts", "hulls", "prepare"]

Points = npt.NDArray[np.float64]
Faces = npt.NDArray[np.int64]

MAX_CORNERS = 512
"""Of one hull. MuJoCo climbs along a hull's edges, so that 512 corners cost it what 32 do."""

VERSION = 2
_STICKS_OUT = 0.001  # a hull's corners are left out where the shape stays within this share of its size
_CONVEX = 0.003  # dents no deeper than this share of its size leave a mesh convex
_THINNEST = 0.002  # share of its size that a flat mesh is made thick, at most 1 mm
_CELLS = 48  # large meshes are snapped to a grid of so many cells along their longest side
_MANY_TRIANGLES = 8000
_PARTS = 32
_LONGEST_S = 600.0  # ends what hangs; work is bounded by _MOST_CUTS, which no other program's load changes
_SOON_S = 3.0

# A torus (4096 triangles): 2.9 CPU s, 11 parts that are at most 2.8 mm of 130 off its surface; CoACD's
# defaults take 7.0 CPU s for 11 parts and 3.2 mm. A mug: 3.8 CPU s, body and handle apart, and
# 65 CPU s in one piece with the defaults. In both nothing sticks out of the parts by more than 0.02 mm.
_COACD = {
    "max_convex_hull": _PARTS,
    "mcts_iterations": 60,
    "mcts_nodes": 12,
    "mcts_max_depth": 2,
    "resolution": 1000,
    "preprocess_resolution": 30,
    "seed": 0,
}
# Concavity that is left alone. Noise, gravel and triangle soup would take minutes to hours at the first: then
# the next is tried. A rough ball of 5,120 triangles: 7 parts and 3 CPU s at 0.2; hours at 0.05.
_THRESHOLDS = (0.05, 0.1, 0.2, 0.4)
# CoACD cuts in rounds, and says before each how many pieces wait. A torus: 1, 2, 4, 6, 6, 2; noise: doubled
# each time. Seconds would tell as well, and other parts on a busy machine than on an idle one.
_WAITING = re.compile(rb"waiting pool: (\d+)")
_MOST_WAITING = 32
_MOST_CUTS = 128
_RAISED = 3  # exit status
_CRASHES = (-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGFPE)
_NO_MEMORY = re.compile(rb"bad_alloc|Cannot allocate|temporarily unavailable")


def hulls(model: Model) -> tuple[Hull, ...]:
    """The convex parts of a model, each float32 of shape (n <= 512, 3), metres in the thing's frame.

    They are the model's own where it has them, else those of its mesh (see :func:`convex_parts`).
    What is flat or a line among them is made thick enough to have a volume.

    Raises:
        RenderError: where the decomposition was ended from outside or could not begin; it may work
            another time, so nothing of it is kept.
    """
    if model.hulls is not None:
        return tuple(_solid(np.asarray(h, np.float64)).astype(np.float32) for h in model.hulls)
    if len(model.mesh.triangles) < 500:
        # A convex test is quicker than a look at the disk, and procedural meshes come by the thousand.
        parts = _if_convex(model.mesh)
        if parts is not None:
            return parts
    mesh = replace(model.mesh, uv=None, part=None, sharp_angle_deg=0.0)
    key = hashlib.sha256(f"{mesh.digest}\n{_method()}".encode()).hexdigest()[:32]
    try:
        return _unpacked(cached("hulls", key, VERSION, lambda: _packed(convex_parts(mesh))))
    except RenderError as error:
        raise RenderError(f"model {_name(model)}: {error}") from None


def prepare(models: Iterable[Model], tell: Callable[[str], None]) -> None:
    """Fill the cache with the models' convex parts, from which the workers read them.

    Args:
        models: any.
        tell: called, from another thread, with a line about each model that takes more than 3 s.

    Raises:
        RenderError: as :func:`hulls`.
    """
    for model in models:
        line = f"{_name(model)}: taking it apart into convex parts for physics; this is done once"
        timer = threading.Timer(_SOON_S, tell, [line])
        timer.start()
        try:
            hulls(model)
        finally:
            timer.cancel()


def _name(model: Model) -> str:
    return model.name if model.source is None else model.source.id


@lru_cache(maxsize=1)
def _method() -> str:
    return f"coacd {version('coacd')} {_COACD} {_THRESHOLDS} {_MOST_WAITING} {_MOST_CUTS}"


def convex_parts(mesh: Mesh) -> tuple[Hull, ...]:
    """``mesh`` taken apart into convex parts, whose union covers it to a hundredth of its size.

    A convex mesh is its own part. Each connected piece of another is decomposed by CoACD (Wei et
    al., "Approximate convex decomposition for 3D meshes with collision-aware concavity and tree
    search", SIGGRAPH 2022), into up to 32 parts; what has more pieces than that is one piece, and any
    that CoACD crashes on become their own convex hulls. What is rough is taken apart less finely. A
    mesh of 10⁶ triangles is coarsened first and takes seconds.
    """
    whole = _if_convex(mesh)
    if whole is not None:
        return whole
    vertices, faces = _welded(mesh)
    pieces = _pieces(vertices, faces)
    if len(pieces) > _PARTS:  # bristles, gravel, triangle soup: nothing is gained from its pieces
        pieces = [(vertices, faces)]
    parts: list[Points] = []
    for piece_vertices, piece_faces in pieces:
        if len(pieces) > 1 and _is_convex(piece_vertices, piece_faces):
            parts.append(piece_vertices)
        else:
            parts.extend(_decomposed(piece_vertices, piece_faces))
    return tuple(_few_corners(_solid(part)).astype(np.float32) for part in parts)


def _if_convex(mesh: Mesh) -> tuple[Hull, ...] | None:
    vertices, faces = _welded(mesh)
    if _thickness(vertices) <= _thinnest(vertices) or _is_convex(vertices, faces):
        return (_few_corners(_solid(vertices)).astype(np.float32),)
    return None


def _welded(mesh: Mesh) -> tuple[Points, Faces]:
    """Vertices that triangles use, those in one place made one, and triangles that have an area."""
    used, faces = np.unique(mesh.triangles, return_inverse=True)
    places, same = np.unique(mesh.vertices[used], axis=0, return_inverse=True)
    faces = same.reshape(-1)[faces.reshape(-1, 3)]
    return places.astype(np.float64), _without_slivers(faces)


def _without_slivers(faces: Faces) -> Faces:
    distinct = (faces[:, 0] != faces[:, 1]) & (faces[:, 1] != faces[:, 2]) & (faces[:, 2] != faces[:, 0])
    return np.asarray(faces[distinct], np.int64)


def _pieces(vertices: Points, faces: Faces) -> list[tuple[Points, Faces]]:
    """Connected pieces, in the order of their first vertex."""
    edges = np.concatenate([faces[:, :2], faces[:, 1:]])
    ones, n = np.ones(len(edges), bool), len(vertices)
    _, labels = connected_components(
        coo_array((ones, (edges[:, 0], edges[:, 1])), shape=(n, n)), directed=False
    )
    result = []
    for label in dict.fromkeys(labels[np.unique(faces)].tolist()):
        kept = faces[labels[faces[:, 0]] == label]
        used, renumbered = np.unique(kept, return_inverse=True)
        result.append((vertices[used], renumbered.reshape(-1, 3).astype(np.int64)))
    return result


def _is_convex(vertices: Points, faces: Faces) -> bool:
    """Whether a closed surface lies on its own hull: an open half sphere does so too, but is a bowl."""
    if len(faces) < 4 or _thickness(vertices) <= _thinnest(vertices):
        return len(faces) < 4
    a, b, c = np.moveaxis(vertices[faces] - vertices.mean(axis=0), 1, 0)
    normals = np.cross(b - a, c - a) / 2
    # What is closed has as much area one way as the other; then its volume is free of the origin.
    # Edge by edge would be too strict: in float32 the slivers at a fine ball's poles collapse.
    if np.linalg.norm(normals.sum(axis=0)) > 0.002 * np.linalg.norm(normals, axis=1).sum():
        return False
    try:
        volume = ConvexHull(vertices).volume
    except QhullError:
        return False
    if not 0.98 <= abs((a * normals).sum() / 3) / volume <= 1.001:
        return False
    # All of a convex surface is at, or outside, the hull of some of its corners.
    planes = ConvexHull(_few_corners(vertices)).equations
    samples = np.concatenate([vertices, vertices[faces].mean(axis=1)])
    samples = samples[:: max(1, len(samples) // 10_000)]
    depth = (samples @ planes[:, :3].T + planes[:, 3]).max(axis=1)
    return bool(depth.min() > -_CONVEX * _size(vertices))


def _decomposed(vertices: Points, faces: Faces) -> list[Points]:
    if _thickness(vertices) <= _thinnest(vertices):
        return [vertices]
    if len(faces) > _MANY_TRIANGLES:
        vertices, faces = _coarsened(vertices, faces)
    closed = trimesh.Trimesh(vertices, faces, process=False).is_watertight
    content = _packed((vertices, faces.astype(np.float64), np.array([[0.0, 0.0, closed]])))
    for threshold in _THRESHOLDS:
        parts = _decomposed_at(threshold, content)
        if parts is not None:
            return parts or [vertices]
    return [vertices]


def _decomposed_at(threshold: float, content: bytes) -> list[Points] | None:
    """The parts; none where CoACD crashes, as it always will on this mesh; None where they would be too many.

    Raises:
        RenderError: where it was ended from outside, does not end, or found no memory.
    """
    # In a process of its own: on some broken meshes the library crashes or does not end. By files: both
    # sides would wait for ever where a pipe is full.
    command = [sys.executable, "-P", "-c", _DECOMPOSE, str(threshold)]
    try:
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as found:
            given.write(content)
            given.seek(0)
            with subprocess.Popen(command, stdin=given, stdout=found, stderr=subprocess.PIPE) as process:
                timer = threading.Timer(_LONGEST_S, process.kill)
                timer.start()
                try:
                    printed = _printed(process)
                    if printed is None:
                        return None
                    status = process.wait()
                finally:
                    timer.cancel()
                    process.kill()
            found.seek(0)
            parts = _unpacked(found.read()) if status == 0 else ()
    except (OSError, EOFError, ValueError) as error:
        raise RenderError(f"its convex parts could not be computed: {error}; try again") from None
    if status not in (0, _RAISED, *_CRASHES) or _NO_MEMORY.search(printed):
        how = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
        raise RenderError(
            f"the computation of its convex parts {how} (memory, or more than {_LONGEST_S:g} s); try again "
            "with fewer --workers, or give the model fewer triangles"
        )
    return [part.astype(np.float64) for part in parts]


def _printed(process: subprocess.Popen[bytes]) -> bytes | None:
    """The end of what CoACD prints; None as soon as that says that it cuts too much."""
    assert process.stderr is not None
    printed, cuts = b"", 0
    for line in process.stderr:
        printed = (printed + line)[-4096:]
        if round_of := _WAITING.search(line):
            waiting = int(round_of[1])
            cuts += waiting
            if waiting > _MOST_WAITING or cuts > _MOST_CUTS:
                return None
    return printed


_DECOMPOSE = f"""
import io, os, sys
out = os.dup(1)
os.dup2(2, 1)  # the library prints to the standard output
import coacd, numpy as np
file = io.BytesIO(sys.stdin.buffer.read())
counts, points = np.load(file), np.load(file)
vertices, faces, closed = np.split(points.astype(np.float64), np.cumsum(counts)[:-1])
coacd.set_log_level("info")
try:
    parts = coacd.run_coacd(
        coacd.Mesh(vertices, faces.astype(np.int64)),
        threshold=float(sys.argv[1]),
        preprocess_mode="off" if closed[0, 2] else "on",
        **{_COACD!r},
    )
    parts = [np.asarray(corners) for corners, _ in parts]
    together = np.concatenate(parts)
except MemoryError:
    raise
except Exception:
    sys.exit({_RAISED})
file = io.BytesIO()
np.save(file, np.array([len(part) for part in parts]))
np.save(file, together)
with os.fdopen(out, "wb") as pipe:
    pipe.write(file.getvalue())
"""


def _coarsened(vertices: Points, faces: Faces) -> tuple[Points, Faces]:
    """The mesh with the vertices of each cell of a grid made one, in their middle."""
    low = vertices.min(axis=0)
    cell = np.ptp(vertices, axis=0).max() / _CELLS
    _, same = np.unique(np.floor((vertices - low) / cell).astype(np.int64), axis=0, return_inverse=True)
    same = same.reshape(-1)
    middles = np.stack([np.bincount(same, vertices[:, k]) for k in range(3)], axis=1)
    faces = _without_slivers(same[faces])
    _, first = np.unique(np.sort(faces, axis=1), axis=0, return_index=True)
    return middles / np.bincount(same)[:, None], faces[np.sort(first)]


def _few_corners(points: Points) -> Points:
    """Corners of the hull of ``points``; of more than 512, those that lie farthest outside the others.

    What is left out then lies outside by a few thousandths of the size (of a ball's radius, at most 0.8 %).
    """
    points = np.asarray(points[ConvexHull(points).vertices])
    if len(points) <= MAX_CORNERS:
        return points
    limit = _STICKS_OUT * _size(points)
    points = _thinned(points)
    chosen = _farthest(points, MAX_CORNERS * 3 // 4)
    for _ in range(8):
        planes = ConvexHull(points[chosen]).equations
        outside = points @ planes[:, :3].T + planes[:, 3]
        farthest = np.unique(outside.argmax(axis=0))
        farthest = farthest[outside[farthest].max(axis=1) > limit]
        order = np.argsort(-outside[farthest].max(axis=1), kind="stable")
        # A few at a time: each new corner brings its neighbours in.
        room = min(max(4, len(order) // 4), MAX_CORNERS - len(chosen))
        if len(farthest) == 0 or room == 0:
            break
        chosen = np.union1d(chosen, farthest[order[:room]])
    return np.asarray(points[chosen])


def _thinned(points: Points) -> Points:
    """Of the points in each of some 5,000 directions from the middle, the outermost."""
    if len(points) <= 8 * MAX_CORNERS:
        return points
    centred = (points - (points.max(axis=0) + points.min(axis=0)) / 2) / np.ptp(points, axis=0)
    radius = np.linalg.norm(centred, axis=1)
    cells = np.round(centred / radius[:, None] * 20).astype(np.int64) @ [1, 64, 4096]
    order = np.lexsort((-radius, cells))
    _, first = np.unique(cells[order], return_index=True)
    return points[np.sort(order[first])]


def _farthest(points: Points, count: int) -> npt.NDArray[np.intp]:
    """Indices of the points that lie farthest in one of ``count`` evenly spread directions."""
    z = 1 - (2 * np.arange(count) + 1) / count
    angle = np.pi * (1 + 5**0.5) * np.arange(count)
    directions = np.stack([np.sqrt(1 - z**2) * np.cos(angle), np.sqrt(1 - z**2) * np.sin(angle), z])
    directions /= np.ptp(points, axis=0)[:, None]  # or a disc would get most of its corners on its faces
    blocks = np.array_split(directions, max(1, len(points) * count // 4_000_000), axis=1)
    return np.unique(np.concatenate([(points @ block).argmax(axis=0) for block in blocks]))


def _solid(points: Points) -> Points:
    """``points``, and where they are flat or a line, copies of them on both sides that give a volume."""
    thick = _thinnest(points)
    axes = _axes(points)
    for axis in axes:
        if np.ptp(points @ axis) < thick:
            offset = axis * (thick / 2)
            points = np.concatenate([points - offset, points + offset])
    return points


def _thickness(points: Points) -> float:
    """Extent along the axis in which the points spread least."""
    return float(np.ptp(points @ _axes(points)[0]))


def _axes(points: Points) -> Points:
    """(3, 3): unit vectors along which the points spread, the least first."""
    centred = points - points.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    return np.asarray(axes.T)


def _thinnest(points: Points) -> float:
    return float(min(max(_THINNEST * _size(points), 1e-6), 1e-3))


def _size(points: Points) -> float:
    return float(np.linalg.norm(np.ptp(points, axis=0)))


def _packed(parts: tuple[npt.NDArray[np.floating], ...]) -> bytes:
    file = io.BytesIO()
    np.save(file, np.array([len(part) for part in parts]))
    np.save(file, np.concatenate(parts))
    return file.getvalue()


def _unpacked(content: bytes) -> tuple[Hull, ...]:
    file = io.BytesIO(content)
    counts, points = np.load(file), np.load(file)
    return tuple(np.split(points.astype(np.float32), np.cumsum(counts)[:-1]))
