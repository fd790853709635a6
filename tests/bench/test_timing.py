"""Times and verdicts."""

from bench.timing import judge, measure


def test_a_missed_aim_is_told_without_colour() -> None:
    assert "✗" in judge(3.1, 3.0)
    assert "✗" not in judge(3.0, 3.0)
    assert "✗" in judge(499, 500, at_least=True)
    assert "✗" not in judge(500, 500, at_least=True)


def test_a_call_is_made_as_often_as_asked_and_twice_to_warm_up() -> None:
    calls: list[None] = []

    measure(lambda: calls.append(None), rounds=5)

    assert len(calls) == 7
