// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Ristretto

/// A round's secret scalar, shared by the tasks of one join; zeroed when the last of them lets go.
package final class RoundKey: Sendable {
    package let scalar: Scalar

    package init(_ scalar: consuming Scalar) { self.scalar = scalar }
}
