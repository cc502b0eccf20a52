"""What all rooms' tests share: one assistant over the shipped corpus, with the real model and real Chroma."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

WORKER = os.environ.get("PYTEST_XDIST_WORKER")
if WORKER:
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # before torch is imported: as many workers as cores

settings.register_profile("patient", deadline=None)  # no property fails because the machine is busy
settings.load_profile("patient")


LONGEST = "test_eval_baseline.py"  # asks every question of our own: begun first, the other tests run beside it


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name != LONGEST)


@pytest.fixture(scope="session")
def shared_state_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One state directory for all workers of a run; the index in it is built once, under its lock."""
    base = tmp_path_factory.getbasetemp()
    state = (base.parent if WORKER else base) / "state"
    state.mkdir(exist_ok=True)
    return state


@pytest.fixture(scope="session")
def shipped_config(shared_state_dir: Path):
    from assistant import AssistantConfig
    from index import IndexConfig

    return AssistantConfig(index=IndexConfig(state_dir=shared_state_dir))


@pytest.fixture(scope="session")
def shipped_assistant(shipped_config):
    from assistant import Assistant

    with Assistant.open(shipped_config) as assistant:
        assistant.warm_up()
        yield assistant
