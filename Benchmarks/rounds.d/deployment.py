# Copyright the Symbolon authors
# SPDX-License-Identifier: Apache-2.0
import json
import subprocess
import time
from pathlib import Path

import machine
from failure import Failure
from programs import Programs

# How often running processes are looked at, in seconds: what is measured is as exact as that.
LOOK = 0.005


class Deployment:
    """A coordinator and parties with a home each in one folder, enrolled and agreed, for one round."""

    def __init__(self, binaries, folder, parties, rows, chunk_rows, limit):
        self.symbolon = binaries / "symbolon"
        self.symbolond = binaries / "symbolond"
        self.folder = Path(folder)
        self.names = [f"party-{place + 1}" for place in range(parties)]
        self.rows = rows
        self.chunk_rows = chunk_rows
        self.limit = limit
        self.asked = 0

    def round(self, lists, waits_for_decisions=False):
        """Runs a round with the lists of the parties, the brand's first.

        The clock runs from the start of all joins, CSV in hand, until each party has written its matched rows. Decisions on consents
        come after that: the brand's process is ended then, unless they are waited for, which is told apart.

        Answers seconds, seconds of processors and peak memory of each program, bytes of the loopback, and the files of matched rows.
        """
        with Programs(self.folder) as programs:
            coordinator = self._serve(programs)
            self._enrol(coordinator)
            self._agree()
            return self._join(programs, coordinator, lists, waits_for_decisions)

    def _serve(self, programs):
        self._run(self.symbolond, "init", "--home", self.folder / "coordinator", "--host", "127.0.0.1", "--format", "json")
        ready = self.folder / "ready"
        coordinator = programs.start("symbolond", [
            self.symbolond, "serve", "--config", self._configuration, "--listen", "127.0.0.1:0", "--ready-file", ready])
        limit = time.monotonic() + 20
        while not (ready.exists() and ready.stat().st_size > 0):
            if coordinator.ended() or time.monotonic() > limit:
                raise Failure(f"symbolond did not start within 20 s: {coordinator.last_words()}", 69)
            time.sleep(LOOK)
        self.url = json.loads(ready.read_text())["url"]
        return coordinator

    def _enrol(self, coordinator):
        self.identities = {}
        for name in self.names:
            self._party(name, "init", "--party", name, "--name", f"Benchmark {name}")
            invite = self._run(self.symbolond, "invite", name, "--config", self._configuration).split()[0]
            self._party(name, "enroll", self.url, "--invite", invite)
            self.identities[name] = json.loads(self._party(name, "identity", "show", "--format", "json"))
            coordinator.check()
        for name in self.names:
            for other in self.names:
                if other != name:
                    self._party(name, "parties", "trust", other, self.identities[other]["fingerprint"])

    def _agree(self):
        status = json.loads(self._run(self.symbolond, "status", "--config", self._configuration, "--format", "json"))
        parties = "".join(
            f"  - {{id: {name}, role: {'partner' if place else 'brand'}, key: \"{self.identities[name]['publicKey']}\", "
            f"cap: {max(1000, self.rows)}, entitled: true}}\n"
            for place, name in enumerate(self.names))
        agreement = self.folder / "agreement.yaml"
        agreement.write_text(
            "version: 1\nname: benchmark\n"
            f"coordinator: {{name: benchmark, key: \"{status['coordinator']['key']}\"}}\n"
            f"parties:\n{parties}"
            f"match: {' and '.join(self.names)}\n"
            "assurance: collusion-resistant\nsender: Benchmark\npurpose: marketing\nchannels: [sms]\n"
            "disclosure: {minimumResult: 50}\n"
            f"chunkRows: {self.chunk_rows}\n"
            'plan: {canonicalization: e164-1, from: "9.0", until: "10"}\n'
            'validity: {from: "2025-01-01T00:00:00Z", until: "2125-01-01T00:00:00Z"}\n')
        self._party(self.names[0], "agreement", "sign", agreement)
        identifier = json.loads(self._party(self.names[0], "agreement", "list", "--format", "json"))["agreements"][0]["id"]
        for name in self.names[1:]:
            self._party(name, "agreement", "sign", identifier)

    def _join(self, programs, coordinator, lists, waits_for_decisions):
        outputs = [self.folder / f"{name}.matches.csv" for name in self.names]
        before = machine.loopback_bytes()
        start = time.monotonic()
        joins = [
            programs.start(name, [
                self.symbolon, "join", path, "--agreement", "benchmark", "--wait", "24h", "--format", "json",
                "--home", self._home(name)])
            for name, path in zip(self.names, lists)]
        waiting = set(range(len(joins)))
        # Parties write their rows at the same time, as they would on machines of their own.
        writing = {}
        while waiting:
            if time.monotonic() > start + self.limit:
                raise Failure(f"the round was not over after {self.limit:,} s (--limit)", 75)
            coordinator.check()
            for place in sorted(waiting):
                joins[place].check()
            for place in sorted(waiting):
                if place not in writing:
                    if self._may_have_rows(joins, place):
                        writing[place] = self._matches(programs, place, outputs[place])
                elif writing[place].ended():
                    program = writing.pop(place)
                    # 66: there is no result yet.
                    if program.code != 66:
                        program.check()
                    if program.code == 0:
                        waiting.remove(place)
            time.sleep(LOOK)
        seconds = time.monotonic() - start
        after = machine.loopback_bytes()
        decided = None
        if waits_for_decisions:
            joins[0].ended(waits=True)
            joins[0].check()
            decided = time.monotonic() - start
        for program in (*joins, coordinator):
            program.end()
        self._check_lists(joins[1:])
        return {
            "seconds": seconds,
            "decidedSeconds": decided,
            "processorSeconds": sum(program.processors for program in programs.all),
            "programs": {
                program.name: {"processorSeconds": program.processors, "peakKiB": program.peak}
                for program in (*joins, coordinator)},
            "loopbackBytes": None if before is None or after is None else after - before,
            "outputs": [str(path) for path in outputs],
        }

    def _may_have_rows(self, joins, place):
        """Partners end with their rows. The brand goes on to consents: it is asked for its rows when a partner has them."""
        if place > 0 or joins[place].ended():
            return joins[place].ended()
        if not any(program.ended() for program in joins[1:]) or time.monotonic() < self.asked + 0.05:
            return False
        self.asked = time.monotonic()
        return True

    def _matches(self, programs, place, output):
        """Starts to write a party's matched rows."""
        name = self.names[place]
        return programs.start(f"{name}.matches", [
            self.symbolon, "matches", "--agreement", "benchmark", "--round", "1", "--out", output, "--home", self._home(name)])

    def _check_lists(self, joins):
        for program in joins:
            rows = json.loads(program.out.read_text())["listRows"]
            if rows != self.rows:
                raise Failure(f"{program.name} took {rows:,} of {self.rows:,} rows; see its rejects with symbolon numbers check")

    @property
    def _configuration(self):
        return self.folder / "coordinator" / "symbolond.yaml"

    def _home(self, name):
        return self.folder / "homes" / name

    def _party(self, name, *arguments):
        (self.folder / "homes").mkdir(exist_ok=True)
        return self._run(self.symbolon, *arguments, "--home", self._home(name))

    def _run(self, program, *arguments):
        done = subprocess.run(
            [str(word) for word in (program, *arguments)], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            words = (done.stderr.strip() or done.stdout.strip() or "it said nothing").splitlines()[-1]
            raise Failure(f"{program.name} {arguments[0]} ended with {done.returncode}: {words}")
        return done.stdout
