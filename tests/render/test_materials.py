"""Shaders in Cycles: every recipe has one, none makes light, cut-outs are exact, glass is never black."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

bpy = pytest.importorskip("bpy")

import OpenEXR  # noqa: E402
from cyclorama import Camera, Resolution, Scene, Sky, Thing, pose  # noqa: E402
from cyclorama.assets import prints, recipes  # noqa: E402
from cyclorama.assets.material import (  # noqa: E402
    Material,
    Surface,
    Texture,
    Turned,
    lowest_alpha,
)
from cyclorama.assets.model import Model  # noqa: E402
from cyclorama.assets.recipes.skin import Fur, Hair, Skin  # noqa: E402
from cyclorama.assets.shapes.solids import rounded_box  # noqa: E402
from cyclorama.draw import Draw  # noqa: E402
from cyclorama.render.capture import capture  # noqa: E402
from cyclorama.render.materials import blender_material, linear, shader  # noqa: E402
from cyclorama.render.settings import QUALITIES  # noqa: E402

Array = npt.NDArray[np.float32]

# One or more of each recipe, so that every branch of its nodes is built.
GRAPHS: dict[str, Material] = {
    **{
        f"peel {fruit}": recipes.peel(Draw(1, 0), fruit)
        for fruit in ("apple", "orange", "banana", "peach", "plum")
    },
    **{
        f"stone {kind}": recipes.Stone(kind=kind, grain_m=0.02, seed=3.0)
        for kind in ("marble", "granite", "terrazzo", "slate")
    },
    **{
        f"metal {finish}": recipes.Metal(finish=finish, tarnish=0.4)
        for finish in ("around", "along", "polished", "satin", "hammered")
    },
    **{
        f"ceramic {glaze}": recipes.Ceramic(
            second_color=(0.2, 0.3, 0.5), second_glaze=glaze, foot=0.1, speckle=0.5, crackle=0.5
        )
        for glaze in ("above", "below", "bands", "rim", "stripes")
    },
    "turned": Turned(of=recipes.Wood()),
    "snowed": recipes.Snowed(of=recipes.WindowGlass(), cover=0.3),
    "snowed roof": recipes.Snowed(of=recipes.CarPaint(), cover=0.9, above_m=-0.5),
    "snow cleared": recipes.Snowed(of=recipes.Asphalt(), ploughed_m=(0.2, 0.8)),
    "snow in tracks": recipes.Snowed(of=recipes.RoadPaint(), ploughed_m=(0.0, 1.0), lane_m=3.0),
    "skin": Skin(redness=0.5),
    "sheeting": recipes.sheeting(Draw(1, 5), prints.decor(Draw(1, 2))),
    "signal lens": recipes.SignalLens(color=(0.06, 0.98, 0.62)),
    "signal figure": recipes.SignalLens(mask=prints.decor(Draw(1, 2)), wear=0.8),
    "fur": Fur(length_m=0.02),
    "hair": Hair(grey=0.4),
    "ceramic decor": recipes.ceramic(Draw(1, 1), prints.decor(Draw(1, 2))),
    **{
        f"fabric {pattern}": recipes.Fabric(pattern=pattern, wear=0.5)
        for pattern in ("plain", "stripes", "checks", "gingham", "border")
    },
    **{
        f"carpet {pattern}": recipes.Carpet(pattern=pattern) for pattern in ("melange", "stripes", "diamonds")
    },
    **{
        f"wood {layout}": recipes.Wood(layout=layout, varnish=0.8, wear=0.6)
        for layout in ("solid", "boards", "blocks")
    },
    "parquet planks": recipes.Parquet(),
    "parquet herringbone": recipes.Parquet(pattern="herringbone", stave_m=(0.4, 0.1)),
    **{
        f"plastic {finish}": recipes.Plastic(finish=finish, wear=0.8)
        for finish in ("glossy", "matt", "translucent")
    },
    "painted": recipes.PaintedMetal(rim_color=(0.1, 0.1, 0.2), wear=0.7),
    "cardboard": recipes.cardboard(Draw(1, 3), prints.shipping(Draw(1, 4), 0.3, 0.2)),
    "cardboard edge": recipes.Cardboard(edge=True),
    "paper": recipes.Paper(crumple=0.5, wear=0.5),
    "paper leaves": recipes.Paper(leaves=True),
    "printed": recipes.printed(Draw(1, 5), prints.label(Draw(1, 6), 0.1, 0.08)),
    "printed metal": recipes.printed(Draw(1, 7), prints.can(Draw(1, 8), 0.2, 0.1), "metal"),
    "rubber": recipes.Rubber(),
    "wax": recipes.Wax(),
    "milk": recipes.liquid(Draw(1, 9), "milk"),
    "wall paint": recipes.WallPaint(),
    "plaster": recipes.Plaster(),
    "floor tiles": recipes.FloorTiles(bond="brick", wear=0.5),
    "concrete": recipes.Concrete(),
    "asphalt worn": recipes.Asphalt(cracks=0.9, patches=0.4, lane_m=3.0, wear=0.9),
    "asphalt wet": recipes.Asphalt(wetness=0.8, puddles=0.2),
    "road paint": recipes.RoadPaint(wear=0.6),
    **{f"soil {kind}": recipes.Soil(kind=kind, wetness=0.4) for kind in ("soil", "gravel", "mud")},
    "lawn": recipes.Lawn(),
    "foliage": recipes.Foliage(),
    "foliage in snow": recipes.Foliage(snow=0.7, green=0.0),
    **{f"snow {state}": recipes.Snow(state=state) for state in ("fresh", "trodden", "dirty")},
    "pond": recipes.Water(),
    **{f"paving {kind}": recipes.Paving(kind=kind) for kind in ("slabs", "cobbles", "pavers")},
    **{
        f"brickwork {bond}": recipes.Brickwork(bond=bond, salt=0.5)
        for bond in ("stretcher", "flemish", "english")
    },
    "facade": recipes.Facade(),
    "facade concrete": recipes.Facade(concrete=True),
    "ashlar": recipes.Ashlar(rough=0.8),
    **{f"siding {kind}": recipes.Siding(kind=kind) for kind in ("lap", "board", "sheet")},
    **{f"roof {kind}": recipes.RoofTiles(kind=kind) for kind in ("pantile", "plain", "slate")},
    "planks": recipes.Planks(),
    **{
        f"outdoor metal {kind}": recipes.OutdoorMetal(kind=kind, rust=0.5)
        for kind in ("steel", "galvanised", "painted")
    },
    **{f"bark {species}": recipes.Bark(species=species) for species in ("oak", "birch", "pine", "plane")},
    "leaf": recipes.Leaf(picture=Texture(np.full((4, 4, 3), 90, np.uint8))),
    "surface": Surface(base_color=Texture(np.full((4, 4, 3), 90, np.uint8)), coat=0.5),
    "car paint": recipes.CarPaint(flakes=0.0, dirt=0.8, dust=0.6),
    "car paint metallic": recipes.CarPaint(flakes=0.8),
    "window": recipes.WindowGlass(wear=0.4),
    **{f"lamp {kind}": recipes.lamp_glass(Draw(1, 0), kind) for kind in ("clear", "red", "amber")},
}
GLOWING = recipes.Lamp(color=(1.0, 0.0, 0.0), strength=2.0)
CLEAR: dict[str, Material] = {
    "glass": recipes.Glass(color=(1.0, 1.0, 1.0), wear=0.0),
    "water": recipes.Liquid(color=(1.0, 1.0, 1.0)),
    "surface": Surface(base_color=(1.0, 1.0, 1.0), transmission=1.0, roughness=0.0, ior=1.45),
}


@pytest.fixture(autouse=True)
def empty_file() -> Iterator[None]:
    bpy.ops.wm.read_factory_settings(use_empty=True)
    yield
    bpy.ops.wm.read_factory_settings(use_empty=True)


def plane(material: Material, half_m: float = 0.5) -> Any:
    """A square about the origin, its texture coordinates 0 … 1 along x and y."""
    data = bpy.data.meshes.new("plane")
    corners = [(-half_m, -half_m, 0), (half_m, -half_m, 0), (half_m, half_m, 0), (-half_m, half_m, 0)]
    data.from_pydata(corners, [], [(0, 1, 2, 3)])
    data.uv_layers.new(name="UVMap").uv.foreach_set("vector", [0, 0, 1, 0, 1, 1, 0, 1])
    return place(data, material)


def ball(material: Material, radius_m: float = 0.3, hollow: float = 0.0) -> Any:
    """A sphere; ``hollow``: share of the radius of an air bubble in its middle."""
    import bmesh

    mesh = bmesh.new()
    bmesh.ops.create_uvsphere(mesh, u_segments=48, v_segments=24, radius=radius_m)
    if hollow:
        inner = bmesh.ops.create_uvsphere(mesh, u_segments=48, v_segments=24, radius=radius_m * hollow)
        faces = list({face for vertex in inner["verts"] for face in vertex.link_faces})
        bmesh.ops.reverse_faces(mesh, faces=faces)
    data = bpy.data.meshes.new("ball")
    mesh.to_mesh(data)
    mesh.free()
    data.shade_smooth()
    return place(data, material)


def place(data: Any, material: Material, opacity_threshold: float = 0.5) -> Any:
    data.materials.append(blender_material(material, opacity_threshold))
    item = bpy.data.objects.new("item", data)
    item.pass_index = 7
    bpy.context.scene.collection.objects.link(item)
    return item


def render(width: int, height: int, samples: int, light: float = 1.0, seed: int = 0) -> tuple[Array, Array]:
    """(H, W, 3) radiance and (H, W) ids, seen from above by an orthographic camera 1 m wide, in a
    uniform environment."""
    scene = bpy.context.scene
    world = scene.world = bpy.data.worlds.new("world")
    world.node_tree.nodes["Background"].inputs["Color"].default_value = (light, light, light, 1.0)
    camera = bpy.data.cameras.new("camera")
    camera.type = "ORTHO"
    camera.ortho_scale = 1.0
    scene.camera = bpy.data.objects.new("camera", camera)
    scene.camera.location = (0.0, 0.0, 2.0)
    scene.collection.objects.link(scene.camera)
    scene.render.engine = "CYCLES"
    scene.render.resolution_x, scene.render.resolution_y = width, height
    scene.render.threads_mode, scene.render.threads = "FIXED", 2
    scene.cycles.samples, scene.cycles.seed = samples, seed
    scene.cycles.use_adaptive_sampling = scene.cycles.use_denoising = False
    scene.cycles.max_bounces, scene.cycles.diffuse_bounces = 6, 2
    scene.cycles.glossy_bounces, scene.cycles.transmission_bounces = 3, 6
    scene.cycles.caustics_reflective = scene.cycles.caustics_refractive = False
    scene.view_layers[0].use_pass_object_index = True
    settings = scene.render.image_settings
    settings.media_type = "MULTI_LAYER_IMAGE"
    settings.color_depth = "32"
    with tempfile.TemporaryDirectory() as folder:
        scene.render.filepath = str(Path(folder) / "shot.exr")
        bpy.ops.render.render(write_still=True)
        with OpenEXR.File(scene.render.filepath, separate_channels=True) as file:
            channels = {n: c for part in file.parts for n, c in part.channels.items()}
            color = np.stack(
                [next(c.pixels for n, c in channels.items() if n.endswith(f"Combined.{k}")) for k in "RGB"],
                -1,
            )
            ids = next(c.pixels for n, c in channels.items() if n.endswith("Object Index.X"))
    return np.array(color, np.float32), np.array(ids, np.float32)


def test_every_material_type_has_nodes() -> None:
    def leaves(kind: type) -> set[type]:
        below = kind.__subclasses__()
        return set().union(*(leaves(c) for c in below)) if below else {kind}

    without = [kind for kind in leaves(Material) if shader.dispatch(kind) is shader.dispatch(object)]
    assert not without
    built = {type(m) for m in (*GRAPHS.values(), *CLEAR.values(), GLOWING)}
    assert leaves(Material) <= built  # and each is rendered below


def test_unknown_material_type_is_named() -> None:
    with pytest.raises(TypeError, match="no shader nodes for material type str"):
        shader("velvet", None)  # type: ignore[arg-type]


@pytest.mark.parametrize(("srgb", "light"), [(0.0, 0.0), (1.0, 1.0), (0.5, 0.214041), (0.04045, 0.0031308)])
def test_linear(srgb: float, light: float) -> None:
    assert linear((srgb, srgb, srgb)) == pytest.approx((light,) * 3, abs=1e-6)


def test_material_is_made_once_for_each_file() -> None:
    glaze = recipes.Ceramic()
    made = blender_material(glaze, 0.5)
    assert blender_material(glaze, 0.5) == made
    assert blender_material(recipes.Ceramic(), 0.5) != made
    assert len(bpy.data.materials) == 2
    bpy.ops.wm.read_factory_settings(use_empty=True)
    assert len(bpy.data.materials) == 0
    assert blender_material(glaze, 0.5).name.endswith("Ceramic")


def test_image_is_shared_by_materials() -> None:
    picture = prints.label(Draw(0, 0), 0.1, 0.08)
    blender_material(recipes.Printed(picture=picture), 0.5)
    blender_material(recipes.Printed(picture=Texture(picture.pixels.copy(), tiles="extend")), 0.5)
    assert len([i for i in bpy.data.images if i.size[0] == 512]) == 1


@pytest.mark.parametrize("name", GRAPHS)
def test_furnace(name: str) -> None:
    """A flat surface in light of 1 from everywhere reflects its albedo: it never makes light, and
    nothing real is quite black."""
    plane(GRAPHS[name], half_m=0.6)
    color, ids = render(16, 12, 24)
    assert (ids == 7).all()
    assert np.isfinite(color).all()
    mean = color.mean(axis=(0, 1))
    assert mean.max() < 0.97, mean
    assert mean.max() > 0.02, mean
    assert color.max() < 1.15


@pytest.mark.parametrize("name", ["wood boards", "metal along", "metal around", "fabric border"])
def test_a_pattern_turns_with_its_mesh(name: str) -> None:
    """A quarter turn of the mesh under a turned material looks like a quarter turn of the whole thing."""
    shots = []
    for whole in (True, False):
        bpy.ops.wm.read_factory_settings(use_empty=True)
        item = plane(GRAPHS[name] if whole else Turned(of=GRAPHS[name]), half_m=0.4)
        if whole:
            item.rotation_euler[2] = np.pi / 2
        else:
            corners = [vertex.co.copy() for vertex in item.data.vertices]
            for vertex, (x, y, z) in zip(item.data.vertices, corners, strict=True):
                vertex.co = (-y, x, z)
        shots.append(render(24, 18, 16)[0])
    assert np.abs(shots[0] - shots[1]).mean() < 0.01 * shots[0].std()


def test_snow_lies_on_what_faces_up_in_the_world() -> None:
    """A black plane is white under snow, and as black as ever where it is steep, below where it was swept
    off, and between the edges of what was ploughed."""
    black = Surface(base_color=(0.0, 0.0, 0.0), roughness=1.0)

    def seen(tilt_deg: float, **how: Any) -> float:
        bpy.ops.wm.read_factory_settings(use_empty=True)
        item = plane(recipes.Snowed(of=black, cover=1.0, **how), half_m=6.0)
        item.rotation_euler[0] = np.radians(tilt_deg)
        return float(render(16, 12, 16)[0][4:8].mean())

    assert seen(0) > 0.7
    assert seen(30) > 0.7
    assert seen(80) < 0.1
    assert seen(0, above_m=0.2) < 0.1 < 0.7 < seen(0, above_m=-0.2)
    assert seen(0, ploughed_m=(-3.0, 3.0)) < 0.1 < 0.4 < seen(0, ploughed_m=(2.0, 3.0))


def test_snow_is_cut_out_as_what_it_lies_on() -> None:
    texture = Texture(np.full((4, 4, 4), 90, np.uint8))
    assert recipes.Snowed(of=Surface(cutout=texture)).cutout is texture


@pytest.mark.parametrize("name", CLEAR)
@pytest.mark.parametrize("hollow", [0.0, 0.9])
def test_clear_things_vanish_in_a_furnace(name: str, hollow: float) -> None:
    """What takes no light is invisible in light of 1 from everywhere, at the bounces of a draft."""
    ball(CLEAR[name], hollow=hollow)
    color, ids = render(24, 18, 64)
    inside = color[ids == 7]
    assert len(inside) > 100
    assert inside.mean() > 0.9
    assert inside.min() > 0.6
    assert inside.max() < 1.1


@pytest.mark.parametrize(
    "glass",
    [
        recipes.Glass(wear=0.5),
        recipes.WindowGlass(wear=0.4),
        recipes.Snowed(of=recipes.WindowGlass(), cover=0.5),
    ],
)
def test_glass_is_there_in_the_labels(glass: Material) -> None:
    """At one sample, where glass passes shadow rays straight on, its ids are those of a solid."""
    ball(glass)
    _, clear = render(40, 30, 1)
    bpy.ops.wm.read_factory_settings(use_empty=True)
    ball(recipes.Rubber())
    _, solid = render(40, 30, 1)
    assert (solid == 7).sum() > 200
    np.testing.assert_array_equal(clear, solid)


@pytest.mark.parametrize("inner", [False, True])
def test_a_pane_shows_what_is_behind_it_less_what_it_mirrors(inner: bool) -> None:
    """Fresnel at normal incidence, from either side: ((n - 1) / (n + 1))² of the sky above, the rest of
    what glows below, tinted; and nothing is bent, so the edge of what glows stays where it is."""
    tint, mirrored = 0.5, (0.75 / 2.75) ** 2
    pane = plane(recipes.WindowGlass(tint=(tint,) * 3, ior=1.75, wear=0.0), half_m=0.6)
    pane.rotation_euler[0] = np.pi if inner else 0.0
    plane(recipes.Lamp(color=(1.0, 1.0, 1.0), strength=2.0), half_m=0.2).location[2] = -1.0
    color, ids = render(40, 30, 512, light=1.0)
    assert (ids == 7).all()
    expected = mirrored + (1 - mirrored) * linear((tint,) * 3)[0] * 2.0
    assert color[12:18, 14:26].mean() == pytest.approx(expected, rel=0.03)
    behind = mirrored + (1 - mirrored) * linear((tint,) * 3)[0]
    assert color[:, :10].mean() == pytest.approx(behind, rel=0.03)


@pytest.mark.parametrize("samples", [1, 4])
@pytest.mark.parametrize("material", ["surface", "printed", "glass"])
def test_cutout_is_binary_and_where_the_texture_says(samples: int, material: str) -> None:
    """Ids equal the texture's alpha, thresholded, at the texel that each pixel's centre falls into."""
    rows, columns = 13, 17
    alpha = Draw(0, 0).rng("alpha").integers(0, 256, (rows, columns))
    alpha[3, 3], alpha[3, 4] = 127, 128  # on both sides of 0.5
    texture = Texture(np.dstack([np.full((rows, columns, 3), 200), alpha]).astype(np.uint8))
    recipe: Material = {
        "surface": Surface(base_color=texture, cutout=texture),
        "printed": recipes.Printed(picture=texture, cutout=texture),
        "glass": recipes.Glass(cutout=texture),
    }[material]
    plane(recipe, half_m=0.5)
    width, height = 64, 48
    _, ids = render(width, height, samples)
    x = (np.arange(width) + 0.5) / width  # the picture is 1 m wide, as is the plane
    y = 0.5 + (0.5 - (np.arange(height) + 0.5) / height) * height / width
    u, v = x * columns, (1 - y) * rows  # texels from the top left
    expected = np.where(alpha[np.floor(v).astype(int)][:, np.floor(u).astype(int)] >= 128, 7, 0)
    # A ray within a thousandth of a texel of a boundary may fall either way.
    clear = np.abs(v - np.round(v))[:, None] > 1e-3
    clear = clear & (np.abs(u - np.round(u))[None] > 1e-3)
    assert clear.mean() > 0.9
    assert set(np.unique(ids)) == {0.0, 7.0}
    np.testing.assert_array_equal(ids[clear], expected[clear])


@pytest.mark.parametrize(
    ("threshold", "limit"), [(0.5, 128), (1.0, 255), (1 / 255, 1), (128 / 255, 128), (0.2, 51)]
)
def test_lowest_alpha_is_the_least_that_is_there(threshold: float, limit: int) -> None:
    assert lowest_alpha(threshold) == limit


def test_seed_moves_the_noise_and_nothing_else_does() -> None:
    def picture(seed: float) -> Array:
        bpy.ops.wm.read_factory_settings(use_empty=True)
        plane(recipes.Stone(kind="granite", grain_m=0.05, seed=seed))
        return render(32, 24, 4)[0]

    first = picture(1.0)
    np.testing.assert_array_equal(picture(1.0), first)
    assert np.abs(picture(2.0) - first).mean() > 0.02


@pytest.mark.parametrize(
    "material",
    [
        Surface(base_color=(0.0, 0.0, 0.0), emission=(1.0, 0.0, 0.0), emission_strength=2.0, roughness=1.0),
        GLOWING,
    ],
)
def test_emission_gives_light(material: Material) -> None:
    plane(material)
    color, _ = render(16, 12, 4, light=0.0)
    np.testing.assert_allclose(color[6, 8], (2.0, 0.0, 0.0), atol=1e-4)


@pytest.mark.parametrize("diodes", [8.0, 24.0])
def test_a_signal_shines_with_its_strength_on_the_mean(diodes: float) -> None:
    """Diodes brighten dots and darken what lies between; its mask keeps light in."""
    plane(recipes.SignalLens(color=(1.0, 0.0, 0.0), strength=2.0, diodes=diodes))
    color, _ = render(48, 36, 16, light=0.0)
    assert color[..., 0].mean() == pytest.approx(2.0, rel=0.06)
    assert color[..., 0].max() > 1.5 * color[..., 0].min()
    assert color[..., 1:].max() < 0.01
    half = np.zeros((8, 8, 4), np.uint8)
    half[:, :4] = 255
    bpy.ops.wm.read_factory_settings(use_empty=True)
    plane(recipes.SignalLens(color=(1.0, 0.0, 0.0), strength=2.0, mask=Texture(half, tiles="extend")))
    color, _ = render(48, 36, 16, light=0.0)
    assert color[:, :18, 0].mean() == pytest.approx(2.0, rel=0.06)
    assert color[:, 30:].max() < 0.01


def test_a_sign_returns_its_picture_in_headlights() -> None:
    red = Texture(np.full((4, 4, 3), (255, 0, 0), np.uint8))
    plane(recipes.Sheeting(picture=red, glow=1.5, wear=0.0, fade=0.0))
    color, _ = render(16, 12, 4, light=0.0)
    np.testing.assert_allclose(color[6, 8], (1.5, 0.0, 0.0), atol=0.02)


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("asphalt worn", 0.05, 0.2),
        ("asphalt wet", 0.04, 0.2),
        ("soil soil", 0.05, 0.4),
        ("facade concrete", 0.1, 0.5),
        ("facade", 0.1, 0.5),
        ("ashlar", 0.05, 0.35),
        ("siding lap", 0.1, 0.5),
        ("brickwork stretcher", 0.1, 0.4),
        ("roof pantile", 0.05, 0.35),
        ("lawn", 0.04, 0.26),
        ("snow fresh", 0.7, 0.95),
        ("snow dirty", 0.25, 0.7),
        ("pond", 0.02, 0.12),
    ],
)
def test_outdoor_albedo_is_as_published(name: str, low: float, high: float) -> None:
    """Under white light from everywhere, about the range of albedos that Oke (Boundary Layer Climates, 1987)
    and Taha (1997) are quoted for: asphalt 0.05-0.20, concrete walls
    0.10-0.35, tiled roofs 0.10-0.35, brick 0.20-0.40, grass 0.16-0.28.

    Theirs cover the whole solar band; leaves and red brick are darker in the visible part of it.
    """
    plane(GRAPHS[name], half_m=0.6)
    color, _ = render(32, 24, 16)
    light = float(color.mean(axis=(0, 1)) @ np.array([0.2126, 0.7152, 0.0722]))
    assert low <= light <= high


@pytest.mark.parametrize("kind", [recipes.Asphalt, recipes.Soil, recipes.Lawn, recipes.Paving])
def test_ground_does_not_repeat_within_20_m_and_seed_moves_it(kind: Any) -> None:
    """A metre of ground equals none of those 1, 2, 5, 10 and 20 m off, nor itself under another seed."""

    def picture(seed: float, at_m: float) -> Array:
        bpy.ops.wm.read_factory_settings(use_empty=True)
        plane(kind(seed=seed), half_m=30.0).location = (-at_m, 0.0, 0.0)
        return render(16, 12, 4)[0]

    first = picture(1.0, 0.0)
    np.testing.assert_array_equal(picture(1.0, 0.0), first)
    for at_m in (1.0, 2.0, 5.0, 10.0, 20.0):
        assert np.abs(picture(1.0, at_m) - first).mean() > 0.002 + 0.02 * first.mean()
    assert np.abs(picture(2.0, 0.0) - first).mean() > 0.002


@pytest.mark.parametrize(
    "kind", [recipes.Asphalt, recipes.Soil, recipes.Lawn, recipes.Paving, recipes.Snow, recipes.Brickwork]
)
def test_ground_is_not_like_itself_some_way_on(kind: Any) -> None:
    """Along 40 m, no shift of 2 to 20 m lays the ground over itself: the autocorrelation stays below 0.7."""
    item = plane(kind(seed=2.0), half_m=20.0)
    item.scale = (1 / 40, 1 / 40, 1 / 40)  # noise is in the thing's own metres
    light = render(800, 4, 2)[0].mean(axis=(0, 2))
    assert light.std() > 0.01 * light.mean()
    for shift in range(40, 401):  # of 5 cm
        here, there = light[shift:], light[:-shift]
        assert np.corrcoef(here, there)[0, 1] < 0.7, f"{kind.__name__} after {shift / 20} m"


@pytest.mark.parametrize("kind", [recipes.Brickwork, recipes.Paving, recipes.Planks, recipes.RoofTiles])
def test_courses_go_round_a_ball(kind: Any) -> None:
    """A ball about the origin shows stones and not one joint: its light is that of a flat face."""
    plane(kind(), half_m=0.6)
    flat = render(48, 36, 4)[0].mean()
    bpy.ops.wm.read_factory_settings(use_empty=True)
    ball(kind(), radius_m=0.45)
    color, ids = render(48, 36, 4)
    assert color[ids == 7].mean() == pytest.approx(flat, rel=0.3)


def test_cycles_complains_about_no_material() -> None:
    """All in one picture, 64x48: capture would raise what Blender or Cycles print as a warning."""
    box = rounded_box((0.2, 0.2, 0.05), 0.01)
    materials = [*GRAPHS.values(), *CLEAR.values()]
    things = [
        Thing(Model("box", box, (material,)), pose((0.25 * (i % 12), 0.25 * (i // 12), 0.0)))
        for i, material in enumerate(materials)
    ]
    camera = Camera.looking_at((1.4, 0.9, 0.0), 3.2, 60, elevation_deg=75)
    taken = capture(
        Scene(things, camera, environment=Sky(40, -120)), QUALITIES["draft"], Resolution(64, 48), 1
    )
    assert np.isfinite(taken.passes.rgb).all()
    assert len(np.unique(taken.passes.instance)) > 0.9 * len(materials)
