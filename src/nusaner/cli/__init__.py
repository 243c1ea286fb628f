"""The command `nusaner`: thin wrappers over the library's functions."""

from nusaner.cli.app import main

__all__ = ["main"]
