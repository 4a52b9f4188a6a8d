# Copyright the Symbolon authors
# SPDX-License-Identifier: Apache-2.0
"""Minimal acyclic automata over digits, shared between all countries (Daciuk et al., 2000, section 3)."""

# Longest national number that is judged (protocol/v1 and E.164 stop earlier; Germany has longer ones in use).
MAXIMUM = 17


class Automaton:
    """States with ten successors and an output each; equal ones exist once. State 0 accepts nothing, ever."""

    def __init__(self, nothing):
        self.rows = []
        self._known = {}
        self.add([0] * 10, nothing)

    def add(self, successors, output):
        row = (*successors, *(output if isinstance(output, tuple) else (output,)))
        if row not in self._known:
            # State 0 is its own successor.
            self._known[row] = len(self.rows)
            self.rows.append(row)
        return self._known[row]

    def build(self, start, step, output, maximum=MAXIMUM):
        """Adds all that is reached from `start`; answers its state.

        step(state, digit, depth) gives the next state of the description or None, output(state, depth) what a text that
        ends there is worth.
        """
        memory = {}

        def visit(state, depth):
            key = (state, depth)
            found = memory.get(key)
            if found is None:
                successors = [0] * 10
                if depth < maximum:
                    for digit in range(10):
                        following = step(state, digit, depth + 1)
                        if following is not None:
                            successors[digit] = visit(following, depth + 1)
                found = memory[key] = self.add(successors, output(state, depth))
            return found

        return visit(start, 0)
