"""Scene → Blender: one function for each type of data."""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatch
from typing import Any

import numpy as np

from ..assets import skies
from ..assets.material import Material
from ..assets.mesh import Mesh
from ..assets.model import Model
from ..errors import SceneError
from ..scenes.camera import Camera, Resolution
from ..scenes.daylight import brightness
from ..scenes.frames import Matrix, look_at, pose
from ..scenes.light import AreaLight, Environment, Hdri, PointLight, Sky, SpotLight, SunLight, Uniform
from ..scenes.scene import Scene, Thing
from .materials import blender_material, linear
from .materials.shine import radiance
from .sky import add_sky

__all__ = ["darken", "distinct_triangles", "hold_camera", "realise"]

# Blender's cameras and lights look along −z with y up; ours along +z with y down.
_FLIP = np.diag([1.0, -1.0, -1.0, 1.0])
_SENSOR_MM = 36.0
_OUTSHONE = 100.0
_MAX_THINGS = 32767  # Blender's pass_index is a signed 16-bit number


def realise(bpy: Any, scene: Scene, resolution: Resolution, opacity_threshold: float) -> None:
    """Build ``scene`` for a picture of that size in an empty file. Thing ``i`` gets pass index ``i + 1``."""
    if len(scene.placed) > _MAX_THINGS:
        raise SceneError(f"scene: {len(scene.placed)} things, but Blender can number {_MAX_THINGS}")
    materials = _Materials(opacity_threshold, _outshone(scene.environment))
    meshes: dict[tuple[int, ...], Any] = {}
    for number, thing in enumerate(scene.placed, start=1):
        key = _key(thing.model)
        if key not in meshes:
            if key[:1] not in meshes:
                meshes[key[:1]] = _mesh(bpy, thing.model.name, thing.model.mesh)
            # Cars of one shape differ in paint: a copy shares the arrays.
            meshes[key] = meshes[key[:1]].copy()
            for part, material in enumerate(thing.model.materials, start=1):
                meshes[key].materials.append(materials.of(material, part))
        _thing(bpy, thing, meshes[key], number, scene.camera.shutter_s)
    for light in scene.lights:
        add_light(light, bpy)
    world = bpy.data.worlds.new("world")
    bpy.context.scene.world = world
    # "AUTOMATIC" takes 1 s a frame to find out that an environment picture wants this much. A sky is
    # smooth but for its sun, which Cycles samples apart, and a small map is found in the cache.
    world.cycles.sampling_method = "MANUAL"
    world.cycles.sample_map_resolution = 256 if isinstance(scene.environment, Sky) else 1024
    add_environment(scene.environment, bpy, world.node_tree)
    _camera(bpy, scene.camera, resolution, any(t.motion for t in scene.placed))
    if scene.blender is not None:
        scene.blender(bpy)


def distinct_triangles(scene: Scene) -> int:
    """Of all meshes, once for each list of materials, as Cycles holds them."""
    models = {_key(thing.model): thing.model for thing in scene.placed}
    return sum(len(model.mesh.triangles) for model in models.values())


def _key(model: Model) -> tuple[int, ...]:
    """What things of one Blender mesh have in common; its first number stands for the arrays."""
    return (id(model.mesh), *map(id, model.materials))


def _outshone(environment: Environment) -> float:
    """Radiance up to which a surface's own light adds nothing to what the surroundings give.

    A lamp of a hand's breadth that is 100 times as bright as a white surface beside it adds a quarter to
    its light at 1 m, and 1 % at 5 m. Rooms with other surroundings than a sky may well be lit by panels.
    """
    return _OUTSHONE * brightness(environment) if isinstance(environment, Sky) else 0.0


class _Materials:
    """Blender materials of one frame, each made once for every part number that it stands for.

    A surface that shines with no more than ``outshone`` is only bright to look at: paths don't search for
    it. By day a street's thousands of lit triangles would take a quarter of all time, and show nowhere.
    """

    def __init__(self, opacity_threshold: float, outshone: float) -> None:
        self._opacity_threshold = opacity_threshold
        self._outshone = outshone
        self._made: dict[tuple[int, int], Any] = {}

    def of(self, material: Material, part: int) -> Any:
        """The material whose pass index is ``part``."""
        key = (id(material), part)
        if key not in self._made:
            made = blender_material(material, self._opacity_threshold)
            if made.pass_index:  # it stands for another part number already
                made = made.copy()
            made.cycles.emission_sampling = "NONE" if radiance(material) <= self._outshone else "AUTO"
            made.pass_index = part
            self._made[key] = made
        return self._made[key]


def _mesh(bpy: Any, name: str, mesh: Mesh) -> Any:
    """A Blender mesh with exactly these triangles; nothing is merged, split or dropped."""
    data = bpy.data.meshes.new(name)
    count = len(mesh.triangles)
    data.vertices.add(len(mesh.vertices))
    data.loops.add(3 * count)
    data.polygons.add(count)
    # As attributes they are copied whole; through ``vertices``, ``loops`` and ``polygons`` one by one.
    data.attributes["position"].data.foreach_set("vector", mesh.vertices.ravel())
    data.attributes[".corner_vert"].data.foreach_set("value", mesh.triangles.ravel())
    data.attributes.new("material_index", "INT", "FACE").data.foreach_set("value", mesh.part_ids)
    data.polygons.foreach_set("loop_start", np.arange(0, 3 * count, 3, dtype=np.int32))
    if mesh.uv is not None:
        data.uv_layers.new(name="UVMap", do_init=False).uv.foreach_set("vector", mesh.uv.ravel())
    data.update(calc_edges=True)
    data.shade_smooth()
    data.set_sharp_from_angle(angle=np.radians(mesh.sharp_angle_deg))
    return data


def _thing(bpy: Any, thing: Thing, data: Any, number: int, shutter_s: float) -> None:
    item = bpy.data.objects.new(thing.model.name, data)
    item.pass_index = number
    bpy.context.scene.collection.objects.link(item)
    motion = thing.motion
    if motion is None or shutter_s == 0:
        item.matrix_world = _blender(thing.world_from_thing)
        return
    _animate(bpy, item, lambda time_s: motion.at(thing.world_from_thing, time_s), shutter_s)


def _animate(bpy: Any, item: Any, at: Callable[[float], Matrix], shutter_s: float) -> None:
    """Let an object be where ``at`` says: frame 1 is mid-exposure, the shutter is open for one frame."""
    bpy.context.preferences.edit.keyframe_new_interpolation_type = "LINEAR"
    item.rotation_mode = "QUATERNION"
    before = None
    for frame, time_s in ((0, -shutter_s), (1, 0.0), (2, shutter_s)):
        item.matrix_world = _blender(at(time_s))
        if before is not None:
            # q and −q are one rotation, but between them Blender would turn all the way round.
            turned = item.rotation_quaternion.copy()
            turned.make_compatible(before)
            item.rotation_quaternion = turned
        before = item.rotation_quaternion.copy()
        for channel in ("location", "rotation_quaternion"):
            item.keyframe_insert(channel, frame=frame)


def _camera(bpy: Any, camera: Camera, resolution: Resolution, moving: bool) -> None:
    data = bpy.data.cameras.new("camera")
    data.sensor_fit = "HORIZONTAL"
    data.sensor_width = _SENSOR_MM
    k = camera.intrinsics(resolution)
    data.lens = _SENSOR_MM * k[0, 0] / resolution.width
    # Blender's shift is in widths of the picture, to the right and, over square pixels, up.
    shape = k[0, 0] / k[1, 1]
    data.shift_x = 0.5 - k[0, 2] / resolution.width
    data.shift_y = (k[1, 2] - resolution.height / 2) * shape / resolution.width
    render = bpy.context.scene.render
    render.pixel_aspect_x, render.pixel_aspect_y = max(1.0, 1 / shape), max(1.0, shape)
    data.clip_start, data.clip_end = camera.clip_m
    if camera.f_stop is not None:
        data.dof.use_dof = True
        data.dof.aperture_fstop = camera.f_stop
        data.dof.focus_distance = camera.focus_m
    item = bpy.data.objects.new("camera", data)
    if camera.moves:
        _animate(bpy, item, lambda time_s: camera.at(time_s) @ _FLIP, camera.shutter_s)
    else:
        item.matrix_world = _blender(camera.world_from_cam @ _FLIP)
    scene = bpy.context.scene
    scene.collection.objects.link(item)
    scene.camera = item
    scene.frame_set(1)
    scene.render.use_motion_blur = camera.moves or (moving and camera.shutter_s > 0)
    scene.render.motion_blur_shutter = 1.0
    scene.render.motion_blur_position = "CENTER"


def hold_camera(bpy: Any, camera: Camera) -> None:
    """Let a moving camera stand where it is at mid-exposure, exactly: keys round its matrix."""
    item = bpy.context.scene.camera
    item.animation_data_clear()
    item.rotation_mode = "XYZ"
    item.matrix_world = _blender(camera.world_from_cam @ _FLIP)


def darken(bpy: Any) -> None:
    """Put all lights out, for a render whose picture nobody looks at: then no path searches for them."""
    scene = bpy.context.scene
    scene.world = None
    for item in scene.objects:
        item.hide_render = item.hide_render or item.type == "LIGHT"


@singledispatch
def add_light(light: object, bpy: Any) -> None:
    raise SceneError(f"scene: lights holds a {type(light).__name__}, which is no light")


def _add(bpy: Any, kind: str, matrix: Matrix, kelvin: float) -> Any:
    data = bpy.data.lights.new(kind.lower(), kind)
    data.use_temperature = True
    data.temperature = kelvin
    item = bpy.data.objects.new(kind.lower(), data)
    # A lamp that the camera saw would be a surface without a label.
    item.visible_camera = False
    item.matrix_world = _blender(matrix)
    bpy.context.scene.collection.objects.link(item)
    return data


@add_light.register
def _area(light: AreaLight, bpy: Any) -> None:
    data = _add(bpy, "AREA", light.world_from_light, light.kelvin)
    data.shape = "RECTANGLE"
    data.size, data.size_y = light.size_m
    data.energy = light.power_w


@add_light.register
def _point(light: PointLight, bpy: Any) -> None:
    data = _add(bpy, "POINT", pose(light.position_m), light.kelvin)
    data.shadow_soft_size = light.radius_m
    data.energy = light.power_w


@add_light.register
def _spot(light: SpotLight, bpy: Any) -> None:
    aim = np.add(light.position_m, light.direction)
    data = _add(bpy, "SPOT", look_at(light.position_m, aim) @ _FLIP, light.kelvin)
    data.shadow_soft_size = light.radius_m
    data.energy = light.power_w
    data.spot_size = np.radians(light.angle_deg)
    data.spot_blend = light.blend


@add_light.register
def _sun(light: SunLight, bpy: Any) -> None:
    matrix = look_at(light.direction(), (0, 0, 0)) @ _FLIP
    data = _add(bpy, "SUN", matrix, light.kelvin)
    data.angle = np.radians(light.angle_deg)
    data.energy = light.irradiance_w_m2


@singledispatch
def add_environment(environment: object, bpy: Any, tree: Any) -> None:
    raise SceneError(f"scene: environment is a {type(environment).__name__}, which is none")


@add_environment.register
def _uniform(environment: Uniform, bpy: Any, tree: Any) -> None:
    background = tree.nodes["Background"]
    background.inputs["Color"].default_value = (*linear(environment.color), 1.0)
    background.inputs["Strength"].default_value = environment.strength


@add_environment.register
def _sky(environment: Sky, bpy: Any, tree: Any) -> None:
    add_sky(environment, tree)


@add_environment.register
def _hdri(environment: Hdri, bpy: Any, tree: Any) -> None:
    path = skies.file(environment.image)
    texture = tree.nodes.new("ShaderNodeTexEnvironment")
    texture.image = bpy.data.images.load(str(path))
    if texture.image.size[0] == 0:
        raise SceneError(f"environment {environment.image}: not a picture that Blender can read")
    mapping = tree.nodes.new("ShaderNodeMapping")
    mapping.inputs["Rotation"].default_value[2] = np.radians(environment.rotation_deg)
    coordinates = tree.nodes.new("ShaderNodeTexCoord")
    background = tree.nodes["Background"]
    background.inputs["Strength"].default_value = environment.strength
    tree.links.new(coordinates.outputs["Generated"], mapping.inputs["Vector"])
    tree.links.new(mapping.outputs["Vector"], texture.inputs["Vector"])
    tree.links.new(texture.outputs["Color"], background.inputs["Color"])


def _blender(matrix: Matrix) -> Any:
    # Blender reads a nested list column by column.
    return matrix.T.tolist()
