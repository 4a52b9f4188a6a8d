# Copyright the Symbolon authors
# SPDX-License-Identifier: Apache-2.0
import os
import select
import signal
import subprocess
import time

from failure import Failure


class Program:
    """A process that was started here, and what it took when it has ended."""

    def __init__(self, name, command, folder, speaks=False):
        """Starts it. What it says goes to files in `folder`; where it `speaks`, words are exchanged with it."""
        self.name = name
        self.out = folder / f"{name}.out"
        self.log = folder / f"{name}.log"
        self.code = None
        self.processors = 0.0
        self.peak = 0
        self.words = []
        with open(self.log, "wb") as log, open(self.out, "wb") as out:
            self.process = subprocess.Popen(
                [str(word) for word in command], stdin=subprocess.PIPE if speaks else subprocess.DEVNULL,
                stdout=subprocess.PIPE if speaks else out, stderr=log)

    def ended(self, waits=False):
        """Whether it has ended; afterwards `code`, `processors` (seconds) and `peak` (KiB) say how."""
        if self.code is None:
            pid, status, usage = os.wait4(self.process.pid, 0 if waits else os.WNOHANG)
            if pid != 0:
                self.code = self.process.returncode = os.waitstatus_to_exitcode(status)
                self.processors = usage.ru_utime + usage.ru_stime
                self.peak = usage.ru_maxrss
        return self.code is not None

    def work(self):
        """Seconds of processors that it has used so far."""
        if self.ended():
            return self.processors
        with open(f"/proc/{self.process.pid}/stat", encoding="utf-8", errors="replace") as file:
            # Behind the name, which may hold anything: proc(5), fields 14 and 15.
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def check(self):
        """Fails if it has ended otherwise than well."""
        if self.ended() and self.code != 0:
            raise Failure(f"{self.name} ended with {self.code}: {self.last_words()}")

    def last_words(self):
        """The last line that it said, for an error."""
        for path in (self.log, self.out):
            with open(path, "rb") as file:
                file.seek(max(0, os.path.getsize(path) - 4096))
                lines = [line.strip() for line in file.read().decode(errors="replace").splitlines() if line.strip()]
            if lines:
                return lines[-1][:300]
        return "it said nothing"

    def tell(self, line):
        """Says a line to it."""
        try:
            self.process.stdin.write(line.encode() + b"\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            self.ended(waits=True)
            self.check()

    def heard(self, word, seconds=0):
        """Whether it said a line that is this word, waiting for it at most so long; fails if it has ended badly without."""
        if word in self.words:
            return True
        if select.select([self.process.stdout], [], [], seconds)[0]:
            said = os.read(self.process.stdout.fileno(), 4096)
            if not said:
                self.ended(waits=True)
            self.words += said.decode(errors="replace").split()
        if word not in self.words:
            self.check()
        return word in self.words

    def end(self):
        """Ends it by its process id: asks, waits at most 10 seconds, then kills it."""
        if not self.ended():
            self.process.send_signal(signal.SIGTERM)
            limit = time.monotonic() + 10
            while not self.ended() and time.monotonic() < limit:
                time.sleep(0.01)
            if not self.ended():
                self.process.kill()
                self.ended(waits=True)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                try:
                    pipe.close()
                except BrokenPipeError:
                    pass
