"""A go-between that cuts the line at the last word of a commit."""

import socket
import threading
from contextlib import suppress
from enum import Enum, auto

__all__ = ["Cut", "GoBetween"]


class Cut(Enum):
    """When the line is cut."""

    NEVER = auto()
    #: The server never hears the word.
    BEFORE_IT_IS_HEARD = auto()
    #: The server does as told, and nobody hears the answer.
    BEFORE_IT_IS_ANSWERED = auto()


class GoBetween:
    """Passes everything on between a client and a server, until it is told to cut."""

    def __init__(self, port: int, word: bytes = b"COMMIT\0") -> None:
        self._server = port
        self._word = word
        #: When to cut; each cut happens once.
        self.cut = Cut.NEVER
        #: Whether whoever calls is let in.
        self.is_open = True
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        """Let nobody in any more."""
        self._listening.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                if not self.is_open:
                    client.close()
                    continue
                server = socket.create_connection(("127.0.0.1", self._server))
                threading.Thread(
                    target=self._there, args=(client, server), daemon=True
                ).start()
                threading.Thread(
                    target=self._back, args=(client, server), daemon=True
                ).start()

    def _there(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while told := client.recv(65_536):
                if self.cut is not Cut.NEVER and self._word in told:
                    self._end(client, server, told)
                    return
                server.sendall(told)
        _close(client, server)

    def _end(self, client: socket.socket, server: socket.socket, told: bytes) -> None:
        heard = self.cut is Cut.BEFORE_IT_IS_ANSWERED
        self.cut = Cut.NEVER
        client.shutdown(socket.SHUT_RDWR)
        if heard:
            server.sendall(told)
            # Whatever it answers is for nobody; the server hears the end and goes.
            server.shutdown(socket.SHUT_WR)
            while server.recv(65_536):
                pass
        _close(client, server)

    def _back(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while told := server.recv(65_536):
                client.sendall(told)
        if self.cut is Cut.NEVER:
            _close(client)


def _close(*sockets: socket.socket) -> None:
    for one in sockets:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()
