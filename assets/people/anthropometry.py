"""How tall people are, by sex and age.

2 to 5 years: the WHO Child Growth Standards, height for age (2006). 6 to 19: the WHO growth reference (M. de
Onis et al., Bulletin of the WHO 85(9), 2007). Median and coefficient of variation (M and S) at each birthday;
statures at one age are normal (L = 1 in both). Adults: the means of 20 years and over of NHANES 2015–2018
(C. Fryar, M. Carroll, Q. Gu, J. Afful and C. Ogden, Vital and Health Statistics 3(46), 2021, tables 9 and
11): men 175.3 cm, women 161.3 cm. How the mean falls with age, and with it the values at 20, 40, 60, 70, 80
and 90, is an estimate that meets those means, not taken from a table; the spread is that of WHO's
19-year-olds, which meets the 5th and 95th percentiles of those tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

__all__ = ["AGE_GROUPS", "LEAST_AGE", "MOST_AGE", "AgeGroup", "Sex", "Stature", "stature"]

Sex = Literal["female", "male"]
AgeGroup = Literal["child", "teenager", "adult", "senior"]

AGE_GROUPS: dict[AgeGroup, tuple[float, float]] = {
    "child": (3.0, 13.0),
    "teenager": (13.0, 20.0),
    "adult": (20.0, 65.0),
    "senior": (65.0, 90.0),
}
"""Years, from and to."""

LEAST_AGE, MOST_AGE = 2.0, 90.0

# Age in years, mean or median in cm, coefficient of variation.
_TABLES: dict[Sex, tuple[tuple[float, float, float], ...]] = {
    "male": (
        *((2, 87.12, 0.03507), (3, 96.08, 0.03858), (4, 103.33, 0.04059), (5, 109.96, 0.04214)),
        *((6, 115.95, 0.04249), (7, 121.73, 0.04342), (8, 127.27, 0.04438), (9, 132.57, 0.04535)),
        *((10, 137.78, 0.04626), (11, 143.11, 0.04703), (12, 149.08, 0.04753), (13, 156.04, 0.04760)),
        *((14, 163.18, 0.04714), (15, 168.96, 0.04619), (16, 172.90, 0.04495), (17, 175.16, 0.04364)),
        *((18, 176.14, 0.04241), (19, 176.54, 0.04134), (20, 176.4, 0.0413), (40, 176.2, 0.0413)),
        *((60, 175.0, 0.0413), (70, 173.7, 0.0413), (80, 171.4, 0.0413), (90, 168.9, 0.0413)),
    ),
    "female": (
        *((2, 85.72, 0.03764), (3, 95.05, 0.04006), (4, 102.73, 0.04193), (5, 109.42, 0.04347)),
        *((6, 115.12, 0.04447), (7, 120.81, 0.04525), (8, 126.56, 0.04581), (9, 132.49, 0.04612)),
        *((10, 138.64, 0.04614), (11, 144.99, 0.04584), (12, 151.23, 0.04523), (13, 156.37, 0.04439)),
        *((14, 159.79, 0.04345), (15, 161.67, 0.04255), (16, 162.52, 0.04176), (17, 162.85, 0.04109)),
        *((18, 163.06, 0.04053), (19, 163.15, 0.04009), (20, 163.0, 0.0401), (40, 162.4, 0.0401)),
        *((60, 160.9, 0.0401), (70, 159.4, 0.0401), (80, 156.9, 0.0401), (90, 154.3, 0.0401)),
    ),
}


@dataclass(frozen=True)
class Stature:
    """The normal distribution of statures of one sex at one age, metres."""

    mean_m: float
    std_m: float


def stature(sex: Sex, age_years: float) -> Stature:
    """How tall people of that sex and age are; between birthdays linear."""
    years, means, variations = np.array(_TABLES[sex]).T
    mean = float(np.interp(age_years, years, means)) / 100
    return Stature(mean, mean * float(np.interp(age_years, years, variations)))
