# Copyright the Symbolon authors
# SPDX-License-Identifier: Apache-2.0
import os
import sys


class Side:
    """The conversation of a peer's party with Benchmarks/peers: `ready`, `go`, `done`, `end`.

    Libraries write to standard output as they like: that goes to the log, and the words go where it was.
    """

    def __init__(self):
        self.words = os.fdopen(os.dup(1), "w")
        os.dup2(2, 1)

    def wait_for_go(self):
        """Says that everything is loaded and waits: the time of starting Python is not counted against a peer.

        Where the library connects the parties by itself, they are connected by then.
        """
        self._say("ready")
        self._wait("go")

    def done(self):
        """Says that the matched rows are written, waits until all sides are done, and ends the process as it is."""
        self._say("done")
        self._wait("end")
        os._exit(0)

    @staticmethod
    def _wait(word):
        if sys.stdin.readline().strip() != word:
            sys.exit(1)

    def _say(self, word):
        print(word, file=self.words, flush=True)
