"""What all tests share: Hypothesis does not time its examples, as a busy machine is no wrong result."""

from hypothesis import HealthCheck, settings

# On top of the profile that Hypothesis chose: where CI is set, it makes the same examples every time.
settings.register_profile(
    "untimed", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("untimed")
