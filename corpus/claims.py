"""The smallest pieces of a catalog: a source, and a claim that rests on it.

Kinds of claim differ in the value they accept: a quantity is a number or a range of two, names are
a list of texts, and a statement is a text or a list of texts. Numbers stay as the file has them.
"""

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainValidator, StringConstraints
from pydantic_core import PydanticCustomError

Number = int | float
Amount = Number | tuple[Number, Number]
Value = str | Amount | tuple[str, ...]

MOST = 1e15  # no fee or length comes near; keeps out infinity and what is not a number
EXPECTED = "expected"  # error type whose message is the rest of a sentence "expected ..."


def _date_as_text(value: Any) -> Any:
    """YAML reads 2024 as a number and 2024-01-31 as a date; a date of a source is text such as "2024-08"."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _quantity(value: Any) -> Amount:
    low, high = value if isinstance(value, list | tuple) and len(value) == 2 else (value, value)
    if not (_is_number(low) and _is_number(high)):
        raise PydanticCustomError(EXPECTED, "a number or a range of two numbers")
    if min(low, high) < 0:
        raise PydanticCustomError(EXPECTED, "no number below 0")
    if low > high:
        raise PydanticCustomError(EXPECTED, "a range with the lower number first")
    return (low, high) if isinstance(value, list | tuple) else value


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < MOST


def _names(value: Any) -> tuple[str, ...]:
    if isinstance(value, list | tuple) and value and all(isinstance(name, str) and name.strip() for name in value):
        return tuple(value)
    raise PydanticCustomError(EXPECTED, "a list of texts")


def _statement(value: Any) -> str | tuple[str, ...]:
    if isinstance(value, str) and value.strip():
        return value
    if isinstance(value, list | tuple):
        return _names(value)
    raise PydanticCustomError(EXPECTED, "a text or a list of texts")


QuantityValue = Annotated[Amount, PlainValidator(_quantity)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Dated = Annotated[Text, BeforeValidator(_date_as_text)]


def _address(value: str) -> str:
    if value.startswith(("http://", "https://")):
        return value
    raise PydanticCustomError(EXPECTED, "an address that begins with https://, or with a name listed under sites")


Address = Annotated[Text, AfterValidator(_address)]


class Row(BaseModel):
    """Base of all rows of a catalog: frozen, and no field that is not declared."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Row):
    """Where claims come from. `label` names it inside a sentence: "an MIT news article"."""

    id: Text
    title: Text
    url: Address | None = None
    as_of: Dated | None = None
    tier: Text | None = None
    note: Text | None = None
    label: Text | None = None


class Claim(Row):
    """One value with its source; `text`, where given, is the full sentence that states it."""

    value: Annotated[Value, PlainValidator(_statement)]
    unit: Text | None = None
    source: Text
    as_of: Dated | None = None
    note: Text | None = None
    text: Text | None = None


class Quantity(Claim):
    """A claim whose value is a number or a (low, high) range, in `unit`."""

    value: QuantityValue


class Names(Claim):
    """A claim whose value is a list, such as topics or instructors."""

    value: Annotated[tuple[str, ...], PlainValidator(_names)]
