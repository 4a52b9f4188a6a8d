// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Why a row cannot be read: a fixed set whose raw values appear in reports and rejects files.
///
/// The list goes on behind such a row. What is wrong with a number that was read is told by the room PhoneNumbers.
package enum RowRejection: String, CaseIterable, Codable, Sendable {
    /// Bytes that are no text in the list's encoding, most often Windows-1252 or Latin-1 far into a list that began in ASCII.
    case invalidEncoding = "invalid-encoding"
    case nulByte = "nul-byte"
    /// Longer than the reader's limit, 1 MiB unless told otherwise.
    case rowTooLong = "row-too-long"
    /// Text behind a closing quote.
    case malformedQuotes = "malformed-quotes"
    /// A quote that is opened and never closed; reading goes on with the next line.
    case unterminatedQuote = "unterminated-quote"
    /// More or fewer fields than the header or first row.
    case wrongFieldCount = "wrong-field-count"
    case malformedJSON = "malformed-json"
    /// JSON, but no object.
    case notAnObject = "not-an-object"
    /// The object does not have the number's key, or it is null.
    case missingNumber = "missing-number"
    /// The number's key holds an object, a list or a truth value.
    case wrongType = "wrong-type"
    /// A key that is used occurs twice in the object.
    case duplicateKey = "duplicate-key"

    /// One sentence that tells a person what is wrong and what to do; contains no input.
    package var explanation: String {
        switch self {
        case .invalidEncoding:
            "The row is no text in the list's encoding; name the right one, for example --encoding windows-1252."
        case .nulByte: "The row contains a zero byte; export the file again as UTF-8 text."
        case .rowTooLong: "The row is longer than the limit; a line end or quote may be missing."
        case .malformedQuotes: "There is text behind a closing quote; write a quote inside a field twice."
        case .unterminatedQuote: "A quote is opened and never closed; close it, or write a quote inside a field twice."
        case .wrongFieldCount:
            "The row has more or fewer fields than the list; quote fields that contain the delimiter."
        case .malformedJSON: "The line is not valid JSON; write one complete object a line."
        case .notAnObject: "The line is JSON but no object; write one object a line."
        case .missingNumber: "The object has no number under the list's key."
        case .wrongType: "The number must be a text or an integer."
        case .duplicateKey: "A key that is used occurs twice; keep one."
        }
    }
}
