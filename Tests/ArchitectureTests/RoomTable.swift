// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The rooms and what each may depend on: docs/decisions/0001-rooms-and-invariant.md.
///
/// A new room or a new edge is a decision: change that page first, then this table.
enum RoomTable {
    static let mayDependOn: [String: Set<String>] = [
        // Foreign code
        "CSodium": [],
        "CZlib": [],
        "CNumberingPlan": [],
        "CRistrettoLanes": [],
        "CMerkle": [],
        "CPolicies": [],
        "CPresets": [],

        // Pure rooms
        "Vocabulary": [],
        "Columns": ["CMerkle", "Vocabulary"],
        "Secrets": ["CSodium"],
        "Ristretto": ["Columns", "Secrets", "CSodium", "CRistrettoLanes"],
        "PhoneNumbers": ["CNumberingPlan"],
        "Lists": ["CZlib"],
        "Hygiene": ["PhoneNumbers", "Signing", "Spilling", "Vocabulary"],
        "Signing": ["Vocabulary"],
        "Documents": ["Signing"],
        "Agreements": ["Vocabulary", "Signing", "Documents"],
        "Messages": ["Vocabulary", "Columns", "Signing"],
        "Blinding": [
            "Ristretto", "Secrets", "PhoneNumbers", "Spilling", "Messages", "Agreements", "Signing", "Columns",
            "Vocabulary",
        ],
        "Matching": ["Messages", "Agreements", "Signing", "Columns", "Vocabulary"],
        "Consent": ["CPolicies", "Vocabulary", "Columns", "Signing", "Agreements", "Messages", "Documents"],
        "Segmentation": ["Vocabulary", "Signing", "Agreements", "Documents"],
        "Enrolment": ["Vocabulary", "Signing"],

        // Rooms with input and output
        "Spilling": [],
        "Storage": [
            "Matching", "Consent", "Segmentation", "Enrolment", "Agreements", "Messages", "Signing", "Spilling",
            "Columns", "Vocabulary",
        ],
        "Coordinator": [
            "Matching", "Consent", "Segmentation", "Enrolment", "Messages", "Agreements", "Signing", "Columns",
            "Vocabulary",
        ],
        "CoordinatorClient": [
            "Consent", "Segmentation", "Messages", "Agreements", "Columns", "Enrolment", "Signing", "Vocabulary",
        ],
        "Home": ["Vocabulary", "Signing", "Secrets", "Columns", "Messages", "Agreements"],
        "Joining": [
            "CPresets", "Blinding", "Home", "Lists", "Spilling", "CoordinatorClient", "Consent", "Segmentation",
            "Agreements",
            "Documents",
            "Messages", "Signing", "PhoneNumbers", "Ristretto", "Secrets", "Columns", "Vocabulary",
        ],
        "Commands": [
            "Joining", "Blinding", "Home", "Lists", "Hygiene", "Spilling", "Matching", "CoordinatorClient", "Consent",
            "Segmentation",
            "PhoneNumbers", "Ristretto", "Secrets", "Enrolment", "Agreements", "Documents", "Messages", "Signing",
            "Columns", "Vocabulary",
        ],

        // Programs
        "symbolon": ["Commands"],
        "symbolond": [
            "Coordinator", "Storage", "Matching", "Consent", "Segmentation", "Enrolment", "Agreements", "Documents",
            "Messages", "Signing", "Vocabulary",
        ],
    ]

    /// Modules of foreign code, and the only rooms that import them.
    static let soleImporters: [String: Set<String>] = [
        "CSodium": ["Secrets", "Ristretto"],
        "CRistrettoLanes": ["Ristretto"],
        "CNumberingPlan": ["PhoneNumbers"],
        "CZlib": ["Lists"],
        "CMerkle": ["Columns"],
        "CPolicies": ["Consent"],
        "CPresets": ["Joining"],
        "GRDB": ["Storage", "Home"],
        "Hummingbird": ["Coordinator", "symbolond"],
        "HummingbirdTLS": ["Coordinator", "symbolond"],
        "HummingbirdCore": ["Coordinator", "symbolond"],
        "AsyncHTTPClient": ["CoordinatorClient"],
        "X509": ["Enrolment"],
        "SwiftASN1": ["Enrolment"],
        "Yams": ["Documents"],
        "ArgumentParser": ["Commands", "symbolond", "symbolon"],
        "Configuration": ["symbolond"],
    ]
}
