"""`read` and `write`: any format, with every mention either taken over or reported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Literal

from spacy.language import Language

from nusaner.corpus.formats.fit import fit_to_tokens, flatten, inside_text, with_tokens
from nusaner.corpus.formats.guess import guess
from nusaner.corpus.formats.misfits import ON_MISFIT, Misfit, MisfitError, misfit
from nusaner.corpus.formats.registry import Format, named
from nusaner.errors import InputError
from nusaner.types import Annotated

OnMisfit = Literal["error", "skip", "widen"]


def read(
    path: Path | str,
    *,
    format: str | None = None,
    utf16: bool | None = None,
    on_misfit: OnMisfit = "error",
    misfits: list[Misfit] | None = None,
) -> Iterator[Annotated]:
    """Read annotated documents.

    Args:
        path: A file, or a folder where the format is one.
        format: A name of `FORMATS`; None to look at ending and content.
        utf16: Whether the file's offsets are UTF-16 code units (JavaScript, Java); None to see by
            the surface texts that it states.
        on_misfit: What to do with mentions whose offsets do not show their stated surface, lie
            outside the text or are discontinuous: "error" raises when the file is read to its end,
            "skip" (and "widen") leaves them out.
        misfits: A list to which those left out are added.

    Yields:
        Documents in the order of the file, mentions sorted, with offsets in characters.

    Raises:
        InputError: There is no such file, or its format is not recognised.
        FormatError: The file is not in the format.
        MisfitError: There are such mentions, and `on_misfit` is "error".

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "a.conll")
        ...     _ = path.write_text("Baku B-GPE\\ntenang O\\n")
        ...     (document,) = read(path)
        >>> document.text, document.mentions
        ('Baku tenang', (Mention(start=0, end=4, label='GPE', kb_id=''),))
    """
    _check(on_misfit)
    path = Path(path)
    known = named(format) if format else guess(path)
    if not path.exists():
        raise InputError(f"There is no file or folder {str(path)!r}.")
    return _read(path, known, utf16, on_misfit, misfits)


def _read(
    path: Path, known: Format, utf16: bool | None, on_misfit: OnMisfit, misfits: list[Misfit] | None
) -> Iterator[Annotated]:
    found: list[Misfit] = []
    yield from known.load().read(path, utf16=utf16, misfits=found)
    found = [replace(wrong, path=str(path)) for wrong in found]
    if misfits is not None:
        misfits.extend(found)
    if found and on_misfit == "error":
        raise MisfitError(found, path=path)


def write(
    documents: Iterable[Annotated],
    path: Path | str,
    *,
    format: str,
    nlp: Language | None = None,
    utf16: bool = False,
    on_misfit: OnMisfit = "error",
) -> list[Misfit]:
    """Write annotated documents.

    Args:
        documents: Documents; their tokens are used where a format is made of tokens.
        path: A file, or a folder where the format is one (a single document may go to a file).
        format: A name of `FORMATS`.
        nlp: Tokenizer and sentence boundaries for documents without tokens, e.g. `nusaner.blank()`.
        utf16: Write offsets as UTF-16 code units, as JavaScript tools count.
        on_misfit: What to do with mentions that do not fit the tokens, overlap where the format is
            flat, or that it cannot write: "error" raises and writes nothing, "skip" leaves them out,
            "widen" makes those that do not fit the tokens cover all tokens that they touch.

    Returns:
        The mentions left out or widened.

    Raises:
        MisfitError: There are such mentions, and `on_misfit` is "error".
        InputError: A document has no tokens and there is no `nlp`, or one file is to hold several documents.
    """
    _check(on_misfit)
    known = named(format)
    module = known.load()
    misfits: list[Misfit] = []
    fitted = [_fitted(document, known, module, nlp, on_misfit, misfits) for document in documents]
    if misfits and on_misfit == "error":
        raise MisfitError(misfits)
    module.write(fitted, Path(path), utf16=utf16, **known.options)
    return misfits


def _fitted(
    document: Annotated,
    known: Format,
    module: ModuleType,
    nlp: Language | None,
    on_misfit: OnMisfit,
    misfits: list[Misfit],
) -> Annotated:
    document, wrong = inside_text(document)
    misfits += wrong
    if known.tokens:
        document = with_tokens(document, nlp)
    if known.fits:
        document, wrong = fit_to_tokens(document, widen=on_misfit == "widen")
        misfits += wrong
    if known.flat:
        document, wrong = flatten(document)
        misfits += wrong
    return _without_refused(document, getattr(module, "refuses", _refuses_none), misfits)


def _without_refused(document: Annotated, refuses: Callable[..., str], misfits: list[Misfit]) -> Annotated:
    reasons = [(mention, refuses(document, mention)) for mention in document.mentions]
    misfits += [misfit(document, mention, reason) for mention, reason in reasons if reason]
    return replace(document, mentions=tuple(mention for mention, reason in reasons if not reason))


def _refuses_none(document: Annotated, mention: object) -> str:
    return ""


def _check(on_misfit: str) -> None:
    if on_misfit not in ON_MISFIT:
        raise InputError(f"`on_misfit` is one of {', '.join(ON_MISFIT)}, got {on_misfit!r}.")
