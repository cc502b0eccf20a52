"""Train a cross-encoder on question sets.

Examples -> a folder as in `assistant/readers`. What each question is shown with tells `eval.shown`. The layers of a pretrained
model start from what they are, or from what an earlier training made of them; its vectors of words stay. Beside
it the layers learn whether a sentence says Yes or No, where that is known. The small reader learns with matrices and inputs as coarse
as they are computed with later (Jacob et al., "Quantization and Training of Neural Networks", CVPR 2018). Where training
goes on from weights, the mean of both is kept, which carries over better (Wortsman et al., "Robust Fine-tuning of Zero-Shot
Models", CVPR 2022). The same input gives the same digits on the same machine.
"""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MethodType
from typing import Any

import numpy as np
from rich.console import Console
from rich.progress import track

from assistant.cross_encoder import FORM, STAGES, WEIGHTS, CrossEncoder, Stage, base, load, pooled, pooled_each
from assistant.passages import coded
from eval.errors import DataError
from eval.examples import Example
from eval.shown import Shown, shown_of
from index.light import compact

QUESTIONS = 8  # in a step
WARM_UP = 0.1  # of the steps, in which the rate rises
BYTE = 127  # steps that a value is rounded to, of either sign where it has one
KEPT = 0.4  # share in that mean of the weights that training goes on from
LEAST_SAID = 6  # pairs in a step that a Yes or No is known of, up to which each weighs as much as one of so many
TOGETHER = 400  # questions that are sorted by length before they are cut into steps


@dataclass(frozen=True)
class Recipe:
    """How the layers of a reader learn."""

    stage: Stage
    epochs: float  # how often each question is learnt from
    rate: float
    head_rate: float
    falling: float  # share of the steps, the last ones, in which the rates fall to nothing
    frozen: int = 0  # lowest layers that stay as they are
    coarse: bool = False  # learn with values as coarse as are computed with
    dropout: float = 0.0  # it takes up much of a step on a processor, and with few epochs the large reader does without


SMALL = Recipe(STAGES[0], epochs=2.0, rate=6e-5, head_rate=6e-4, falling=0.9, coarse=True, dropout=0.1)
LARGE = Recipe(STAGES[-1], epochs=1.0, rate=3e-5, head_rate=3e-4, falling=0.6, frozen=3)  # a larger model needs less, and bears rounding


def train(
    examples: Sequence[Example], recipe: Recipe = SMALL, pretrained: Path | None = None, start: Path | None = None, epochs: float | None = None
) -> dict[str, np.ndarray]:
    """Weights as `assistant.cross_encoder` reads them.

    `pretrained`: folder of a model in the shape of the transformers library; None: the packaged one. `start`: folder of a
    reader trained before, to go on from. `epochs`: other than those of the recipe. Raises DataError where no question can teach.
    """
    chance = random.Random(0)
    groups = [shown for example in examples for shown in shown_of(example, recipe.stage.beside, chance)]
    if not any(any(shown.answers) for shown in groups):
        raise DataError("no question has a sentence that answers it, expected marked places, answers or facts")
    import torch

    torch.manual_seed(0)
    torch.set_num_threads(os.cpu_count() or 1)  # answering a question uses one
    tokenizer, model = _begin(pretrained or start)
    for part in (model.embeddings, *model.encoder.layer[: recipe.frozen]):
        part.requires_grad_(False)
    head, dropout = torch.nn.Linear(2 * model.config.hidden_size, 2), torch.nn.Dropout(recipe.dropout)
    torch.nn.init.normal_(head.weight, std=0.02)
    if start is not None:
        _restore(start, model, head)
    steps = _steps(groups, epochs or recipe.epochs)
    own = [parameter for parameter in model.parameters() if parameter.requires_grad]
    if recipe.coarse:
        _coarsen(model)
    optimiser = torch.optim.AdamW([{"params": own, "lr": recipe.rate}, {"params": head.parameters(), "lr": recipe.head_rate}], weight_decay=0.01)
    warm, falling = max(1, int(WARM_UP * len(steps))), max(1, int(recipe.falling * len(steps)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda at: min(1.0, (at + 1) / warm, max(0.0, (len(steps) - at) / falling)))
    model.train(recipe.dropout > 0)
    for step in track(steps, "training", console=Console(stderr=True)):
        wanted = torch.tensor([float(answers) for group in step for answers in group.answers])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = head(dropout(_states(model, tokenizer, step, recipe.stage))).float()
        _loss(logits, wanted, [says for group in step for says in group.says]).backward()
        torch.nn.utils.clip_grad_norm_([*own, *head.parameters()], 1.0)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad()
    known: frozenset[str] = frozenset()
    if start is not None:
        known = CrossEncoder(recipe.stage, start).trained_on
        _keep_some(start, model, head)
    return _weights(model, head, sorted(known | {example.set_name for example in examples}), with_words=form_of(pretrained, start) is not None)


def form_of(pretrained: Path | None, start: Path | None) -> Path | None:
    """The folder that a reader has its form, its words and its tokenizer from; None: those of the packaged model."""
    folder = pretrained or start
    return folder if folder is not None and (folder / FORM).is_file() else None


def _begin(folder: Path | None) -> tuple[Any, Any]:
    """A tokenizer and a pretrained model: the one in a folder, or the packaged one."""
    if folder is None or not (folder / FORM).is_file():
        return base(folder or Path())
    from transformers import AutoModel, AutoTokenizer

    if (folder / WEIGHTS).is_file():  # a reader that has words of its own
        return base(folder)
    return AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder, use_safetensors=True)


def _restore(reader: Path, model: Any, head: Any) -> None:
    from torch import from_numpy

    values = from_numpy(load(reader, model))
    head.load_state_dict({"weight": values[:, :-1], "bias": values[:, -1]})


def _keep_some(reader: Path, model: Any, head: Any) -> None:
    """Make the model and its head the mean of themselves and of the reader that training went on from."""
    import torch

    _, before = base(reader)
    head_before = torch.nn.Linear(head.in_features, head.out_features)
    _restore(reader, before, head_before)
    with torch.no_grad():
        for part, part_before in ((model, before), (head, head_before)):
            for value, value_before in zip(part.parameters(), part_before.parameters(), strict=True):
                value.lerp_(value_before, KEPT)


def _states(model: Any, tokenizer: Any, step: Sequence[Shown], stage: Stage) -> Any:
    """(texts, 2 × dimensions): what the head sees of each text of a step."""
    import torch

    if not stage.beside:
        pairs = [(shown.question, passage.joined) for shown in step for passage in shown.passages]
        batch = tokenizer(*zip(*pairs, strict=True), padding=True, truncation="longest_first", max_length=stage.longest, return_tensors="pt")
        return pooled(model(**batch).last_hidden_state, batch["attention_mask"])
    texts = [coded(tokenizer, shown.question, shown.passages, stage.longest) for shown in step]
    ids = torch.full((len(texts), max(len(tokens) for tokens, _ in texts)), tokenizer.pad_token_id)
    for row, (tokens, _) in zip(ids, texts, strict=True):
        row[: len(tokens)] = torch.tensor(tokens)
    states = model(input_ids=ids, attention_mask=(ids != tokenizer.pad_token_id).long()).last_hidden_state
    return torch.cat([pooled_each(state, places) for state, (_, places) in zip(states, texts, strict=True)])


def _coarsen(model: Any) -> None:
    """From here on the model computes about as `index.light` does: matrices rounded to one byte a value, inputs to 7 bits, a little coarser than later."""
    import torch

    def rounded_matrix(matrix: Any) -> Any:
        scale = (matrix.detach().abs().amax(1) / BYTE).clamp_min(1e-9)
        return torch.fake_quantize_per_channel_affine(matrix, scale, torch.zeros_like(scale, dtype=torch.int32), 0, -BYTE, BYTE)

    def forward(self: Any, given: Any) -> Any:
        given = given.float()
        low, high = (float(edge) for edge in torch.aminmax(given.detach()))
        low, high = min(low, 0.0), max(high, 0.0)
        step = max((high - low) / BYTE, 1e-9)
        return torch.nn.functional.linear(
            torch.fake_quantize_per_tensor_affine(given, step, round(-low / step), 0, BYTE), rounded_matrix(self.weight), self.bias
        )

    for module in model.encoder.modules():
        if isinstance(module, torch.nn.Linear):
            module.forward = MethodType(forward, module)


def _loss(logits: Any, answers: Any, says: Sequence[bool | None]) -> Any:
    """Of (pairs, 2) log-odds: that a sentence answers, over all pairs, and that it says Yes, over those of which that is known."""
    from torch import tensor
    from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy

    known = [at for at, verdict in enumerate(says) if verdict is not None]
    loss = cross_entropy(logits[:, 0], answers)
    if not known:
        return loss
    return loss + cross_entropy(logits[known, 1], tensor([float(bool(says[at])) for at in known]), reduction="sum") / max(len(known), LEAST_SAID)


def _steps(groups: Sequence[Shown], epochs: float) -> list[list[Shown]]:
    """Questions of about the same length together, in random order; the last epoch may be a part of one."""
    chance = random.Random(0)
    wanted = max(1, int(epochs * len(groups) / QUESTIONS))
    steps: list[list[Shown]] = []
    while len(steps) < wanted:
        order = chance.sample(list(groups), len(groups))
        order = [group for at in range(0, len(order), TOGETHER) for group in sorted(order[at : at + TOGETHER], key=lambda group: group.length)]
        epoch = [order[at : at + QUESTIONS] for at in range(0, len(order), QUESTIONS)]
        chance.shuffle(epoch)
        steps += epoch
    return steps[:wanted]


def _weights(model: Any, head: Any, names: Sequence[str], with_words: bool) -> dict[str, np.ndarray]:
    kept = ("encoder.", "embeddings.") if with_words else ("encoder.",)
    own = {name: value.detach().float().numpy() for name, value in model.state_dict().items() if name.startswith(kept) and value.is_floating_point()}
    last = np.column_stack([head.weight.detach().numpy(), head.bias.detach().numpy()])
    return {**compact(own), "head": last.astype(np.float32), "trained_on": np.array(names)}


def write(weights: dict[str, np.ndarray], folder: Path, form: Path | None = None) -> None:
    """A reader: its weights, and where it has words of its own the form of the model and its tokenizer, from that folder (`form_of`)."""
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / WEIGHTS, **weights)
    if form is not None:
        from transformers import AutoConfig, AutoTokenizer

        AutoConfig.from_pretrained(form).save_pretrained(folder)
        AutoTokenizer.from_pretrained(form).save_pretrained(folder)
