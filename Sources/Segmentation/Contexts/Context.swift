// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
internal import Vocabulary

/// A context whose references, rule and text have been checked.
package struct Context: Sendable {
    /// As the brand wrote it.
    package let definition: ContextDefinition
    /// True in the hours in which the weather is right; nil where any is.
    package let weather: Rule?
    /// The text of its messages.
    package let template: Template

    /// Checks a definition.
    ///
    /// - Throws: a ``FieldError`` at the field that does not fit.
    package init(_ definition: ContextDefinition, scope: ContextScope) throws(FieldError) {
        self.definition = definition
        guard scope.segments?.contains(definition.segment) ?? true else {
            throw FieldError(path: "segment", problem: "there is no segment of this name; send the segment first")
        }
        guard scope.schema.hasTimeZones else {
            throw FieldError(
                path: "channel",
                problem: "the agreement grants the brand no number.timezones, without which no message can be planned "
                    + "for any channel: it takes a new agreement")
        }
        guard scope.channels.contains(definition.channel) else {
            let channels = scope.channels.map(\.rawValue).joined(separator: ", ")
            throw FieldError(path: "channel", problem: "expected one of the agreement's channels: \(channels)")
        }
        guard scope.hours?.contains(where: { !$0.intersection(definition.hours).isEmpty }) ?? true else {
            throw FieldError(
                path: definition.from == nil ? "until" : "from",
                problem: "\(definition.hours) lies outside the hours in which the agreement's rules let anybody be "
                    + "written to: \(Set(scope.hours ?? []).map(\.description).sorted().joined(separator: ", "))")
        }
        if let weather = definition.weather, !(scope.places?.contains(weather.place) ?? true) {
            throw FieldError(path: "weather.place", problem: "the coordinator has no place of this name")
        }
        do {
            weather = try definition.weather.map { weather throws(RuleError) in
                try Rule(parsing: weather.when, schema: .weather)
            }
        } catch {
            throw FieldError(path: "weather.when", problem: "\(error)")
        }
        do {
            template = try Template(parsing: definition.text, schema: scope.schema)
        } catch {
            throw FieldError(path: "text", problem: "\(error)")
        }
    }
}
