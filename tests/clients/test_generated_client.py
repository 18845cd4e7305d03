"""A client that nobody here wrote, made from the description, mirrors the archive."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from articles import services
from newsroom.description import FILE
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory
from tests.factories.whole import whole_story
from tests.register.mirrors import key_of

SCRIPT = Path(__file__).with_name("mirror_generated.py")
BIN = Path(sys.executable).parent


@pytest.fixture(scope="module")
def generated(tmp_path_factory) -> Path:
    """The folder with the generated package `archive`; made without a network."""
    folder = tmp_path_factory.mktemp("generated")
    done = subprocess.run(
        [BIN / "openapi-python-client", "generate", "--path", FILE, "--meta", "none"]
        + ["--output-path", folder / "archive", "--fail-on-warning"],
        env=os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"},  # it calls ruff
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


class Partner:
    """Somebody who runs the program on top of the generated client."""

    def __init__(self, folder, url, state, key):
        self.command = [sys.executable, "-I", SCRIPT, folder, url, state, *key]
        self.state = state

    def run(self):
        """What the program heard in this run, by sort."""
        environment = {"PATH": os.environ["PATH"]}  # nothing of ours
        done = subprocess.run(
            self.command, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    @property
    def held(self):
        return json.loads(self.state.read_text())["held"]


def in_register(*labels):
    return {
        str(item.uid): item.doc for item in Item.objects.visible(labels) if item.doc is not None
    }


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("labels", [(), ("public",), ("lang:en", "record")])
def test_it_mirrors_the_archive_with_a_key_and_without(generated, url, tmp_path, labels):
    story, other = whole_story(2), ArticleFactory(published=True, language="en")
    sequence_all()
    key = [key_of(*labels)] if labels else []
    partner = Partner(generated, url, tmp_path / "mirror.json", key)

    heard = partner.run()

    seen = labels or ("public",)
    assert heard == {"Upsert": len(partner.held)}
    assert partner.held == in_register(*seen)
    assert (str(story.uid) in partner.held) == ("public" in seen)

    services.correct(other, by=None, note="Le titre était faux.")
    services.withdraw(story, by=None, reason="La rencontre n’a pas eu lieu.")
    sequence_all()

    heard = partner.run()

    assert heard["Upsert"] >= 1
    assert heard["Removal"] >= 1
    assert partner.held == in_register(*seen)
    assert partner.run() == {}


@pytest.mark.django_db(transaction=True)
def test_a_refusal_is_a_typed_problem(generated, url, tmp_path):
    partner = Partner(generated, url, tmp_path / "mirror.json", ["nrk_live_nonsense"])

    with pytest.raises(AssertionError, match="refused: Problem"):
        partner.run()
