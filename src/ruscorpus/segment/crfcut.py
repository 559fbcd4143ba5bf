"""pythainlp's crfcut model, read once and applied directly: the same labels, at places that are asked for.

crfcut is a linear-chain CRF with two labels, ``I`` and ``E`` (a sentence ends with this token). Its features
are words, and the classes of words that often end or open sentences, as n-grams in a window of two tokens to
either side. The usual way builds some forty strings a token for the CRFsuite library, most of which the model
has never seen. Here the weights are taken out of the model file (format: CRFsuite 0.12, ``crf1d_model.c``,
``quark.c``/``cqdb.c``) into tables by word, pair and triple of words; the classes of five tokens have so few
combinations that their scores are summed beforehand. Of two labels only the difference counts: the *lead* of
E over I.

The best labels are found by Viterbi, a handful of additions a token. Who asks for few tokens need not
have the others read: see :class:`Judgement`.

The model and its word lists come out of the installed pythainlp.
"""

from __future__ import annotations

import struct
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from ruscorpus.prepared import Form
from ruscorpus.resources import of_pythainlp, pythainlp

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Pair = tuple[float, float]
"""Scores of the labels ``I`` and ``E``."""

_Node: TypeAlias = "tuple[tuple[float, ...], dict[str, _Node] | None]"
"""What the model knows of a run of tokens: the leads by its place in the window, if any; longer runs."""
_WINDOW = 2
_PAD = "xxpad"
_SIZES = (1, 2, 3)
_STATE_FEATURE, _TRANSITION = 0, 1
_NOTHING: Pair = (0.0, 0.0)
_CLASSES = ("ender", "starter")
_BEFORE, _BEHIND = -1, 1
_REACH = 5
"""Where so many tokens on both sides do not decide, all do: hardly ever."""
_ANY = 1e6
"""No lead is as large."""
_CLEAR = 1e-6
"""A lead of less may come of rounding."""
_FORM = Form("sentences", ("segment/crfcut.py",))


class Tables(NamedTuple):
    """The weights of a model, laid out: plain data, so that they can be kept for the next start."""

    bias: float
    stay: tuple[Pair, Pair]
    """The transitions from I and from E."""
    classes: tuple[tuple[float, ...], ...]
    """For each class the leads of its features, summed for each pattern of five tokens in it or not."""
    root: dict[str, _Node]

    @classmethod
    def of(cls, data: bytes) -> Tables:
        """Lay out the content of a model's file. Raises ``ValueError`` for one that is no such model."""
        weights, (inside, end) = read_model(data)
        leads = {attribute: pair[1] - pair[0] for attribute, pair in weights.items()}
        places: dict[tuple[str, ...], list[float]] = {}
        for attribute, lead in leads.items():
            kind, _, content = attribute.partition("=")
            if kind.startswith("word_"):
                _, size, start, _ = kind.split("_")
                tokens = tuple(content.split("|"))
                if len(tokens) == int(size):
                    row = places.setdefault(tokens, [0.0] * (2 * _WINDOW + 2 - len(tokens)))
                    row[int(start) + _WINDOW] = lead
        root: dict[str, _Node] = {}
        for tokens, row in sorted(places.items(), key=lambda place: -len(place[0])):
            _put(root, tokens, tuple(row))
        classes = tuple(tuple(_class_leads(leads, name)) for name in _CLASSES)
        return cls(leads.get("bias", 0.0), (inside, end), classes, root)


class SentenceModel:
    """The model as tables."""

    def __init__(self, tables: Tables) -> None:
        self._stay = tables.stay
        self._root = tables.root
        self._bias = tables.bias
        self._classes = [
            (_class_words(name), leads) for name, leads in zip(_CLASSES, tables.classes, strict=True)
        ]
        (ii, ie), (ei, ee) = tables.stay
        self._moves = {_BEFORE: (ii, ie, ei, ee), _BEHIND: (ii, ei, ie, ee)}

    def ends(self, tokens: Sequence[str]) -> list[int]:
        """Return the indices of the tokens that end a sentence."""
        if not tokens:
            return []
        padded = [_PAD] * _WINDOW + list(tokens) + [_PAD] * _WINDOW
        return _viterbi([self.lead(padded, at) for at in range(len(tokens))], self._stay)

    def lead(self, padded: Sequence[str], start: int) -> float:
        """Return the lead of the token in the middle of the five that begin at *start*, by itself."""
        (enders, ender_leads), (starters, starter_leads) = self._classes
        lead = self._bias
        root = self._root
        ender = starter = 0
        for place in range(2 * _WINDOW + 1):
            at = start + place
            token = padded[at]
            if token in enders:
                ender |= 1 << place
            if token in starters:
                starter |= 1 << place
            node = root.get(token)
            left = 2 * _WINDOW - place
            while node is not None:
                leads, longer = node
                if leads:
                    lead += leads[place]
                if longer is None or not left:
                    break
                at, left = at + 1, left - 1
                node = longer.get(padded[at])
        return lead + ender_leads[ender] + starter_leads[starter]

    def added(self, side: int, least: float, most: float) -> Pair:
        """Return the bounds of what a token adds to the lead of the next on its other *side*.

        Its own lead, with what it is added to, lies between *least* and *most*.
        """
        ii, ie, ei, ee = self._moves[side]
        one = max(ie, least + ee) - max(ii, least + ei)
        other = max(ie, most + ee) - max(ii, most + ei)
        return (one, other) if one < other else (other, one)

    @cached_property
    def most_added(self) -> Mapping[int, Pair]:
        """The bounds of what any token may add to the lead of the next, by the side on which it stands."""
        return {side: self.added(side, -_ANY, _ANY) for side in self._moves}


class Judgement:
    """The labels of one run of tokens, told for those that are asked for.

    A label depends on all tokens, but hardly: in the sum that decides, whatever stands on one side of a token
    can add no more nor less than the transitions allow, and these are much like each other beside the scores
    of tokens. So the own lead of a token decides, or else those of the next few; what stands behind them may
    be anything. Where not even these decide, Viterbi goes over all of them.

    The tokens are those of *text* between *words*, their boundaries.
    """

    def __init__(self, model: SentenceModel, text: str, words: Sequence[int]) -> None:
        self._model = model
        self._text = text
        self._words = words
        self._last = len(words) - 2
        self._leads: dict[int, float] = {}

    def is_end(self, index: int) -> bool:
        """Tell whether a sentence ends with the token of this *index*."""
        own = self._lead(index)
        for reach in range(_REACH):
            before, behind = self._added(index, _BEFORE, reach), self._added(index, _BEHIND, reach)
            if own + before[0] + behind[0] > _CLEAR:
                return True
            if own + before[1] + behind[1] < -_CLEAR:
                return False
        return index in self._ends

    def _added(self, index: int, side: int, reach: int) -> Pair:
        """Return the least and the most that all on one *side* of a token add, by *reach* tokens there."""
        near = index + side
        if not 0 <= near <= self._last:
            return _NOTHING
        if not reach:
            return self._model.most_added[side]
        least, most = self._added(near, side, reach - 1)
        lead = self._lead(near)
        return self._model.added(side, lead + least, lead + most)

    def _lead(self, index: int) -> float:
        lead = self._leads.get(index)
        if lead is None:
            window = [self._token(near) for near in range(index - _WINDOW, index + _WINDOW + 1)]
            lead = self._leads[index] = self._model.lead(window, 0)
        return lead

    def _token(self, index: int) -> str:
        return self._text[self._words[index] : self._words[index + 1]] if 0 <= index <= self._last else _PAD

    @cached_property
    def _ends(self) -> frozenset[int]:
        return frozenset(self._model.ends([self._text[a:b] for a, b in pairwise(self._words)]))


def _put(root: dict[str, _Node], tokens: Sequence[str], row: tuple[float, ...]) -> None:
    """Put the leads of *tokens* below *root*. Longer runs have to come before shorter ones."""
    *before, last = tokens
    for token in before:
        known, longer = root.get(token, ((), None))
        if longer is None:
            longer = {}
            root[token] = known, longer
        root = longer
    root[last] = row, root[last][1] if last in root else None


def _viterbi(leads: Sequence[float], transitions: Sequence[Pair]) -> list[int]:
    """Return the places of ``E`` in the best sequence of labels."""
    (ii, ie), (ei, ee) = transitions
    best_i, best_e = 0.0, leads[0]
    from_e_to_i, from_e_to_e = [False], [False]
    for lead in leads[1:]:
        stay, back = best_i + ii, best_e + ei
        cut, again = best_i + ie, best_e + ee
        from_e_to_i.append(back > stay)
        from_e_to_e.append(again > cut)
        best_i = max(stay, back)
        best_e = max(cut, again) + lead
    ends = []
    at_end = best_e > best_i
    for i in range(len(leads) - 1, -1, -1):
        if at_end:
            ends.append(i)
        at_end = from_e_to_e[i] if at_end else from_e_to_i[i]
    return ends[::-1]


def _class_leads(leads: Mapping[str, float], name: str) -> list[float]:
    """Return the leads of a class's features, summed for each pattern of five tokens in it or not."""
    table = []
    for pattern in range(1 << 5):
        flags = [name if pattern >> shift & 1 else "normal" for shift in range(5)]
        total = 0.0
        for size in _SIZES:
            for start in range(-_WINDOW, _WINDOW + 2 - size):
                content = "|".join(flags[start + _WINDOW : start + _WINDOW + size])
                total += leads.get(f"{name}_{size}_{start}_{start + size}={content}", 0.0)
        table.append(total)
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
