"""A TCP port in front of a server at a socket of the file system, as the embedded PostgreSQL is."""

import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread

_SSL_REQUEST = (80877103).to_bytes(4, "big")
ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def tcp_relay(socket_path: Path, certificate: Path | None = None) -> Iterator[int]:
    """Yields the port on 127.0.0.1.

    With a certificate (and its key, in one PEM file) it answers PostgreSQL's wish for TLS, and ends that
    itself: the embedded server is built without.

    A process of its own: some calls of psycopg wait without letting other threads run.
    """
    command = [
        sys.executable,
        "-m",
        "tests.relay",
        str(socket_path),
        *([str(certificate)] if certificate else []),
    ]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield int(process.stdout.readline())
    finally:
        process.terminate()
        process.wait(10)


def _serve(socket_path: str, certificate: str | None = None) -> None:
    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            front = _encrypted(self.request, certificate) if certificate else self.request
            if front is None:
                return
            with socket.socket(socket.AF_UNIX) as behind:
                behind.connect(socket_path)
                back = Thread(target=_pump, args=(behind, front), daemon=True)
                back.start()
                _pump(front, behind)
                back.join()

    class Server(ThreadingTCPServer):
        daemon_threads = True

    with Server(("127.0.0.1", 0), Handler) as server:
        sys.stdout.write(f"{server.server_address[1]}\n")
        sys.stdout.flush()
        server.serve_forever()


def _encrypted(plain: socket.socket, certificate: str) -> socket.socket | None:
    """After PostgreSQL's SSLRequest; None where the client hangs up, as one does that trusts nobody here."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    if plain.recv(8, socket.MSG_WAITALL)[4:] != _SSL_REQUEST:
        return None
    plain.sendall(b"S")
    with suppress(OSError):
        return context.wrap_socket(plain, server_side=True)
    return None


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):  # whoever hangs up first ends both directions
        while block := source.recv(65536):
            target.sendall(block)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


if __name__ == "__main__":
    _serve(*sys.argv[1:])
