// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Secrets

extension Home {
    /// Bounds certificates, keys and pending requests.
    private static let maximumCredentialBytes = 1 << 20

    /// Stores what is about to be sent to enrol, so that the same request can be sent again if the answer is lost.
    ///
    /// The bytes are of the caller's own form; they hold a private key.
    package func savePendingEnrolment(_ bytes: [UInt8]) throws {
        try PrivateFile.write(bytes, to: layout.pendingEnrolment)
    }

    /// Gives what was sent and not yet answered; nil where there is nothing.
    package func pendingEnrolment() throws -> [UInt8]? {
        guard PrivateFolder.exists(layout.pendingEnrolment) else { return nil }
        return try PrivateFile.read(layout.pendingEnrolment, limit: Self.maximumCredentialBytes)
    }

    /// Stores the answer to an enrolment or renewal, and forgets what was pending.
    ///
    /// The credentials are durable before the configuration names the coordinator; a crash in between leaves the old
    /// coordinator and the pending request, which is then sent again.
    package func saveEnrolment(_ coordinator: CoordinatorSettings, _ credentials: ClientCredentials) throws {
        try PrivateFile.write(credentials.bytes, to: layout.client)
        var configuration = try configuration()
        configuration.coordinator = coordinator
        try PrivateFile.write(configuration.bytes, to: layout.configuration)
        try PrivateFolder.wipe(layout.pendingEnrolment)
        try PrivateFolder.synchronize(path)
    }

    /// Gives the client certificate and its key.
    ///
    /// - Throws: `HomeError.notEnrolled` before the first enrolment.
    package func clientCredentials() throws -> ClientCredentials {
        guard PrivateFolder.exists(layout.client) else { throw HomeError.notEnrolled }
        let bytes = try PrivateFile.read(layout.client, limit: Self.maximumCredentialBytes)
        guard let credentials = ClientCredentials(bytes: bytes) else {
            throw HomeError.damaged(path: layout.client, problem: "expected certificates and then a private key, PEM")
        }
        return credentials
    }
}

extension ClientCredentials {
    fileprivate var bytes: [UInt8] { Array((Self.closed(certificate) + Self.closed(privateKey)).utf8) }

    /// Splits the file where the private key starts.
    fileprivate init?(bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        var start: String.Index?
        var line = text.startIndex
        while line < text.endIndex {
            let end = text[line...].firstIndex(of: "\n") ?? text.endIndex
            if text[line..<end].hasPrefix("-----BEGIN "), text[line..<end].hasSuffix("PRIVATE KEY-----") {
                start = line
                break
            }
            line = end < text.endIndex ? text.index(after: end) : end
        }
        guard let start, start > text.startIndex else { return nil }
        self.init(certificate: String(text[..<start]), privateKey: String(text[start...]))
    }

    private static func closed(_ text: String) -> String { text.hasSuffix("\n") ? text : text + "\n" }
}
