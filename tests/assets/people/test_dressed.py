"""Whatever is drawn, in every pose: skin of trunk, hips and thighs lies under cloth, and arms beside it."""

from __future__ import annotations

from typing import get_args

import numpy as np
import numpy.typing as npt
import pytest
import trimesh
from cyclorama.assets.mesh import join
from cyclorama.assets.packs import place
from cyclorama.assets.people.anthropometry import AGE_GROUPS, AgeGroup, Sex
from cyclorama.assets.people.clothes import arm
from cyclorama.assets.people.garments import normals
from cyclorama.assets.people.pose import PoseName
from cyclorama.draw import Draw
from scipy.spatial import ConvexHull

pytestmark = pytest.mark.skipif(place.folder("people") is None, reason="pack people is not installed")

Array = npt.NDArray[np.float64]


@pytest.mark.parametrize("name", get_args(PoseName))
def test_nobody_is_naked(name: PoseName) -> None:
    from cyclorama.assets.people.body import body
    from cyclorama.assets.people.outfit import dress
    from cyclorama.assets.people.pose import pose
    from cyclorama.assets.people.shape import Shape

    for index in range(10):
        draw = Draw(8, index)
        group: AgeGroup = draw.choice("age_group", get_args(AgeGroup))
        sex: Sex = draw.choice("sex", get_args(Sex))
        age = draw.uniform("age_years", *AGE_GROUPS[group])
        figure = Shape(age, float(sex == "male"), weight=draw.uniform("weight", 0.1, 1.0))
        posed = body(figure, pose(draw.scope("pose_of"), name))
        outfit = dress(posed, draw.scope("clothes"), sex, age)
        skin = np.asarray(posed.quads["body"])
        used = np.unique(skin)
        t = posed.template[used]
        # From below the pit of the neck to the middle of the thighs, arms apart; shorts end below.
        region = used[(t[:, 1] < 5.0) & (t[:, 1] > -2.4) & (arm(t) == 0) & (np.abs(t[:, 0]) < 2.3)]
        assert outfit.hidden[region].all()
        # What is hidden is not made: there must be cloth over it, or one would see through the person.
        triangles = np.concatenate([skin[:, [0, 1, 2]], skin[:, [0, 2, 3]]]).astype(np.int64)
        region = region[::3]
        out = normals(posed.points, triangles)[region]
        cloth = join(*(mesh for mesh, _ in outfit.pieces))
        rays = trimesh.Trimesh(cloth.vertices, cloth.triangles, process=False).ray
        covered = rays.intersects_any(posed.points[region] - 0.004 * out, out)
        assert covered.all(), f"person {index}: {(~covered).sum()} of {len(region)} places are bare"


@pytest.mark.parametrize("name", ["standing", "walking", "running", "sitting"])
@pytest.mark.parametrize(("age", "male"), [(6.0, 0.5), (35.0, 0.0), (35.0, 1.0)])
def test_the_heaviest_have_room_between_arms_and_trunk(name: PoseName, age: float, male: float) -> None:
    from cyclorama.assets.people.body import body
    from cyclorama.assets.people.pose import pose
    from cyclorama.assets.people.shape import Shape

    posed = body(Shape(age, male, weight=1.0), pose(Draw(1, 0), name))
    skin = np.unique(posed.quads["body"])
    t, p = posed.template[skin], posed.points[skin]
    trunk = p[(arm(t) == 0) & (np.abs(t[:, 0]) < 2.3) & (t[:, 1] > -1.8) & (t[:, 1] < 4.0)]
    arms = p[arm(t) > 1.6]
    for z in np.arange(trunk[:, 2].min(), trunk[:, 2].max(), 0.03):
        slice_, beside = (part[np.abs(part[:, 2] - z) < 0.02, :2] for part in (trunk, arms))
        if len(slice_) > 10 and len(beside):
            edges: Array = ConvexHull(slice_).equations
            assert (beside @ edges[:, :2].T + edges[:, 2]).max(axis=1).min() > 0


@pytest.mark.parametrize("name", ["standing", "carrying"])
def test_both_feet_stand_on_the_ground(name: PoseName) -> None:
    from cyclorama.assets.people.body import body
    from cyclorama.assets.people.pose import pose
    from cyclorama.assets.people.shape import Shape

    for index in range(5):
        posed = body(Shape(weight=0.2 * index), pose(Draw(4, index), name))
        skin = np.unique(posed.quads["body"])
        feet = posed.template[skin, 1] < -7.6
        for side in (1, -1):
            own = feet & (side * posed.template[skin, 0] > 0)
            assert posed.points[skin[own], 2].min() < 0.015
