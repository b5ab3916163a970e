"""The load generator: compiled from bench/load/load.c, run on a processor of its own."""
import json
import os
import struct
import subprocess

from . import servers

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.join(HERE, "..", "load", "load.c")


class Load:
    def __init__(self, work):
        self.program = os.path.join(work, "load")
        flags = ["-O2", "-std=c11", "-Wall", "-Wextra", "-Werror"]
        subprocess.run(["cc", *flags, "-o", self.program, SOURCE, "-lm"], check=True)

    def run(self, port, requests, seconds, rate=0, first=0, connections=64, more=()):
        """One run; a dictionary of what the program prints."""
        command = [self.program, "-p", port, "-f", requests, "-s", seconds, "-r", rate, "-o", first]
        command += ["-c", connections, *more]
        done = subprocess.run(
            servers.pinned([str(word) for word in command], servers.LOAD_PROCESSOR),
            capture_output=True,
            text=True,
        )
        if done.returncode != 0:
            raise servers.Unavailable(done.stderr.strip())
        return json.loads(done.stdout)


def write_requests(path, requests):
    """Writes requests, which are bytes, as the program reads them."""
    with open(path, "wb") as file:
        for request in requests:
            file.write(struct.pack("<I", len(request)) + request)


def first_request(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<I", file.read(4))
        return file.read(length)
