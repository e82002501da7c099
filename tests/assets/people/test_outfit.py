"""Outfits: whatever is drawn, everybody is dressed from neck to sole, and nothing visible lies on cloth."""

from __future__ import annotations

import numpy as np
import pytest
from cyclorama.assets.packs import place
from cyclorama.assets.people.outfit import dress
from cyclorama.draw import Draw

pytestmark = pytest.mark.skipif(place.folder("people") is None, reason="pack people is not installed")


@pytest.mark.parametrize("upper", ["t_shirt", "shirt", "pullover", "jacket", "down_jacket", "coat"])
@pytest.mark.parametrize("lower", ["trousers", "shorts", "skirt"])
def test_trunk_and_hips_are_covered(upper: str, lower: str) -> None:
    from cyclorama.assets.people.body import body
    from cyclorama.assets.people.pose import pose
    from cyclorama.assets.people.shape import Shape

    draw = Draw(1, 0, {"upper": upper, "lower": lower})
    posed = body(Shape(male=0.0), pose(draw.scope("pose"), "walking"))
    outfit = dress(posed, draw, "female", warmth=0.8)
    skin = np.unique(posed.quads["body"])
    place_dm = posed.template[skin]
    trunk = (place_dm[:, 1] > -2.5) & (place_dm[:, 1] < 4.6) & (np.abs(place_dm[:, 0]) < 1.7)
    assert outfit.hidden[skin][trunk].all()
    lowest = min(float(mesh.vertices[:, 2].min()) for mesh, _ in outfit.pieces)
    assert lowest < 0
    assert 0.01 < outfit.sole_m < 0.05
