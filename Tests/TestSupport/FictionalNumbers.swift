// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Numbers that are reserved for fiction: North American 555-0100 … 555-0199.
package enum FictionalNumbers {
    /// Area codes in use.
    package static let areaCodes: [UInt64] = [
        201, 202, 203, 205, 206, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218, 219, 224, 225, 228, 229, 231,
        234,
        239, 240, 248, 251, 252, 253, 254, 256, 260, 262, 267, 269, 270, 276, 281, 301, 302, 303, 304, 305, 307, 308,
        309,
        310, 312, 313, 314, 315, 316, 317, 318, 319, 320, 321, 323, 325, 330, 331, 334, 336, 337, 339, 347, 351, 352,
        360,
        361, 386, 401, 402, 404, 405, 406, 407, 408, 409, 410, 412, 413, 414, 415, 417, 419, 423, 424, 425, 430, 432,
        434,
    ]

    /// How many there are.
    package static let count = areaCodes.count * 100

    /// E.164 digits of one of them, by index.
    package static func digits(_ index: Int) -> UInt64 {
        10_000_000_000 + areaCodes[index / 100] * 10_000_000 + 5_550_100 + UInt64(index % 100)
    }
}
