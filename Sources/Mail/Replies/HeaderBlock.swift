/// The header fields that mail programs copy above a quoted message: From,
/// Sent, To, Subject, in the language of the program.
enum HeaderBlock {
    private enum Label: Hashable { case from, date, to, cc, subject, other }

    /// Turns the lines of such blocks into headers.
    static func mark(_ lines: [Bytes], _ kinds: inout [ReplyLine]) {
        var at = 0
        while at < lines.count {
            guard kinds[at] == .text, label(lines[at]) != nil else { at += 1; continue }
            let block = Block(lines, kinds, from: at)
            if block.isConvincing(after: precedes(kinds, at)) {
                for index in at..<block.end where kinds[index] != .empty { kinds[index] = .header }
                at = block.end
            } else {
                at += 1
            }
        }
    }

    /// Whether a separator or a line of dashes stands right above.
    private static func precedes(_ kinds: [ReplyLine], _ at: Int) -> Bool {
        var above = at - 1
        while above >= 0, kinds[above] == .empty { above -= 1 }
        return above >= 0 && (kinds[above] == .marker || kinds[above] == .delimiter)
    }

    private struct Block {
        var end: Int
        private var labels: Set<Label> = []
        private var hasAddress = false
        private var hasClock = false

        init(_ lines: [Bytes], _ kinds: [ReplyLine], from start: Int) {
            end = start
            var loose = 0
            var at = start
            while at < lines.count, at - start < 24 {
                if kinds[at] == .empty {
                    // One empty line may part two fields.
                    guard at + 1 < lines.count, kinds[at + 1] == .text, label(lines[at + 1]) != nil,
                        labels.count < 5
                    else { break }
                    at += 1
                    continue
                }
                guard kinds[at] == .text else { break }
                if let label = label(lines[at]) {
                    // A second From begins another message.
                    if labels.contains(label), label == .from { break }
                    labels.insert(label)
                    loose = 0
                    end = at + 1
                } else {
                    // A long value goes on in the next lines; what no field
                    // follows was none.
                    loose += 1
                    if loose > 2 { break }
                    if loose == 1, HeaderBlock.continues(lines[at], after: lines[at - 1]) { end = at + 1 }
                }
                hasAddress = hasAddress || lines[at].contains(UInt8(ascii: "@"))
                hasClock = hasClock || Block.clock(lines[at])
                at += 1
            }
        }

        func isConvincing(after separator: Bool) -> Bool {
            guard labels.contains(.from) || labels.contains(.subject) && labels.contains(.date) else {
                return false
            }
            if labels.count >= 3 { return labels.contains(.subject) || hasAddress || separator }
            return labels.count == 2 && (separator || hasAddress && hasClock)
        }

        private static func clock(_ line: Bytes) -> Bool {
            for at in line.indices where line[at] == UInt8(ascii: ":") {
                if at > line.startIndex, line[at - 1].isASCIIDigit, at + 1 < line.endIndex,
                    line[at + 1].isASCIIDigit
                {
                    return true
                }
            }
            return false
        }
    }

    /// Whether a line without a label belongs to the field above it: that
    /// one was full, or this one is indented or an address.
    private static func continues(_ line: Bytes, after previous: Bytes) -> Bool {
        if line.first?.isBlank ?? false { return true }
        let bare = line.trimmedOfBlanks
        if bare.first == UInt8(ascii: "<"), bare.contains(UInt8(ascii: "@")) { return true }
        return previous.count > 60 || previous.trimmedOfBlanks.last == UInt8(ascii: ",")
            || previous.trimmedOfBlanks.last == UInt8(ascii: ";")
    }

    /// The kind of field a line begins with: `*Von:* …`, `De : …`.
    private static func label(_ line: Bytes) -> Label? {
        var bare = line.trimmedOfBlanks
        while let first = bare.first, first == UInt8(ascii: "*") || first == UInt8(ascii: "_") {
            bare = bare.dropFirst()
        }
        let head = bare.prefix(40)
        var colon = head.firstIndex(of: UInt8(ascii: ":"))
        var width = 1
        if colon == nil || (head.firstIndex(of: Array("：".utf8)) ?? .max) < (colon ?? .max) {
            colon = head.firstIndex(of: Array("：".utf8))
            width = 3
        }
        guard let colon, colon > bare.startIndex, bare.count > colon - bare.startIndex + width - 1 else {
            return nil
        }
        let word = bare[..<colon].filter { $0 != UInt8(ascii: "*") && $0 != UInt8(ascii: "_") }[...]
            .trimmedOfBlanks
        guard word.count <= 32 else { return nil }
        return table[word.lowered]
    }

    private static let table: [String: Label] = {
        var table: [String: Label] = [:]
        for word in from { table[word] = .from }
        for word in date { table[word] = .date }
        for word in to { table[word] = .to }
        for word in cc { table[word] = .cc }
        for word in subject { table[word] = .subject }
        for word in other { table[word] = .other }
        return table
    }()

    private static let from = [
        "from", "von", "de", "van", "da", "fra", "från", "lähettäjä", "od", "nadawca", "feladó", "от",
        "от кого", "від", "кому от", "отправитель",
        "发件人", "寄件者", "寄件人", "差出人", "送信者", "보낸 사람", "보낸사람", "발신", "kimden", "gönderen", "από", "מאת", "من",
        "expéditeur", "expediteur", "absender",
        "mittente", "remitente", "remetente", "afzender", "odesílatel", "odosielateľ", "pošiljatelj",
        "expeditor", "de la", "saatja", "no", "nuo", "từ", "dari", "จาก",
        "from name", "subject: from", "af", "från:", "sender", "afsender", "avsändare", "avsender",
    ]
    private static let date = [
        "date", "sent", "gesendet", "datum", "envoyé", "envoyé le", "envoye", "enviado", "enviada",
        "enviado el", "enviada em", "enviado em", "fecha", "data", "inviato",
        "data invio", "verzonden", "dato", "sendt", "skickat", "lähetetty", "päivämäärä", "päiväys",
        "wysłano", "wysłane", "odesláno", "odoslané", "dátum", "elküldve",
        "дата", "отправлено", "послано", "надіслано", "发送时间", "发送日期", "日期", "寄件日期", "時間", "时间", "送信日時", "日時",
        "날짜", "보낸 날짜", "tarih", "gönderildi", "gönderme tarihi",
        "ημερομηνία", "στάλθηκε", "תאריך", "נשלח", "تاريخ", "التاريخ", "تم الإرسال", "sent at", "date sent",
        "sent on", "dată", "trimis", "poslano", "saadetud", "kuupäev", "ngày", "đã gửi", "tanggal", "dikirim",
        "date d'envoi", "data de envio", "gesendet am", "le", "wysłano dnia", "terminé", "when", "wann",
    ]
    private static let to = [
        "to", "an", "à", "a", "para", "aan", "til", "till", "vastaanottaja", "do", "komu", "címzett", "кому",
        "до", "收件人", "收件者", "宛先", "받는 사람", "받는사람", "수신", "kime", "alıcı",
        "προς", "אל", "إلى", "empfänger", "destinataire", "destinataires", "destinatario", "destinatários",
        "adresat", "pro", "příjemce", "za", "către", "catre", "prima", "kam", "kellele", "đến", "kepada",
        "ถึง",
    ]
    private static let cc = [
        "cc", "kopie", "copie", "copia", "kopi", "kopia", "dw", "udw", "kopio", "копия", "копія", "抄送", "副本",
        "참조", "bilgi", "κοιν", "עותק", "نسخة", "bcc", "cci", "cco", "ccn", "másolat", "kópia",
        "copie à", "copie a", "kopie (cc)", "с копия", "cópia",
    ]
    private static let subject = [
        "subject", "betreff", "objet", "asunto", "assunto", "oggetto", "onderwerp", "emne", "ämne", "aihe",
        "otsikko", "temat", "předmět", "predmet", "tárgy", "тема", "тема письма", "主题", "主旨", "主題", "件名",
        "제목", "konu",
        "θέμα", "נושא", "الموضوع", "موضوع", "zadeva", "subiect", "subiectul", "teema", "temats", "tema",
        "chủ đề", "tiêu đề", "subjek", "perihal", "เรื่อง", "sujet", "re", "относно",
    ]
    private static let other = [
        "reply-to", "reply to", "antwort an", "répondre à", "responder a", "rispondi a", "antwoord aan",
        "svar til", "svara till", "attachments", "attachment", "anlagen", "anhang", "pièces jointes",
        "pièce jointe", "adjuntos",
        "anexos", "allegati", "bijlagen", "bijlage", "vedhæftede filer", "bilagor", "liitteet", "załączniki",
        "přílohy", "prílohy", "mellékletek", "вложения", "附件", "添付ファイル", "첨부 파일",
        "importance", "wichtigkeit", "priorität", "priority", "importancia", "importância", "importanza",
        "urgentie", "organization", "organisation", "message-id", "resent-from", "resent-to", "mailed-by",
        "signed-by",
        "when", "where", "required attendees", "categories", "sensitivity", "list-id", "mailing list",
        "ticket",
    ]
}
