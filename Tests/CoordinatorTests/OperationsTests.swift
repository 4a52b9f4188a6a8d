// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Coordinator
import Hummingbird
import HummingbirdTesting
import Testing

@Suite("The listener of those who run it")
struct OperationsTests {
    @Test("Readiness follows the coordinator, and stopping is final")
    func readiness() async throws {
        let home = try TestHome()
        let server = try home.server()
        let application = OperationsServer(server: server, metrics: home.metrics).application(
            host: "127.0.0.1", port: 0)
        try await application.test(.router) { client in
            func ready() async throws -> (Int, String) {
                try await client.execute(uri: "/readyz", method: .get) { ($0.status.code, String(buffer: $0.body)) }
            }
            #expect(try await ready() == (503, "starting\n"))
            server.readiness.set(.ready)
            #expect(try await ready() == (200, "ready\n"))
            server.readiness.set(.stopping)
            server.readiness.set(.ready)
            #expect(try await ready() == (503, "stopping\n"))
            try await client.execute(uri: "/healthz", method: .get) { #expect($0.status == .ok) }
        }
    }

    @Test("Requests are counted by route template and status, never by path")
    func metrics() async throws {
        let home = try TestHome()
        let acme = try TestParty("acme", of: home)
        let id = String(repeating: "a", count: 64)
        try await home.serve { service in
            let client = try service.client(acme)
            #expect(try await client.get("/v1/rounds/\(id)").status == 404)
            #expect(try await client.get("/v1/secret/\(id)").status == 404)
            let text = home.metrics.text
            #expect(text.contains(#"symbolon_requests_total{method="GET",route="/v1/rounds/{round}",status="404"} 1"#))
            #expect(text.contains(#"symbolon_requests_total{method="GET",route="unknown",status="404"} 1"#))
            #expect(!text.contains(id))
            #expect(text.contains("# TYPE symbolon_rounds_open gauge\nsymbolon_rounds_open 0\n"))
        }
    }
}
