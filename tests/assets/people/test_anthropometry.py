"""A thousand drawn people are as tall as people are, and evenly who they are."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import numpy as np
import pytest
from cyclorama.assets.limits import installed_packs
from cyclorama.assets.people.anthropometry import AgeGroup, Sex, stature
from cyclorama.assets.people.base import PACK
from cyclorama.assets.people.person import identity
from cyclorama.assets.people.shape import stature_m
from cyclorama.draw import Draw


@pytest.mark.parametrize(
    ("sex", "low_cm", "mean_cm", "high_cm"), [("male", 162.8, 175.3, 187.4), ("female", 149.8, 161.3, 172.5)]
)
def test_adults_match_the_published_mean_and_spread(
    sex: Sex, low_cm: float, mean_cm: float, high_cm: float
) -> None:
    # NHANES 2015-2018, 20 years and over: 5th percentile, mean and 95th percentile.
    drawn = []
    for index in range(1000):
        draw = Draw(3, index)
        tall = stature(sex, draw.uniform("age_years", 20, 80))
        drawn.append(100 * (tall.mean_m + tall.std_m * draw.normal("stature", 0, 1, -2.6, 2.6)))
    assert np.mean(drawn) == pytest.approx(mean_cm, abs=0.7)
    assert np.percentile(drawn, (5, 95)) == pytest.approx((low_cm, high_cm), abs=1.5)


@pytest.mark.skipif(PACK not in installed_packs(), reason="pack people is not installed")
@pytest.mark.parametrize("sex", get_args(Sex))
@pytest.mark.parametrize("group", get_args(AgeGroup))
def test_bodies_are_as_tall_as_people_of_their_age(sex: Sex, group: AgeGroup) -> None:
    # 125 of each sex and age group, a thousand in all: the bare mesh, against the means of their ages.
    expected, found, scores = [], [], []
    for index in range(125):
        draw = Draw(12, index, {"age_group": group, "sex": sex})
        one = identity(draw).shape
        tall = stature(sex, one.age_years)
        expected.append(tall.mean_m)
        found.append(stature_m(one))
        scores.append((found[-1] - tall.mean_m) / tall.std_m)
    assert np.mean(found) == pytest.approx(np.mean(expected), abs=0.01)
    assert np.std(scores) == pytest.approx(1, rel=0.1)


def test_age_sex_and_tone_are_balanced_jointly() -> None:
    seen: Counter[tuple[str, str, int]] = Counter()
    for index in range(1000):
        draw = Draw(1, index, balanced=("age_group", "sex", "skin_tone"))
        group = draw.choice("age_group", get_args(AgeGroup))
        sex = draw.choice("sex", get_args(Sex))
        seen[group, sex, draw.choice("skin_tone", tuple(range(1, 11)))] += 1
    assert len(seen) == 4 * 2 * 10
    assert max(seen.values()) <= 1.1 * min(seen.values())
