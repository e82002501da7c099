"""The simulation behind ``settle``: MuJoCo on things' convex parts, the same bits every time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

import mujoco
import numpy as np
import numpy.typing as npt

from ..assets.hulls import hulls
from ..errors import PhysicsError
from .frames import Matrix
from .scene import Thing

__all__ = ["Body", "World", "quiet_mujoco"]

Points = npt.NDArray[np.float64]

# Measured on heaps of 25 mugs, bowls, bottles, cans, boxes and fruit (200 parts), one core of a
# 2-core machine: 0.4 to 0.9 CPU s; 15 things with 1 mm to fall: 0.03 CPU s. A step of 4 ms with the
# default impedance costs the same; a stiffer one (0.99) takes three times the solver's iterations
# and diverges where they are bounded; no gain in depth. Without multiccd flat sides rock, and sink
# by 3 mm. The pyramidal cone and the discrete integrator were no better.
_STEP_S = 0.005
_STEPS_A_LOOK = 10
_SOLREF = (0.01, 1.0)
_SOLIMP = (0.95, 0.99, 0.001, 0.5, 2.0)
_DRAG_PER_S = 16.0
"""Things fall as in thick air, at 0.6 m/s in the end: they must not pass through a mug's wall in one
step. What moves at v under drag c is driven by c v: 5 mm/s is less than 1 % of gravity."""
_REST_M_S = 0.005
_PATIENCE = ((4.0, 1.0, 1.0), (7.0, 2.0, 2.0), (12.0, 4.0, 4.0), (16.0, 16.0, 4.0))
"""Until this time in s: the drag and the rest speed are these multiples, so that the last roller and
what rattles between two others stop too. The second took a tenth off the mean of 12 heaps."""
_DEEPEST_M = 0.0008
_ROUNDS = 4
_SMALL_M = 0.03
_SHEET_M = 0.002


@contextmanager
def quiet_mujoco() -> Iterator[None]:
    """Without this, MuJoCo writes MUJOCO_LOG.TXT into the working folder."""
    mujoco.set_mju_user_warning(lambda _: None)
    try:
        yield
    finally:
        mujoco.set_mju_user_warning(None)


@dataclass(frozen=True, eq=False)
class Body:
    """A thing with its scale baked into its convex parts, so that its pose is rigid."""

    thing: Thing
    name: str
    parts: tuple[Points, ...]
    position: Points
    rotation: Matrix
    scale: Points

    @staticmethod
    def of(thing: Thing, name: str) -> Body:
        matrix = thing.world_from_thing[:3, :3]
        scale = np.linalg.norm(matrix, axis=0)
        scale = scale * [np.sign(np.linalg.det(matrix)), 1.0, 1.0]
        rotation = matrix / scale
        parts = tuple(hull.astype(np.float64) * scale for hull in hulls(thing.model))
        return Body(thing, name, parts, thing.world_from_thing[:3, 3], rotation, scale)

    @property
    def sort_key(self) -> tuple[bytes, bytes]:
        return (
            np.round(self.thing.world_from_thing, 7).tobytes(),
            b"".join(part.tobytes() for part in self.parts),
        )

    @property
    def size_m(self) -> float:
        corners = np.concatenate(self.parts)
        return float(np.linalg.norm(np.ptp(corners, axis=0)))

    def parts_world(self) -> list[Points]:
        return [part @ self.rotation.T + self.position for part in self.parts]


class World:
    """The simulation. Lengths inside are ``unit`` times those outside, so that screws fall like mugs."""

    def __init__(self, bodies: list[Body], statics: list[Body], friction: float) -> None:
        self.bodies = bodies
        self.fallen: set[int] = set()
        smallest = min(body.size_m for body in bodies)
        self.unit = float(2.0 ** max(0, np.ceil(np.log2(_SMALL_M / smallest))))
        self.friction = friction
        self.spec = mujoco.MjSpec()
        option = self.spec.option
        option.timestep = _STEP_S
        option.integrator = mujoco.mjtIntegrator.mjINT_IMPLICITFAST
        option.cone = mujoco.mjtCone.mjCONE_ELLIPTIC
        option.solver = mujoco.mjtSolver.mjSOL_NEWTON
        option.jacobian = mujoco.mjtJacobian.mjJAC_SPARSE
        option.iterations = 30
        option.ls_iterations = 20
        option.tolerance = 1e-6
        option.sleep_tolerance = _REST_M_S
        option.enableflags = int(mujoco.mjtEnableBit.mjENBL_SLEEP)
        self.spec.memory = 1 << 28  # address space, not memory: what contacts need is not known before
        self.spec.compiler.usethread = False
        self.spec.compiler.balanceinertia = True
        self._meshes: dict[bytes, str] = {}
        middle = np.mean([body.position for body in bodies], axis=0)
        boxes = [np.zeros((0, 2, 3))]
        for static in statics:
            for part in static.parts_world():
                boxes.append(np.stack([part.min(axis=0), part.max(axis=0)])[None] * self.unit)
                self._add(self.spec.worldbody, _backed(part, static.thing.vertices_world(), middle), 1.0)
        for body in bodies:
            element = self.spec.worldbody.add_body()
            element.add_freejoint()
            for part in body.parts:
                self._add(element, part, body.thing.model.density_kg_m3)
        self.boxes = np.concatenate(boxes)
        try:
            self.model = self.spec.compile()
        except ValueError as error:
            raise PhysicsError(
                f"settle: MuJoCo refuses the shapes: {' '.join(str(error).split())}; look for a thing "
                "that is far too small or too thin"
            ) from error
        self.data = mujoco.MjData(self.model)
        for k, body in enumerate(bodies):
            quaternion = np.empty(4)
            mujoco.mju_mat2Quat(quaternion, np.ascontiguousarray(body.rotation).ravel())
            # The last bits of a pose differ between machines' linear algebra, and a heap would notice.
            self._pose(k)[:3] = np.round(body.position, 7) * self.unit
            self._pose(k)[3:] = np.round(quaternion, 7)
        mujoco.mj_kinematics(self.model, self.data)
        self.radius = np.array([self._radius(k) for k in range(len(bodies))])
        self._drag(1.0)

    def _add(self, element: mujoco.MjsBody, part: Points, density: float) -> None:
        corners = (part * self.unit).astype(np.float32)
        key = corners.tobytes()
        if key not in self._meshes:
            mesh = self.spec.add_mesh()
            self._meshes[key] = mesh.name = f"part {len(self._meshes)}"
            mesh.uservert = corners.ravel()
            mesh.inertia = mujoco.mjtMeshInertia.mjMESH_INERTIA_CONVEX
        geom = element.add_geom()
        geom.type = mujoco.mjtGeom.mjGEOM_MESH
        geom.meshname = self._meshes[key]
        geom.density = density
        geom.condim = 3
        geom.friction = [self.friction, 0.005, 0.0005]
        geom.solref = list(_SOLREF)
        geom.solimp = list(_SOLIMP)

    def _pose(self, k: int) -> npt.NDArray[np.float64]:
        return np.asarray(self.data.qpos[7 * k : 7 * k + 7])

    def _radius(self, k: int) -> float:
        """Of the ball around a body's centre of mass that holds all of it."""
        body = self.bodies[k]
        corners = np.concatenate(body.parts) * self.unit
        return float(np.linalg.norm(corners - self.model.body_ipos[k + 1], axis=1).max())

    def _drag(self, times: float) -> None:
        mass = np.repeat(self.model.body_mass[1:, None], 3, axis=1)
        inertia = np.repeat(self.model.body_inertia[1:].max(axis=1)[:, None], 3, axis=1)
        self.model.dof_damping[:] = _DRAG_PER_S * times * np.concatenate([mass, inertia], axis=1).ravel()

    def world_from_thing(self, k: int) -> Matrix:
        rotation = np.empty(9)
        pose = self._pose(k)
        mujoco.mju_quat2Mat(rotation, pose[3:] / np.linalg.norm(pose[3:]))
        matrix = np.eye(4)
        matrix[:3, :3] = rotation.reshape(3, 3) * self.bodies[k].scale
        matrix[:3, 3] = pose[:3] / self.unit
        return matrix

    def run(self, fallen: Literal["error", "drop"], numbers: list[int]) -> int:
        """Simulate to rest; the number of steps."""
        steps = 0
        for _ in range(_ROUNDS):
            steps += self._to_rest(fallen)
            deep = self._deep()
            if not deep:
                return steps
            self._lift(deep)
        names = " and ".join(self.bodies[k].name for k in sorted(deep, key=lambda k: numbers[k])[:3])
        raise PhysicsError(
            f"settle: {names} still stick {self.deepest() * 1e3:.1f} mm into their neighbours after "
            f"{_ROUNDS} tries; start them farther apart, or drop fewer at once"
        )

    def _to_rest(self, fallen: Literal["error", "drop"]) -> int:
        steps = 0
        for until_s, drag, speed in _PATIENCE:
            self._drag(drag)
            self.model.opt.sleep_tolerance = _REST_M_S * speed
            while steps * _STEP_S < until_s:
                mujoco.mj_step(self.model, self.data, _STEPS_A_LOOK)
                steps += _STEPS_A_LOOK
                if any(w.number for w in self.data.warning):
                    raise PhysicsError(
                        "settle: the simulation became unstable; start the things without overlap, and "
                        "closer to what carries them"
                    )
                self._take_out_fallen(fallen)
                if all(
                    self.data.tree_asleep[k] >= 0 for k in range(len(self.bodies)) if k not in self.fallen
                ):
                    return steps
        speeds = np.abs(self.data.qvel * self.model.dof_length).reshape(-1, 6).max(axis=1)
        restless = max((k for k in range(len(self.bodies)) if k not in self.fallen), key=lambda k: speeds[k])
        if fallen == "error":
            raise PhysicsError(
                f"settle: {self.bodies[restless].name} still moves at "
                f"{speeds[restless] / self.unit * 1e3:.0f} mm/s after {steps} steps; give it a wider "
                "support, more friction, or a start from less high; or leave out what never rests, with "
                'fallen="drop"'
            )
        # What touches it is awake with it, so nothing that sleeps is left hanging in the air.
        self._take_out(restless)
        return steps + self._to_rest(fallen)

    def _take_out_fallen(self, fallen: Literal["error", "drop"]) -> None:
        for k in np.flatnonzero(~self._may_land()).tolist():
            if k in self.fallen:
                continue
            if fallen == "error":
                raise PhysicsError(
                    f"settle: {self.bodies[k].name} fell off; start it farther from the edge, or pass "
                    'fallen="drop" to leave out what falls'
                )
            self._take_out(k)

    def _take_out(self, k: int) -> None:
        self.fallen.add(k)
        first = self.model.body_geomadr[k + 1]
        geoms = slice(first, first + self.model.body_geomnum[k + 1])
        self.model.geom_contype[geoms] = self.model.geom_conaffinity[geoms] = 0

    def _may_land(self) -> npt.NDArray[np.bool_]:
        """For each body, whether any part of what carries is below or beside the ball around it."""
        low, high = (self.data.xipos[1:, None] + sign * self.radius[:, None, None] for sign in (-1, 1))
        beside = (high[..., :2] > self.boxes[:, 0, :2]) & (low[..., :2] < self.boxes[:, 1, :2])
        return np.asarray((beside.all(axis=2) & (high[..., 2] > self.boxes[:, 0, 2])).any(axis=1))

    def _touching(self) -> list[tuple[int, int, float]]:
        """Body, body and signed distance in metres of every contact; the support is body -1."""
        flags = self.model.opt.enableflags
        self.model.opt.enableflags = 0  # what sleeps is not looked at
        mujoco.mj_fwdPosition(self.model, self.data)
        self.model.opt.enableflags = flags
        owner = self.model.geom_bodyid - 1
        return [
            (int(owner[a]), int(owner[b]), float(distance) / self.unit)
            for (a, b), distance in zip(self.data.contact.geom, self.data.contact.dist, strict=True)
        ]

    def deepest(self) -> float:
        return max([0.0, *(-distance for _, _, distance in self._touching())])

    def _deep(self) -> set[int]:
        """The upper one of every two bodies that interpenetrate too far."""
        return {
            max((body for body in (a, b) if body >= 0), key=lambda k: (self.data.xipos[k + 1][2], k))
            for a, b, distance in self._touching()
            if distance < -_DEEPEST_M
        }

    def _lift(self, bodies: set[int]) -> None:
        """Put bodies above all others, one above the other, awake."""
        rest = [k for k in range(len(self.bodies)) if k not in bodies and k not in self.fallen]
        top = max(
            [float(z) for z in self.boxes[:, 1, 2]]
            + [self.data.xipos[k + 1][2] + self.radius[k] for k in rest]
        )
        self.data.qvel[:] = 0
        for k in sorted(bodies):
            self._pose(k)[2] += top + self.radius[k] - self.data.xipos[k + 1][2]
            top += 2 * self.radius[k]
        mujoco.mj_kinematics(self.model, self.data)


def _backed(part: Points, surface: Points, middle: Points) -> Points:
    """A static sheet (a floor, a wall) made 50 mm thick on the side away from the things.

    A body that is deeper in a thin sheet than its half would be pushed out on the other side. What
    was added to a flat mesh, so that its hull has a volume, is taken off on the things' side.
    """
    centre = part.mean(axis=0)
    _, axes = np.linalg.eigh((part - centre).T @ (part - centre))
    normal = axes[:, 0] if (middle - centre) @ axes[:, 0] >= 0 else -axes[:, 0]
    height = (part - centre) @ normal
    if np.ptp(height) > _SHEET_M or np.ptp((part - centre) @ axes[:, 1]) < 10 * np.ptp(height):
        return part
    above = np.maximum(height - ((surface - centre) @ normal).max(), 0.0)
    flat = part - height[:, None] * normal
    return np.concatenate([part - above[:, None] * normal, flat - 0.05 * normal])
