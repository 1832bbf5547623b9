"""A TCP port in front of a server at a socket of the file system, as the embedded PostgreSQL is."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def tcp_relay(socket_path: Path) -> Iterator[int]:
    """Yields the port on 127.0.0.1.

    A process of its own: some calls of psycopg wait without letting other threads run.
    """
    command = [sys.executable, "-m", "tests.relay", str(socket_path)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield int(process.stdout.readline())
    finally:
        process.terminate()
        process.wait(10)


def _serve(socket_path: str) -> None:
    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            with socket.socket(socket.AF_UNIX) as behind:
                behind.connect(socket_path)
                back = Thread(target=_pump, args=(behind, self.request), daemon=True)
                back.start()
                _pump(self.request, behind)
                back.join()

    class Server(ThreadingTCPServer):
        daemon_threads = True

    with Server(("127.0.0.1", 0), Handler) as server:
        sys.stdout.write(f"{server.server_address[1]}\n")
        sys.stdout.flush()
        server.serve_forever()


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):  # whoever hangs up first ends both directions
        while block := source.recv(65536):
            target.sendall(block)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


if __name__ == "__main__":
    _serve(sys.argv[1])
