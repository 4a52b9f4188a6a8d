// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `symbolon segments`.
struct SegmentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "segments",
        abstract: "Named sets of the brand's allowed members.",
        discussion: """
            Only members that matched, are allowed and not revoked are ever counted. A rule is an expression in a subset of \
            CEL over the attributes that the agreement grants: number.country == 'GB' && streamco.interest == 'film'. What \
            is not known is neither equal nor unequal to anything.

            Example: symbolon segments apply segments.yaml --agreement spring-launch
                     symbolon segments count film-fans --agreement spring-launch
            """,
        subcommands: [
            SegmentsApplyCommand.self, SegmentsListCommand.self, SegmentsShowCommand.self, SegmentsCountCommand.self,
        ])
}
