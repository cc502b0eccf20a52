"""Choose the working that answers a question, by a reader.

Reading -> `Worked`. A cross-encoder that was trained on `eval/questions/passages/computed` is asked three things one after the other:
whether the question has to be worked out at all, which numbers of the likeliest sentences enter, and which of the workings that
these allow answers. A logistic model turns what it says into a chance.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.cross_encoder import ANSWERS, CrossEncoder, Stage, asked_as
from assistant.evidence import Weights
from assistant.reading import Reading
from eval.errors import DataError
from eval.workings.enumeration import FEATURES as SHAPE
from eval.workings.enumeration import Working, workings
from eval.workings.operands import OF_QUESTION, Operand, asked_numbers, once, operands_of
from index import SearchIndex

STAGE = Stage("workings", 32, 112)
FITTED = "fitted.json"  # in the folder of a reader: the weights of both models
TO_BE_WORKED_OUT = "to be worked out"  # read with a question: whether it is
LOOKED_AT = 10  # sentences, the likeliest, whose numbers may enter
MOST_TOLD, MOST_ASKED = 24, 4  # numbers that are read
MOST_ENTER = 6  # numbers that workings are made of
FORMS = frozenset({"fact", "computed", "comparison", "definition", "list", "how_to"})
KINDS = frozenset({"money", "duration", "count", "percent", "definition", ""})
FEATURES = (
    "asked",  # log-odds that the question has to be worked out
    "best",  # and that the likeliest working answers
    "lead",  # of it over the next one with another result
    "shape",  # log-odds that it is meant, by its numbers and its shape alone
)
LEAST_ASKED = -1.0  # log-odds, from which numbers are read at all
BY_NUMBERS_ALONE = Weights(0.0, np.array([float(name == "entering") for name in SHAPE]))  # before anything is fitted


@dataclass(frozen=True)
class Worked:
    """The likeliest working of a question."""

    working: Working
    features: np.ndarray  # float, (len(FEATURES),)


@dataclass(frozen=True)
class Judge:
    """A reader with the weights of a working's shape."""

    reader: CrossEncoder
    shape: Weights = BY_NUMBERS_ALONE

    @staticmethod
    def of(folder: Path) -> Judge:
        """The reader in a folder; its shape weights, where some were fitted. Raises DataError where they were fitted on other features."""
        if not (folder / FITTED).is_file():
            return Judge(CrossEncoder(STAGE, folder))
        model = json.loads((folder / FITTED).read_text("utf-8"))["shape"]
        if list(model["weights"]) != list(SHAPE):
            raise DataError(f"{folder / FITTED}: found weights of {list(model['weights'])}, expected {list(SHAPE)}; run python -m eval fit-workings anew")
        return Judge(CrossEncoder(STAGE, folder), Weights(model["bias"], np.array(list(model["weights"].values()))))

    def work_out(self, reading: Reading, least: float = LEAST_ASKED) -> Worked | None:
        """The likeliest working; None where the question need not be worked out, as the reader says, or the numbers allow nothing."""
        if reading.question.form not in FORMS or reading.question.kind not in KINDS:
            return None
        asked = float(self._read(reading, [TO_BE_WORKED_OUT])[0])
        if asked < least:
            return None
        found = workings(self.likely_operands(reading), reading.question.kind, STAGE.sentences, self.shape)
        if not found:
            return None
        scores = self._read(reading, [working_text(reading.index, working) for working, _ in found])
        best = int(np.argmax(scores))
        others = [score for (working, _), score in zip(found, scores, strict=True) if working.result != found[best][0].result]
        lead = scores[best] - max(others, default=0.0)
        return Worked(found[best][0], np.array([asked, scores[best], lead, found[best][1]]))

    def likely_operands(self, reading: Reading) -> list[tuple[Operand, float]]:
        """The numbers that are likeliest to enter, each with its chance; none where only the question has some."""
        operands = entering(reading)
        if all(operand.position == OF_QUESTION for operand in operands):
            return []
        chances = 1 / (1 + np.exp(-self._read(reading, [operand_text(reading.index, operand) for operand in operands])))
        return [(operands[at], float(chances[at])) for at in np.argsort(-chances, kind="stable")[:MOST_ENTER]]

    def _read(self, reading: Reading, texts: Sequence[str]) -> np.ndarray:
        return self.reader.scores(asked_as(reading.question.text, reading.said), texts)[:, ANSWERS]


def entering(reading: Reading) -> list[Operand]:
    """The numbers that may enter: those of the question, then those of the likeliest sentences, none twice."""
    likeliest = reading.weighed[:LOOKED_AT]
    told = [operand for one in likeliest for operand in operands_of(one.sentence, one.position)]
    return [*asked_numbers(reading.question.text)[:MOST_ASKED], *once(told)[:MOST_TOLD]]


def operand_text(index: SearchIndex, operand: Operand) -> str:
    """What is read of a number: itself, the words around it, and what stands above."""
    if operand.position == OF_QUESTION:
        return f"{operand.told} in the question: {operand.around}"
    return f"{operand.told}: {operand.around} › {_above(index, operand)}"


def working_text(index: SearchIndex, working: Working) -> str:
    """What is read of a working: itself, then the same of each number that the documents give."""
    told = [operand for operand in dict.fromkeys(working.operands) if operand.position != OF_QUESTION]
    quoted = "".join(f" ‹ {operand.told}: {operand.around}" for operand in told)
    return f"{working.written}{quoted} › {' › '.join(dict.fromkeys(_above(index, operand) for operand in told))}"


def _above(index: SearchIndex, operand: Operand) -> str:
    sentence = index.sentences[operand.position]
    return " › ".join([sentence.title, *sentence.headings][-2:])
