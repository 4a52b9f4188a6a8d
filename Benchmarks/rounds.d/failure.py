# Copyright the Symbolon authors
# SPDX-License-Identifier: Apache-2.0


class Failure(Exception):
    """What went wrong, in one line for a person, and the exit code that says of what kind it is (sysexits)."""

    def __init__(self, text, code=1):
        super().__init__(text)
        self.code = code
