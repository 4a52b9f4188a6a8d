// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Says in a sentence what the texts of a TLS library mean for a party and what to do.
package enum TLSFailure {
    /// Explains the printed form of an error; nil where it is not one of TLS or of reaching the server.
    package static func explain(_ text: String) -> String? {
        sentences.first { text.contains($0.mark) }?.sentence
    }

    /// The first mark found decides.
    ///
    /// An alert is what the server says of this client; the others are found here.
    private static let sentences: [(mark: String, sentence: String)] = [
        (
            "ALERT_CERTIFICATE_EXPIRED",
            "the coordinator refused this home's client certificate as expired: check the clock, then enrol again with a new invite"
        ),
        (
            "ALERT_UNKNOWN_CA",
            "the coordinator refused this home's client certificate, because its authority did not issue it: "
                + "enrol again with a new invite"
        ),
        (
            "ALERT_CERTIFICATE_UNKNOWN",
            "the coordinator refused this home's client certificate as not usable: check the clock, then enrol again"
        ),
        (
            "ALERT_BAD_CERTIFICATE",
            "the coordinator refused this home's client certificate as damaged: enrol again with a new invite"
        ),
        (
            "ALERT_UNSUPPORTED_CERTIFICATE",
            "the coordinator refused this home's client certificate as one of another kind: enrol again with a new invite"
        ),
        (
            "ALERT_CERTIFICATE_REVOKED",
            "the coordinator refused this home's client certificate as withdrawn: ask the coordinator's operator"
        ),
        (
            "ALERT_ACCESS_DENIED",
            "the coordinator refused the connection: ask the coordinator's operator"
        ),
        (
            "CERTIFICATE_REQUIRED",
            "the server wants a client certificate: enrol first"
        ),
        (
            "failedToValidateHostname",
            "the coordinator's certificate is not for the name or address in the URL: use the name its operator gave, "
                + "or have it added with symbolond init --host"
        ),
        (
            "CERTIFICATE_VERIFY_FAILED",
            "the coordinator's certificate is expired, not valid yet, or not issued by the authority this home knows: "
                + "run symbolon doctor, and do not go on before it is cleared up"
        ),
        (
            "PROTOCOL_VERSION",
            "the server does not speak TLS 1.3: check the URL, something else may answer there"
        ),
        (
            "UNSUPPORTED_PROTOCOL",
            "the server does not speak TLS 1.3: check the URL, something else may answer there"
        ),
        (
            "WRONG_VERSION_NUMBER",
            "the server does not speak TLS at all: check host and port of the URL"
        ),
        (
            "HANDSHAKE_FAILURE",
            "the server and this program have no TLS settings in common: check the URL, something else may answer there"
        ),
        (
            "KEY_VALUES_MISMATCH",
            "this home's client key and certificate do not belong together: restore both from one copy or enrol again"
        ),
        (
            "uncleanShutdown",
            "the connection was cut: run the command again"
        ),
        (
            "remoteConnectionClosed",
            "the server closed the connection before it answered: run the command again"
        ),
        (
            "connectTimeout",
            "the server did not answer in time: check host and port of the URL and the way there"
        ),
        (
            "deadlineExceeded",
            "the server did not answer in time: run the command again"
        ),
        (
            "readTimeout",
            "the server stopped answering: run the command again"
        ),
        (
            "Connection refused",
            "nothing listens at this host and port: check the URL and whether the coordinator runs"
        ),
        (
            "UnknownHost",
            "no address is known for this host name: check the URL and the name service"
        ),
        (
            "No route to host",
            "there is no way to this host: check the URL and the network"
        ),
        (
            "Network is unreachable",
            "there is no network to this host: check the network"
        ),
        (
            "Connection reset",
            "the connection was cut: run the command again"
        ),
    ]
}
