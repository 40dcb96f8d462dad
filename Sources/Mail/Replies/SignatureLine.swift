/// Lines that begin a signature or are one.
enum SignatureLine {
    /// `-- ` of RFC 3676 §4.3, with or without its space.
    static func isStandard(_ line: Bytes) -> Bool {
        let bare = line.trimmedOfBlanks
        return bare.elementsEqual([0x2D, 0x2D]) || bare.elementsEqual(Array("—".utf8)) || bare.elementsEqual(Array("–".utf8))
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
        let text = withoutAddresses(line.lowered)
        guard text.utf8.count < 110, !text.contains(", ") || text.hasPrefix("*") else { return false }
        if phrases.contains(where: text.hasPrefix) { return !isSentence(text) }
        if endings.contains(where: text.hasSuffix) { return devices.contains(where: text.contains) }
        return false
    }

    /// Several clauses, or an end that a label does not have after words
    /// that are no device.
    private static func isSentence(_ text: String) -> Bool {
        if devices.contains(where: text.contains) { return text.split(separator: " ").count > 14 }
        return text.hasSuffix(".") || text.hasSuffix("?") || text.split(separator: " ").count > 8
    }

    private static func withoutAddresses(_ text: String) -> String {
        var output = ""
        var depth = 0
        for character in text {
            if character == "<" || character == "[" && depth == 0 && text.hasPrefix("[") == false { depth += 1; continue }
            if character == ">" || character == "]" { depth = max(0, depth - 1); continue }
            if depth == 0, character != "*", character != "_" { output.append(character) }
        }
        return output.split(separator: " ").filter { !$0.hasPrefix("http") && !$0.hasPrefix("(http") }.joined(separator: " ")
    }

    private static let phrases = [
        "sent from", "sent via", "sent with", "sent using", "sent by", "sent through", "send from my", "get outlook for",
        "download outlook for", "get bluemail for", "get typeapp", "from my iphone", "from my ipad", "typed on", "written on my",
        "von meinem", "gesendet von", "gesendet mit", "gesendet über", "versendet mit", "gesendet aus", "verschickt von",
        "outlook für ", "diese nachricht wurde von meinem", "diese mail wurde mit", "mail für windows",
        "envoyé de", "envoyé depuis", "envoyé à partir", "envoyé avec", "envoyé par", "télécharger outlook", "obtenir outlook",
        "obtenez outlook", "provenance :", "enviado desde", "enviado do", "enviado de", "enviado a partir", "enviado con",
        "enviado con", "enviado com", "enviado via", "enviado por", "enviado mediante", "obtener outlook", "obter o outlook", "obtenga outlook",
        "inviato da", "inviato dal", "inviato con", "inviato tramite", "scarica outlook", "ottieni outlook",
        "verstuurd vanaf", "verzonden vanaf", "verzonden met", "verzonden via", "verstuurd via", "outlook voor", "verstuurd met",
        "sendt fra", "sendt med", "sendt via", "hent outlook", "hämta outlook", "skickat från", "skickades från", "skickat med",
        "lähetetty", "hanki outlook", "wysłane z", "wysłano z", "wysłane za pomocą", "pobierz outlook",
        "odesláno z", "odesláno přes", "odoslané z", "poslané z", "poslano s", "poslano iz", "poslano sa", "poslato sa",
        "trimis de pe", "trimis din", "elküldve", "küldve", "az iphone-omról", "отправлено с", "отправлено из", "отправлено через",
        "надіслано з", "изпратено от", "изпратено с", "στάλθηκε από", "αποστολή από", "εστάλη από",
        "发自我的", "发自", "從我的", "从我的", "寄自", "來自我的", "נשלח מ", "أرسلت من", "أُرسل من", "مرسل من",
        "đã gửi từ", "gửi từ", "dikirim dari", "saadetud", "išsiųsta iš", "nosūtīts no", "my iphone", "poslané z",
    ]

    private static let endings = [
        "gesendet", "gesendet.", "geschickt", "gönderildi", "gönderildi.", "gönderilmiştir", "送信", "发送", "發送", "发出", "보냄",
        "küldve", "küldtem", "verstuurd", "verzonden", "'dan gönderildi", "에서 보냄", "から送信", "から送信しました",
    ]

    private static let devices = [
        "iphone", "ipad", "ipod", "android", "blackberry", "samsung", "galaxy", "huawei", "xiaomi", "nokia", "oneplus", "sony", "htc",
        "pixel", "smartphone", "smart phone", "mobile", "mobil", "handy", "telefon", "téléphone", "teléfono", "telefono", "telefone",
        "móvil", "celular", "tablet", "outlook", "gmail", "yahoo", "windows", "mailbox", "k-9", "proton", "bluemail", "typeapp",
        "aol", "gmx", "web.de", "t-online", "telekom", "orange", "mail.ru", "yandex", "puhelim", "device", "gerät", "phone",
        "телефон", "手机", "携帯", "apple", "app", "email", "e-mail", "mail",
    ]
}
