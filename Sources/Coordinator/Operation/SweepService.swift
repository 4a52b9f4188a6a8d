// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Logging
internal import ServiceLifecycle

/// Looks after the rounds at regular intervals, and lets all waiting requests go when the coordinator stops.
package struct SweepService: Service {
    private let registry: RoundRegistry
    private let members: MemberDesk
    private let readiness: Readiness
    private let seconds: Int

    package init(registry: RoundRegistry, members: MemberDesk, readiness: Readiness, every seconds: Int) {
        self.registry = registry
        self.members = members
        self.readiness = readiness
        self.seconds = seconds
    }

    package func run() async throws {
        let registry = registry
        let members = members
        let readiness = readiness
        await withGracefulShutdownHandler {
            await cancelWhenGracefulShutdown {
                while !Task.isCancelled {
                    do { try await registry.dependencies.sleep(.seconds(seconds)) } catch { return }
                    await registry.sweep()
                    await members.sweep()
                }
            }
        } onGracefulShutdown: {
            readiness.set(.stopping)
            Task {
                await registry.stop()
                await members.stop()
            }
        }
    }
}
