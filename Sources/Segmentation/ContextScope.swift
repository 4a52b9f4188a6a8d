// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Vocabulary

/// What contexts may refer to.
package struct ContextScope: Sendable {
    /// The names of rules and texts.
    package let schema: RuleSchema
    /// The agreement's channels.
    package let channels: [Channel]
    /// The names of the segments, nil where they are not known here.
    package let segments: Set<String>?
    /// The names of the coordinator's places, nil where they are not known here.
    package let places: Set<String>?

    package init(schema: RuleSchema, channels: [Channel], segments: Set<String>?, places: Set<String>?) {
        self.schema = schema
        self.channels = channels
        self.segments = segments
        self.places = places
    }
}
