// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Consent
package import CoreMetrics
package import Enrolment
package import Logging
package import Matching
internal import Messages
package import Segmentation
package import Signing

/// Everything the coordinator's application needs from outside; nothing in this room opens a file or reads a clock itself.
package struct CoordinatorDependencies: Sendable {
    package let agreements: any AgreementStore
    package let rounds: any RoundStore
    package let columns: any ColumnStore
    /// Files for tokens of rounds that memory does not hold.
    package let partitions: any PartitionStore
    /// Bytes that the tokens of a match may take in memory.
    package let matchMemory: Int
    /// As many bytes for the tokens of all rounds that wait for their match.
    package let intakeBudget: IntakeBudget
    package let enrolment: any EnrolmentStore
    package let members: any MemberStore
    package let segments: any SegmentStore
    /// The packs that agreements may name.
    package let policies: PolicyLibrary
    /// Reads a place's weather; throws ``Problem`` `weather-unavailable`.
    package let weather: any WeatherSource
    /// Issues the parties' certificates.
    package let authority: CertificateAuthority
    /// The coordinator's identity, under which it signs results and stops.
    package let identity: IdentityKey
    /// Name and version of the software, for people.
    package let software: String
    /// Limits that may change while the coordinator runs.
    package let limits: SharedLimits
    package let metrics: CoordinatorMetrics
    package let logger: Logger
    /// Seconds since 1970.
    package let clock: @Sendable () -> Int64
    /// Waits; throws when cancelled.
    package let sleep: @Sendable (Duration) async throws -> Void
    /// Draws handles and serial numbers.
    package let randomness: @Sendable () -> any RandomNumberGenerator

    package init(
        agreements: any AgreementStore, rounds: any RoundStore, columns: any ColumnStore,
        partitions: any PartitionStore, matchMemory: Int = TokenPlan.defaultMemory,
        enrolment: any EnrolmentStore, members: any MemberStore, segments: any SegmentStore, policies: PolicyLibrary,
        weather: any WeatherSource, authority: CertificateAuthority, identity: IdentityKey, software: String,
        limits: SharedLimits = SharedLimits(), metrics: any MetricsFactory, logger: Logger,
        clock: @escaping @Sendable () -> Int64,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        randomness: @escaping @Sendable () -> any RandomNumberGenerator = { BlockRandomNumberGenerator() }
    ) {
        self.agreements = agreements
        self.rounds = rounds
        self.columns = columns
        self.partitions = partitions
        self.matchMemory = matchMemory
        intakeBudget = IntakeBudget(bytes: matchMemory)
        self.enrolment = enrolment
        self.members = members
        self.segments = segments
        self.policies = policies
        self.weather = weather
        self.authority = authority
        self.identity = identity
        self.software = software
        self.limits = limits
        self.metrics = CoordinatorMetrics(factory: metrics)
        self.logger = logger
        self.clock = clock
        self.sleep = sleep
        self.randomness = randomness
    }

    /// The clock as signed documents and certificates write it.
    func timestamp() throws -> Timestamp {
        guard let now = Timestamp(seconds: clock()) else {
            throw Problem(.internal, "The coordinator's clock is outside the years 1970 to 9999.")
        }
        return now
    }
}
