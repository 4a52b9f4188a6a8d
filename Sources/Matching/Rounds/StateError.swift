// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// An error of the durable state whose text is meant for the coordinator's log.
///
/// The text names operations, paths and codes; it holds no number, element, token, key or record.
package protocol StateError: Error, CustomStringConvertible {}
