"""Annotation formats: one module each, between files and the neutral `nusaner.types.Annotated`."""

from nusaner.corpus.formats.misfits import Misfit, MisfitError
from nusaner.corpus.formats.open import OnMisfit, read, write
from nusaner.corpus.formats.registry import FORMATS, Format

__all__ = ["FORMATS", "Format", "Misfit", "MisfitError", "OnMisfit", "read", "write"]
