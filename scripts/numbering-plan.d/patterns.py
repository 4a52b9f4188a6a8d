# Copyright the Symbolon authors
# SPDX-License-Identifier: Apache-2.0
"""Regular expressions over digits, as programs for a virtual machine with threads (Pike, as told by Cox, 2009).

The plan's patterns use a small part of the language: digits, classes, groups, alternatives, counted repetition and an
end anchor. Anything else stops the build, so that a pattern of a new kind is never misread.
"""


class Program:
    """Instructions, each a tuple:

    ("digits", frozenset)   takes one of these digits
    ("split", first, second) goes on in both places, the first is preferred
    ("jump", place)
    ("open", group), ("close", group)
    ("end",)                goes on at the end of the text only
    ("match",)
    """

    def __init__(self, pattern):
        self.pattern = pattern
        self.groups = 0
        self._text = pattern
        self._at = 0
        tree = self._alternatives()
        if self._at != len(pattern):
            self._refuse("a closing bracket too many")
        self.code = []
        self._emit(tree)
        self.code.append(("match",))

    # --- parsing

    def _refuse(self, what):
        raise ValueError(f"pattern {self.pattern!r}: {what} at {self._at}")

    def _peek(self):
        return self._text[self._at] if self._at < len(self._text) else ""

    def _take(self):
        character = self._peek()
        self._at += 1
        return character

    def _alternatives(self):
        branches = [self._sequence()]
        while self._peek() == "|":
            self._at += 1
            branches.append(self._sequence())
        return branches[0] if len(branches) == 1 else ("or", branches)

    def _sequence(self):
        items = []
        while self._peek() not in ("", "|", ")"):
            items.append(self._repeated(self._atom()))
        return ("and", items)

    def _atom(self):
        character = self._take()
        if character.isdigit() and character.isascii():
            return ("digits", frozenset([int(character)]))
        if character == "\\" and self._take() == "d":
            return ("digits", frozenset(range(10)))
        if character == "[":
            return ("digits", self._class())
        if character == "$":
            return ("end",)
        if character == "(":
            group = None
            if self._text.startswith("?:", self._at):
                self._at += 2
            elif self._peek() == "?":
                self._refuse("a group of an unknown kind")
            else:
                self.groups += 1
                group = self.groups
            inner = self._alternatives()
            if self._take() != ")":
                self._refuse("an open bracket")
            return inner if group is None else ("group", group, inner)
        self._refuse(f"unexpected {character!r}")

    def _class(self):
        digits = set()
        while self._peek() != "]":
            first = self._take()
            if not (first.isdigit() and first.isascii()):
                self._refuse("a class of other things than digits")
            last = first
            if self._peek() == "-":
                self._at += 1
                last = self._take()
            digits.update(range(int(first), int(last) + 1))
        self._at += 1
        return frozenset(digits)

    def _repeated(self, atom):
        character = self._peek()
        if character == "?":
            low, high = 0, 1
            self._at += 1
        elif character == "{":
            end = self._text.index("}", self._at)
            low, _, high = self._text[self._at + 1:end].partition(",")
            low = int(low)
            high = int(high) if "," in self._text[self._at:end] else low
            self._at = end + 1
        else:
            if character in ("*", "+"):
                self._refuse("unbounded repetition")
            return atom
        if self._peek() == "?":
            self._refuse("reluctant repetition")
        return ("repeat", low, high, atom)

    # --- code

    def _emit(self, tree):
        kind = tree[0]
        code = self.code
        if kind in ("digits", "end"):
            code.append(tree)
        elif kind == "and":
            for item in tree[1]:
                self._emit(item)
        elif kind == "group":
            code.append(("open", tree[1]))
            self._emit(tree[2])
            code.append(("close", tree[1]))
        elif kind == "repeat":
            _, low, high, item = tree
            for _ in range(low):
                self._emit(item)
            exits = []
            for _ in range(high - low):
                exits.append(len(code))
                code.append(None)
                self._emit(item)
            for place in exits:
                code[place] = ("split", place + 1, len(code))
        else:
            ends = []
            for branch in tree[1][:-1]:
                place = len(code)
                code.append(None)
                self._emit(branch)
                ends.append(len(code))
                code.append(None)
                code[place] = ("split", place + 1, len(code))
            self._emit(tree[1][-1])
            for place in ends:
                code[place] = ("jump", len(code))


class Language:
    """The set of texts that a pattern matches as a whole, walked digit by digit over frozen sets of places."""

    _known = {}

    def __new__(cls, pattern):
        if pattern not in cls._known:
            language = super().__new__(cls)
            language._program = Program(pattern)
            language._steps = {}
            language.start = language._closure([0])
            cls._known[pattern] = language
        return cls._known[pattern]

    def _closure(self, places):
        code = self._program.code
        seen = set()
        stack = list(places)
        kept = set()
        while stack:
            place = stack.pop()
            if place in seen:
                continue
            seen.add(place)
            instruction = code[place]
            kind = instruction[0]
            if kind == "split":
                stack.extend(instruction[1:])
            elif kind == "jump":
                stack.append(instruction[1])
            elif kind in ("open", "close"):
                stack.append(place + 1)
            elif kind == "end":
                raise ValueError(f"pattern {self._program.pattern!r}: an anchor where a whole text is matched")
            else:
                kept.add(place)
        return frozenset(kept)

    def step(self, state, digit):
        key = (state, digit)
        if key not in self._steps:
            code = self._program.code
            self._steps[key] = self._closure(
                place + 1 for place in state if code[place][0] == "digits" and digit in code[place][1])
        return self._steps[key]

    def accepts(self, state):
        return any(self._program.code[place][0] == "match" for place in state)


class PrefixMatcher:
    """What a pattern takes off the start of a text, as a backtracking engine would: the first alternative wins.

    A state holds the live threads in order of preference, each with the bounds of the pattern's last group. `record` is
    what is known to match when a text goes on behind the state, `end_record` when it ends there: (end, start of the last
    group, its end), the bounds None where the group took no part; None where nothing new matches.
    """

    def __init__(self, pattern):
        self._program = Program(pattern)
        self.groups = self._program.groups

    def start(self):
        return self._advance([(0, None, None)], 0)

    def step(self, state, digit, depth):
        """`depth` counts the digits taken, this one included."""
        code = self._program.code
        threads = [
            (place + 1, opened, closed) for place, opened, closed in state.threads
            if code[place][0] == "digits" and digit in code[place][1]]
        return self._advance(threads, depth)

    def _advance(self, seeds, depth):
        threads, record = self._follow(seeds, depth, False)
        _, end_record = self._follow(seeds, depth, True)
        return PrefixState(tuple(threads), record, end_record)

    def _follow(self, seeds, depth, at_end):
        code = self._program.code
        seen = set()
        threads = []
        for seed in seeds:
            stack = [seed]
            while stack:
                place, opened, closed = stack.pop()
                if place in seen:
                    continue
                seen.add(place)
                kind = code[place][0]
                if kind == "split":
                    stack.append((code[place][2], opened, closed))
                    stack.append((code[place][1], opened, closed))
                elif kind == "jump":
                    stack.append((code[place][1], opened, closed))
                elif kind == "open":
                    stack.append((place + 1, depth if code[place][1] == self.groups else opened, closed))
                elif kind == "close":
                    stack.append((place + 1, opened, depth if code[place][1] == self.groups else closed))
                elif kind == "end":
                    if at_end:
                        stack.append((place + 1, opened, closed))
                elif kind == "match":
                    # Threads behind this one are less preferred: they end here.
                    bounds = (opened, closed) if closed is not None else (None, None)
                    return threads, (depth, *bounds)
                else:
                    threads.append((place, opened, closed))
        return threads, None


class GroupMatcher:
    """Where the groups of a pattern lie in a text that it matches as a whole, as a backtracking engine would find them.

    A state is a tuple of live threads in order of preference: the place, and the bounds of every group so far.
    """

    def __init__(self, pattern):
        self._program = Program(pattern)

    def start(self):
        return self._follow([(0, ((None, None),) * self._program.groups)], 0)

    def step(self, state, digit, depth):
        """`depth` counts the digits taken, this one included."""
        code = self._program.code
        return self._follow(
            [(place + 1, bounds) for place, bounds in state
             if code[place][0] == "digits" and digit in code[place][1]], depth)

    def bounds(self, state):
        """The bounds of each group in a text that ends here, None where the pattern does not match it."""
        return next((bounds for place, bounds in state if self._program.code[place][0] == "match"), None)

    def goes_on(self, state):
        return any(self._program.code[place][0] == "digits" for place, _ in state)

    def _follow(self, seeds, depth):
        code = self._program.code
        seen = set()
        threads = []
        for seed in seeds:
            stack = [seed]
            while stack:
                place, bounds = stack.pop()
                if place in seen:
                    continue
                seen.add(place)
                kind = code[place][0]
                if kind == "split":
                    stack.append((code[place][2], bounds))
                    stack.append((code[place][1], bounds))
                elif kind == "jump":
                    stack.append((code[place][1], bounds))
                elif kind in ("open", "close"):
                    group = code[place][1] - 1
                    start, end = bounds[group]
                    own = (depth, end) if kind == "open" else (start, depth)
                    stack.append((place + 1, (*bounds[:group], own, *bounds[group + 1:])))
                elif kind == "end":
                    raise ValueError(f"pattern {self._program.pattern!r}: an anchor where a whole text is matched")
                else:
                    threads.append((place, bounds))
        return tuple(threads)


class PrefixState:
    def __init__(self, threads, record, end_record):
        self.threads = threads
        self.record = record
        self.end_record = end_record

    def key(self):
        return self.threads, self.record, self.end_record
