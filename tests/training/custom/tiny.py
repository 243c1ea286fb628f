"""A transformer of random weights and a tokenizer for it, made on the spot."""

from collections.abc import Iterable
from pathlib import Path


def tiny_transformer(folder: Path, words: Iterable[str], *, positions: int = 66) -> Path:
    """Write a BERT of two small layers, whose subwords are the words' halves, and return its folder."""
    import torch
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import BertConfig, BertForMaskedLM, PreTrainedTokenizerFast

    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    lower = sorted({word.lower() for word in words})
    pieces = {part for word in lower for part in (word[:3], "##" + word[3:]) if part.strip("#")}
    letters = {c for word in lower for c in word}
    vocab = {
        piece: i
        for i, piece in enumerate(dict.fromkeys([*special, *sorted(letters | {f"##{c}" for c in letters} | pieces)]))
    }
    inner = Tokenizer(models.WordPiece(vocab, unk_token="[UNK]"))
    inner.normalizer = normalizers.Lowercase()
    inner.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    inner.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", vocab["[CLS]"]), ("[SEP]", vocab["[SEP]"])]
    )
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=inner,
        unk_token="[UNK]",
        pad_token="[PAD]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        mask_token="[MASK]",
        model_max_length=positions,
    )
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(vocab),
        hidden_size=48,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=96,
        max_position_embeddings=positions,
        pad_token_id=0,
    )
    BertForMaskedLM(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder
