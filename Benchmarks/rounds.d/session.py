# Copyright the Symbolon authors
# SPDX-License-Identifier: Apache-2.0
import argparse
import contextlib
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from failure import Failure


class Arguments(argparse.ArgumentParser):
    """Options of a program; what is wrong with them is told in one line."""

    def __init__(self, name, description):
        super().__init__(prog=name, description=description, formatter_class=argparse.RawDescriptionHelpFormatter)

    def error(self, message):
        raise Failure(f"{message}; see Benchmarks/{self.prog} --help", 64)


def run(name, work):
    """Calls `work` and ends the process: errors are one line, and Ctrl-C and SIGTERM leave nothing behind."""
    def end(*_):
        raise SystemExit(143)

    signal.signal(signal.SIGTERM, end)
    try:
        work()
    except KeyboardInterrupt:
        print(f"{name}: interrupted", file=sys.stderr)
        sys.exit(130)
    except Failure as failure:
        print(f"{name}: {failure}", file=sys.stderr)
        sys.exit(failure.code)
    except OSError as error:
        print(f"{name}: {error.filename or 'this machine'}: {error.strerror}", file=sys.stderr)
        sys.exit(74)


@contextlib.contextmanager
def folder(prefix, keep):
    """A folder for lists and homes, with numbers in it: private, and removed afterwards unless it is to be kept."""
    if keep is None:
        place = Path(tempfile.mkdtemp(prefix=prefix))
    else:
        place = Path(keep).resolve()
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(place.iterdir()):
            raise Failure(f"{keep} is not empty; name another folder", 73)
    try:
        yield place
    finally:
        if keep is None:
            remove(place)


def remove(place):
    """Removes a folder; Ctrl-C waits until it is gone."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    shutil.rmtree(place, ignore_errors=True)
    signal.signal(signal.SIGINT, before)


def binaries(path):
    """The folder with both programs."""
    place = Path(path).resolve()
    for name in ("symbolon", "symbolond"):
        if not os.access(place / name, os.X_OK):
            raise Failure(f"{place / name} is not there; run swift build -c release", 66)
    return place
