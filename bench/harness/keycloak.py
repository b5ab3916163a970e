"""Keycloak as a rival: a proxy asks it to introspect an access token (RFC 7662)."""
import base64
import glob
import json
import os
import shutil
import urllib.error
import urllib.request

from .load import write_requests
from .peers import Peer, need, run
from .servers import Server, Unavailable, free_port

VERSION = "26.7.3"
TOKENS = 200
REQUESTS = 20_000
WRONG_EVERY = 100


class Keycloak(Peer):
    key, name = "keycloak", "Keycloak, token introspection"
    decides = "is the access token live"

    def start(self):
        home = self.home()
        source = os.path.join(self.bench.root, "bench", "peers", "keycloak", "bench-realm.json")
        os.makedirs(os.path.join(home, "data", "import"), exist_ok=True)
        shutil.copy(source, os.path.join(home, "data", "import"))
        port = free_port()
        self.server = Server(
            [
                os.path.join(home, "bin", "kc.sh"),
                "start",
                "--import-realm",
                "--db=dev-file",
                "--cache=local",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                f"--http-port={port}",
                f"--hostname=http://127.0.0.1:{port}",
            ],
            self.log(),
            port=port,
            env={"JAVA_HOME": self.bench.java_home, "JAVA_OPTS_APPEND": "-Xmx512m"},
        )
        self.requests = self.bench.file("keycloak.requests")
        realm = f"http://127.0.0.1:{port}/realms/bench/protocol/openid-connect/token"
        write_requests(self.requests, requests([token(realm) for _ in range(TOKENS)]))

    def home(self):
        """The unpacked distribution; fetched from Maven Central where it may be."""
        folder = self.bench.file("keycloak")
        if not glob.glob(f"{folder}/keycloak-*/bin/kc.sh"):
            if not self.bench.install:
                raise Unavailable("its distribution is not unpacked; `--install` fetches it")
            need("mvn", "unzip")
            artifact = f"org.keycloak:keycloak-quarkus-dist:{VERSION}:zip"
            plugin = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0"
            words = ["mvn", "-q", "-B", f"{plugin}:copy", f"-Dartifact={artifact}"]
            run([*words, f"-DoutputDirectory={folder}"], self.bench.root, self.log(), "mvn copy")
            run(["unzip", "-q", "-o", *glob.glob(f"{folder}/*.zip")], folder, self.log(), "unzip")
        return glob.glob(f"{folder}/keycloak-*/")[0]

    def version(self):
        return f"Keycloak {VERSION}"


def basic(client):
    return base64.b64encode(f"{client}:{client}-secret-of-the-bench".encode()).decode()


def token(address):
    asked = urllib.request.Request(
        address,
        data=b"grant_type=client_credentials",
        headers={"Authorization": "Basic " + basic("integration")},
    )
    try:
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return json.load(answer)["access_token"]
    except urllib.error.URLError as e:
        raise Unavailable(f"it gives no token: {e}") from e


def requests(tokens):
    for i in range(REQUESTS):
        held = tokens[i % len(tokens)]
        body = "token=" + (held[:-6] + "nobody" if i % WRONG_EVERY == 33 else held)
        yield (
            "POST /realms/bench/protocol/openid-connect/token/introspect HTTP/1.1\r\n"
            "Host: 127.0.0.1\r\n"
            f"Authorization: Basic {basic('proxy')}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n{body}"
        ).encode()
