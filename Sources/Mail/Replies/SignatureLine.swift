/// Lines that begin a signature or are one.
enum SignatureLine {
    /// `-- ` of RFC 3676 §4.3, with or without its space.
    static func isStandard(_ line: Bytes) -> Bool {
        let bare = line.trimmedOfBlanks
        return bare.elementsEqual([0x2D, 0x2D]) || bare.elementsEqual(Array("—".utf8))
            || bare.elementsEqual(Array("–".utf8))
    }

    /// A line of nothing but dashes, underscores, equals signs, stars, …
    static func isDelimiter(_ line: Bytes) -> Bool {
        if isStandard(line) { return true }
        guard line.count >= 3 || line.elementsEqual([0x5F, 0x5F]), line.count < 200 else { return false }
        guard let first = line.first else { return false }
        if [UInt8]("-_=+~#*".utf8).contains(first) {
            return line.allSatisfy { [UInt8]("-_=+~#* ".utf8).contains($0) }
        }
        guard first == 0xE2 else { return false }
        let text = String(decoding: line, as: UTF8.self)
        return text.unicodeScalars.allSatisfy { "—–―─━═‐‑ ".unicodeScalars.contains($0) }
    }

    /// What a telephone or mail program writes below a message.
    static func isPhone(_ line: Bytes) -> Bool {
        guard line.count >= 8, line.count < 260 else { return false }
        // Cheap looks before the text is cleaned of its links.
        let bare = line.drop { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "[") }
        let begins = phrases.begins(bare)
        guard begins || endings.ends(bare.dropLast(bare.last == UInt8(ascii: ".") ? 1 : 0)) else {
            return false
        }
        let text = withoutLinks(bare)
        guard text.count < 110, text.firstIndex(of: [0x2C, 0x20]) == nil else { return false }
        return begins ? !isSentence(text) : devices.occurs(in: text)
    }

    /// Several clauses, or an end that a label does not have after words
    /// that are no device.
    private static func isSentence(_ text: Bytes) -> Bool {
        let words = text.split(separator: 0x20).count
        if devices.occurs(in: text) { return words > 14 }
        return text.last == UInt8(ascii: ".") || text.last == UInt8(ascii: "?") || words > 8
    }

    /// The words of a line without what stands in angle or square brackets,
    /// and without addresses of pages.
    private static func withoutLinks(_ line: Bytes) -> Bytes {
        var output: [UInt8] = []
        var depth = 0
        for byte in line {
            switch byte {
            case UInt8(ascii: "<"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: ">"), UInt8(ascii: "]"): depth = max(0, depth - 1)
            case UInt8(ascii: "*"), UInt8(ascii: "_"): break
            default: if depth == 0 { output.append(byte) }
            }
        }
        let words = output.split(separator: 0x20).filter {
            !$0.startsIgnoringCase("http") && !$0.startsIgnoringCase("(http")
        }
        return Array(words.joined(separator: [0x20]))[...].trimmedOfBlanks
    }

    private static let phrases = PhraseSet([
        "sent from", "sent via", "sent with", "sent using", "sent by", "sent through", "send from my",
        "get outlook for",
        "download outlook for", "get bluemail for", "get typeapp", "from my iphone", "from my ipad",
        "typed on", "written on my",
        "von meinem", "gesendet von", "gesendet mit", "gesendet über", "versendet mit", "gesendet aus",
        "verschickt von",
        "outlook für ", "diese nachricht wurde von meinem", "diese mail wurde mit", "mail für windows",
        "envoyé de", "envoyé depuis", "envoyé à partir", "envoyé avec", "envoyé par", "télécharger outlook",
        "obtenir outlook",
        "obtenez outlook", "provenance :", "enviado desde", "enviado do", "enviado de", "enviado a partir",
        "enviado con",
        "enviado con", "enviado com", "enviado via", "enviado por", "enviado mediante", "obtener outlook",
        "obter o outlook", "obtenga outlook",
        "inviato da", "inviato dal", "inviato con", "inviato tramite", "scarica outlook", "ottieni outlook",
        "verstuurd vanaf", "verzonden vanaf", "verzonden met", "verzonden via", "verstuurd via",
        "outlook voor", "verstuurd met",
        "sendt fra", "sendt med", "sendt via", "hent outlook", "hämta outlook", "skickat från",
        "skickades från", "skickat med",
        "lähetetty", "hanki outlook", "wysłane z", "wysłano z", "wysłane za pomocą", "pobierz outlook",
        "odesláno z", "odesláno přes", "odoslané z", "poslané z", "poslano s", "poslano iz", "poslano sa",
        "poslato sa",
        "trimis de pe", "trimis din", "elküldve", "küldve", "az iphone-omról", "отправлено с",
        "отправлено из", "отправлено через",
        "надіслано з", "изпратено от", "изпратено с", "στάλθηκε από", "αποστολή από", "εστάλη από",
        "发自我的", "发自", "從我的", "从我的", "寄自", "來自我的", "נשלח מ", "أرسلت من", "أُرسل من", "مرسل من",
        "đã gửi từ", "gửi từ", "dikirim dari", "saadetud", "išsiųsta iš", "nosūtīts no", "my iphone",
        "poslané z",
    ])

    private static let endings = PhraseSet([
        "gesendet", "geschickt", "gönderildi", "gönderilmiştir", "送信", "发送", "發送", "发出", "보냄",
        "küldve", "küldtem", "verstuurd", "verzonden", "'dan gönderildi", "에서 보냄", "から送信", "から送信しました",
    ])

    private static let devices = PhraseSet([
        "iphone", "ipad", "ipod", "android", "blackberry", "samsung", "galaxy", "huawei", "xiaomi", "nokia",
        "oneplus", "sony", "htc",
        "pixel", "smartphone", "smart phone", "mobile", "mobil", "handy", "telefon", "téléphone", "teléfono",
        "telefono", "telefone",
        "móvil", "celular", "tablet", "outlook", "gmail", "yahoo", "windows", "mailbox", "k-9", "proton",
        "bluemail", "typeapp",
        "aol", "gmx", "web.de", "t-online", "telekom", "orange", "mail.ru", "yandex", "puhelim", "device",
        "gerät", "phone",
        "телефон", "手机", "携帯", "apple", "app", "email", "e-mail", "mail",
    ])
}
