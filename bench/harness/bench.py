"""What one run works with: its folder, its measure, and how to start our own programs."""
import os
import subprocess

from . import servers
from .load import Load

MAIN = "io.counterfoil.bench."
HEAP = "-Xmx64m"  # of an edge under test, whatever it holds


class Bench:
    def __init__(self, root, java_home, measure, install):
        self.root = root
        self.java_home = java_home
        self.measure = measure
        self.install = install
        self.work = os.path.join(root, "bench", "target", "run")
        os.makedirs(self.work, exist_ok=True)
        self.load = Load(self.work)
        self.rival_keys = measure.rival_keys

    def file(self, name):
        return os.path.join(self.work, name)

    def java(self, main, *arguments, flags=()):
        """The command that runs a class of module bench, with the flags that the launcher uses."""
        target = os.path.join(self.root, "bench", "target")
        options = os.path.join(self.root, "server", "src", "main", "jvm", "options")
        path = f"{target}/classes:{target}/lib/*"
        java = os.path.join(self.java_home, "bin", "java")
        return [java, "@" + options, *flags, "-cp", path, main, *map(str, arguments)]

    def prepare(self):
        """Writes the requests, the map of pairs and the snapshot files."""
        self.write_files(self.measure.keys, "rivals")
        for keys in {0, *self.measure.starts} - {self.measure.keys}:
            self.write_files(keys)

    def requests(self, keys=None):
        """The file of mixed requests to so many keys."""
        return self.file(f"{keys or self.measure.keys}.requests")

    def write_files(self, keys, *more):
        flags = (f"-Xmx{1000 + keys // 1000}m",)
        words = (keys, self.measure.requests, self.work, *more)
        subprocess.run(self.java(MAIN + "Prepare", *words, flags=flags), check=True)

    def edge(self, transport, log, keys=None, processor=servers.SERVER_PROCESSOR):
        keys = self.measure.keys if keys is None else keys
        snapshot = self.file(f"{keys}.snapshot")
        command = self.java(MAIN + "EdgeUnderTest", snapshot, transport, flags=(HEAP,))
        return servers.Server(command, log, processor=processor, speaks=True)
