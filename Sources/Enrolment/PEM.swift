// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import SwiftASN1

/// Reads and writes documents of RFC 7468: one document a text, nothing after it.
enum PEM {
    static func bytes(of text: String, label: String) throws(CertificateFault) -> [UInt8] {
        do {
            let documents = try PEMDocument.parseMultiple(pemString: text)
            guard documents.count == 1, let document = documents.first, document.discriminator == label else {
                throw CertificateFault.unreadable("PEM text of one \(label.lowercased())")
            }
            return document.derBytes
        } catch {
            throw .unreadable("PEM text of one \(label.lowercased())")
        }
    }

    static func text(of bytes: [UInt8], label: String) -> String {
        PEMDocument(type: label, derBytes: bytes).pemString + "\n"
    }
}
