// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The outcome of checking a message: something to store, or something that is stored already.
package enum Admission<Value: Sendable>: Sendable {
    case new(Value)
    case repeated
}
