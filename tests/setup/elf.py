"""Which libraries a Linux program file asks for: its DT_NEEDED entries, read without any tool of the system."""

import struct
from collections.abc import Iterable
from pathlib import Path

PT_LOAD, PT_DYNAMIC = 1, 2
DT_NEEDED, DT_STRTAB = 1, 5


def needed(path: Path) -> set[str]:
    """The libraries that a 64-bit little-endian ELF file names itself."""
    data = path.read_bytes()
    start, size, count = struct.unpack_from("<Q", data, 32)[0], *struct.unpack_from("<HH", data, 54)
    headers = [struct.unpack_from("<IIQQQQ", data, start + size * index) for index in range(count)]
    dynamic = next((header for header in headers if header[0] == PT_DYNAMIC), None)
    if dynamic is None:
        return set()
    _, _, place, _, _, length = dynamic
    entries = [struct.unpack_from("<qQ", data, place + offset) for offset in range(0, length, 16)]
    table = next(value for tag, value in entries if tag == DT_STRTAB)
    offset = next(h[2] + table - h[3] for h in headers if h[0] == PT_LOAD and h[3] <= table < h[3] + h[5])
    names = [offset + value for tag, value in entries if tag == DT_NEEDED]
    return {data[name : data.index(b"\0", name)].decode("ascii") for name in names}


def needed_libraries(files: Iterable[Path], bundled_in: Iterable[Path]) -> set[str]:
    """What the files, and the bundled libraries they lead to, want from outside these folders."""
    bundled = {path.name: path for folder in bundled_in for path in folder.rglob("*.so*")}
    outside: set[str] = set()
    seen: set[Path] = set()
    waiting = list(files)
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        for name in needed(path):
            if name in bundled:
                waiting.append(bundled[name])
            else:
                outside.add(name)
    return outside
