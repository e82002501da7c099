"""Signals shine as their state says, and hang where drivers and walkers see them."""

from __future__ import annotations

import pytest
from cyclorama import Draw
from cyclorama.assets.recipes import SignalLens
from cyclorama.assets.street import STATES, TrafficLight, signal_pole, signals
from cyclorama.assets.street.signal import HEADS
from cyclorama.assets.street.signal_pole import mast_arm, signal_post, span_wire

INCH = 0.0254
LIT = {"red": {0}, "red_amber": {0, 1}, "amber": {1}, "green": {2}, "off": set()}


def lenses(model) -> list[SignalLens]:
    return [material for material in model.materials if isinstance(material, SignalLens)]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("region", ["europe", "us"])
def test_what_shines_follows_the_state(region, state) -> None:
    for kind in HEADS:
        head = TrafficLight(region=region, kind=kind, state=state).build()
        shining = {n for n, lens in enumerate(lenses(head)) if lens.strength > 0}
        if kind == "pedestrian":
            expected = set() if state == "off" else {1} if state == "green" else {0}
        else:
            expected = LIT[state]
        assert shining == expected, kind
        assert head.attributes == {"state": state, "kind": kind}
        assert head.category == "traffic light"


def test_heads_that_differ_in_state_share_their_mesh() -> None:
    red, green = (TrafficLight(state=state).build() for state in ("red", "green"))
    assert red.mesh is green.mesh
    assert red.materials[0] is green.materials[0]


def test_lenses_are_red_above_and_green_below_and_have_the_standard_sizes() -> None:
    """EN 12368 and MUTCD 4D.07: 200 or 300 mm."""
    for lens_m in (0.2, 0.3):
        head = TrafficLight(lens_m=lens_m).build()
        mesh = head.mesh
        heights = []
        for part in (4, 5, 6):
            corner = mesh.vertices[mesh.triangles[mesh.part_ids == part]].reshape(-1, 3)
            assert corner[:, 1].max() - corner[:, 1].min() == pytest.approx(lens_m, abs=1e-4)
            heights.append(corner[:, 2].mean())
        assert heights[0] > heights[1] > heights[2]
        red, amber, green = (lens.color for lens in lenses(head))
        assert red[0] > 4 * red[2]
        assert amber[0] > amber[1] > amber[2]
        assert green[1] > green[2] > green[0]


def test_backplates_are_5_inches_wide_in_america() -> None:
    bare = TrafficLight(region="us", lens_m=0.3).build().mesh.bounds
    plate = TrafficLight(region="us", lens_m=0.3, backplate_m=5 * INCH).build().mesh.bounds
    assert plate[1][2] - bare[1][2] == pytest.approx(10 * INCH, abs=0.005)


def test_arrows_and_figures_shine_through_a_mask() -> None:
    for kind in HEADS:
        masks = [lens.mask for lens in lenses(TrafficLight(kind=kind).build())]
        assert all((mask is None) == (kind == "vehicle") for mask in masks)
        for mask in masks:
            assert mask is None or 0.05 < (mask.pixels[..., 3] > 127).mean() < 0.6
    left, right = (
        lenses(TrafficLight(kind=kind).build())[2].mask.pixels[..., 3] for kind in ("left", "right")
    )
    # Mirror images of each other.
    assert abs(left[:, ::-1].astype(int) - right).mean() < 8


@pytest.mark.parametrize("region", ["europe", "us"])
def test_heads_hang_where_the_rules_say(region) -> None:
    """At the kerb from 2.1 m up; over the road, on −y, from 4.5 m (Europe) or 15 ft (MUTCD 4D.15) up."""
    over = False
    for index in range(30):
        pole, *heads = signals(Draw(6, index), region=region, state="red")
        assert pole.model.category is None
        assert heads
        for mount in heads:
            assert mount.model.category == "traffic light"
            assert mount.z_m >= 2.1
            if mount.y_m < -1.0:
                over = True
                assert mount.z_m >= (4.5 if region == "europe" else 15 * 0.3048)
            assert mount.y_m < 0.01
    assert over


def test_walkers_have_green_while_the_road_that_they_cross_has_red() -> None:
    for state, expected in (("red", "green"), ("green", "red"), ("amber", "red"), ("off", "off")):
        for index in range(6):
            heads = signals(Draw(6, index), state=state, overhead=False)[1:]
            kinds = {mount.model.attributes["kind"]: mount.model.attributes["state"] for mount in heads}
            assert kinds["vehicle"] == state
            assert kinds.get("pedestrian", expected) == expected


def test_poles_of_one_kind_are_one_model() -> None:
    assert signal_post() is signal_post()
    assert mast_arm(reach_m=5.0).model is mast_arm(reach_m=5.0).model
    assert len(span_wire().spots) == 2
    assert signal_pole(Draw(1, 1)).spots == signal_pole(Draw(1, 1)).spots
