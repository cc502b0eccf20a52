"""How many threads a computation takes: one for a question, so that questions side by side do not wait for each other; all cores for an index."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Any


def use_threads(count: int | None) -> None:
    """Of torch, from here on; None: as many as there are cores."""
    import torch

    wanted = count or os.cpu_count() or 1
    if torch.get_num_threads() != wanted:
        torch.set_num_threads(wanted)


@lru_cache(maxsize=1)
def quiet_products() -> Any:
    """One thread for numpy's products from here on: after each of them its threads spin for a while, on the cores that the readers need."""
    from threadpoolctl import threadpool_limits

    return threadpool_limits(limits=1, user_api="blas")
