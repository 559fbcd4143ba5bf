"""pythainlp's crfcut model, read once and applied directly: the same labels, a tenth of the time.

crfcut is a linear-chain CRF with two labels, ``I`` and ``E`` (a sentence ends with this token). Its features
are words, and the classes of words that often end or open sentences, as n-grams in a window of two tokens to
either side. The usual way builds some forty strings a token for the CRFsuite library, most of which the model
has never seen. Here the weights are taken out of the model file (format: CRFsuite 0.12, ``crf1d_model.c``,
``quark.c``/``cqdb.c``) into tables by word, pair and triple of words; the classes of five tokens have so few
combinations that their scores are summed beforehand. Viterbi over two labels is then a handful of additions.

The model and its word lists come out of the installed pythainlp.
"""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from ruscorpus.prepared import Form
from ruscorpus.resources import of_pythainlp, pythainlp

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Pair = tuple[float, float]
"""Scores of the labels ``I`` and ``E``."""

_Row = tuple[tuple[int, float, float], ...]
_Node: TypeAlias = "tuple[_Row, dict[str, _Node] | None]"
"""What the model knows of a run of tokens: its scores by place in the window, and longer runs."""
_WINDOW = 2
_MARGIN = 2 * _WINDOW
_PAD = "xxpad"
_SIZES = (1, 2, 3)
_STATE_FEATURE, _TRANSITION = 0, 1
_NOTHING: Pair = (0.0, 0.0)
_CLASSES = ("ender", "starter")
_FORM = Form("sentences", ("segment/crfcut.py",))


class Tables(NamedTuple):
    """The weights of a model, laid out: plain data, so that they can be kept for the next start."""

    bias: Pair
    stay: tuple[Pair, Pair]
    """The transitions from I and from E."""
    classes: tuple[tuple[Pair, ...], ...]
    """For each class the scores of its features, summed for each pattern of five tokens in it or not."""
    root: dict[str, _Node]

    @classmethod
    def of(cls, data: bytes) -> Tables:
        """Lay out the content of a model's file. Raises ``ValueError`` for one that is no such model."""
        weights, (inside, end) = read_model(data)
        places: dict[tuple[str, ...], list[Pair]] = {}
        for attribute, pair in weights.items():
            kind, _, content = attribute.partition("=")
            if kind.startswith("word_"):
                _, size, start, _ = kind.split("_")
                tokens = tuple(content.split("|"))
                if len(tokens) == int(size):
                    row = places.setdefault(tokens, [_NOTHING] * (2 * _WINDOW + 2 - len(tokens)))
                    row[int(start) + _WINDOW] = pair
        root: dict[str, _Node] = {}
        for tokens, row in sorted(places.items(), key=lambda place: -len(place[0])):
            _put(
                root,
                tokens,
                tuple((position, *pair) for position, pair in enumerate(row) if pair is not _NOTHING),
            )
        classes = tuple(tuple(_class_scores(weights, name)) for name in _CLASSES)
        return cls(weights.get("bias", _NOTHING), (inside, end), classes, root)


class SentenceModel:
    """The model as tables."""

    def __init__(self, tables: Tables) -> None:
        self._stay = tables.stay
        self._root = tables.root
        self._bias = tables.bias
        self._classes = [
            (_class_words(name), scores) for name, scores in zip(_CLASSES, tables.classes, strict=True)
        ]

    def ends(self, tokens: Sequence[str]) -> list[int]:
        """Return the indices of the tokens that end a sentence."""
        if not tokens:
            return []
        scores = self._scores(tokens)
        return _viterbi(scores, self._stay)

    def _scores(self, tokens: Sequence[str]) -> list[list[float]]:
        """Return the scores of I and of E for each token, as two lists."""
        padded = [_PAD] * _WINDOW + list(tokens) + [_PAD] * _WINDOW
        inside, end = self._class_scores(padded)
        # One walk finds what is known of one, two and three tokens; the scores are then added in that order.
        root = self._root
        known: tuple[list[tuple[int, _Row]], ...] = ([], [], [])
        last = len(padded)
        for at, token in enumerate(padded):
            node = root.get(token)
            for size, found in enumerate(known, start=1):
                if node is None:
                    break
                row, longer = node
                if row:
                    found.append((at, row))
                if longer is None or at + size >= last:
                    break
                node = longer.get(padded[at + size])
        for found in known:
            for at, row in found:
                for position, score_inside, score_end in row:
                    i = at - position + _MARGIN
                    inside[i] += score_inside
                    end[i] += score_end
        return [inside[_MARGIN : _MARGIN + len(tokens)], end[_MARGIN : _MARGIN + len(tokens)]]

    def _class_scores(self, padded: Sequence[str]) -> tuple[list[float], list[float]]:
        """Return the bias of each token with what the classes of the five tokens around it add.

        There is a margin at both ends: the n-grams there lie in the windows of tokens that do not exist, too.
        """
        bias_inside, bias_end = self._bias
        margin = [0.0] * _MARGIN
        inside, end = margin.copy(), margin.copy()
        (enders, ender_scores), (starters, starter_scores) = self._classes
        ender = starter = 0  # the classes of the last five tokens, the last of them in the highest bit
        for i, token in enumerate(padded):
            ender = ender >> 1 | (token in enders) << 2 * _WINDOW
            starter = starter >> 1 | (token in starters) << 2 * _WINDOW
            if i < 2 * _WINDOW:
                continue
            first, second = ender_scores[ender], starter_scores[starter]
            inside.append(bias_inside + first[0] + second[0])
            end.append(bias_end + first[1] + second[1])
        return inside + margin, end + margin


def _put(root: dict[str, _Node], tokens: Sequence[str], row: _Row) -> None:
    """Put the scores of *tokens* below *root*. Longer runs have to come before shorter ones."""
    *before, last = tokens
    for token in before:
        known, longer = root.get(token, ((), None))
        if longer is None:
            longer = {}
            root[token] = known, longer
        root = longer
    root[last] = row, root[last][1] if last in root else None


def _viterbi(scores: list[list[float]], transitions: Sequence[Pair]) -> list[int]:
    """Return the places of ``E`` in the best sequence of labels."""
    inside, end = scores
    (ii, ie), (ei, ee) = transitions
    best_i, best_e = inside[0], end[0]
    from_e_to_i, from_e_to_e = [False], [False]
    for state_i, state_e in zip(inside[1:], end[1:], strict=True):
        stay, back = best_i + ii, best_e + ei
        cut, again = best_i + ie, best_e + ee
        from_e_to_i.append(back > stay)
        from_e_to_e.append(again > cut)
        best_i = max(stay, back) + state_i
        best_e = max(cut, again) + state_e
    ends = []
    at_end = best_e > best_i
    for i in range(len(inside) - 1, -1, -1):
        if at_end:
            ends.append(i)
        at_end = from_e_to_e[i] if at_end else from_e_to_i[i]
    return ends[::-1]


def _class_scores(weights: Mapping[str, Pair], name: str) -> list[Pair]:
    """Return the scores of a class's features, summed for each pattern of five tokens in it or not."""
    table = []
    for pattern in range(1 << 5):
        flags = [name if pattern >> shift & 1 else "normal" for shift in range(5)]
        total_i = total_e = 0.0
        for size in _SIZES:
            for start in range(-_WINDOW, _WINDOW + 2 - size):
                content = "|".join(flags[start + _WINDOW : start + _WINDOW + size])
                pair = weights.get(f"{name}_{size}_{start}_{start + size}={content}", _NOTHING)
                total_i += pair[0]
                total_e += pair[1]
        table.append((total_i, total_e))
    return table


def _class_words(name: str) -> frozenset[str]:
    def read() -> tuple[str, ...]:
        crfcut = pythainlp("tokenize.crfcut")  # private there since 5.4
        words: set[str] = getattr(crfcut, f"_{name.upper()}S", set()) or getattr(crfcut, f"{name}s", set())
        if not words:
            raise ValueError(f"this version of pythainlp keeps its list of {name}s elsewhere")
        return tuple(sorted(words))

    form = Form(f"{name}s", ("segment/crfcut.py",))
    return frozenset(of_pythainlp(form, ("tokenize/crfcut.py",), read))


@cache
def sentence_model() -> SentenceModel:
    """Return the model of the installed pythainlp."""

    def lay_out() -> tuple[Any, ...]:
        path = Path(str(pythainlp("corpus").corpus_path())) / "sentenceseg_crfcut.model"
        return tuple(Tables.of(path.read_bytes()))

    kept = of_pythainlp(_FORM, ("corpus/sentenceseg_crfcut.model",), lay_out)
    return SentenceModel(Tables(*kept))


def read_model(data: bytes) -> tuple[dict[str, Pair], tuple[Pair, Pair]]:
    """Read a CRFsuite model of the labels I and E: weights by attribute, transitions from I and from E.

    Raises ``ValueError`` for anything else.
    """
    try:
        magic, size, _, _, _, labels, attributes, features_at, labels_at, attributes_at = struct.unpack_from(
            "<4sI4sIIIIIII", data
        )
        if magic != b"lCRF" or size != len(data) or labels != len(_NOTHING):
            raise ValueError("not a CRFsuite model of two labels")
        order = list(_names(data, labels_at, labels))
        names = list(_names(data, attributes_at, attributes))
        column = {order.index("I"): 0, order.index("E"): 1}
        count = struct.unpack_from("<I", data, features_at + 8)[0]
        state: dict[str, list[float]] = {}
        moves = [[0.0, 0.0], [0.0, 0.0]]
        body = data[features_at + 12 : features_at + 12 + 20 * count]
        for kind, source, target, weight in struct.iter_unpack("<IIId", body):
            if kind == _STATE_FEATURE:
                state.setdefault(names[source], [0.0, 0.0])[column[target]] = weight
            elif kind == _TRANSITION:
                moves[column[source]][column[target]] = weight
    except (struct.error, IndexError, KeyError, UnicodeDecodeError) as error:
        raise ValueError(f"not a CRFsuite model that can be read: {error}") from error
    (ii, ie), (ei, ee) = moves
    return {name: (pair[0], pair[1]) for name, pair in state.items()}, ((ii, ie), (ei, ee))


def _names(data: bytes, at: int, count: int) -> Iterator[str]:
    """Yield the strings of a constant quark database by their numbers."""
    magic, _, _, _, entries, links = struct.unpack_from("<4sIIIII", data, at)
    if magic != b"CQDB" or entries < count:
        raise ValueError("a CRFsuite model with a damaged table of names")
    for offset in struct.unpack_from(f"<{count}I", data, at + links):
        size = struct.unpack_from("<I", data, at + offset + 4)[0]
        yield data[at + offset + 8 : at + offset + 8 + size - 1].decode()
