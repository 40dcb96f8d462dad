/// The signs that a message may be a bounce, before its words are read.
struct BounceSigns {
    /// A delivery report stands in it.
    let isReport: Bool
    /// A mail system sent it.
    let isDaemon: Bool
    /// Its subject says so.
    let saysSo: Bool
    /// The envelope had no sender, as bounces must have none (RFC 5321).
    let isNullSender: Bool
    let hasFailedRecipients: Bool
    /// A program says that it wrote it.
    let isAutomatic: Bool
    /// A message came back without a sender in the envelope.
    let isReturned: Bool

    init(fields: HeaderFields, mail: ParsedMail, reports: Reports) {
        isReport = reports.delivery != nil || reports.isReport
        let sender = mail.from.first
        isDaemon = Self.isDaemon(sender) || Self.isDaemon(mail.sender)
        let subject = Array(mail.subject.utf8)[...]
        saysSo = !Self.answers.begins(subject) && Self.subjects.occurs(in: subject)
        isNullSender =
            fields.raw("return-path").map {
                $0.trimmed.elementsEqual([0x3C, 0x3E]) || $0.containsIgnoringCase("mailer-daemon")
                    || $0.containsIgnoringCase("<postmaster")
            } ?? false
        isReturned = isNullSender && (reports.original != nil || Self.saysUndelivered(mail))
        isAutomatic = fields.raw("auto-submitted").map { !$0.startsIgnoringCase("no") } ?? false
        hasFailedRecipients = fields.has("x-failed-recipients") || fields.has("x-failed-recipient")
    }

    /// The subject alone makes none: people write of parcels that were not
    /// delivered.
    var isCandidate: Bool {
        isReport || isDaemon || hasFailedRecipients || isReturned || saysSo && (isNullSender || isAutomatic)
    }

    /// Whether the header alone leaves no doubt.
    var isCertain: Bool { isReport || hasFailedRecipients || isDaemon && (saysSo || isNullSender) }

    private static func isDaemon(_ sender: MailAddress?) -> Bool {
        guard let sender else { return false }
        let local = sender.address.utf8.prefix { $0 != UInt8(ascii: "@") }.filter(\.isASCIILetter)
        return daemons.begins(local[...]) || sender.name.map { daemonNames.occurs(in: $0) } ?? false
    }

    private static let answers = PhraseSet([
        "re:", "fw:", "fwd:", "aw:", "wg:", "rv:", "tr:", "sv:", "vs:", "antw:",
    ])
    private static let daemons = PhraseSet([
        "mailerdaemon", "postmaster", "mdaemon", "mmdf", "maildaemon", "mailsystem", "bouncenotification",
        "microsoftexchange",
    ])
    private static let daemonNames = PhraseSet([
        "mail delivery", "mail deliver system", "mailer-daemon", "delivery subsystem",
        "delivery notification",
        "internet mail delivery", "message router submission agent", "mail administrator", "postmaster",
        "system attendant",
    ])

    private static func saysUndelivered(_ mail: ParsedMail) -> Bool {
        guard let text = mail.text else { return false }
        return undelivered.occurs(in: Array(text.utf8.prefix(1_500))[...])
    }

    private static let undelivered = PhraseSet([
        "not be delivered", "undeliverable", "unable to deliver", "not delivered", "delivery failed",
        "nicht zugestellt",
    ])

    private static let subjects = PhraseSet([
        "undeliver", "non-deliver", "nondeliver", "not delivered", "not be delivered", "could not deliver",
        "couldn't be delivered", "unable to deliver", "cannot be delivered", "cannot deliver",
        "can't be delivered", "delivery status notification", "delivery failure", "delivery failed",
        "delivery fail", "delivery error", "delivery problem", "delivery notification", "delivery report",
        "delivery delay",
        "failure notice", "failure delivery", "failed delivery", "returned mail", "returned to sender",
        "mail returned", "returning message", "returned message", "mail delivery failed",
        "mail delivery failure", "mail system error", "mail could not be delivered",
        "message could not be delivered", "mail delivery", "message delivery", "bounced mail",
        "bounce notification", "bounced message", "mail failure", "failed mail", "send failure",
        "sending failed", "mail error", "mail status report", "message status",
        "warning: could not send message", "warning: message", "message delayed", "delayed mail",
        "delay notification", "rejected mail", "mail rejected", "message rejected",
        "message you sent blocked", "undelivrable", "unzustellbar", "nicht zugestellt",
        "zustellung fehlgeschlagen", "zustellfehler",
        "unzustellbarkeit", "übermittlungsstatus", "bermittlungsstatus", "zustellungsstatus", "zustellstatus",
        "fehler bei der zustellung", "fehlgeschlagen", "non remis", "échec de la remise", "echec de remise",
        "échec de remise", "échec de livraison", "non délivr", "notification d'état de remise",
        "no se puede entregar", "no se ha podido entregar", "no entregado", "devuelto", "correo devuelto",
        "error de entrega", "não entregue", "nao entregue", "falha na entrega", "falha de entrega",
        "mensagem devolvida", "notificação de status", "mancata consegna", "non recapitabile",
        "impossibile recapitare", "consegna non riuscita", "onbestelbaar", "niet bezorgd", "kan ikke leveres",
        "kunne ikke leveres", "ikke leveret", "olevererbart", "kunde inte levereras", "ei voitu toimittaa",
        "niedostarcz", "nie dostarczono",
        "zwrot wiadomości", "nedoručiteln", "nedoručen", "kézbesíthetetlen", "nelivrabil", "недоставлен",
        "не доставлено", "не может быть доставлено", "не удалось доставить", "неудачн", "teslim edilemedi",
        "teslim edilemeyen", "iletilemedi", "退信", "无法投递", "未送达", "無法傳遞", "無法投遞", "配信不能", "配信できません", "配信失敗",
        "エラーメール", "送信エラー", "送信できませんでした", "배달 실패", "전송 실패", "반송",
        "nondeliverable", "mail not delivered", "mdaemon notification", "permanent delivery failure",
        "permanent failure", "transient delivery", "temporary delivery", "undelivered", "unknown user",
        "user unknown", "address not found", "message blocked", "recipient not found", "mailbox full",
        "virus found in", "delivery has failed", "nichtzustellbarkeit", "delivery to the following",
        "failure:", "email delivery failure", "delivery status", "could not be delivered", "error sending",
        "mail undeliverable", "unsent message",
    ])
}
