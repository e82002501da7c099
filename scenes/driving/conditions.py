"""Time of day, weather and season: each a named draw, and what follows from them for everything else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from ...draw import Draw
from ..weather import Fog, Medium, Rain, Snow

__all__ = ["Conditions", "RoadSnow", "conditions"]

Time = Literal["day", "low_sun", "dusk", "night"]
Weather = Literal["clear", "cloudy", "overcast", "rain", "fog", "snow"]
Season = Literal["spring", "summer", "autumn", "winter"]

RoadSnow = Literal["none", "cleared", "tracks", "white"]

_TIMES: dict[Time, float] = {"day": 0.7, "low_sun": 0.1, "dusk": 0.08, "night": 0.12}
_WEATHERS: dict[Weather, float] = {
    "clear": 0.38,
    "cloudy": 0.27,
    "overcast": 0.15,
    "rain": 0.1,
    "fog": 0.05,
    "snow": 0.05,
}
_ROADS: dict[RoadSnow, float] = {"cleared": 0.5, "tracks": 0.38, "white": 0.12}
_SEASONS: dict[Season, float] = {"spring": 0.2, "summer": 0.45, "autumn": 0.22, "winter": 0.13}
_ELEVATION_DEG: dict[Time, tuple[float, float]] = {
    "day": (18.0, 58.0),
    "low_sun": (3.0, 11.0),
    "dusk": (-5.0, -1.0),
    "night": (-30.0, -18.0),
}


@dataclass(frozen=True)
class Conditions:
    """What light and weather there is.

    Attributes:
        time: of the day.
        weather: in the air and on the ground.
        season: of the plants.
        sun_elevation_deg: above the horizon.
        sun_azimuth_deg: counter-clockwise from the camera's road.
        haze: of the air; 1 is a clear day in a city.
        clouds: share of the sky that they cover.
        sun_hidden: one of them stands before the sun.
        glow: of a town's lights in the sky.
        wetness: of the ground, 0 dry to 1 rained on.
        puddles: share of level ground under water.
        snow: share of the ground that is white.
        road_snow: what traffic and ploughs left of it on the carriageway.
        visibility_m: meteorological; infinite but in fog, rain and snow.
        lights: share of vehicles with their lights on.
        lit: share of windows that glow.
    """

    time: Time
    weather: Weather
    season: Season
    sun_elevation_deg: float
    sun_azimuth_deg: float
    haze: float
    clouds: float
    sun_hidden: bool
    glow: float
    wetness: float
    puddles: float
    snow: float
    visibility_m: float
    lights: float
    lit: float
    road_snow: RoadSnow = "none"

    @property
    def dark(self) -> bool:
        """Street lamps shine."""
        return self.time in ("dusk", "night")

    def medium(self) -> tuple[Medium, ...]:
        """What is in the air, of the picture only."""
        if not np.isfinite(self.visibility_m):
            return ()
        if self.weather == "rain":
            return (Rain.of_visibility(self.visibility_m),)
        if self.weather == "snow":
            return (Snow.of_visibility(self.visibility_m),)
        return (Fog(self.visibility_m),)

    def attributes(self) -> dict[str, str | float]:
        """What the image's labels say of it."""
        return {
            "time": self.time,
            "weather": self.weather,
            "season": self.season,
            "sun_elevation_deg": round(self.sun_elevation_deg, 3),
            "visibility_m": round(min(self.visibility_m, 20000.0), 1),
            "wetness": round(self.wetness, 3),
        }


def conditions(draw: Draw) -> Conditions:
    """Conditions as a year has them, the rare ones more often."""
    time = draw.choice("time", _TIMES)
    weather = draw.choice("weather", _WEATHERS)
    season = draw.choice("season", _SEASONS)
    if weather == "snow":
        season = "winter"
    elevation = draw.uniform(f"{time}/sun_elevation_deg", *_ELEVATION_DEG[time])
    clouds = {
        "clear": lambda: draw.uniform("clouds", 0.0, 0.25),
        "cloudy": lambda: draw.uniform("clouds", 0.35, 0.75),
    }.get(weather, lambda: 1.0)()
    wet = {
        "rain": lambda: draw.uniform("wetness", 0.6, 1.0),
        "fog": lambda: draw.uniform("wetness", 0.0, 0.6),
        "snow": lambda: draw.uniform("wetness", 0.3, 0.8),
        "overcast": lambda: draw.uniform("wetness", 0.4, 0.9) if draw.chance("after_rain", 0.25) else 0.0,
    }.get(weather, lambda: draw.uniform("wetness", 0.3, 0.9) if draw.chance("after_rain", 0.06) else 0.0)()
    visibility = {
        "fog": lambda: draw.log_uniform("visibility_m", 40.0, 350.0),
        "rain": lambda: draw.log_uniform("visibility_m", 800.0, 5000.0),
        "snow": lambda: draw.log_uniform("visibility_m", 250.0, 2500.0),
    }.get(weather, lambda: np.inf)()
    gloomy = weather in ("rain", "fog", "snow")
    dark = time in ("dusk", "night")
    return Conditions(
        time=time,
        weather=weather,
        season=season,
        sun_elevation_deg=elevation,
        sun_azimuth_deg=draw.uniform("sun_azimuth_deg", -180, 180),
        haze=draw.log_uniform("haze", 0.5, 4.0),
        clouds=clouds,
        sun_hidden=weather == "cloudy" and time in ("day", "low_sun") and draw.chance("sun_hidden", 0.3),
        glow={"dusk": 0.001, "night": 0.002}.get(time, 0.0),
        wetness=wet,
        puddles=draw.uniform("puddles", 0.0, 0.5) * wet if wet > 0 else 0.0,
        snow=draw.uniform("snow_cover", 0.4, 1.0) if weather == "snow" else 0.0,
        visibility_m=float(visibility),
        lights=1.0 if dark else 0.85 if gloomy else 0.3,
        road_snow=draw.choice("road_snow", _ROADS) if weather == "snow" else "none",
        lit={"day": 0.03, "low_sun": 0.06, "dusk": 0.4, "night": 0.45}[time],
    )
