/// One message being read: header, parts, then what kind of message it is.
struct Reading {
    let message: Bytes
    let fields: HeaderFields
    let limits: MailReader.Limits
    var mail = ParsedMail()

    init(message: Bytes, fields: HeaderFields, limits: MailReader.Limits) {
        self.message = message
        self.fields = fields
        self.limits = limits
    }

    mutating func run(ownHeader: String?) {
        readHeader()
        let (root, isCut) = MIMETree.read(message, fields: fields, limits: limits)
        if isCut {
            cut("The message has too many or too deeply nested parts; the rest is only in the raw message.")
        }
        var body = BodyReader(limits: limits)
        body.read(root)
        body.finish(into: &mail)
        mail.spam = SpamVerdict(fields: fields)
        mail.classification = Classifier(fields: fields, root: root, mail: mail, ownHeader: ownHeader)
            .classify()
    }

    mutating func cut(_ why: String) {
        mail.truncated = true
        mail.defects.append(why)
    }

    private mutating func readHeader() {
        var room = 1 << 20
        for field in fields.fields {
            readField(field)
            let value = bounded(field.value)
            room -= value.count
            if value.count < field.value.count, field.name != "references" { mail.truncated = true }
            if room > 0 {
                mail.headers.append(
                    (String(decoding: field.writtenName, as: UTF8.self), HeaderText.decode(value)))
            }
        }
        if room <= 0 { mail.truncated = true }
        if fields.fields.isEmpty { mail.defects.append("The message has no header.") }
        if fields.isTruncated { cut("The header is too long; the rest of it is only in the raw message.") }
        replaceMissingSender()
        if mail.date == nil, fields.has("date") { mail.defects.append("The date is no date.") }
    }

    private func bounded(_ value: Bytes) -> Bytes { value.prefix(16_384) }

    private mutating func readField(_ field: HeaderFields.Field) {
        switch field.name {
        case "subject": if mail.subject.isEmpty { mail.subject = HeaderText.decode(bounded(field.value)) }
        case "from": readFrom(field.value)
        case "sender": if mail.sender == nil { mail.sender = addresses(field.value, limit: 1).first }
        case "reply-to": mail.replyTo += addresses(field.value, limit: 20)
        case "to": mail.to += addresses(field.value, limit: 1_000 - min(mail.to.count, 1_000))
        case "cc": mail.cc += addresses(field.value, limit: 1_000 - min(mail.cc.count, 1_000))
        case "bcc": mail.bcc += addresses(field.value, limit: 1_000 - min(mail.bcc.count, 1_000))
        case "date": if mail.date == nil { mail.date = MailDate.parse(field.value) }
        case "message-id":
            if mail.messageID == nil { mail.messageID = MessageIDs.parse(bounded(field.value)).ids.first }
        case "in-reply-to": if mail.inReplyTo.isEmpty { mail.inReplyTo = MessageIDs.parse(field.value).ids }
        case "references":
            if mail.references.isEmpty {
                let (ids, isCut) = MessageIDs.parse(field.value)
                mail.references = ids
                if isCut {
                    cut("The message refers to more than 100 others; the first and the last 99 are kept.")
                }
            }
        default: break
        }
    }

    /// Of several From fields the first that holds a whole address.
    private mutating func readFrom(_ value: Bytes) {
        guard !mail.from.contains(where: { $0.address.contains("@") }) else { return }
        let found = addresses(value, limit: 20)
        if mail.from.isEmpty || found.contains(where: { $0.address.contains("@") }) { mail.from = found }
    }

    private func addresses(_ value: Bytes, limit: Int) -> [MailAddress] {
        AddressList.parse(value, limit: limit)
    }

    /// A message must come from someone: without a usable From, whoever an
    /// answer would go to.
    private mutating func replaceMissingSender() {
        guard mail.from.isEmpty else { return }
        let returnPath = fields.raw("return-path").map { addresses($0, limit: 1) } ?? []
        mail.from = Array((mail.replyTo + returnPath + (mail.sender.map { [$0] } ?? [])).prefix(1))
        mail.defects.append("The message does not say who it is from.")
    }
}
