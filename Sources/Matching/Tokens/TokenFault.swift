// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Why a comparison of tokens could not be made; it can be made again from the stored chunks.
package enum TokenFault: StateError, Equatable {
    /// The system gave no memory.
    case noMemory
    /// What was read back from a partition file is not what was written.
    case damagedPartition
    /// Rows of a list are missing, or are there twice.
    case incomplete(list: Int)
    /// The truth table is not one of these lists, or a true set lacks a list whose rows are wanted.
    case badTable

    package var description: String {
        switch self {
        case .noMemory: "the system gave no memory for comparing tokens"
        case .damagedPartition: "a partition file was read back other than it was written; look at the disk"
        case .incomplete(let list): "the tokens of list \(list) are not complete"
        case .badTable: "the match expression does not belong to these lists"
        }
    }
}
