"""Servers under measurement: started on one processor, watched from outside, ended with the run."""
import collections
import os
import re
import signal
import socket
import subprocess
import threading
import time
import typing

PROCESSORS = sorted(os.sched_getaffinity(0))
SERVER_PROCESSOR = PROCESSORS[0]
LOAD_PROCESSOR = PROCESSORS[-1]
PATIENCE_SECONDS = 180
EVENT_LOOP = "vert.x-eventloo"  # as far as the kernel keeps a thread's name
COMPILERS = ("C1 Compiler", "C2 Compiler")


class Unavailable(Exception):
    """A peer that cannot be measured here; the text says why."""


def pinned(command, processor):
    return ["taskset", "-c", str(processor), *command]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_port(port, process, log):
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise Unavailable(f"it ended at once; its output is in `{log}`")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise Unavailable(f"it does not listen after {PATIENCE_SECONDS} s; its output is in `{log}`")


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


class Cpu(typing.NamedTuple):
    """Nanoseconds of CPU time: of everything, of the event loops, of Java's compilers."""

    total: int
    loops: int
    compilers: int


class Server:
    """A running server. Its CPU time is that of the process that was started and of all below it."""

    def __init__(self, command, log, processor=SERVER_PROCESSOR, env=None, port=None, speaks=False, cwd=None):
        self.log = log
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            command if processor is None else pinned(command, processor),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE if speaks else open(log, "wb"),
            stderr=open(log, "ab"),
            env={**os.environ, **(env or {})},
            cwd=cwd,
            text=True,
            start_new_session=True,
        )
        self.port = port
        try:
            if speaks:
                self.port = self.port_told()
            else:
                wait_for_port(port, self.process, log)
        except Exception:
            self.stop()
            raise

    def port_told(self):
        line = self.line()
        if not line.startswith("ready "):
            raise Unavailable(f"it said `{line.strip()}` (expected: `ready` and its port)")
        return int(line.split()[1])

    def line(self):
        """The next line that a server which speaks has printed; it must come in time."""
        timer = threading.Timer(PATIENCE_SECONDS, self.process.kill)
        timer.start()
        try:
            line = self.process.stdout.readline()
        finally:
            timer.cancel()
        if not line:
            raise Unavailable(f"it ended before it was ready; its output is in `{self.log}`")
        return line

    def ask(self, what):
        self.process.stdin.write(what + "\n")
        self.process.stdin.flush()
        return self.line()

    def pids(self):
        found, todo = [], [self.process.pid]
        while todo:
            pid = todo.pop()
            found.append(pid)
            for task in os.listdir(f"/proc/{pid}/task"):
                children = f"/proc/{pid}/task/{task}/children"
                todo += [int(child) for child in read(children).split()]
        return found

    def cpu(self):
        """CPU time so far."""
        total, threads = 0, collections.Counter()
        for pid in self.pids():
            # The process's clock (clock_getcpuclockid) also counts threads that have ended.
            total += time.clock_gettime_ns((~pid << 3) | 2)
            for task in os.listdir(f"/proc/{pid}/task"):
                place = f"/proc/{pid}/task/{task}"
                try:
                    threads[read(f"{place}/comm").strip()] += int(read(f"{place}/schedstat").split()[0])
                except FileNotFoundError:
                    pass  # it ended meanwhile
        return Cpu(
            total,
            sum(spent for name, spent in threads.items() if name.startswith(EVENT_LOOP)),
            sum(spent for name, spent in threads.items() if name.startswith(COMPILERS)),
        )

    def memory(self):
        """Resident bytes, and of them those of anonymous memory and of files, shared ones divided."""
        sums = {"rss": 0, "anonymous": 0, "file": 0}
        names = {"Rss": "rss", "Pss_Anon": "anonymous", "Pss_File": "file"}
        for pid in self.pids():
            for name, kib in re.findall(r"^(\w+): +(\d+) kB", read(f"/proc/{pid}/smaps_rollup"), re.M):
                if name in names:
                    sums[names[name]] += int(kib) * 1024
        return sums

    def end(self):
        """Lets a server that speaks end by itself, as it does with its input."""
        self.process.stdin.close()
        self.process.wait(PATIENCE_SECONDS)

    def stop(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
