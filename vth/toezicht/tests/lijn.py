"""A line between a browser and the site that can be cut and mended, and that can break by itself after so many bytes."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator


class Lijn:
    """A proxy on a port of its own. `heel` says whether anything gets through; `rest` how many bytes still do before it breaks."""

    def __init__(self, doel: int, tempo: float = float("inf")) -> None:
        self.doel, self.heel, self.rest, self.tempo = doel, True, float("inf"), tempo
        self.gegaan = 0
        self.open: set[socket.socket] = set()
        self.slot = threading.Lock()
        self.deur = socket.create_server(("127.0.0.1", 0))
        self.poort = self.deur.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def cut(self) -> None:
        """Break everything that is under way, and let nothing through any more."""
        self.heel = False
        with self.slot:
            for kant in self.open:
                with contextlib.suppress(OSError):
                    kant.shutdown(socket.SHUT_RDWR)

    def mend(self, rest: float = float("inf")) -> None:
        """Let everything through again, or only so many bytes."""
        self.rest, self.heel = rest, True

    def close(self) -> None:
        """Take the line away."""
        self.cut()
        self.deur.close()

    def _listen(self) -> None:
        while True:
            try:
                hier, _ = self.deur.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=(hier,), daemon=True).start()

    def _carry(self, hier: socket.socket) -> None:
        """Carry one connection both ways until one side ends or the line is cut."""
        with hier, contextlib.suppress(OSError):
            if not self.heel:
                return
            with socket.create_connection(("127.0.0.1", self.doel)) as daar:
                with self.slot:
                    self.open |= {hier, daar}
                terug = threading.Thread(target=self._pump, args=(daar, hier), daemon=True)
                terug.start()
                self._pump(hier, daar)
                terug.join()
                with self.slot:
                    self.open -= {hier, daar}

    def _pump(self, van: socket.socket, naar: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while self.heel and (stuk := van.recv(1 << 14)):
                self.rest -= len(stuk)
                self.gegaan += len(stuk)
                time.sleep(len(stuk) / self.tempo)
                if self.rest < 0:
                    self.cut()
                    break
                naar.sendall(stuk)
        for kant in (van, naar):
            with contextlib.suppress(OSError):
                kant.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def lay_lijn(doel: int, tempo: float = float("inf")) -> Iterator[Lijn]:
    """Lay a line to a port, of so many bytes a second, and take it away afterwards."""
    lijn = Lijn(doel, tempo)
    try:
        yield lijn
    finally:
        lijn.close()
