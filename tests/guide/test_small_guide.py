"""The small guide that other tests vary is itself without a fault."""

from guide.checks import run_checks


def test_small_guide_has_no_problems(small_site):
    assert run_checks(small_site) == []
