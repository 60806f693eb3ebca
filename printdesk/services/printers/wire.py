"""Requests and answers of the Internet Printing Protocol as bytes (RFC 8010); the kinds of values that we use."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

VERSION = (2, 0)
MEDIA_TYPE = "application/ipp"
_OPERATION, _JOB, _END = 0x01, 0x02, 0x03
_LAST_DELIMITER = 0x0F
_BEGIN_COLLECTION, _END_COLLECTION = 0x34, 0x37
_FIRST_TEXT = 0x35


class Operation(IntEnum):
    """What is asked of a printer or of the system's print server (RFC 8011, CUPS)."""

    PRINT_JOB = 0x0002
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_PRINTER_ATTRIBUTES = 0x000B
    CUPS_GET_DEFAULT = 0x4001
    CUPS_GET_PRINTERS = 0x4002


class Tag(IntEnum):
    """Kinds of values."""

    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    RANGE = 0x33
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME = 0x49


Value = int | bool | str | tuple[int, int]
Attributes = Mapping[str, tuple[Tag, Value | tuple[str, ...]]]
"""Name to kind and value; several values as a sequence of words."""


class BrokenAnswerError(ValueError):
    """Bytes that are no answer of this protocol."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back.

    Attributes:
        status: of the protocol; below 0x0100 it was done.
        groups: the attributes, group by group, with the group's tag first.
    """

    status: int
    groups: tuple[tuple[int, dict[str, list[Value]]], ...] = field(default=())

    @property
    def ok(self) -> bool:
        """Whether it was done."""
        return self.status < 0x0100

    def of(self, tag: int) -> list[dict[str, list[Value]]]:
        """The groups of one kind: 2 jobs, 4 printers."""
        return [values for group, values in self.groups if group == tag]


def request(operation: Operation, number: int, about: Attributes, job: Attributes | None = None) -> bytes:
    """A request without its document.

    Args:
        about: attributes of the operation, after the character set and the language, in the order of the standard.
        job: attributes of the job that is made.
    """
    head = struct.pack(">BBHI", *VERSION, operation, number)
    first: Attributes = {
        "attributes-charset": (Tag.CHARSET, "utf-8"),
        "attributes-natural-language": (Tag.LANGUAGE, "en"),
    }
    parts = [head, bytes([_OPERATION]), _written(first), _written(about)]
    if job:
        parts += [bytes([_JOB]), _written(job)]
    return b"".join([*parts, bytes([_END])])


def answer(content: bytes) -> Answer:
    """Read an answer.

    Raises:
        BrokenAnswerError: it is none, or it ends too soon.
    """
    try:
        status = struct.unpack_from(">BBHI", content)[2]
        return Answer(status, tuple(_groups(content)))
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise BrokenAnswerError(str(error)) from error


def _written(attributes: Attributes) -> bytes:
    parts = []
    for name, (tag, value) in attributes.items():
        values = [value] if isinstance(value, str | int) or tag is Tag.RANGE else list(value)
        for at, one in enumerate(values):
            shown = name.encode() if at == 0 else b""
            content = _encoded(tag, one)
            parts.append(struct.pack(">BH", tag, len(shown)) + shown + struct.pack(">H", len(content)) + content)
    return b"".join(parts)


def _encoded(tag: Tag, value: object) -> bytes:
    if tag is Tag.BOOLEAN:
        return bytes([bool(value)])
    if tag in (Tag.INTEGER, Tag.ENUM):
        return struct.pack(">i", value)
    if tag is Tag.RANGE and isinstance(value, tuple):
        return struct.pack(">ii", *value)
    return str(value).encode()


def _groups(content: bytes) -> Iterator[tuple[int, dict[str, list[Value]]]]:
    at, name, depth = 8, "", 0
    tag, values = 0, dict[str, list[Value]]()
    while True:
        kind = content[at]
        at += 1
        if kind <= _LAST_DELIMITER:
            if tag:
                yield tag, values
            if kind == _END:
                return
            tag, values = kind, {}
            continue
        given, at = _piece(content, at)
        raw, at = _piece(content, at)
        name = given.decode() if given else name
        depth += (kind == _BEGIN_COLLECTION) - (kind == _END_COLLECTION)
        found = None if depth or kind == _END_COLLECTION else _decoded(kind, raw)
        if found is not None:
            values.setdefault(name, []).append(found)


def _piece(content: bytes, at: int) -> tuple[bytes, int]:
    """A value with its length before it, and where the next one begins."""
    length = struct.unpack_from(">H", content, at)[0]
    end = at + 2 + length
    if end > len(content):
        raise BrokenAnswerError("the answer ends too soon")
    return content[at + 2 : end], end


def _decoded(kind: int, raw: bytes) -> Value | None:
    """A value, or None for a kind that nobody here reads (also "unknown" and "no value")."""
    if kind in (Tag.INTEGER, Tag.ENUM):
        return int(struct.unpack(">i", raw)[0])
    if kind == Tag.BOOLEAN:
        return raw != b"\0"
    if kind == Tag.RANGE:
        low, high = struct.unpack(">ii", raw)
        return int(low), int(high)
    if kind == _FIRST_TEXT or kind == _FIRST_TEXT + 1:  # text with its language before it
        _language, at = _piece(raw, 0)
        return _piece(raw, at)[0].decode()
    return raw.decode() if kind > _FIRST_TEXT + 2 else None
