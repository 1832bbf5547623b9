"""Hides personal values that stand in other columns: a name in a comment, an e-mail address in a note.

Hidden are identifiers that prove themselves (`semantics.quoted`) and values of the table's own columns with
personal data. A lone word among these is a name for many people and things. It is hidden in prose, where it
is written as a name is, and elsewhere where it is too long to stand by chance; no repair is withheld for it.
"""

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import TypeVar, cast

from datainsight.models.base import Frozen
from datainsight.models.document import ProfileDocument
from datainsight.semantics.quotations import Quotations, covered
from datainsight.semantics.quoted import Span, personal_parts

_MANY_WORDS = 1000
"""From so many lone words on, chance finds some in the names of places and firms: then only in prose."""
_PROSE = 8
"""Words of a text in which people are spoken of."""
_REMEMBERED = 1 << 15
_WORD = re.compile(r"[^\W\d_]+")
# fmt: off
_NO_VALUES = frozenset({
    "id", "issue_id", "kind", "column", "columns", "determinant", "dependent", "by", "operation", "name",
    "scope", "metric", "unit", "fact_ids", "provider", "regex", "pattern", "notation", "data_type", "method",
    "target", "formats", "format", "oddity", "recommendation_ids", "type", "units", "case", "semantic_type",
})
"""Fields of models and parameters of repairs that hold no value of the table."""
# fmt: on

Value = TypeVar("Value")


class Redactor:
    """Recognises the personal values of one table.

    Args:
        document: Everything that is known of the table.
        also_known: Personal values of another table.
    """

    def __init__(self, document: ProfileDocument, also_known: Iterable[str] = ()) -> None:
        headers = " ".join(column.name for column in document.columns).lower()
        known = {text.lower() for text in (*document.personal_values, *also_known)}
        known = {text for text in known if text not in headers}
        self._words = {text for text in known if text.isalpha()}
        self._long_words = Quotations(self._words)
        self._is_crowded = len(self._words) > _MANY_WORDS
        self._others = Quotations(known - self._words)
        self._seen: dict[tuple[str, bool], str] = {}

    def text(self, text: str, *, with_words: bool = True) -> str:
        """The text with personal values replaced.

        Args:
            text: Of a column that is not personal as a whole, or about one.
            with_words: Whether lone words of personal values count outside of prose.
        """
        known = self._seen.get((text, with_words))
        if known is None:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            known = covered(text, self._spans(text, with_words=with_words))
            self._seen[text, with_words] = known
        return known

    def shown(self, value: Value, *, with_words: bool = True) -> Value:
        """A model, a collection or a text with all its texts so; the same object where nothing was hidden."""
        return cast("Value", self._walk(value, with_words=with_words))

    def tells(self, value: object) -> bool:
        """Whether a value names somebody: by more than a lone word outside of prose."""
        return self.shown(value, with_words=False) is not value

    def _walk(self, value: object, *, with_words: bool) -> object:
        if isinstance(value, Enum):
            return value
        if isinstance(value, str):
            text = self.text(value, with_words=with_words)
            return value if text == value else text
        if isinstance(value, Frozen):
            fields = {name: getattr(value, name) for name in type(value).model_fields}
            changed = self._changed(fields, with_words=with_words)
            return value.model_copy(update=changed) if changed else value
        if isinstance(value, tuple | list):
            several = [self._walk(each, with_words=with_words) for each in value]
            is_same = all(new is old for new, old in zip(several, value, strict=True))
            return value if is_same else type(value)(several)
        return self._entries(value, with_words=with_words) if isinstance(value, dict) else value

    def _entries(self, entries: dict[str, object], *, with_words: bool) -> dict[str, object]:
        """Keys may be values of the table, as spellings of null are."""
        changed = self._changed(entries, with_words=with_words)
        renamed = {key: self.text(key, with_words=with_words) for key in entries.keys() - _NO_VALUES}
        if not changed and all(key == text for key, text in renamed.items()):
            return entries
        return {renamed.get(key, key): changed.get(key, each) for key, each in entries.items()}

    def _changed(self, fields: dict[str, object], *, with_words: bool) -> dict[str, object]:
        """The entries that hold something to hide, without it."""
        walked = {
            name: (old, self._walk(old, with_words=with_words))
            for name, old in fields.items()
            if name not in _NO_VALUES
        }
        return {name: new for name, (old, new) in walked.items() if new is not old}

    def _spans(self, text: str, *, with_words: bool) -> Iterator[Span]:
        yield from personal_parts(text)
        yield from self._others.within(text)
        if not self._words:
            return
        is_prose = text.count(" ") >= _PROSE - 1
        if is_prose:
            yield from self._names_in(text)
        if (is_prose or with_words) and not self._is_crowded:
            yield from (span for span in self._long_words.within(text) if span != (0, len(text)))

    def _names_in(self, text: str) -> Iterable[Span]:
        for match in _WORD.finditer(text):
            if match[0].lower() in self._words and not match[0].islower():
                yield match.span()
