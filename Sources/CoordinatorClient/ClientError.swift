// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Messages

/// Why a request to the coordinator brought nothing; each text is one sentence and repeats no byte of an answer's body.
package enum ClientError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The coordinator refused, with a problem document (RFC 9457).
    case problem(Problem)
    /// Nobody answered: refused, cut, no way there, no name, or too slow. Asking again later may help.
    case unreachable(String)
    /// Something answered that does not speak the protocol: the text names the route and what is wrong.
    case garbage(String)
    /// One side refused the other's certificate, or there was no TLS 1.3 between them.
    case tls(String)

    package var description: String {
        switch self {
        case .problem(let problem): problem.detail
        case .unreachable(let sentence), .garbage(let sentence), .tls(let sentence): sentence
        }
    }

    /// The code of a refusal, for callers that treat some of them as news and not as failure.
    package var problemCode: ProblemCode? {
        guard case .problem(let problem) = self else { return nil }
        return problem.code
    }

    /// True where the coordinator took nothing of what was sent; of any other error nobody knows whether it did.
    package var isRefusal: Bool {
        switch problemCode {
        case nil, .internal, .unavailable, .storageFull: false
        default: true
        }
    }
}
