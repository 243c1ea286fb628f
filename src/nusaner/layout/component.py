"""The pipe `nusaner_layout`."""

from __future__ import annotations

from bisect import bisect_right

from spacy.language import Language
from spacy.tokens import Doc

from nusaner import doc as extensions
from nusaner.layout.lines import is_furniture, is_main

extensions.register()


class PageReader:
    """Writes `doc._.main`: the sentences of the article itself."""

    def __call__(self, doc: Doc) -> Doc:
        """Read one document."""
        text = doc.text
        lines = text.split("\n")
        kept = is_main(lines)
        starts = [0]
        for line in lines[:-1]:
            starts.append(starts[-1] + len(line) + 1)
        heads = [start + len(line) - len(line.lstrip()) for start, line in zip(starts, lines, strict=True)]
        main = []
        for sentence in doc.sents:
            # not `sentence.text`, which makes an object of each token
            told = text[sentence.start_char : sentence.end_char]
            first = _first_word(told, sentence.start_char)
            if first < 0:
                continue
            number = bisect_right(starts, first) - 1
            opens_line = first == heads[number]
            if kept[number] and (opens_line or not is_furniture(told)):
                main.append(sentence)
        doc._.main = main
        return doc


def _first_word(text: str, start: int) -> int:
    """Where the text begins to be more than blanks, -1 if nowhere."""
    bare = text.lstrip()
    return start + len(text) - len(bare) if bare else -1


@Language.factory("nusaner_layout", requires=["token.is_sent_start"], assigns=["doc._.main"])
def create_layout(nlp: Language, name: str) -> PageReader:
    """The factory of the pipe; it has nothing to learn."""
    return PageReader()
