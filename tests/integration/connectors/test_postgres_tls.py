"""PostgreSQL behind TLS: what is asked for is what is checked."""

import datetime as dt
import ipaddress
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from datainsight.connectors.open_source import open_url
from datainsight.errors import UnreadableError
from tests.integration.database import NAME, LocalDatabase
from tests.relay import tcp_relay


def certificate(folder: Path) -> Path:
    """Signed by itself, for 127.0.0.1; with its key in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "database of the test")])
    now = dt.datetime.now(dt.UTC)
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(minutes=5))
        .not_valid_after(now + dt.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    path.write_bytes(
        signed.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return path


@pytest.fixture(scope="module")
def encrypted(
    database: LocalDatabase, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[int, Path]]:
    pem = certificate(tmp_path_factory.mktemp("tls"))
    where = psycopg.conninfo.conninfo_to_dict(database.conninfo)
    with tcp_relay(Path(str(where["host"])) / f".s.PGSQL.{where['port']}", pem) as port:
        yield port, pem


def read(port: int, host: str = "127.0.0.1", **options: str) -> int:
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in options.items())
    reading = open_url(f"postgresql://postgres@{host}:{port}/{NAME}?query=SELECT+1+AS+one&{query}")
    return sum(batch.frame.height for batch in reading.batches())


def test_a_server_that_proves_who_it_is_is_read(encrypted: tuple[int, Path]) -> None:
    port, pem = encrypted
    assert read(port, sslmode="require") == 1
    assert read(port, sslmode="verify-full", sslrootcert=str(pem)) == 1


def test_one_that_does_not_is_not(encrypted: tuple[int, Path]) -> None:
    port, pem = encrypted
    with pytest.raises(UnreadableError, match="certificate"):
        read(port, sslmode="verify-full", sslrootcert="system")
    with pytest.raises(UnreadableError, match="does not match"):
        read(port, host="localhost", sslmode="verify-full", sslrootcert=str(pem))
