"""Does a shown working come out? "16 − (2 + 3) = 11 days" -> True.

Units and currency signs are read over. A working that is not plain arithmetic (a range, a list, a date)
cannot be judged here and passes. Numbers are fractions, so nothing is lost to rounding.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable
from fractions import Fraction

SIGNS = str.maketrans({"−": "-", "×": "*", "·": "*", "÷": "/"})
MONTH = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b")
SYMBOLS = re.compile(r"[^\d.+\-*/()=–]+")
OPERATIONS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def holds(working: str) -> bool:
    """False when an equation of the working is wrong by more than its last shown digit rounds.

    >>> holds("16 − (2 + 3) = 11 days; $4,700 ÷ 3 = $1,566.67"), holds("2 + 2 = 5")
    (True, False)
    """
    for part in re.split(r";|\n|,\s", working):
        if MONTH.search(part):
            continue
        sides = [SYMBOLS.sub(" ", side.translate(SIGNS)) for side in part.replace(",", "").split("=")]
        values = [_value(side) for side in sides]
        for side, left, right in zip(sides[1:], values, values[1:], strict=False):
            if left is not None and right is not None and abs(left - right) > _rounding(side):
                return False
    return True


def _value(expression: str) -> Fraction | None:
    try:
        return _walk(ast.parse(expression.strip(), mode="eval").body)
    except (SyntaxError, ValueError, ZeroDivisionError):
        return None


def _walk(node: ast.expr) -> Fraction:
    if isinstance(node, ast.Constant):
        return Fraction(str(node.value))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_walk(node.operand)
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATIONS:
        return OPERATIONS[type(node.op)](_walk(node.left), _walk(node.right))
    raise ValueError("not plain arithmetic")


def _rounding(side: str) -> Fraction:
    """Half a unit of the last decimal of a plain number; nothing for whole ones.

    >>> _rounding("1566.67"), _rounding("11")
    (Fraction(1, 200), Fraction(0, 1))
    """
    decimals = re.fullmatch(r"\s*-?\d+\.(\d+)\s*", side)
    return Fraction(1, 2 * 10 ** len(decimals[1])) if decimals else Fraction(0)
