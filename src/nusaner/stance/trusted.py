"""Fitted estimators in skops's format: no pickle, and only types that skops knows to be harmless."""

from __future__ import annotations

from typing import Any
from zipfile import ZIP_DEFLATED

from skops import io as skops

from nusaner.errors import ModelError


def dump(state: Any) -> bytes:
    """An object in skops's format, compressed."""
    return bytes(skops.dumps(state, compression=ZIP_DEFLATED))


def load_trusted(data: bytes) -> Any:
    """An object in skops's format.

    Raises:
        ModelError: It holds a type that is neither scikit-learn's nor NumPy's.
    """
    unknown = skops.get_untrusted_types(data=data)
    if unknown:
        raise ModelError(f"The stance model holds types that are not trusted: {', '.join(sorted(unknown))}.")
    return skops.loads(data, trusted=[])
