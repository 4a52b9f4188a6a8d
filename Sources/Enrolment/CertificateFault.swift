// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// What may be wrong with a certificate, a key or a certificate request.
///
/// The texts say what and what to do; they hold no key and no secret.
package enum CertificateFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// Bytes that are no PEM document or DER structure of the kind `what` names.
    case unreadable(String)
    /// The private key does not belong to the certificate or the request.
    case keyMismatch
    /// Only P-256 keys with ECDSA over SHA-256 are used.
    case notP256
    /// The certificate is no self-signed authority that may sign exactly end certificates.
    case notAnAuthority
    /// The authority's certificate hashes to another fingerprint than the expected one.
    case wrongAuthority(expected: AuthorityFingerprint, found: AuthorityFingerprint)
    /// The certificate was signed by someone else, or was changed.
    case notSignedByAuthority
    /// The moment lies outside the certificate's validity.
    case outsideValidity
    /// The certificate belongs to an authority, which never speaks as a party.
    case authorityAsParty
    /// The extended key usage is not client authentication alone.
    case notForClients
    /// The alternative names are not exactly one URI `symbolon:party:ID`.
    case noSingleParty
    /// The certificate names another party than the expected one.
    case otherParty(expected: PartyID, found: PartyID)
    /// The name is kept for the coordinator.
    case reservedParty(PartyID)
    /// The request's signature does not verify under its own key.
    case forgedRequest
    /// A server's certificate was not issued by the authority.
    case serverOfOtherAuthority
    /// A server's certificate is not one for servers.
    case notForServers
    /// A server's certificate is expired or not valid yet.
    case serverOutsideValidity(from: Timestamp, to: Timestamp)
    /// A server's certificate is for other hosts than the one asked for.
    case otherHost(ServerHost, [ServerHost])
    /// Neither a DNS name nor an IP address.
    case badHost(String)
    /// A server certificate needs one name at least.
    case noHosts

    package var description: String {
        switch self {
        case .unreadable(let what): "the \(what) cannot be read: it is damaged or of another kind"
        case .keyMismatch: "the private key does not belong to this certificate or request: restore both from one copy"
        case .notP256: "the key is not a P-256 key, the only kind in use: make a new key and request"
        case .notAnAuthority: "the certificate is not one of a Symbolon authority: ask the coordinator for it"
        case .wrongAuthority(let expected, let found):
            "the coordinator's authority has the fingerprint \(found), expected was \(expected): do not go on, "
                + "ask the coordinator's operator"
        case .notSignedByAuthority: "the certificate was not issued by this coordinator's authority: enrol again"
        case .outsideValidity: "the certificate is expired or not valid yet: check the clock, then renew it"
        case .authorityAsParty: "the certificate is not marked as one of a party: it may be an authority's"
        case .notForClients: "the certificate is not one for clients"
        case .noSingleParty: "the certificate does not name exactly one party"
        case .otherParty(let expected, let found): "the certificate is for party \(found), expected was \(expected)"
        case .reservedParty(let party): "no party may be called \(party): choose another name"
        case .forgedRequest: "the certificate request is not signed by its own key: make a new request"
        case .serverOfOtherAuthority:
            "the server's certificate was not issued by the authority this home knows: do not go on, "
                + "ask the coordinator's operator"
        case .notForServers: "the server's certificate is not one for servers: ask the coordinator's operator"
        case .serverOutsideValidity(let first, let last):
            "the server's certificate is valid from \(first) to \(last): check the clock, "
                + "or ask the coordinator's operator for a new one"
        case .otherHost(let host, let others):
            "the server's certificate is not for \(host) but for \(others.map(\.text).joined(separator: ", ")): "
                + "use one of these in the URL, or have \(host) added"
        case .badHost(let host): "\(host.debugDescription) is neither a DNS name nor an IP address"
        case .noHosts: "a server certificate needs a DNS name or an IP address: give one host at least"
        }
    }
}
