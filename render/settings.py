"""How Cycles is set up: one frozen description, applied in one function."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from ..errors import RenderError
from ..recipe import Engine, Quality, Recipe
from ..scenes.camera import Resolution
from ..scenes.light import Sky
from ..scenes.scene import Scene
from .blender import listening

__all__ = [
    "LABELS",
    "OUTDOORS",
    "QUALITIES",
    "Denoise",
    "Device",
    "RenderSettings",
    "apply",
    "choose_device",
    "settings_of",
]

Device = Literal["auto", "cpu", "cuda", "optix", "hip", "oneapi", "metal"]
Denoise = Literal["off", "fast", "balanced", "high"]

# In the order of preference where "auto" may choose.
_GPU_BACKENDS = ("optix", "cuda", "hip", "oneapi", "metal")


@dataclass(frozen=True)
class RenderSettings:
    """Everything that decides a picture's noise and cost.

    Attributes:
        samples: paths a pixel.
        denoise: Open Image Denoise's quality; ``fast`` also takes its fast prefilter.
        bounces: of light in all; ``diffuse``, ``glossy`` and ``transmission`` within it. Glass needs
            four surfaces to look through.
        clamp_indirect: brightest indirect sample, which keeps fireflies out; 0: none.
    """

    samples: int
    denoise: Denoise
    bounces: int
    diffuse: int
    glossy: int
    transmission: int
    clamp_indirect: float = 10.0
    engine: Engine = "cycles"


# Chosen from benchmarks/quality.py, PSNR and CPU time on `tabletop` at 240×180: 36.8 dB for 1.4 s,
# 41.2 dB for 4.1 s, 45.8 dB for 17.6 s; 16 samples without a denoiser give 26.9 dB for 3.6 s.
QUALITIES: dict[Quality, RenderSettings] = {
    "draft": RenderSettings(4, "fast", bounces=6, diffuse=2, glossy=3, transmission=6),
    "standard": RenderSettings(16, "high", bounces=8, diffuse=3, glossy=4, transmission=8),
    "high": RenderSettings(96, "high", bounces=12, diffuse=4, glossy=6, transmission=12),
}
# Under a sky nearly all light is found at the first try. On `driving` at 1242x375, against 160 samples, 16
# give 30.3 dB, 12 give 29.9, 8 give 29.4 and 6 give 28.9, for 3.4 s of CPU each. The denoiser's fast
# prefilter would save 3.6 s more, but loses the joints of slabs and frays the edges of windows.
OUTDOORS: dict[Quality, RenderSettings] = {
    **QUALITIES,
    "standard": replace(QUALITIES["standard"], samples=8),
}
"""Of scenes under a sky."""

LABELS = RenderSettings(1, "off", bounces=0, diffuse=0, glossy=0, transmission=0)
"""Of a render for nothing but labels: what lies behind a surface that is there doesn't matter."""


def settings_of(recipe: Recipe, scene: Scene) -> RenderSettings:
    """The settings that a recipe asks for, for one of its scenes."""
    qualities = OUTDOORS if isinstance(scene.environment, Sky) else QUALITIES
    settings = replace(qualities[recipe.quality], engine=recipe.engine)
    return settings if recipe.samples is None else replace(settings, samples=recipe.samples)


def apply(
    bpy: Any, settings: RenderSettings, resolution: Resolution, seed: int, device: Device, threads: int
) -> str:
    """Set up the current Blender scene; gives the device that will render, such as ``OPTIX``.

    ``seed`` decides the sampling pattern; ``threads`` 0 takes all cores.
    """
    scene = bpy.context.scene
    render, cycles = scene.render, scene.cycles
    render.engine = "CYCLES" if settings.engine == "cycles" else "BLENDER_EEVEE"
    render.resolution_x, render.resolution_y = resolution
    render.resolution_percentage = 100
    render.use_border = False
    render.use_persistent_data = False
    render.threads_mode = "FIXED" if threads else "AUTO"
    render.threads = threads or 1
    render.use_stamp = False
    render.film_transparent = False
    scene.view_settings.view_transform = "Raw"
    if settings.engine == "eevee":
        scene.eevee.taa_render_samples = settings.samples
    with listening("devices", complain=False):  # choosing a denoiser looks for devices, too
        _choose_sampling(cycles, settings, seed, focused=scene.camera.data.dof.use_dof)
        return choose_device(bpy, device)


def _choose_sampling(cycles: Any, settings: RenderSettings, seed: int, focused: bool) -> None:
    cycles.samples = settings.samples
    cycles.seed = seed & 0x7FFFFFFF
    cycles.use_animated_seed = False
    # Adaptive sampling would make the noise, and the cost, depend on the picture.
    cycles.use_adaptive_sampling = False
    cycles.sampling_pattern = "TABULATED_SOBOL"
    cycles.use_denoising = settings.denoise != "off"
    cycles.denoiser = "OPENIMAGEDENOISE"
    cycles.denoising_input_passes = "RGB_ALBEDO_NORMAL"
    if settings.denoise != "off":
        cycles.denoising_quality = settings.denoise.upper()
    # Without a lens's blur, noise in the guides is texture finer than a pixel: stones of asphalt, blades,
    # leaves. Cleaned guides would have the denoiser iron it flat.
    cleaned = "FAST" if settings.denoise == "fast" else "ACCURATE"
    cycles.denoising_prefilter = cleaned if focused else "NONE"
    cycles.max_bounces = settings.bounces
    cycles.diffuse_bounces = settings.diffuse
    cycles.glossy_bounces = settings.glossy
    cycles.transmission_bounces = settings.transmission
    # Leaves behind leaves: a path that runs out of these would see nothing, where rays go on.
    cycles.transparent_max_bounces = 256
    cycles.sample_clamp_indirect = settings.clamp_indirect
    cycles.blur_glossy = 0.5
    cycles.caustics_reflective = False
    cycles.caustics_refractive = False
    cycles.pixel_filter_type = "BLACKMAN_HARRIS"
    cycles.filter_width = 1.5
    cycles.use_auto_tile = False


def choose_device(bpy: Any, device: Device) -> str:
    """Let Cycles render on ``device``; gives its name, such as ``OPTIX``.

    Raises:
        RenderError: Blender finds no such device here.
    """
    cycles = bpy.context.scene.cycles
    preferences = bpy.context.preferences.addons["cycles"].preferences
    built_in = {name.lower() for name, *_ in preferences.get_device_types(bpy.context)}
    wanted = _GPU_BACKENDS if device == "auto" else () if device == "cpu" else (device,)
    for backend in wanted:
        if backend not in built_in:
            continue
        found = preferences.get_devices_for_type(backend.upper())
        gpus = [d for d in found if d.type == backend.upper()]
        if gpus:
            preferences.compute_device_type = backend.upper()
            for d in found:
                d.use = d.type == backend.upper()
            cycles.device = "GPU"
            cycles.denoising_use_gpu = True
            return backend.upper()
    if device not in ("auto", "cpu"):
        raise RenderError(
            f"device {device}: Blender finds no such device here; "
            f"this build knows {', '.join(sorted(built_in - {'none'}))}; take --device auto or --device cpu"
        )
    preferences.compute_device_type = "NONE"
    cycles.device = "CPU"
    cycles.denoising_use_gpu = False
    return "CPU"
