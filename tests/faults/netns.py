"""A desk's network of its own: a namespace with one cable to the server, which can be unplugged without a word."""

import contextlib
import subprocess
import uuid
from collections.abc import Iterator

import pytest

from tests.faults.conftest import need


class Cable:
    """The desk's end is in a namespace; packets can be lost silently, as when a switch dies.

    Attributes:
        server, desk: the addresses of both ends. Tests run side by side, so each cable is a network of its own.
    """

    def __init__(self) -> None:
        drawn = uuid.uuid4()
        mark, net = drawn.hex[:6], f"10.{231 + drawn.bytes[-1] % 16}.{drawn.bytes[-2]}"
        self.server, self.desk = f"{net}.1", f"{net}.2"
        self.name, self._near, self._far = f"pd-{mark}", f"pds{mark}", f"pdd{mark}"
        self._ip("netns", "add", self.name)
        self._ip("link", "add", self._near, "type", "veth", "peer", "name", self._far, "netns", self.name)
        self._ip("addr", "add", f"{self.server}/24", "dev", self._near)
        self._ip("link", "set", self._near, "up")
        self._ip("-n", self.name, "addr", "add", f"{self.desk}/24", "dev", self._far)
        self._ip("-n", self.name, "link", "set", self._far, "up")
        self._ip("-n", self.name, "link", "set", "lo", "up")

    def inside(self, *command: str) -> list[str]:
        """A command line that runs at the desk."""
        return ["ip", "netns", "exec", self.name, *command]

    def break_silently(self) -> None:
        """What the desk sends goes to a card that does not exist: nothing is refused, nothing comes back."""
        for end, other in (((), self.desk), (("-n", self.name), self.server)):
            device = self._far if end else self._near
            wrong = ("lladdr", "02:00:00:00:00:99", "dev", device, "nud", "permanent")
            self._ip(*end, "neigh", "replace", other, *wrong)

    def mend(self) -> None:
        """The right neighbours again."""
        for end, other in (((), self.desk), (("-n", self.name), self.server)):
            device = self._far if end else self._near
            self._ip(*end, "neigh", "del", other, "dev", device)

    def close(self) -> None:
        """Take it away."""
        subprocess.run(["ip", "netns", "del", self.name], check=False, capture_output=True)
        subprocess.run(["ip", "link", "del", self._near], check=False, capture_output=True)

    def _ip(self, *words: str) -> None:
        subprocess.run(["ip", *words], check=True, capture_output=True)


@contextlib.contextmanager
def cable() -> Iterator[Cable]:
    """A cable for the length of a test; skips where none can be made."""
    need("ip", "iproute2")
    try:
        made = Cable()
    except subprocess.CalledProcessError as error:
        pytest.skip(f"no network namespace can be made here: {error.stderr.decode().strip()}")
    try:
        yield made
    finally:
        made.close()
