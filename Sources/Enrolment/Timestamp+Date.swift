// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import Signing
internal import X509

extension Timestamp {
    /// The moment some seconds later, in the type that certificates are made with.
    func date(plus seconds: Int64) -> Date { Date(timeIntervalSince1970: Double(self.seconds + seconds)) }
}

extension Certificate {
    /// The validity in whole seconds, which is how certificates store it.
    func validity() throws(CertificateFault) -> (Timestamp, Timestamp) {
        guard let first = Timestamp(date: notValidBefore), let last = Timestamp(date: notValidAfter) else {
            throw .unreadable("certificate's validity")
        }
        return (first, last)
    }
}

extension Timestamp {
    fileprivate init?(date: Date) {
        guard let seconds = Int64(exactly: date.timeIntervalSince1970.rounded(.down)) else { return nil }
        self.init(seconds: seconds)
    }
}
