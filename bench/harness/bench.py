"""What one run works with: its folder, its measure, and how to start our own programs."""
import os
import subprocess

from . import servers
from .load import Load

MAIN = "io.counterfoil.bench."


def heap(keys):
    """The heap of a program under test: pairs stand off it, accounts on it."""
    return "-Xmx64m" if keys <= 1_000_000 else "-Xmx512m"


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
        path = f"{target}/bench.jar:{target}/lib/*"
        java = os.path.join(self.java_home, "bin", "java")
        return [java, "@" + options, *flags, "-cp", path, main, *map(str, arguments)]

    def requests(self, keys=None):
        """The file of mixed requests to so many keys."""
        return self.file(f"{keys or self.measure.keys}.requests")

    def write_files(self, keys, *more):
        """A snapshot file of so many keys, requests to them, and `rivals`: what only they need."""
        flags = (f"-Xmx{1000 + keys // 1000}m",)
        words = (keys, self.measure.requests, self.work, *more)
        subprocess.run(self.java(MAIN + "Prepare", *words, flags=flags), check=True)

    def program(self, main, how, log, keys=None, processor=servers.SERVER_PROCESSOR, flags=()):
        """A program of ours over the snapshot file of so many keys; flags replace that of its heap."""
        keys = self.measure.keys if keys is None else keys
        command = self.java(MAIN + main, self.file(f"{keys}.snapshot"), how, flags=(heap(keys), *flags))
        return servers.Server(command, log, processor=processor, speaks=True)
