"""What runs along streets: wires hang as chains do, fences have their length, and woven wire is a cut-out."""

from __future__ import annotations

import numpy as np
import pytest
from cyclorama import Draw
from cyclorama.assets.material import lowest_alpha
from cyclorama.assets.street import catenary, fence, garden_wall, guard_rail, utility_pole, wire
from cyclorama.assets.street.fence import chain_link_texture, fence_of, guard_rail_of


class TestWires:
    def test_level_ends_sag_as_much_as_asked(self) -> None:
        curve = catenary((0, 0, 7), (30, 0, 7), 0.8, 31)
        assert curve[[0, -1]] == pytest.approx(np.array([[0, 0, 7], [30, 0, 7]]))
        assert 7 - curve[15, 2] == pytest.approx(0.8, abs=1e-9)

    def test_it_is_a_catenary(self) -> None:
        """z″ = √(1 + z′²) / a for one and the same a all along, which only y = a cosh(x / a) fulfils."""
        curve = catenary((0, 0, 7), (20, 0, 9), 2.5, 4001)
        x, z = curve[:, 0], curve[:, 2]
        slope, bend = np.gradient(z, x), np.gradient(np.gradient(z, x), x)
        a = (np.sqrt(1 + slope**2) / bend)[10:-10]
        assert a == pytest.approx(np.full(len(a), a.mean()), rel=1e-3)

    def test_ends_of_unequal_height_are_reached_in_any_direction(self) -> None:
        start, end = (1.0, 2.0, 6.5), (-14.0, 9.0, 8.25)
        curve = catenary(start, end, 0.6, 12)
        assert curve[0] == pytest.approx(start)
        assert curve[-1] == pytest.approx(end)

    def test_nothing_hangs_between_points_above_each_other(self) -> None:
        with pytest.raises(ValueError, match="catenary: ends 0 m apart"):
            catenary((0, 0, 1), (0, 0, 2), 0.5)

    def test_wires_of_two_poles_meet_their_insulators(self) -> None:
        pole = utility_pole(Draw(1, 4), region="us")
        for spot in pole.spots:
            a, b = (spot.x_m, spot.y_m, spot.z_m), (spot.x_m + 25, spot.y_m, spot.z_m)
            low, high = wire(a, b, 0.5).mesh.bounds
            assert high[2] == pytest.approx(spot.z_m, abs=0.02)
            assert low[2] == pytest.approx(spot.z_m - 0.5, abs=0.02)
            assert 0 < spot.z_m - 3 < pole.model.mesh.bounds[1][2]


class TestChainLink:
    def test_it_is_there_or_not_never_between(self) -> None:
        alpha = chain_link_texture().pixels[..., 3]
        assert set(np.unique(alpha)) == {0, 255}
        assert 0 < lowest_alpha(0.5) <= 255
        # Wire of 3 mm, 1.6 times as wide where it bends, in diamonds of 50 mm, twice.
        band = 1.6 * 0.003 * 2**0.5 / 0.05
        assert (alpha > 0).mean() == pytest.approx(1 - (1 - band) ** 2, rel=0.06)

    def test_it_goes_on_across_its_edges(self) -> None:
        alpha = chain_link_texture().pixels[..., 3]
        assert np.array_equal(np.roll(alpha, 64, axis=0), alpha)
        assert np.array_equal(np.roll(alpha, 64, axis=1), alpha)

    def test_the_fence_uses_it_as_cutout_in_its_true_size(self) -> None:
        model = fence_of("chain_link", 6.0, 1.5, "zinc", 1)
        woven = model.materials[1]
        assert woven.cutout is chain_link_texture()
        uv = model.mesh.uv[model.mesh.part_ids == 1]
        # Four diamonds of 50 mm to a picture.
        assert uv[..., 0].max() == pytest.approx(6.0 / 0.2)
        assert uv[..., 1].max() == pytest.approx(1.45 / 0.2)


@pytest.mark.parametrize("length_m", [2.0, 6.0, 11.3])
@pytest.mark.parametrize("region", ["europe", "us"])
def test_lengths_are_kept(region, length_m) -> None:
    for index in range(8):
        for made in (fence, garden_wall, guard_rail):
            model = made(Draw(2, index), region=region, length_m=length_m)
            low, high = model.mesh.bounds
            # Posts and copings stand out a little at both ends.
            assert length_m - 0.01 <= high[1] - low[1] <= length_m + 0.15
            assert high[1] == pytest.approx(-low[1], abs=0.02)
            assert len(model.mesh.triangles) <= 6000


def test_guard_rails_have_the_height_of_the_standard_beam() -> None:
    """AASHTO M 180: a W beam of about 310 mm; the top at 0.75 m."""
    model = guard_rail_of(8.0)
    beam = model.mesh.vertices[model.mesh.triangles[model.mesh.part_ids == 0]].reshape(-1, 3)
    front = beam[beam[:, 0] > 0.05]
    assert model.mesh.bounds[1][2] == pytest.approx(0.75, abs=0.01)
    assert 0.2 < front[:, 2].max() - front[:, 2].min() < 0.32
