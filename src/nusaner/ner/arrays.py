"""Arrays as one file: NumPy's archive, without pickle."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import numpy as np
import numpy.typing as npt

#: An array is compressed if that takes a third of its size: quantised weights are close to noise, and
#: unpacking them takes longer than reading the rest of a model.
_WORTH = 2 / 3


def pack(arrays: Mapping[str, npt.NDArray[Any]]) -> bytes:
    """An archive that `unpack` and `numpy.load` read; the same arrays give the same bytes.

    Example:
        >>> unpack(pack({"a": np.arange(3)}))["a"].tolist()
        [0, 1, 2]
    """
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, array in arrays.items():
            data = _npy(array)
            worth = len(zlib.compress(data)) < _WORTH * len(data)
            # without a date of its own, an entry has the same one always
            archive.writestr(ZipInfo(f"{name}.npy"), data, ZIP_DEFLATED if worth else ZIP_STORED)
    return buffer.getvalue()


def unpack(data: bytes) -> dict[str, npt.NDArray[Any]]:
    """The arrays of an archive by name.

    Args:
        data: What `pack`, `numpy.savez` or `numpy.savez_compressed` gave.
    """
    with np.load(io.BytesIO(data), allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}


def _npy(array: npt.NDArray[Any]) -> bytes:
    buffer = io.BytesIO()
    np.lib.format.write_array(buffer, np.asanyarray(array), allow_pickle=False)
    return buffer.getvalue()
