# Copyright the Symbolon authors
# SPDX-License-Identifier: Apache-2.0
import signal

from program import Program


class Programs:
    """Processes that run together; whatever happens, none of them outlives the `with`."""

    def __init__(self, folder):
        self.folder = folder
        self.all = []

    def start(self, name, command, speaks=False):
        program = Program(name, command, self.folder, speaks)
        self.all.append(program)
        return program

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # A second Ctrl-C must not leave a process behind.
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        for program in reversed(self.all):
            program.end()
        signal.signal(signal.SIGINT, before)
