"""Which machine this is, for the page."""
import os
import platform
import subprocess


def describe(java_home):
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    with open("/proc/meminfo", encoding="utf-8") as lines:
        kib = int(next(line for line in lines if line.startswith("MemTotal")).split()[1])
    java = subprocess.run(
        [os.path.join(java_home, "bin", "java"), "-version"], capture_output=True, text=True
    ).stderr.splitlines()[1]
    return {
        "processors": os.cpu_count(),
        "processor": names[0] if names else platform.processor(),
        "memory": f"{kib / 1024 / 1024:.0f} GiB",
        "kernel": platform.release(),
        "java": java.split("(build")[-1].rstrip(")").strip(),
        "load": f"{os.getloadavg()[0]:.1f}",
        "isolated": "page table isolation on" if is_isolated() else "page table isolation off",
    }


def revision(root):
    """The commit that is measured, with a plus where files differ from it."""
    git = ["git", "-C", root]
    shown = subprocess.run([*git, "rev-parse", "--short=10", "HEAD"], capture_output=True, text=True)
    changed = subprocess.run(
        [*git, "status", "--porcelain", "--untracked-files=no"], capture_output=True, text=True
    )
    return (shown.stdout.strip() or "no commit") + ("+" if changed.stdout.strip() else "")


def is_isolated():
    try:
        with open("/sys/devices/system/cpu/vulnerabilities/meltdown", encoding="utf-8") as file:
            return "PTI" in file.read()
    except OSError:
        return False
