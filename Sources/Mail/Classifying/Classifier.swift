/// Judges what kind of message one is.
struct Classifier {
    let fields: HeaderFields
    let root: MIMEPart
    let mail: ParsedMail
    let ownHeader: String?

    func classify() -> Classification {
        if let ownHeader, fields.has(ownHeader) { return .loop }
        return .person
    }
}
