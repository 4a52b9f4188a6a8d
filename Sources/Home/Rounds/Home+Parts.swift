// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Secrets
internal import Signing
package import Vocabulary

extension Home {
    /// Tells whether a round's key was drawn and its list not finished, so that parts of the list can be made.
    package func canMakeParts(of agreement: AgreementID, number: UInt32) throws -> Bool {
        try roundsWithParts(of: agreement).contains(number)
    }

    /// Draws the key of a round and that of its parts, where there are none; takes the round's number for ever.
    ///
    /// - Throws: as ``beginRound(of:number:holding:drawing:)``.
    package func beginParts(
        of agreement: AgreementID, number: UInt32, holding lock: borrowing HomeLock,
        drawing draw: () throws -> SecretBytes
    ) throws {
        // Its files are erased again with the writer; the keys stay.
        let writer = try beginRound(of: agreement, number: number, holding: lock, drawing: draw)
        let folder = layout.round(writer.round)
        if !folder.hasPartsKey { _ = try SealingKeyFile.create(at: folder.partsKey) }
        try PrivateFolder.synchronize(folder.path)
    }

    /// Opens the scalar k of a round whose list was not finished.
    ///
    /// - Throws: `HomeError.noRound` where there is no such round.
    package func secretOfParts(of round: RoundID) throws -> SecretBytes {
        let folder = layout.round(round)
        guard folder.hasSecret else { throw HomeError.noRound(round) }
        return try folder.openSecret()
    }

    /// Starts a part of a round's list, in a file or on standard output.
    package func writePart(of round: RoundID, to output: PartOutput) throws -> PartWriter {
        let folder = layout.round(round)
        guard folder.hasPartsKey else { throw HomeError.noRound(round) }
        return try PartWriter(
            output, key: SealingKeyFile.read(folder.partsKey), associatedData: folder.partsContext)
    }

    /// Opens a part that this home, or a copy of it, made of a round's list.
    ///
    /// - Throws: `HomeError.foreignPart` where it was made otherwise.
    package func readPart(_ path: String, of round: RoundID) throws -> PartReader {
        let folder = layout.round(round)
        guard folder.hasPartsKey else { throw HomeError.foreignPart(path: path) }
        var part = try PartReader(
            path: path, key: SealingKeyFile.read(folder.partsKey), associatedData: folder.partsContext)
        try part.advance()
        return part
    }
}
