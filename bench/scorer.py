"""Trains the answer scorer and writes ``index/assets/answer_scorer.npz`` (an hour on two cores).

    python -m bench.scorer --squad dev.jsonl.gz INDEX [INDEX …]

The questions (``scorer_questions.jsonl.gz``) were written for this by a large language model that
was given the articles and nothing of the program: 9,300 on 530 news articles of MultiHop-RAG
(ODC-BY) and on 250 of PolNeAR's training part, a third of them such that no sentence answers them
though one comes near. Each INDEX is one of such articles, added from JSONL with the ids of the
questions: MultiHop-RAG's own, and ``pol-001`` and so on in the order of PolNeAR's file. With them
go the questions on every second title of SQuAD 2.0's half (CC BY-SA 4.0). No article of a user's
was among them. The scorer that comes with OnRecord was trained on nine tenths of the questions; the
rest told what it is worth beside the other features (``rag/likelihood.py``). Its training was ended
after an hour, in the second epoch, the rates falling to nothing by then.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import numpy as np
import torch
from torch import nn

from bench.scorer_candidates import Candidates, of_articles, of_paragraphs
from index.answer_scorer import FILE, MAX_TOKENS, load_encoder, load_tokenizer, pooled

RANK, SCALE = 16, 2.0  # of the low-rank changes
EPOCHS, RATE, HEAD_RATE = 2, 6e-4, 1e-3
TOGETHER = 4  # questions of a step
WRONG = 7  # sentences that do not answer, of each question
WARMING, BINARY = 0.06, 0.3  # share of the steps; weight of each sentence's own loss


class LowRank(nn.Module):
    """A linear layer that stays as it is, and a change of low rank that is learnt."""

    def __init__(self, layer: nn.Linear) -> None:
        super().__init__()
        self.layer = layer
        wide = layer.in_features
        self.down = nn.Parameter(torch.randn(RANK, wide) / math.sqrt(wide))
        self.up = nn.Parameter(torch.zeros(layer.out_features, RANK))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        change: torch.Tensor = self.layer(x) + (x @ self.down.T) @ self.up.T * SCALE
        return change


class Scorer(nn.Module):
    """The embedder with low-rank changes and a layer that scores, as in index.answer_scorer."""

    def __init__(self) -> None:
        super().__init__()
        self.bert = load_encoder()
        for parameter in self.bert.parameters():
            parameter.requires_grad = False
        for name, layer in list(self.bert.encoder.named_modules()):
            if isinstance(layer, nn.Linear):
                parent, _, own = name.rpartition(".")
                setattr(self.bert.encoder.get_submodule(parent), own, LowRank(layer))
        self.drop, self.head = nn.Dropout(0.1), nn.Linear(2 * self.bert.config.hidden_size, 1)

    def forward(self, **inputs: torch.Tensor) -> torch.Tensor:
        tokens = self.bert(**inputs).last_hidden_state
        odds: torch.Tensor = self.head(self.drop(pooled(tokens, inputs["attention_mask"])))
        return odds.squeeze(-1)

    def write(self) -> None:
        """Stores what was learnt where index.answer_scorer looks for it."""
        stored = {"head.weight": self.head.weight[0], "head.bias": self.head.bias[0]}
        for name, layer in self.bert.named_modules():
            if isinstance(layer, LowRank):
                stored |= {f"{name}.down": layer.down, f"{name}.up": layer.up * SCALE}
        half = {name: value.detach().numpy().astype(np.float16) for name, value in stored.items()}
        np.savez_compressed(FILE, allow_pickle=False, **half)


def loss(odds: torch.Tensor, answers: torch.Tensor) -> torch.Tensor:
    """Of one question: of all its sentences and "none", that those that answer are picked."""
    none = odds.new_zeros(1)
    all_odds = torch.cat([none, odds])
    right = torch.cat([~answers.any().unsqueeze(0), answers])
    picked = torch.logsumexp(all_odds, 0) - torch.logsumexp(all_odds[right], 0)
    each = nn.functional.binary_cross_entropy_with_logits(
        odds, answers.float(), pos_weight=odds.new_tensor(3.0)
    )
    return picked + BINARY * each


def train(candidates: Sequence[Candidates]) -> Scorer:
    """The scorer after some passes over the questions, each time with other wrong sentences."""
    torch.manual_seed(0)
    tokenizer = load_tokenizer()
    scorer = Scorer().train()
    learnt = [each for each in scorer.bert.parameters() if each.requires_grad]
    head = list(scorer.head.parameters())
    optimizer = torch.optim.AdamW([{"params": learnt}, {"params": head}], weight_decay=0.01)
    steps = math.ceil(len(candidates) / TOGETHER) * EPOCHS
    started = time.monotonic()
    for step, batch in enumerate(_batches(candidates)):
        warm = WARMING * steps
        share = step / warm if step < warm else (steps - step) / (steps - warm)
        for group, rate in zip(optimizer.param_groups, (RATE, HEAD_RATE), strict=True):
            group["lr"] = rate * share
        pairs = [(question, text) for question, right, wrong in batch for text in right + wrong]
        inputs = tokenizer(
            *map(list, zip(*pairs, strict=True)),
            padding=True, truncation=True, max_length=MAX_TOKENS, return_tensors="pt",
        )  # fmt: skip
        with torch.autocast("cpu", dtype=torch.bfloat16):
            odds = scorer(**inputs)
        apart = odds.float().split([len(right + wrong) for _, right, wrong in batch])
        labels = [torch.tensor([True] * len(r) + [False] * len(w)) for _, r, w in batch]
        total = torch.stack([loss(*each) for each in zip(apart, labels, strict=True)]).mean()
        optimizer.zero_grad()
        total.backward()
        nn.utils.clip_grad_norm_([*learnt, *head], 1.0)
        optimizer.step()
        if step % 100 == 0:
            minutes = (time.monotonic() - started) / 60
            print(f"step {step} of {steps}, {minutes:.0f} min, loss {total.item():.2f}", flush=True)
    return scorer


Shown = tuple[str, list[str], list[str]]
"""A question, sentences that answer it, and some that do not."""


def _batches(candidates: Sequence[Candidates]) -> Iterator[list[Shown]]:
    for epoch in range(EPOCHS):
        random = Random(epoch)
        shown = [_shown(each, random) for each in candidates]
        shown = [each for each in shown if each[1] or each[2]]
        random.shuffle(shown)
        batches = []
        for start in range(0, len(shown), 64):  # questions with texts of one length together
            alike = sorted(shown[start : start + 64], key=_longest)
            batches += [alike[at : at + TOGETHER] for at in range(0, len(alike), TOGETHER)]
        random.shuffle(batches)
        yield from batches


def _shown(candidates: Candidates, random: Random) -> Shown:
    near = candidates.near[:2]
    others = candidates.others[:12]
    random.shuffle(others)
    right = random.sample(candidates.answers, min(2, len(candidates.answers)))
    return candidates.question, right, [*near, *others][:WRONG]


def _longest(shown: Shown) -> int:
    return max(len(text) for text in shown[1] + shown[2])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.scorer")
    parser.add_argument("indexes", nargs="+", type=Path, metavar="INDEX")
    parser.add_argument("--squad", type=Path, metavar="FILE")
    named = parser.parse_args()
    candidates = [each for data in named.indexes for each in of_articles(data)]
    train([*candidates, *(of_paragraphs(named.squad) if named.squad else ())]).write()
    print(f"{FILE.name}: {FILE.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
