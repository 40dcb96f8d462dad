/// Lines that part a message from the one below it: `-----Original
/// Message-----`, `Begin forwarded message:`, "please type above this line".
enum Separator {
    static func matches(_ line: Bytes) -> Bool {
        guard line.count < 200, let first = line.first else { return false }
        if first == UInt8(ascii: "-") || first == UInt8(ascii: "_") || first == UInt8(ascii: "=")
            || first == UInt8(ascii: "*")
        {
            if isFramed(line) { return true }
        }
        guard let last = line.last else { return false }
        if last == UInt8(ascii: ":"), line.count < 80 {
            if openings.begins(line) { return true }
        }
        return line.count < 140 && saysAbove(line)
    }

    /// Words between runs of the same sign, that speak of a message or say
    /// who wrote.
    private static func isFramed(_ line: Bytes) -> Bool {
        guard let sign = line.first else { return false }
        let head = line.prefix { $0 == sign }.count
        guard head >= 2, head < line.count else { return false }
        let tail = line.reversed().prefix { $0 == sign }.count
        guard tail >= 2 || head >= 4 else { return false }
        let inner = line.dropFirst(head).dropLast(tail)
        let words = inner.trimmedOfBlanks
        guard !words.isEmpty, words.count < 160 else { return false }
        if messageWords.occurs(in: words) { return words.count < 80 }
        return tail >= 2 && Attribution.matches(words, needsEnd: false)
    }

    private static func saysAbove(_ line: Bytes) -> Bool {
        guard line.count > 15 else { return false }
        return aboveWords.occurs(in: line) && !line.contains(UInt8(ascii: "?"))
    }

    /// Words that stand between dashes, in the languages of mail programs.
    private static let messageWords = PhraseSet([
        "original message", "original appointment", "forwarded message", "forwarded by", "reply message",
        "message original",
        "message d'origine", "message d’origine", "message transféré", "message transfere",
        "message précédent",
        "ursprüngliche nachricht", "urspruengliche nachricht", "originalnachricht", "original-nachricht",
        "originaltermin",
        "weitergeleitete nachricht", "ursprüngliche mail", "mensaje original", "mensaje reenviado",
        "mensagem original",
        "mensagem encaminhada", "mensagem anterior", "messaggio originale", "messaggio inoltrato",
        "messaggio originario",
        "oorspronkelijk bericht", "origineel bericht", "doorgestuurd bericht", "oprindelig meddelelse",
        "oprindelig besked",
        "videresendt", "opprinnelig melding", "ursprungligt meddelande", "originalmeddelande",
        "vidarebefordrat",
        "alkuperäinen viesti", "välitetty viesti", "wiadomość oryginalna", "oryginalna wiadomość",
        "wiadomość przekazana",
        "původní zpráva", "přeposlaná zpráva", "pôvodná správa", "preposlaná správa", "eredeti üzenet",
        "továbbított",
        "mesaj original", "mesajul original", "mesaj redirecționat", "исходное сообщение",
        "пересылаемое сообщение",
        "пересланное сообщение", "оригинальное сообщение", "конец пересылаемого", "початкове повідомлення",
        "оригінальне повідомлення",
        "оригинално съобщение", "препратено съобщение", "izvorna poruka", "originalna poruka",
        "izvirno sporočilo",
        "αρχικό μήνυμα", "προωθημένο μήνυμα", "orijinal mesaj", "özgün ileti", "iletilen ileti", "原始邮件",
        "原始郵件",
        "转发邮件", "轉寄郵件", "原始信件", "转发的邮件", "元のメッセージ", "転送メッセージ", "원본 메시지", "원본 메일", "전달된 메시지",
        "הודעה מקורית", "הודעה שהועברה", "الرسالة الأصلية", "رسالة معاد توجيهها", "tin nhắn gốc", "thư gốc",
        "pesan asli",
        "pesan terusan", "ข้อความต้นฉบับ", "algne kiri", "algne sõnum", "sākotnējais ziņojums",
        "pradinis laiškas",
    ])

    /// Lines that end in a colon and begin like this.
    private static let openings = PhraseSet([
        "begin forwarded message", "anfang der weitergeleiteten", "début du message réexpédié",
        "début du message transféré",
        "inicio del mensaje reenviado", "inizio messaggio inoltrato", "início da mensagem reencaminhada",
        "início da mensagem encaminhada", "begin doorgestuurd bericht", "vidarebefordrat brev",
        "start på videresendt",
        "videresendt besked", "videresendt melding", "välitetty viesti alkaa",
        "początek przekazanej wiadomości",
        "začátek přeposlané zprávy", "továbbított levél kezdete", "начало переадресованного сообщения",
        "начало пересылаемого сообщения", "下面是被转发的邮件", "以下は転送されたメッセージです", "전달된 메시지 시작",
        "original message", "ursprüngliche nachricht", "message d'origine", "mensaje original",
    ])

    private static let aboveWords = PhraseSet([
        "above this line", "over this line", "oberhalb dieser linie", "oberhalb dieser zeile",
        "über dieser linie",
        "über diese zeile", "au-dessus de cette ligne", "por encima de esta línea", "encima de esta línea",
        "acima desta linha", "sopra questa riga", "sopra questa linea", "boven deze lijn", "boven deze regel",
        "ovanför den här raden", "over denne linje", "powyżej tej linii", "выше этой линии",
        "выше этой строки",
    ])
}
