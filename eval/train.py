"""Train the cross-encoder on question sets.

Examples -> `assistant/cross_encoder.npz`. Each question is paired with the sentences that answer it and with the
likeliest ones that do not; a question that the documents do not answer has only the latter. The layers of the
packaged model start from what they are, its vectors of words stay. Beside it the layers learn whether a sentence says
Yes or No, where that is known; what they then tell of it is dropped. The same input gives the same digits on the same machine.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.progress import track

from assistant.cross_encoder import LONGEST, asked_as, base, compact, pooled, read_as
from eval.data import Question
from eval.errors import DataError
from eval.examples import Example

LIKELIEST = 8  # sentences of a question, by what the assistant makes of them, that pairs are taken from
ANSWERING, OTHERS, OTHERS_ALONE = 2, 4, 3  # at most so many that answer, so many that do not, and so many where none does
QUESTIONS = 8  # in a step
EPOCHS, RATE, HEAD_RATE = 2.0, 6e-5, 6e-4
WARM_UP = 0.1  # of the steps, in which the rate rises; then it falls to nothing
DROPOUT = 0.1
LEAST_SAID = 6  # pairs in a step that a Yes or No is known of, up to which each weighs as much as one of so many
YES, NO = re.compile(r"\byes\b", re.I), re.compile(r"\bno\b", re.I)
TOGETHER = 400  # questions that are sorted by length before they are cut into steps


@dataclass(frozen=True)
class Pairs:
    """One question and the texts that it is paired with."""

    question: str
    texts: tuple[str, ...]
    answers: tuple[bool, ...]
    says: tuple[bool | None, ...]  # Yes or No, where that is known

    @property
    def length(self) -> int:
        return max(len(self.question) + len(text) for text in self.texts)


def pairs_of(example: Example) -> Pairs | None:
    """None where the documents answer and no sentence that does was found."""
    order = sorted(range(len(example.evidence)), key=lambda at: (-example.evidence[at].chance, at))
    near = order[:LIKELIEST]
    answering = [at for at in (*near, *order[LIKELIEST:]) if example.answers[at]][:ANSWERING]
    if example.question.answerable and not answering:
        return None
    chosen = answering + [at for at in near if not example.answers[at]][: OTHERS if answering else OTHERS_ALONE]
    if not chosen:
        return None
    reading = example.reading
    said = reading.said if example.question.history else ""
    texts = tuple(read_as(reading.index, example.evidence[at].position) for at in chosen)
    answers = tuple(bool(example.answers[at]) for at in chosen)
    verdict = verdict_of(example.question) if sum(answers) == 1 else None  # of several sentences it is not known which says so
    return Pairs(asked_as(reading.question.text, said), texts, answers, tuple(verdict if answer else None for answer in answers))


def verdict_of(question: Question) -> bool | None:
    """Whether the right reply begins with Yes, or with No; None where it need not begin with either."""
    firsts = [pattern for fact in question.expect for pattern in fact if pattern.startswith("^")]
    yes, no = (any(word.search(re.sub(r"\\W", " ", pattern)) for pattern in firsts) for word in (YES, NO))
    return None if yes == no else yes


def train(examples: Sequence[Example], epochs: float = EPOCHS) -> dict[str, np.ndarray]:
    """Weights as `assistant.cross_encoder` reads them. Raises DataError where no question can teach."""
    groups = [pairs for pairs in map(pairs_of, examples) if pairs]
    if not any(any(pairs.answers) for pairs in groups):
        raise DataError("no question has a sentence that answers it, expected marked places, answers or facts")
    import torch

    torch.manual_seed(0)
    torch.set_num_threads(os.cpu_count() or 1)  # answering a question uses one
    tokenizer, model = base()
    model.embeddings.requires_grad_(False)
    head, dropout = torch.nn.Linear(2 * model.config.hidden_size, 2), torch.nn.Dropout(DROPOUT)
    torch.nn.init.normal_(head.weight, std=0.02)
    steps = _steps(groups, epochs)
    own = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimiser = torch.optim.AdamW([{"params": own, "lr": RATE}, {"params": head.parameters(), "lr": HEAD_RATE}], weight_decay=0.01)
    warm = max(1, int(WARM_UP * len(steps)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda at: min((at + 1) / warm, max(0.0, (len(steps) - at) / (len(steps) - warm or 1))))
    model.train()
    for step in track(steps, "training", console=Console(stderr=True)):
        pairs = [(group.question, text) for group in step for text in group.texts]
        wanted = torch.tensor([float(answers) for group in step for answers in group.answers])
        batch = tokenizer(*zip(*pairs, strict=True), padding=True, truncation="longest_first", max_length=LONGEST, return_tensors="pt")
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = head(dropout(pooled(model(**batch).last_hidden_state, batch["attention_mask"]))).float()
        _loss(logits, wanted, [says for group in step for says in group.says]).backward()
        torch.nn.utils.clip_grad_norm_([*own, *head.parameters()], 1.0)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad()
    return _weights(model, head, sorted({example.set_name for example in examples}))


def _loss(logits: Any, answers: Any, says: Sequence[bool | None]) -> Any:
    """Of (pairs, 2) log-odds: that a sentence answers, over all pairs, and that it says Yes, over those of which that is known."""
    from torch import tensor
    from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy

    known = [at for at, verdict in enumerate(says) if verdict is not None]
    loss = cross_entropy(logits[:, 0], answers)
    if not known:
        return loss
    return loss + cross_entropy(logits[known, 1], tensor([float(bool(says[at])) for at in known]), reduction="sum") / max(len(known), LEAST_SAID)


def _steps(groups: Sequence[Pairs], epochs: float) -> list[list[Pairs]]:
    """Questions of about the same length together, in random order; the last epoch may be a part of one."""
    chance = random.Random(0)
    wanted = max(1, int(epochs * len(groups) / QUESTIONS))
    steps: list[list[Pairs]] = []
    while len(steps) < wanted:
        order = chance.sample(list(groups), len(groups))
        order = [group for at in range(0, len(order), TOGETHER) for group in sorted(order[at : at + TOGETHER], key=lambda group: group.length)]
        epoch = [order[at : at + QUESTIONS] for at in range(0, len(order), QUESTIONS)]
        chance.shuffle(epoch)
        steps += epoch
    return steps[:wanted]


def _weights(model: Any, head: Any, names: Sequence[str]) -> dict[str, np.ndarray]:
    own = {name: value.detach().float().numpy() for name, value in model.state_dict().items() if name.startswith("encoder.")}
    last = np.append(head.weight.detach().numpy()[0], head.bias.detach().numpy()[0])
    return {**compact(own), "head": last.astype(np.float32), "trained_on": np.array(names)}


def write(weights: dict[str, np.ndarray], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **weights)
