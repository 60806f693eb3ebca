"""TLS to the server: a desk that asks for the right certificate gets it, and refuses every other one."""

import subprocess
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from printdesk.errors import EnvironmentFailureError
from printdesk.models.database import Database
from tests import database_server
from tests.faults.conftest import need
from tests.faults.servers import Server, office_database

pytestmark = [pytest.mark.fault, pytest.mark.timeout(120)]


def _authority(folder: Path, name: str) -> Path:
    openssl = need("openssl", "openssl")
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}",
         "-keyout", str(folder / f"{name}.key"), "-out", str(folder / f"{name}.crt")],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder / f"{name}.crt"


def _certified(server: Server, folder: Path, authority: Path) -> None:
    """Give the server a certificate for 127.0.0.1 and let it insist on TLS."""
    data, request = server.place / "data", folder / "server.csr"
    subprocess.run(
        ["openssl", "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=server", "-addext",
         "subjectAltName=IP:127.0.0.1", "-keyout", str(data / "server.key"), "-out", str(request)],
        check=True, capture_output=True,
    )  # fmt: skip
    subprocess.run(
        ["openssl", "x509", "-req", "-in", str(request), "-CA", str(authority), "-CAkey",
         str(authority.with_suffix(".key")), "-CAcreateserial", "-copy_extensions", "copy", "-days", "2",
         "-out", str(data / "server.crt")],
        check=True, capture_output=True,
    )  # fmt: skip
    (data / "server.key").chmod(0o600)
    owner = database_server._owner()
    if owner:
        subprocess.run(["chown", owner, str(data / "server.key"), str(data / "server.crt")], check=True)
    (data / "pg_hba.conf").write_text("hostssl all all 127.0.0.1/32 scram-sha-256\n")
    server._settings |= {"ssl": "on", "ssl_cert_file": "server.crt", "ssl_key_file": "server.key"}
    server.crash()
    server.start()


def test_a_desk_talks_to_the_server_it_knows_and_to_no_other(own_server: Server, tmp_path: Path):
    _owner, desk = office_database(own_server, tmp_path)
    ours, foreign = _authority(tmp_path, "ours"), _authority(tmp_path, "foreign")
    _certified(own_server, tmp_path, ours)

    def opened(**settings: str) -> str:
        url = make_url(desk).update_query_dict(settings)
        database = Database(url.render_as_string(hide_password=False))
        try:
            with database.reading() as session:
                return str(session.scalar(text("select version from pg_stat_ssl where pid = pg_backend_pid()")))
        finally:
            database.close()

    assert opened(sslmode="verify-full", sslrootcert=str(ours)).startswith("TLSv1.")
    with pytest.raises(EnvironmentFailureError, match="certificate verify failed"):
        opened(sslmode="verify-full", sslrootcert=str(foreign))
    with pytest.raises(EnvironmentFailureError, match="does not exist"):
        opened(sslmode="verify-full", sslrootcert=str(tmp_path / "nowhere.crt"))
    with pytest.raises(EnvironmentFailureError, match="no encryption"):
        opened(sslmode="disable")
