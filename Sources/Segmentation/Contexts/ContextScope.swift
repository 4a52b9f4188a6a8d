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

    /// The hours of the day in which some member may be written to, for each policy pack of the agreement; nil where they
    /// are not known here.
    package let hours: [LocalHours]?

    package init(
        schema: RuleSchema, channels: [Channel], segments: Set<String>? = nil, places: Set<String>? = nil,
        hours: [LocalHours]? = nil
    ) {
        self.hours = hours
        self.schema = schema
        self.channels = channels
        self.segments = segments
        self.places = places
    }
}
