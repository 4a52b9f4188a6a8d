// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Enrolment

extension ServerConfiguration {
    /// The file that `init` writes: every key, with its default.
    static func template(hosts: [ServerHost]) -> String {
        """
        # Configuration of a Symbolon coordinator. Every key must be present, but weather and weatherMaxAgeMinutes,
        # and no other; paths are relative to this file.
        # SIGHUP reads log.level and limits again; everything else needs a restart.

        # Where parties connect, TLS 1.3. HOST:PORT, [IPv6]:PORT; port 0 lets the system choose.
        listen: "0.0.0.0:8443"

        # Where /healthz, /readyz and /metrics answer, without TLS: keep it on a private address.
        operations: "127.0.0.1:9464"

        # Names and addresses in the server's certificate; a change takes effect at the next start.
        hosts:
        \(hosts.map { "  - \"\($0.text)\"" }.joined(separator: "\n"))

        files:
          # The authority that issues all certificates. Who has its key can speak for every party: back it up offline.
          authorityCertificate: "authority.crt"
          authorityKey: "authority.key"
          # The server's certificate; renewed at a start within 30 days of its end.
          serverCertificate: "server.crt"
          serverKey: "server.key"
          # The identity under which results and stops are signed; agreements name its public side.
          identityKey: "identity.key"
          # Agreements, rounds, results and parties.
          state: "state.sqlite"
          # Blinded lists of open rounds; erased when a round ends.
          columns: "columns"

        # Weather that contexts may wait for: "PLACE=FILE", each file as Open-Meteo's forecast API answers, renewed from outside.
        weather: []
        # The age in minutes from which such a file is stale: 1 to 10080.
        weatherMaxAgeMinutes: 360

        log:
          # trace, debug, info, notice, warning, error or critical. Logs hold identifiers only.
          level: "info"

        limits:
          # The longest wait that a polling client may ask for, in seconds: 0 to 30.
          waitSeconds: 30
          # The largest JSON body, in bytes: 65536 to 4194304; pages of records may always have 4194304.
          controlBytes: 4194304
          # Column bodies (2 MiB each) in memory at once; further uploads wait: 1 to 1024.
          uploadsAtOnce: 32

        # How often deadlines and retention are looked at, in seconds: 1 to 3600.
        sweepSeconds: 30

        # How long an invite is valid unless --expires says otherwise, in hours: 1 to 8784.
        inviteHours: 168

        """
    }
}
