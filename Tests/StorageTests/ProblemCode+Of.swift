// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Messages

extension ProblemCode {
    /// The code of the problem that a piece of code throws; nil where it throws none.
    static func of(_ body: () throws -> some Any) throws -> ProblemCode? {
        do {
            _ = try body()
            return nil
        } catch let problem as Problem {
            return problem.code
        }
    }
}
