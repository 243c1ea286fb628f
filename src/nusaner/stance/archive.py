"""Reads the numbers of fitted scikit-learn pipelines out of a skops archive, without importing scikit-learn.

Importing scikit-learn and skops takes seconds, and all that `StanceModel` takes from its pipelines is a
few arrays. Only plain data is made here: no type that an archive names is ever looked up or called, and
one that is not in the list is refused, so the list of trusted types is shorter than skops's own. For the
estimators themselves see `nusaner.stance.trusted`.
"""

from __future__ import annotations

import io
import json
import zlib
from types import SimpleNamespace
from typing import Any
from zipfile import BadZipFile, ZipFile

import numpy as np

from nusaner.errors import ModelError

#: The version of skops's format (`skops.io._protocol`) that is read here; skops 0.11 to 0.16 write it.
PROTOCOL = 2
_SCHEMA = "schema.json"
_PIPELINE = "sklearn.pipeline.Pipeline"
_ESTIMATORS = frozenset(
    {
        "sklearn.feature_extraction.text.TfidfTransformer",
        "sklearn.linear_model._logistic.LogisticRegression",
        "sklearn.preprocessing._data.StandardScaler",
        "sklearn.svm._classes.LinearSVC",
    }
)
_CONTAINERS = {
    ("DictNode", "builtins.dict"): dict,
    ("ListNode", "builtins.list"): list,
    ("TupleNode", "builtins.tuple"): tuple,
}


def read_archive(data: bytes) -> Any:
    """What is in an archive of dictionaries, lists, arrays and fitted linear pipelines.

    Args:
        data: What `skops.io.dumps` gave.

    Returns:
        The same, with a list of its steps for each pipeline, and for each step an object with the
        attributes of the estimator (`coef_`, `classes_`) and none of its methods.

    Raises:
        ModelError: The data is damaged, of another version, or holds a type that is not in the list.
    """
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            schema = json.loads(archive.read(_SCHEMA))
            if schema.get("protocol") != PROTOCOL:
                raise ModelError(
                    f"The stance model is written in skops's protocol {schema.get('protocol')!r}, not {PROTOCOL}; "
                    "train it again with a version of skops that this version of nusaner names."
                )
            return _Reader(archive).value(schema)
    except (BadZipFile, zlib.error, EOFError, KeyError, ValueError, AttributeError, TypeError) as error:
        raise ModelError(f"The stance model is damaged ({error}); reinstall nusaner or train it again.") from error


class _Reader:
    """Makes values of the nodes of a schema.

    Args:
        archive: Holds the arrays, each in NumPy's format.
    """

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive

    def value(self, node: dict[str, Any]) -> Any:
        """What a node stands for."""
        loader, name = node["__loader__"], f"{node['__module__']}.{node['__class__']}"
        if loader == "JsonNode":
            return json.loads(node["content"])
        if loader == "NdArrayNode" and node.get("type") == "numpy" and name.startswith("numpy."):
            return np.load(io.BytesIO(self._archive.read(node["file"])), allow_pickle=False)
        if loader == "ObjectNode" and name == _PIPELINE:
            return [step for _, step in self.value(node["content"])["steps"]]
        if loader == "ObjectNode" and name in _ESTIMATORS:
            return SimpleNamespace(**self.value(node["content"]))
        make = _CONTAINERS.get((loader, name))
        if make is None:
            raise ModelError(f"The stance model holds a type that is not trusted: {name}.")
        if make is dict:
            return {key: self.value(child) for key, child in node["content"].items()}
        return make(self.value(child) for child in node["content"])
