// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Hummingbird
internal import Messages
package import NIOCore
internal import Vocabulary

/// What middleware and handlers know of a request beside the request itself.
package struct CoordinatorContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The connection, whose TLS handler has the client's certificate.
    package let channel: any NIOCore.Channel
    /// Read by ``PeerMiddleware`` before anything else.
    var peer = Peer.nobody

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// The party of the certificate; refused where there is none.
    var party: PartyID {
        get throws {
            switch peer {
            case .party(let party): return party
            case .refused(let reason): throw Problem(.wrongParty, "The client certificate is not a party's: \(reason)")
            case .nobody:
                throw Problem(
                    .certificateRequired, "This route needs a client certificate; enrol with an invite to get one.")
            }
        }
    }

    /// The party of the certificate, which must be the one that the route names.
    func party(named parameter: String) throws -> PartyID {
        let caller = try party
        let named = try partyParameter(parameter)
        guard named == caller else {
            throw Problem(.wrongParty, "This route is \(named)'s; the client certificate is \(caller)'s.")
        }
        return caller
    }
}
