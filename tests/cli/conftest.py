import io
import sys

import pytest

from nusaner.cli.app import main


@pytest.fixture
def run(monkeypatch, capsys):
    """Run the command in this process; returns exit code, standard output and error."""

    def call(*arguments: str, stdin: bytes = b""):
        monkeypatch.setattr(sys, "argv", ["nusaner", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        with pytest.raises(SystemExit) as exit_:
            main()
            raise SystemExit(0)
        out = capsys.readouterr()
        return exit_.value.code or 0, out.out, out.err

    return call
