"""Draws: named, recorded, independent of each other, and the same for ever."""

from __future__ import annotations

import json
import math
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from cyclorama.draw import Distribution, Draw
from cyclorama.errors import DrawError
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

SEEDS = st.integers(0, 2**63 - 1)
INDICES = st.integers(0, 2**31)
NAMES = st.from_regex(r"[a-z0-9_]{1,8}(/[a-z0-9_]{1,8}){0,3}", fullmatch=True)
NUMBERS = st.floats(-1e6, 1e6)


def unit(seed: int, index: int, name: str, **options) -> float:
    """The number in [0, 1) behind a name."""
    return Draw(seed, index, **options).uniform(name, 0.0, 1.0)


def every_kind(draw: Draw) -> dict[str, object]:
    """One draw of each kind."""
    return {
        "uniform": draw.uniform("u", -2.0, 3.0),
        "log_uniform": draw.log_uniform("l", 0.01, 100.0),
        "normal": draw.normal("n", 1.0, 0.5, 0.0, 3.0),
        "integer": draw.integer("i", 1, 6),
        "choice": draw.choice("c", {"clear": 0.6, "rain": 0.4}),
        "chance": draw.chance("b", 0.25),
        "rng": draw.rng("r").integers(0, 2**32),
    }


class TestStreamsNeverChange:
    """Datasets are made again from these numbers: a change here breaks every recipe there is."""

    @pytest.mark.parametrize(
        ("seed", "index", "name", "value"),
        [
            (0, 0, "x", 0.20485717180774787),
            (0, 1, "x", 0.689632357878095),
            (1, 0, "x", 0.31097532702834785),
            (7, 3, "camera/distance_m", 0.05407883466804708),
            (2**63 - 1, 2**31, "mug/12/glaze/hue", 0.8285412053678043),
        ],
    )
    def test_unit(self, seed, index, name, value):
        assert unit(seed, index, name) == value

    def test_every_kind(self):
        drawn = every_kind(Draw(7, 3))
        # log and exp may differ in their last bit from one C library to the next.
        assert drawn.pop("log_uniform") == pytest.approx(0.36749411770407703, rel=1e-15)
        assert drawn.pop("normal") == pytest.approx(0.749543602833163, rel=1e-14)
        assert drawn == {
            "uniform": 0.3600273261193645,
            "integer": 6,
            "choice": "rain",
            "chance": False,
            "rng": 1583493540,
        }

    def test_balanced(self):
        assert [unit(7, index, "sun", balanced=["sun"]) for index in range(4)] == [
            0.599261844297871,
            0.032515228958800435,
            0.863310188986361,
            0.36573527893051505,
        ]

    def test_a_scope_is_a_prefix_of_the_name(self):
        scoped = Draw(7, 3).scope("mug", 2).scope("glaze").uniform("hue", 0, 1)
        assert scoped == unit(7, 3, "mug/2/glaze/hue")


class TestIndependence:
    @given(SEEDS, INDICES, st.lists(NAMES, min_size=2, max_size=6, unique=True), st.randoms())
    def test_neither_order_nor_company_moves_a_draw(self, seed, index, names, shuffler):
        alone = {name: unit(seed, index, name) for name in names}
        shuffled = list(names)
        shuffler.shuffle(shuffled)
        together = Draw(seed, index)
        assert {name: together.uniform(name, 0, 1) for name in shuffled} == alone

    @given(SEEDS, INDICES)
    def test_pinning_one_moves_no_other(self, seed, index):
        free, pinned = every_kind(Draw(seed, index)), every_kind(Draw(seed, index, given={"i": 4}))
        assert pinned == {**free, "integer": 4}

    @given(SEEDS, INDICES)
    def test_balancing_one_moves_no_other(self, seed, index):
        free, balanced = every_kind(Draw(seed, index)), every_kind(Draw(seed, index, balanced=["u"]))
        assert {**balanced, "uniform": None} == {**free, "uniform": None}

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ([(0, i, "a") for i in range(4096)], [(0, i, "b") for i in range(4096)]),
            ([(0, i, "mug/1/x") for i in range(4096)], [(0, i, "mug/2/x") for i in range(4096)]),
            ([(0, i, "a") for i in range(4096)], [(1, i, "a") for i in range(4096)]),
            ([(0, i, "a") for i in range(4096)], [(0, i + 1, "a") for i in range(4096)]),
            ([(s, 0, "a") for s in range(4096)], [(s + 1, 0, "a") for s in range(4096)]),
        ],
        ids=["names", "numbers", "seeds", "indices", "seeds at one index"],
    )
    def test_pairs_fill_the_square_evenly(self, first, second):
        x, y = ([unit(*key) for key in keys] for keys in (first, second))
        counts = np.histogram2d(x, y, bins=8, range=[[0, 1], [0, 1]])[0]
        assert stats.chisquare(counts.ravel()).pvalue > 1e-3

    def test_rng_and_unit_of_a_name_have_nothing_in_common(self):
        drawn = [(unit(0, i, "a"), Draw(0, i).rng("a").random()) for i in range(2048)]
        assert abs(np.corrcoef(np.transpose(drawn))[0, 1]) < 0.08

    def test_rng_streams_of_two_names_differ(self):
        draw = Draw(0, 0)
        assert not np.array_equal(draw.rng("a").random(8), draw.rng("b").random(8))


class TestDistributions:
    """Against scipy: the value has to be the inverse distribution function at the name's unit number."""

    @given(SEEDS, INDICES, NUMBERS, NUMBERS)
    def test_uniform(self, seed, index, a, b):
        low, high = sorted((a, b))
        value = Draw(seed, index).uniform("x", low, high)
        assert low <= value <= high
        assert value == pytest.approx(low + unit(seed, index, "x") * (high - low), abs=1e-9)

    @given(SEEDS, INDICES, st.floats(1e-300, 1e300), st.floats(1e-300, 1e300))
    def test_log_uniform(self, seed, index, a, b):
        low, high = sorted((a, b))
        value = Draw(seed, index).log_uniform("x", low, high)
        assert low <= value <= high
        u = unit(seed, index, "x")
        assert math.log(value) == pytest.approx((1 - u) * math.log(low) + u * math.log(high), abs=1e-9)

    @given(SEEDS, INDICES, st.floats(-10, 10), st.floats(0.1, 10), st.floats(-4, 3), st.floats(0.05, 5))
    def test_normal(self, seed, index, mean, std, low_z, width_z):
        low, high = mean + low_z * std, mean + (low_z + width_z) * std
        value = Draw(seed, index).normal("x", mean, std, low, high)
        assert low <= value <= high
        expected = stats.truncnorm.ppf(unit(seed, index, "x"), low_z, low_z + width_z, mean, std)
        assert value == pytest.approx(expected, abs=1e-6 * std)

    def test_normal_far_in_a_tail_stays_inside(self):
        assert Draw(0, 0).normal("x", 0.0, 1.0, 20.0, 21.0) >= 20.0
        assert Draw(0, 0).normal("x", 0.0, 1.0, -21.0, -20.0) <= -20.0

    @given(SEEDS, INDICES, st.integers(-(10**9), 10**9), st.integers(0, 10**9))
    def test_integer(self, seed, index, low, span):
        value = Draw(seed, index).integer("x", low, low + span)
        assert low <= value <= low + span
        assert value == low + math.floor(unit(seed, index, "x") * (span + 1))

    @given(SEEDS, INDICES, st.lists(st.integers(0, 9), min_size=1, max_size=6).filter(any))
    def test_choice(self, seed, index, weights):
        options = {f"option{number}": weight for number, weight in enumerate(weights)}
        chosen = Draw(seed, index).choice("x", options)
        assert options[chosen] > 0
        below = np.cumsum(weights) / sum(weights)
        reached = int(np.searchsorted(below, unit(seed, index, "x"), side="right"))
        assert chosen in {f"option{reached}", f"option{max(0, reached - 1)}"}  # the bounds round

    @given(SEEDS, INDICES, st.floats(0, 1))
    def test_chance(self, seed, index, probability):
        assert Draw(seed, index).chance("x", probability) == (unit(seed, index, "x") < probability)

    def test_a_chance_of_0_never_and_of_1_always(self):
        assert {Draw(0, i).chance("x", 0) for i in range(500)} == {False}
        assert {Draw(0, i).chance("x", 1) for i in range(500)} == {True}

    def test_both_ends_of_an_integer_come_up_as_often_as_the_middle(self):
        counts = Counter(Draw(5, i).integer("x", 1, 6) for i in range(6000))
        assert sorted(counts) == [1, 2, 3, 4, 5, 6]
        assert stats.chisquare(list(counts.values())).pvalue > 1e-3

    def test_shares_need_not_add_up_to_1(self):
        counts = Counter(Draw(5, i).choice("x", {"a": 30, "b": 10}) for i in range(4000))
        assert stats.chisquare([counts["a"], counts["b"]], [3000, 1000]).pvalue > 1e-3

    def test_units_are_uniform(self):
        sample = [unit(11, i, "x") for i in range(8000)]
        assert stats.kstest(sample, "uniform").pvalue > 1e-3
        assert stats.chisquare(np.histogram(sample, bins=50, range=(0, 1))[0]).pvalue > 1e-3

    @pytest.mark.parametrize("value", [0.0, -3.5, 1e12])
    def test_equal_bounds_give_that_value(self, value):
        assert Draw(1, 2).uniform("x", value, value) == value


class TestBalance:
    @given(SEEDS, st.integers(0, 10), st.integers(0, 1000))
    @settings(max_examples=30)
    def test_every_aligned_block_of_2_to_the_k_fills_each_of_2_to_the_k_intervals(self, seed, k, block):
        size = 2**k
        points = [unit(seed, block * size + i, "x", balanced=["x"]) for i in range(size)]
        assert sorted(math.floor(point * size) for point in points) == list(range(size))

    def test_shares_are_exact(self):
        options = {"clear": 1, "rain": 1, "fog": 2}
        for block in range(16):
            indices = range(block * 4, block * 4 + 4)
            drawn = Counter(Draw(3, i, balanced=["weather"]).choice("weather", options) for i in indices)
            assert drawn == {"clear": 1, "rain": 1, "fog": 2}

    @pytest.mark.parametrize("count", [80, 160, 1000])
    def test_even_choices_are_balanced_jointly(self, count):
        """Age group × sex × skin tone: every cell within one of its share, whatever the number of images."""
        names = ["person/age", "person/sex", "person/tone"]

        def cell(index):
            draw = Draw(5, index, balanced=names).scope("person")
            draw.uniform("height", 0, 1)
            age = draw.choice("age", ("child", "teenager", "adult", "senior"))
            return age, draw.choice("sex", ("female", "male")), draw.choice("tone", range(1, 11))

        cells = Counter(cell(index) for index in range(count))
        assert len(cells) == 80
        assert max(cells.values()) - min(cells.values()) <= (count % 80 > 0)

    def test_each_even_choice_alone_is_balanced_over_a_short_run(self):
        """The last of three choices has all its options within few images, not after all combinations."""
        sizes = {"a": 4, "b": 2, "c": 10}

        def options(index):
            draw = Draw(1, index, balanced=["*"])
            return [draw.choice(name, range(size)) for name, size in sizes.items()]

        rows = [options(index) for index in range(40)]
        for column, size in enumerate(sizes.values()):
            counts = Counter(row[column] for row in rows)
            assert len(counts) == size
            assert max(counts.values()) <= 2.5 * 40 / size

    def test_many_balanced_choices_stay_balanced_each(self):
        def sides(index):
            draw = Draw(1, index, balanced=["*"])
            return [draw.choice(f"coin/{number}", (False, True)) for number in range(16)]

        columns = zip(*(sides(index) for index in range(256)), strict=True)
        assert all(96 <= sum(column) <= 160 for column in columns)

    def test_shares_of_any_prefix_are_near(self):
        drawn = [Draw(3, i, balanced=["x"]).chance("x", 0.3) for i in range(500)]
        worst = max(abs(sum(drawn[:n]) - 0.3 * n) for n in range(1, 501))
        assert worst <= 4  # a fair coin strays by ten

    def test_a_pattern_balances_each_name_on_its_own(self):
        names = [f"mug/{number}/x" for number in range(4)]
        columns = [[unit(9, i, name, balanced=["mug/*/x"]) for i in range(64)] for name in names]
        for column in columns:
            assert sorted(math.floor(64 * point) for point in column) == list(range(64))
        assert len({tuple(column) for column in columns}) == 4

    def test_names_are_uncorrelated(self):
        """Two van der Corput sequences without shuffled order would lie on a line."""
        columns = [[unit(2, i, f"n{n}", balanced=["*"]) for i in range(1024)] for n in range(12)]
        correlation = np.corrcoef(columns) - np.eye(12)
        assert abs(correlation).max() < 0.13  # 4 standard deviations of 1,024 independent pairs
        for x, y in pairwise(columns):
            counts = np.histogram2d(x, y, bins=4, range=[[0, 1], [0, 1]])[0]
            assert stats.chisquare(counts.ravel()).pvalue > 1e-3

    def test_another_seed_gives_another_order(self):
        first, second = ([unit(s, i, "x", balanced=["x"]) for i in range(64)] for s in (0, 1))
        assert first != second

    def test_it_is_still_a_function_of_the_index_alone(self):
        forward = [unit(0, i, "x", balanced=["x"]) for i in range(40)]
        assert [unit(0, i, "x", balanced=["x"]) for i in reversed(range(40))] == forward[::-1]

    def test_it_does_not_repeat_over_a_million_images(self):
        indices = [0, 1, 2**16, 2**20, 2**20 + 1, 2**31]
        assert len({unit(0, i, "x", balanced=["x"]) for i in indices}) == len(indices)


class TestPinning:
    def test_by_name(self):
        draw = Draw(0, 0, given={"camera/distance_m": 0.8})
        assert draw.scope("camera").uniform("distance_m", 0.5, 2.0) == 0.8
        assert draw.values == {"camera/distance_m": 0.8}

    def test_by_pattern(self):
        draw = Draw(0, 0, given={"mug/*/height_m": 0.1})
        assert [draw.scope("mug", i).uniform("height_m", 0, 1) for i in range(3)] == [0.1] * 3
        assert draw.uniform("mug/height_m", 0, 1) != 0.1

    @pytest.mark.parametrize("turn", [1, -1], ids=["as given", "reversed"])
    def test_a_name_goes_before_a_pattern_and_a_longer_pattern_before_a_shorter(self, turn):
        pins = {"*": 0.1, "mug/*": 0.2, "mug/*/height_m": 0.3, "mug/7/height_m": 0.4}
        draw = Draw(0, 0, given=dict(list(pins.items())[::turn]))
        names = ["bowl/x", "mug/7/width_m", "mug/1/height_m", "mug/7/height_m"]
        assert [draw.uniform(name, 0, 1) for name in names] == [0.1, 0.2, 0.3, 0.4]

    def test_a_choice_is_narrowed_to_some_options_in_their_shares(self):
        weathers = {"clear": 0.6, "rain": 0.3, "fog": 0.1}
        given = {"weather": "clear|fog"}
        drawn = [Draw(3, i, given).choice("weather", weathers) for i in range(3500)]
        assert set(drawn) == {"clear", "fog"}
        assert drawn.count("fog") / len(drawn) == pytest.approx(1 / 7, abs=0.02)

    def test_narrowed_options_are_balanced_among_themselves(self):
        drawn = [Draw(3, i, {"kind": "a|c"}, ["kind"]).choice("kind", "abc") for i in range(20)]
        assert drawn.count("a") == drawn.count("c") == 10

    def test_options_without_a_share_are_equally_likely_when_only_they_are_left(self):
        options = {"usual": 1.0, "odd": 0.0, "strange": 0.0}
        drawn = [Draw(3, i, {"kind": "odd|strange"}).choice("kind", options) for i in range(400)]
        assert 150 < drawn.count("odd") < 250

    def test_an_option_with_a_bar_in_its_name_is_still_one_value(self):
        assert Draw(0, 0, {"kind": "a|b"}).choice("kind", ["a|b", "a", "b"]) == "a|b"

    @given(st.integers(0, 2**40), st.integers(0, 1000))
    def test_numbers_are_narrowed_to_a_range(self, seed, index):
        def draw(text):
            return Draw(seed, index, {"x": text})

        assert 0.25 <= draw("0.25..0.5").uniform("x", 0, 1) <= 0.5
        assert 1 <= draw("1..2").log_uniform("x", 0.1, 10) <= 2
        assert -0.5 <= draw("-0.5..0").normal("x", 0, 1, -3, 3) <= 0
        assert draw("2..3").integer("x", 0, 9) in (2, 3)

    def test_narrowing_to_all_that_it_may_be_changes_nothing(self):
        assert Draw(5, 1, {"x": "0..1"}).uniform("x", 0, 1) == Draw(5, 1).uniform("x", 0, 1)
        assert Draw(5, 1, {"x": "a|b"}).choice("x", "ab") == Draw(5, 1).choice("x", "ab")

    @pytest.mark.parametrize(
        ("pin", "ask", "message"),
        [
            ("a|z", lambda d: d.choice("x", "abc"), "pinned to 'z', but it is one of: a, b, c"),
            ("0..9", lambda d: d.uniform("x", 0, 1), "pinned to 9.0, but it is a number from 0 to 1"),
            ("0.5..2", lambda d: d.integer("x", 0, 3), "pinned to 0.5, but it is a whole number from 0 to 3"),
            ("0.6..0.2", lambda d: d.uniform("x", 0, 1), "LOW not above HIGH"),
        ],
    )
    def test_narrowing_to_what_cannot_come_is_refused(self, pin, ask, message):
        with pytest.raises(DrawError, match=message):
            ask(Draw(0, 0, {"x": pin}))

    def test_a_whole_number_pins_a_float_and_a_whole_float_an_integer(self):
        draw = Draw(0, 0, given={"a": 1, "b": 3.0})
        a, b = draw.uniform("a", 0, 2), draw.integer("b", 1, 6)
        assert (type(a), a, type(b), b) == (float, 1.0, int, 3)
        assert json.dumps(draw.values) == '{"a": 1.0, "b": 3}'

    @pytest.mark.parametrize(
        ("options", "pin", "option"),
        [
            (["1", "2"], 2, "2"),
            ([1, 2], "2", 2),
            ([0.5, 2.0], 2, 2.0),
            ([True, False], "true", True),
            (["true", "false"], True, "true"),
        ],
    )
    def test_a_choice_is_pinned_by_how_it_reads(self, options, pin, option):
        chosen = Draw(0, 0, given={"x": pin}).choice("x", options)
        assert chosen == option
        assert type(chosen) is type(option)

    def test_an_option_without_a_share_can_be_pinned(self):
        """So that a rare case can be listed, never drawn, and still asked for."""
        assert Draw(0, 0, given={"x": "hail"}).choice("x", {"clear": 1, "hail": 0}) == "hail"

    @pytest.mark.parametrize(
        ("pin", "ask", "message"),
        [
            (
                9,
                lambda d: d.uniform("x", 0.5, 2),
                "draw x: pinned to 9, but it is a number from 0.5 to 2",
            ),
            (
                "far",
                lambda d: d.normal("x", 1, 1, 0, 2),
                "draw x: pinned to 'far', but it is a number from 0 to 2",
            ),
            (
                True,
                lambda d: d.log_uniform("x", 0.5, 2),
                "draw x: pinned to True, but it is a number from 0.5 to 2",
            ),
            (
                math.nan,
                lambda d: d.uniform("x", 0, 1),
                "draw x: pinned to nan, but it is a number from 0 to 1",
            ),
            (
                math.inf,
                lambda d: d.integer("x", 0, 1234567),
                "draw x: pinned to inf, but it is a whole number from 0 to 1234567",
            ),
            (
                math.nan,
                lambda d: d.integer("x", 0, 9),
                "draw x: pinned to nan, but it is a whole number from 0 to 9",
            ),
            (
                2.5,
                lambda d: d.integer("x", 1, 6),
                "draw x: pinned to 2.5, but it is a whole number from 1 to 6",
            ),
            (
                "hail",
                lambda d: d.choice("x", {"clear": 3, "rain": 1}),
                "draw x: pinned to 'hail', but it is one of: clear, rain",
            ),
            (
                "maybe",
                lambda d: d.chance("x", 0.5),
                "draw x: pinned to 'maybe', but it is one of: true, false",
            ),
            (1, lambda d: d.rng("x"), "draw x: pinned to 1, but bulk noise cannot be pinned"),
        ],
    )
    def test_a_value_that_cannot_come_is_refused_in_one_line(self, pin, ask, message):
        with pytest.raises(DrawError) as caught:
            ask(Draw(0, 0, given={"x": pin}))
        assert str(caught.value) == message

    def test_a_pattern_may_cover_bulk_noise_beside_other_names(self):
        draw = Draw(0, 0, given={"*": 0.5})
        draw.rng("noise")
        assert draw.uniform("x", 0, 1) == 0.5


class TestMistakes:
    @pytest.mark.parametrize("name", ["", "Sun", "sun elevation", "sun/", "/sun", "a//b", "é", "a\n", "*"])
    def test_a_malformed_name(self, name):
        with pytest.raises(DrawError, match="lower-case letters, digits and _"):
            Draw(0, 0).uniform(name, 0, 1)

    def test_a_malformed_scope_is_named_in_full(self):
        with pytest.raises(DrawError, match="draw 'Mug/3/x'"):
            Draw(0, 0).scope("Mug", 3).uniform("x", 0, 1)

    @pytest.mark.parametrize("again", ["uniform", "rng"])
    def test_a_name_twice(self, again):
        draw = Draw(0, 0)
        draw.scope("mug").uniform("x", 0, 1)
        with pytest.raises(DrawError) as caught:
            draw.rng("mug/x") if again == "rng" else draw.uniform("mug/x", 0, 1)
        assert str(caught.value) == (
            "draw mug/x: this name was drawn before in this image; "
            "give each decision its own name, or its own draw.scope(name, number)"
        )

    @pytest.mark.parametrize(
        ("ask", "message"),
        [
            (lambda d: d.uniform("x", 2, 1), "low must be finite and not above high, got 2.0 and 1.0"),
            (lambda d: d.uniform("x", 0, math.inf), "low must be finite and not above high"),
            (lambda d: d.uniform("x", math.nan, 1), "low must be finite and not above high"),
            (lambda d: d.integer("x", 6, 1), "low must be finite and not above high, got 6 and 1"),
            (lambda d: d.integer("x", 1.5, 3), "integer needs whole bounds, got 1.5 and 3"),
            (lambda d: d.integer("x", 0, math.inf), "integer needs whole bounds, got 0 and inf"),
            (lambda d: d.log_uniform("x", 0, 1), "log_uniform needs low > 0, got 0"),
            (lambda d: d.log_uniform("x", 2, 1), "low must be finite and not above high"),
            (lambda d: d.normal("x", 0, 0, -1, 1), "normal needs a finite mean and std > 0, got 0.0 and 0.0"),
            (lambda d: d.normal("x", math.nan, 1, -1, 1), "normal needs a finite mean"),
            (lambda d: d.normal("x", 0, 1, 1, -1), "low must be finite and not above high"),
            (lambda d: d.choice("x", []), "choice needs options"),
            (lambda d: d.choice("x", {"a": 0}), "choice needs options with shares >= 0 that are not all 0"),
            (lambda d: d.choice("x", {"a": 2, "b": -1}), "choice needs options with shares >= 0"),
            (lambda d: d.choice("x", {"a": math.nan}), "choice needs options with shares >= 0"),
            (lambda d: d.choice("x", ["a", "a"]), "an option stands twice in ['a', 'a']; give the shares in"),
            (lambda d: d.choice("x", [(1, 2), (3, 4)]), "options are texts, numbers or booleans"),
            (lambda d: d.chance("x", 1.5), "a probability is from 0 to 1, got 1.5"),
            (lambda d: d.chance("x", math.nan), "a probability is from 0 to 1, got nan"),
        ],
    )
    def test_bounds_that_make_no_sense(self, ask, message):
        with pytest.raises(DrawError) as caught:
            ask(Draw(0, 0))
        assert str(caught.value).startswith("draw x: ")
        assert message in str(caught.value)
        assert "\n" not in str(caught.value)


class TestRecord:
    def test_all_scopes_write_into_one_record_sorted_by_name(self):
        draw = Draw(0, 0)
        b = draw.scope("b").integer("n", 0, 9)
        draw.rng("a/noise")
        a = draw.scope("a", 0).chance("on", 0.5)
        assert draw.values == {"a/0/on": a, "b/n": b}
        assert list(draw.values) == ["a/0/on", "b/n"]
        assert list(draw.distributions) == ["a/0/on", "a/noise", "b/n"]
        assert draw.scope("elsewhere").values == draw.values

    def test_a_draw_of_another_image_starts_empty(self):
        Draw(0, 0).uniform("x", 0, 1)
        assert Draw(0, 0).values == {}

    @given(SEEDS, INDICES)
    def test_what_was_recorded_pins_the_same_image(self, seed, index):
        first = Draw(seed, index)
        drawn = every_kind(first)
        record = json.loads(json.dumps(first.values))
        assert every_kind(Draw(seed, index, given=record)) == drawn

    def test_numpy_bounds_leave_plain_values(self):
        draw = Draw(0, 0)
        low, high, half = np.float32(0), np.int64(3), np.float64(0.5)
        draw.uniform("u", low, high)
        draw.log_uniform("l", half, high)
        draw.normal("n", low, half, low, high)
        draw.integer("i", low, high)
        draw.chance("b", half)
        assert [type(value) for value in draw.values.values()] == [bool, int, float, float, float]
        assert json.loads(json.dumps(draw.values)) == draw.values

    @pytest.mark.parametrize(
        ("ask", "text"),
        [
            (lambda d: d.uniform("x", 0.5, 2), "uniform 0.5 to 2"),
            (lambda d: d.log_uniform("x", 0.01, 1), "log_uniform 0.01 to 1"),
            (lambda d: d.normal("x", 1, 0.5, 0, 3), "normal 0 to 3, mean 1, std 0.5"),
            (lambda d: d.integer("x", 1, 1234567), "integer 1 to 1234567"),
            (lambda d: d.choice("x", {"clear": 3, "rain": 1}), "clear 0.75, rain 0.25"),
            (lambda d: d.chance("x", 0.25), "true with probability 0.25"),
            (lambda d: d.rng("x"), "bulk noise"),
        ],
    )
    def test_a_distribution_reads_as_a_person_would_say_it(self, ask, text):
        draw = Draw(0, 0)
        ask(draw)
        assert str(draw.distributions["x"]) == text

    def test_a_pinned_draw_keeps_its_distribution(self):
        draw = Draw(0, 0, given={"x": 1})
        draw.integer("x", 1, 6)
        assert draw.distributions == {"x": Distribution("integer", 1, 6)}


def test_a_setting_is_no_chance():
    assert {Draw(0, index).setting("rig", "kitti") for index in range(9)} == {"kitti"}
    pinned = Draw(0, 0, {"rig": "other"})
    assert pinned.setting("rig", "kitti") == "other"
    assert pinned.values == {"rig": "other"}
    assert str(pinned.distributions["rig"]) == "kitti, unless it is pinned"


class TestNeeds:
    def test_a_choice_keeps_the_shares_of_what_is_left(self):
        shares = {"town": 0.5, "suburb": 0.3, "country": 0.1}
        drawn = [
            Draw(0, index).needing({"place": ("suburb", "country")}).choice("place", shares)
            for index in range(400)
        ]
        assert set(drawn) == {"suburb", "country"}
        assert 0.68 < drawn.count("suburb") / 400 < 0.82

    def test_numbers_stay_between_the_bounds(self):
        needs = {"*": (2, 4)}
        for index in range(50):
            draw = Draw(0, index).needing(needs)
            assert 2 <= draw.uniform("a", 0, 3) <= 3
            assert 2 <= draw.log_uniform("b", 1, 100) <= 4
            assert 2 <= draw.normal("c", 0, 1, -3, 3) <= 3
            assert draw.integer("d", 0, 9) in (2, 3, 4)

    def test_a_chance_is_certain(self):
        assert all(Draw(0, n).needing({"x": (True,)}).chance("x", 0.01) for n in range(20))
        assert not any(Draw(0, n).needing({"x": (False,)}).chance("x", 0.99) for n in range(20))

    def test_names_are_those_of_the_scope(self):
        inner = Draw(0, 0).scope("car", 1).needing({"look/*": (False,)})
        assert not inner.scope("look").chance("aerial", 1.0)
        assert Draw(0, 0).scope("look").chance("aerial", 1.0)

    def test_other_draws_do_not_move(self):
        plain, needing = Draw(0, 0), Draw(0, 0).needing({"a": (0.5, 0.6)})
        assert plain.uniform("b", 0, 1) == needing.uniform("b", 0, 1)

    def test_a_pin_outside_is_an_error(self):
        draw = Draw(0, 0, {"place": "town"}).needing({"place": ("country",)})
        with pytest.raises(DrawError, match="pinned to 'town', but it is one of: country"):
            draw.choice("place", ("town", "country"))

    def test_what_cannot_be_left_is_an_error(self):
        with pytest.raises(DrawError, match="one of sea is needed"):
            Draw(0, 0).needing({"place": ("sea",)}).choice("place", ("town", "country"))
        with pytest.raises(DrawError, match="5 to 6 is needed"):
            Draw(0, 0).needing({"x": (5, 6)}).uniform("x", 0, 1)

    @pytest.mark.parametrize(
        ("given", "refused"),
        [
            ({}, ()),
            ({"place": "town"}, ("place",)),
            ({"place": "country"}, ()),
            ({"a/*/high_m": 3}, ("a/b/high_m",)),
        ],
    )
    def test_pins_that_are_at_odds(self, given, refused):
        needs = {"place": ("country",), "a/b/high_m": (0.0, 1.0)}
        assert Draw(0, 0, given).refused(needs) == refused

    def test_balance_is_that_of_all_options(self):
        def drawn(index, needs):
            return Draw(0, index, balanced=("a", "b")).needing(needs)

        pairs = [(d.choice("a", "xy"), d.choice("b", "pq")) for d in (drawn(n, {}) for n in range(4))]
        assert len(set(pairs)) == 4
        assert [drawn(n, {"b": ("p",)}).choice("a", "xy") for n in range(4)] == [a for a, _ in pairs]
