"""Those who are measured: what each decides, what it needs, and how it starts."""
import glob
import os
import shutil
import subprocess

from .servers import Server, Unavailable, free_port

TRANSPORTS = ("io_uring", "epoll", "nio")


def need(*programs):
    for program in programs:
        if shutil.which(program) is None:
            raise Unavailable(f"`{program}` is not installed")


class Peer:
    """What is measured.

    name     as the page shows it
    decides  what it does for a request, in a few words
    requests the file of requests that it gets, set before or by start
    """

    key = name = decides = ""
    requests = None
    load_options = ()

    def __init__(self, bench):
        self.bench = bench
        self.requests = bench.requests()
        self.server = None

    def start(self):
        raise NotImplementedError

    def version(self):
        return ""

    def config(self, extension, text):
        path = self.bench.file(f"{self.key}.{extension}")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def log(self):
        return self.bench.file(f"{self.key}.log")


class Nginx(Peer):
    """The reference."""

    key, name, decides = "nginx", "nginx, `return 204`", "nothing"
    answer = "return 204;"

    def start(self):
        need("nginx")
        port = free_port()
        path = self.config(
            "conf",
            f"""daemon off; worker_processes 1; pid {self.bench.file(self.key + ".pid")};
error_log {self.log()} warn;
events {{ worker_connections 1024; }}
http {{
  access_log off; keepalive_requests 100000000; large_client_header_buffers 4 16k;
  client_body_temp_path {self.bench.work}/body; proxy_temp_path {self.bench.work}/proxy;
  fastcgi_temp_path {self.bench.work}/fastcgi; uwsgi_temp_path {self.bench.work}/uwsgi;
  scgi_temp_path {self.bench.work}/scgi;
  server {{ listen 127.0.0.1:{port}; location / {{ {self.answer} }} }}
}}
""",
        )
        self.server = Server(["nginx", "-p", self.bench.work, "-c", path], self.log(), port=port)

    def version(self):
        return output(["nginx", "-v"])


class NginxHeaders(Nginx):
    key, name, decides = "nginx-headers", "nginx, 204 with two headers", "nothing"
    answer = "add_header X-Account account1; add_header X-Request-Id $request_id; return 204;"


class Haproxy(Peer):
    key, name, decides = "haproxy", "HAProxy, 204", "nothing"
    rules = "http-request return status 204"

    def start(self):
        need("haproxy")
        port = free_port()
        path = self.config(
            "cfg",
            f"""global
  nbthread 1
  maxconn 1000
defaults
  mode http
  timeout client 60s
  timeout http-request 60s
frontend edge
  bind 127.0.0.1:{port}
  {self.rules}
""",
        )
        self.server = Server(["haproxy", "-f", path], self.log(), port=port)

    def version(self):
        return output(["haproxy", "-v"]).splitlines()[0]


class HaproxyMap(Haproxy):
    key, name = "haproxy-map", "HAProxy, map of pairs by SHA-256"
    decides = "is the pair known; its account and role"

    def start(self):
        found = f"var(txn.pair),map_str({self.bench.file('pairs.map')})"
        self.rules = f"""http-request set-var(txn.token) req.hdr(X-VTEX-API-AppToken)
  http-request set-var(txn.pair) req.hdr(X-VTEX-API-AppKey),concat(:,txn.token),sha2(256),hex
  http-request set-var(txn.who) {found}
  http-request return status 401 if !{{ var(txn.who) -m found }}
  http-request return status 200 hdr X-Account %[var(txn.who)] hdr X-Request-Id %[uuid()]"""
        super().start()


class Edge(Peer):
    """Our edge on one transport."""

    decides = "everything"

    def __init__(self, bench, transport):
        super().__init__(bench)
        self.transport = transport
        self.key = f"edge-{transport}"
        self.name = f"Counterfoil's edge, {transport.replace('nio', 'NIO')}"

    def start(self, *flags):
        self.server = self.bench.program("EdgeUnderTest", self.transport, self.log(), flags=flags)


class Grpc(Peer):
    """The skeleton of Envoy's external authorization, carried by one library or another."""

    decides = "everything"
    # As Envoy does: few connections, many calls at a time on each.
    load_options = ("-c", "4", "-m", "16")
    LIBRARIES = {
        "vertx-io_uring": "Vert.x gRPC on io_uring",
        "vertx-epoll": "Vert.x gRPC on epoll",
        "grpc-netty": "grpc-netty on epoll",
    }

    def __init__(self, bench, library):
        super().__init__(bench)
        self.library = library
        self.key = f"grpc-{library}"
        self.name = f"gRPC ext_authz, {self.LIBRARIES[library]}"
        self.requests = bench.file("grpc.requests")

    def start(self):
        self.server = self.bench.program("GrpcUnderTest", self.library, self.log())

    def version(self):
        jar = "grpc-netty-shaded" if self.library == "grpc-netty" else "vertx-grpc-server"
        found = glob.glob(os.path.join(self.bench.root, "bench", "target", "lib", f"{jar}-*.jar"))
        return os.path.basename(found[0]).removesuffix(".jar") if found else ""


class BetterAuth(Peer):
    key, name = "better-auth", "better-auth, api-key plugin"
    decides = "is the key valid and has it the permission"

    def start(self):
        need("node", "npm")
        folder = self.bench.file("better-auth")
        source = os.path.join(self.bench.root, "bench", "peers", "better-auth")
        shutil.copytree(source, folder, dirs_exist_ok=True)
        if not os.path.isdir(os.path.join(folder, "node_modules")):
            if not self.bench.install:
                raise Unavailable("its npm packages are not installed; `--install` installs them")
            npm = ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error"]
            run(npm, folder, self.log(), "npm install")
        self.requests = os.path.join(folder, "mixed.requests")
        port = free_port()
        self.server = Server(
            ["node", "server.mjs", str(port), self.requests, str(self.bench.rival_keys)],
            self.log(),
            port=port,
            cwd=folder,
            env={"NODE_ENV": "production", "BETTER_AUTH_TELEMETRY": "0"},
        )

    def version(self):
        return "better-auth 1.7.5 with better-sqlite3 12.11.1 on Node " + output(["node", "--version"])


def run(command, folder, log, what):
    with open(log, "ab") as out:
        done = subprocess.run(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=out, timeout=900
        )
    if done.returncode != 0:
        raise Unavailable(f"`{what}` failed; its output is in `{log}`")


def output(command):
    done = subprocess.run(command, capture_output=True, text=True)
    return (done.stdout + done.stderr).strip()
