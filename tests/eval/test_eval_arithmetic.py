import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.measures.arithmetic import holds


@pytest.mark.parametrize(
    ("working", "right"),
    [
        ("16 − 5 = 11", True),
        ("16 - (2 + 3) = 11 days", True),
        ("$2,500 + $4,700 = $7,200", True),
        ("$2,500 + $4,700 = $7,100", False),
        ("3 days × 2 = 6 days; 6 ÷ 4 = 1.5", True),
        ("10 ÷ 3 = 3.33", True),
        ("10 ÷ 3 = 3.34", False),
        ("2 + 2 = 4 = 5", False),
        ("2–3 weeks", True),
        ("1 ÷ 0 = 3", True),
        ("three of them", True),
        ("", True),
    ],
)
def test_workings(working, right):
    assert holds(working) is right


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(1, 9))
def test_true_sums_hold_and_false_ones_do_not(a, b, off):
    assert holds(f"${a:,} + ${b:,} = ${a + b:,}")
    assert not holds(f"{a} + {b} = {a + b + off}")
