# Copyright the Symbolon authors
# SPDX-License-Identifier: Apache-2.0
"""How national numbers are written: for every one a layout, a text in which a letter stands for a digit of the number (a for the
first) and everything else for itself.
"""

import re
import sys

from automata import MAXIMUM
from patterns import GroupMatcher, PrefixMatcher

GROUP = re.compile(r"\\(\d)")
# What may stand between groups; letters would be taken for digits of the number.
MARKS = re.compile(r"[0-9 ().-]*")


class Form:
    """One number format: which numbers it is for, and how the groups of its pattern are written."""

    def __init__(self, description):
        leading = description.leading_digits_pattern
        # The last pattern is the most detailed; the others serve to format while somebody types.
        self.leading = PrefixMatcher(leading[-1]) if leading else None
        self.groups = GroupMatcher(description.pattern)
        self.international = description.format
        rule = description.national_prefix_formatting_rule
        self.national = self.international
        if rule:
            self.national = GROUP.sub(lambda found: rule.replace("\\1", found.group()), self.national, count=1)
        for template in (self.international, self.national):
            if not MARKS.fullmatch(GROUP.sub("", template)):
                sys.exit(f"the number format {template!r} is of a form this script does not know")

    @staticmethod
    def layout(template, bounds):
        def digits(found):
            start, end = bounds[int(found.group(1)) - 1]
            return "".join(chr(ord("a") + place) for place in range(start, end))

        return GROUP.sub(digits, template)


class Layouts:
    """The number formats of one country code, walked digit by digit together."""

    DEAD, LED = "dead", "led"

    def __init__(self, metadata):
        national = [Form(description) for description in metadata.number_format]
        # Without any of their own, international forms are the national ones without their prefix.
        international = [Form(description) for description in metadata.intl_number_format] or national
        self.forms = national + [form for form in international if international is not national]
        self.national = range(len(national))
        self.international = range(len(national), len(self.forms)) if international is not national else self.national
        self._kept = {}
        self.start = tuple(
            (self._led(form.leading.start()) if form.leading else self.LED, form.groups.start())
            for form in self.forms)

    def _led(self, state):
        """The leading digits' state as a key, so that states compare."""
        if state.record:
            return self.LED
        key = state.key()
        self._kept[key] = state
        return key if state.threads or state.end_record else self.DEAD

    def step(self, state, digit, depth):
        following = []
        for form, (leading, threads) in zip(self.forms, state):
            if leading not in (self.DEAD, self.LED):
                leading = self._led(form.leading.step(self._kept[leading], digit, depth))
            threads = form.groups.step(threads, digit, depth) if leading != self.DEAD else ()
            following.append((leading if threads else self.DEAD, threads))
        return tuple(following) if any(threads for _, threads in following) else None

    def output(self, state, depth):
        """The national and the international layout, None where digits are written as they are."""
        return self._written(state, self.national, depth, True), self._written(state, self.international, depth, False)

    def _written(self, state, places, depth, is_national):
        for place in places:
            form, (leading, threads) = self.forms[place], state[place]
            if leading != self.LED and (leading == self.DEAD or not self._kept[leading].end_record):
                continue
            bounds = form.groups.bounds(threads)
            if bounds is not None:
                if depth == MAXIMUM and form.groups.goes_on(threads):
                    sys.exit(f"a number format takes more than {MAXIMUM} digits")
                return form.layout(form.national if is_national else form.international, bounds)
        return None
