"""The examples of the README run as they stand, and what it names exists."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant import cli

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", README, flags=re.S)


@pytest.fixture(autouse=True)
def shared_index(shared_state_dir, shipped_assistant, monkeypatch):
    monkeypatch.setenv("ASSISTANT_STATE_DIR", str(shared_state_dir))


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_python_example_runs(example, capsys):
    exec(compile(example, "README.md", "exec"), {})
    assert capsys.readouterr().out.strip()


def test_shell_example_names_the_same_sources():
    command, shown = re.search(r'\$ assistant ask "(.*?)"\n(.*?)```', README, flags=re.S).groups()
    said = CliRunner().invoke(cli.app, ["ask", command]).stdout
    assert "$4,700" in said
    assert said.partition("Sources")[2].strip() == shown.partition("Sources")[2].strip()


@pytest.mark.parametrize("target", sorted({link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link}))
def test_link_leads_to_a_file(target):
    assert (ROOT / target).exists(), target
