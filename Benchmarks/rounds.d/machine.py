# Copyright the Symbolon authors
# SPDX-License-Identifier: Apache-2.0
"""The machine: its cores, its loopback, and what a report says of both."""
import datetime
import os
import platform
import socket
import subprocess

from failure import Failure


def take_cores(text):
    """Keeps this process, and all that it starts, on the cores of a list as `0,2-3`; None leaves them as they are."""
    if text is not None:
        cores = set()
        try:
            for part in text.split(","):
                first, _, last = part.partition("-")
                cores.update(range(int(first), int(last or first) + 1))
            os.sched_setaffinity(0, cores)
            # The system leaves out those that it does not have.
            if os.sched_getaffinity(0) != cores:
                raise ValueError
        except (ValueError, OSError):
            raise Failure(f"--cores: {text}: expected cores of this machine, as 0,1 or 0-3", 64) from None
    return sorted(os.sched_getaffinity(0))


def loopback_bytes():
    """Bytes that went over the loopback since the machine started, headers included; None where that cannot be told."""
    try:
        with open("/proc/net/dev", encoding="ascii") as file:
            for line in file:
                name, _, rest = line.partition(":")
                if name.strip() == "lo":
                    return int(rest.split()[0])
    except OSError:
        pass
    return None


def free_addresses(count):
    """Addresses of this machine that the system chose and nobody listens on, for programs that cannot ask for one themselves."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    addresses = ["{}:{}".format(*each.getsockname()) for each in sockets]
    for each in sockets:
        each.close()
    return addresses


def description(root, cores):
    """What a report says of machine, day and commit."""
    processor, flags = platform.machine(), []
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            for line in file:
                key, _, value = line.partition(":")
                if key.strip() == "model name":
                    processor = value.strip()
                if key.strip() == "flags":
                    flags = [flag for flag in ("avx2", "avx512ifma") if flag in value.split()]
                    break
    except OSError:
        pass
    return {
        "commit": _git(root, "rev-parse", "--short=10", "HEAD"),
        "changed": bool(_git(root, "status", "--porcelain", "--", "Sources", "Package.swift", "Benchmarks")),
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "processor": processor,
        "vectors": flags,
        "lanes": os.environ.get("SYMBOLON_LANES", "chosen by the program"),
        "cores": cores,
        "system": f"{platform.system()} {platform.release()}",
        "load": round(os.getloadavg()[0], 2),
    }


def _git(root, *arguments):
    try:
        return subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
