// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Names that columns of phone numbers have in exports, and how a chosen name is found among a list's columns.
enum ColumnNames {
    /// Names that say it outright.
    private static let canonical: Set<String> = ["e164", "phonee164", "e164number", "numbere164"]
    /// Names of telephone columns, folded.
    private static let usual: Set<String> = [
        "phone", "phonenumber", "phoneno", "phonenr", "phone1", "primaryphone", "mainphone", "contactphone",
        "contactnumber",
        "userphone", "customerphone", "mobile", "mobilephone", "mobilenumber", "mobileno", "mobil", "mobilnummer",
        "mobiltelefon", "mobilfunk", "mobilfunknummer", "msisdn", "tel", "telno", "telephone", "telephonenumber",
        "telefon",
        "telefonnummer", "telefonnr", "telefono", "telefone", "teléfono", "téléphone", "numerodetelephone",
        "numérodetéléphone", "numerotelephone", "numerodetelefono", "númerodeteléfono", "telefoonnummer", "handy",
        "handynummer", "cell", "cellphone", "mobilephonenumber", "homephonenumber", "workphonenumber",
        "cellphonenumber", "cellnumber", "cellular", "celular", "movil", "móvil", "portable", "gsm",
        "rufnummer", "whatsapp", "whatsappnumber", "sms", "smsnumber", "homephone", "workphone", "telefonszám",
        "telefonnumero",
    ]
    /// Names that often mean something else; taken only where no better one is there.
    private static let vague: Set<String> = [
        "number", "num", "nummer", "numero", "número", "no", "nr", "contact", "destination",
    ]

    /// Lower-cases a name and takes out blanks and punctuation.
    static func fold(_ name: String) -> String {
        String(name.lowercased().filter { $0.isLetter || $0.isNumber })
    }

    static func isKnown(_ name: String) -> Bool {
        let folded = fold(name)
        return canonical.contains(folded) || usual.contains(folded) || vague.contains(folded)
    }

    static func isVague(_ name: String) -> Bool { vague.contains(fold(name)) }

    /// The places of the best-named columns: none, one, or several that are equally good.
    static func candidates(in columns: [String]) -> [Int] {
        let folded = columns.map(fold)
        for names in [canonical, usual, vague] {
            let places = folded.indices.filter { names.contains(folded[$0]) }
            if !places.isEmpty { return places }
        }
        return []
    }

    /// Finds the columns that a name may mean: spelt so, else but for case and blanks, else but for punctuation.
    static func places(of name: String, in columns: [String]) -> [Int] {
        let exact = columns.indices.filter { columns[$0] == name }
        if !exact.isEmpty { return exact }
        let folded = fold(name)
        return folded.isEmpty ? [] : columns.indices.filter { fold(columns[$0]) == folded }
    }

    /// The columns' names for an error; one that looks like a number is called by its place.
    static func list(_ columns: [String], _ places: [Int]) -> String {
        let names = places.prefix(20).map { place in
            let name = columns[place]
            let isShowable = !name.isEmpty && name.count <= 60 && name.filter(\.isNumber).count < 5
            return isShowable ? "\"\(name)\"" : "column \(place + 1)"
        }
        return names.joined(separator: ", ") + (places.count > 20 ? ", …" : "")
    }
}
