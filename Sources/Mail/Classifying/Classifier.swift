/// Judges what kind of message one is, from the strongest sign to the
/// weakest.
struct Classifier {
    let fields: HeaderFields
    let root: MIMEPart
    let mail: ParsedMail
    let ownHeader: String?

    func classify() -> Classification {
        if let ownHeader, fields.has(ownHeader) { return .loop }
        let reports = Reports(root)
        if reports.isFeedback { return .notification(reason: "abuse report") }
        if reports.isDisposition { return .autoReply(.readReceipt) }
        if let delivery = reports.delivery, delivery.isOnlySuccess { return .autoReply(.deliveryReceipt) }
        let signs = BounceSigns(fields: fields, mail: mail, reports: reports)
        if signs.isCandidate,
            let bounce = BounceReader(fields: fields, mail: mail, reports: reports, signs: signs).read()
        {
            return .bounce(bounce)
        }
        if let reply = AutoReplySigns.read(fields: fields, mail: mail) { return .autoReply(reply) }
        if let id = listID { return .list(id: id) }
        if let reason = AutoReplySigns.notification(fields: fields, mail: mail) {
            return .notification(reason: reason)
        }
        return .person
    }

    /// RFC 2919; without it what list programs write.
    private var listID: String? {
        if let value = fields.text("list-id"), !value.isEmpty {
            if let open = value.lastIndex(of: "<"), let close = value[open...].firstIndex(of: ">") {
                return String(value[value.index(after: open)..<close])
            }
            return value
        }
        for name in ["list-post", "x-mailing-list", "mailing-list", "x-beenthere", "x-list"] {
            if let value = fields.raw(name), let address = AddressList.parse(value, limit: 1).first {
                return address.address
            }
        }
        if let value = fields.raw("precedence"), value.equalsIgnoringCase("list") {
            return mail.to.first?.address ?? "list"
        }
        return nil
    }
}
