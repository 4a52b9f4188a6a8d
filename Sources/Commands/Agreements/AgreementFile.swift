// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements
import Signing
package import Vocabulary

/// An agreement as a person hands it over: YAML, its signed form in JSON, or a bundle with signatures.
package struct AgreementFile {
    /// The agreement, with the signatures of a bundle.
    package let bundle: SignedAgreement
    /// What the signatures of the file are under, where that is another agreement: a value was changed after signing.
    package let signedElsewhere: AgreementID?

    private static let maximumBytes = 4 << 20

    /// Reads a file, `-` being standard input.
    init(readingAt path: String) throws {
        try self.init(InputFile.read(path, limit: Self.maximumBytes), name: path == "-" ? "standard input" : path)
    }

    /// Reads bytes; `name` stands for the file in errors.
    package init(_ bytes: [UInt8], name: String) throws {
        let isYAML = name.hasSuffix(".yaml") || name.hasSuffix(".yml")
        let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        guard !isYAML, first == UInt8(ascii: "{") else {
            bundle = try SignedAgreement(Agreement(yaml: bytes, file: name))
            signedElsewhere = nil
            return
        }
        do {
            let json = try JSONValue(parsing: bytes, maximumBytes: Self.maximumBytes)
            guard case .object(let members) = json,
                let inner = members["acceptances"].flatMap({ _ in members["agreement"] })
            else {
                bundle = try SignedAgreement(Agreement(json: json))
                signedElsewhere = nil
                return
            }
            do {
                bundle = try SignedAgreement(json: json)
                signedElsewhere = nil
            } catch SignedAgreementError.otherAgreement(let accepted, _) {
                bundle = try SignedAgreement(Agreement(json: inner))
                signedElsewhere = accepted
            }
        } catch let error as FieldError {
            throw CommandFailure("\(name): \(error)", .badInput)
        } catch let error as JSONError {
            throw CommandFailure("\(name): \(error)", .badInput)
        } catch let error as SignedAgreementError {
            throw CommandFailure("\(name): \(error)", .badInput)
        } catch let error as SignatureError {
            throw CommandFailure("\(name): \(error)", .badInput)
        }
    }

    /// Refuses a file whose signatures are void.
    package func requireIntact(name: String) throws {
        guard let signedElsewhere else { return }
        throw CommandFailure(
            "\(name): its signatures are under agreement \(signedElsewhere.hex.prefix(16)), and the file is agreement "
                + "\(bundle.agreement.id.hex.prefix(16)): a value was changed after signing; see symbolon agreement verify",
            .badInput)
    }
}
