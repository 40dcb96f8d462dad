/// Lines that say who wrote the quoted words, and when: "On Monday, Eva
/// <eva@example.org> wrote:".
///
/// Judged by signs that hold in any language: a verb of writing from a list,
/// a date or a clock time, an address, a colon at the end. Mail programs
/// break the line; up to four are read together.
enum Attribution {
    /// Turns the lines that say who wrote into markers.
    static func mark(_ lines: [Bytes], _ kinds: inout [ReplyLine]) {
        for end in lines.indices {
            guard kinds[end] == .text || kinds[end] == .quote && isTail(lines[end]), mayEnd(lines[end]) else { continue }
            if let start = start(lines, kinds, end: end) {
                for index in start...end { kinds[index] = .marker }
            }
        }
    }

    /// `>:` and `> wrote:`, the broken end of such a line.
    private static func isTail(_ line: Bytes) -> Bool {
        line.count < 30 && line.trimmedOfBlanks.first == UInt8(ascii: ">") && line.trimmedOfBlanks.last == UInt8(ascii: ":")
            && !line.dropFirst().contains(UInt8(ascii: ">"))
    }

    /// The first line of the shortest stretch up to `end` that says who
    /// wrote; one that begins like it if there is any.
    private static func start(_ lines: [Bytes], _ kinds: [ReplyLine], end: Int) -> Int? {
        var text = ""
        var shortest: Int?
        for index in stride(from: end, through: max(0, end - 3), by: -1) {
            guard index == end || kinds[index] == .text, lines[index].count < 400 else { break }
            let line = lines[index].trimmedOfBlanks.lowered
            text = text.isEmpty ? line : line + " " + text
            guard text.utf8.count < 600 else { break }
            guard matches(text, needsEnd: true) else { continue }
            if begins(line) { return index }
            if shortest == nil { shortest = index }
        }
        return shortest
    }

    /// Cheap look at the last byte: a colon, the end of a verb, a dash.
    private static func mayEnd(_ line: Bytes) -> Bool {
        let bare = line.trimmedOfBlanks
        guard let last = bare.last, bare.count < 400 else { return false }
        if last == UInt8(ascii: ":") || last == UInt8(ascii: "*") || last == UInt8(ascii: "_") { return true }
        if isDated(bare) { return true }
        // A full-width colon, or a verb in letters beyond ASCII.
        if bare.suffix(3).elementsEqual(Array("：".utf8)) { return true }
        let text = bare.suffix(40).lowered
        return bareVerbs.contains(where: text.hasSuffix)
    }

    /// Gmail's `2016-03-03 17:21 GMT+01:00 Eva Example <eva@example.org>:`.
    private static func isDated(_ line: Bytes) -> Bool {
        guard line.count > 20, line.count < 160, let first = line.first, first.isASCIIDigit else { return false }
        let head = Array(line.prefix(20))
        return head[4] == UInt8(ascii: "-") && head[7] == UInt8(ascii: "-") && head[13] == UInt8(ascii: ":")
            && line.firstIndex(of: Array(" GMT".utf8)) != nil
    }

    /// - Parameter text: in lower case.
    static func matches(_ text: String, needsEnd: Bool) -> Bool {
        let bytes = Array(text.utf8)[...]
        if isDated(Array(text.uppercased().utf8)[...]) { return true }
        var body = bytes
        while let last = body.last, [UInt8]("*_ ".utf8).contains(last) { body = body.dropLast() }
        let hasColon = body.last == UInt8(ascii: ":") || body.suffix(3).elementsEqual(Array("：".utf8))
        if hasColon { body = body.last == UInt8(ascii: ":") ? body.dropLast() : body.dropLast(3) }
        body = body.trimmedOfBlanks
        let hasAddress = hasAddress(body)
        let hasTime = hasTime(body)
        let hasDate = hasTime || hasYear(body)
        let sentence = String(decoding: body, as: UTF8.self)
        if verbs.contains(where: { endsWithWord(sentence, $0) }) {
            return hasDate || hasAddress
        }
        guard hasColon || !needsEnd else { return false }
        if containsVerb(sentence) { return hasAddress && (hasDate || hasColon) || hasTime }
        return hasColon && hasAddress && hasTime
    }

    private static func endsWithWord(_ text: String, _ word: String) -> Bool {
        guard text.hasSuffix(word) else { return false }
        let before = text.utf8.dropLast(word.utf8.count).last
        return before.map { !$0.isASCIILetter } ?? false
    }

    private static func containsVerb(_ text: String) -> Bool {
        let padded = " " + text + " "
        return innerVerbs.contains(where: padded.contains)
    }

    /// Whether a line begins as such lines do: with a date, a weekday or a
    /// preposition before one.
    private static func begins(_ line: String) -> Bool {
        guard let first = line.utf8.first else { return false }
        let bytes = Array(line.utf8)[...]
        if first.isASCIIDigit || first == UInt8(ascii: "-") { return hasTime(bytes) || hasYear(bytes) }
        let hasDigit = bytes.contains(where: \.isASCIIDigit)
        return hasDigit && openings.contains(where: line.hasPrefix)
    }

    private static func hasAddress(_ bytes: Bytes) -> Bool {
        guard let at = bytes.firstIndex(of: UInt8(ascii: "@")) else {
            return bytes.firstIndex(of: Array("[mailto:".utf8)) != nil
        }
        return at > bytes.startIndex && at + 1 < bytes.endIndex && !bytes[at + 1].isWhite && !bytes[at - 1].isWhite
    }

    /// `17:05`, `17.05`, `17h05`: one or two digits, a sign, two digits.
    private static func hasTime(_ bytes: Bytes) -> Bool {
        for sign in bytes.indices.dropFirst().dropLast(2) {
            guard bytes[sign] == UInt8(ascii: ":") || bytes[sign] == UInt8(ascii: ".") || bytes[sign] == UInt8(ascii: "h"),
                bytes[sign - 1].isASCIIDigit, bytes[sign + 1].isASCIIDigit, bytes[sign + 2].isASCIIDigit
            else { continue }
            let tooLongBefore = sign - 3 >= bytes.startIndex && bytes[sign - 2].isASCIIDigit && bytes[sign - 3].isASCIIDigit
            let tooLongAfter = sign + 3 < bytes.endIndex && bytes[sign + 3].isASCIIDigit
            if !tooLongBefore, !tooLongAfter { return true }
        }
        return false
    }

    /// A year from 1900 to 2099, or a date in numbers such as `01/03/11`.
    private static func hasYear(_ bytes: Bytes) -> Bool {
        var groups = 0
        for run in bytes.split(whereSeparator: { !$0.isASCIIDigit }) {
            if run.count == 4, run.starts(with: [0x31, 0x39]) || run.starts(with: [0x32, 0x30]) { return true }
            let before = run.startIndex > bytes.startIndex ? bytes[run.startIndex - 1] : 0x20
            let isJoined = before == UInt8(ascii: "/") || before == UInt8(ascii: ".") || before == UInt8(ascii: "-")
            groups = run.count <= 2 ? (isJoined ? groups + 1 : 1) : 0
            if groups >= 3 { return true }
        }
        return false
    }

    /// Verbs that end such a line, before its colon.
    private static let verbs = [
        "wrote", "writes", "said", "has written", "schrieb", "schrieb folgendes", "geschrieben", "schreibt", "hat geschrieben",
        "schreef", "schreef het volgende", "geschreven", "het volgende geschreven", "a écrit", "écrit", "a ecrit", "a écrit ce qui suit",
        "escribió", "escribio", "ha escrito", "va escriure", "ha scritto", "scrive", "scrisse", "escreveu", "napisał", "napisała",
        "napisał(a)", "napisala", "napisał/a", "pisze", "skrev", "skrev følgende", "skrev följande", "skreiv", "kirjoitti", "írta",
        "a következőt írta", "ezt írta", "написал", "написала", "написал(а)", "написал(-а)", "пишет", "писал", "писал(а)", "написав", "написав(ла)", "пише",
        "написа", "yazdı", "şunu yazdı", "şunları yazdı", "napsal", "napsala", "napsal(a)", "napísal", "napísala", "napísal(a)", "píše",
        "je napisao", "je napisala", "je napisao/la", "je napisao/napisala", "napisao je", "je napisal", "je napisal/a", "a scris", "scrie", "έγραψε", "đã viết", "viết",
        "menulis", "เขียนว่า", "เขียน", "rašė", "kirjutas", "rakstīja", "写道", "寫道", "写到", "のメール", "書きました", "wrote ----", "작성", "님이 작성", "썼습니다",
        "작성했습니다", "כתב", "כתבה", "כתב/ה", "כתב‎", "מאת", "كتب", "كتبت", "نوشت", "skribis", "skrifaði", "shkroi", "idatzi du", "escribiu",
    ]

    /// Those whose last letter is not a colon when the colon is left out.
    private static let bareVerbs = ["wrote", "wrote ----", "写道", "寫道", "написал", "a écrit", "schrieb", "ha scritto", "escribió", "wrote ---"]

    /// Verbs in the middle, before the name.
    private static let innerVerbs = [
        " wrote ", " writes ", " schrieb ", " schreef ", " skrev ", " skrev:", " написал ", " написала ", " пишет ", " írta", " kirjoitti ", " napisał ", " napisał(a) ",
        " napisala ", " napsal ", " escribió ", " a écrit ", " ha scritto ", " escreveu ", " yazdı ", " 写道", " 寫道", " написав ", " píše ", " a scris ", " έγραψε ",
        " geschrieben ", " geschreven ",
    ]

    /// Beginnings, in lower case.
    private static let openings = [
        "on ", "at ", "le ", "am ", "el ", "il ", "op ", "em ", "den ", "dnia ", "w dniu ", "dne ", "dňa ", "в ", "во ", "на ", "от ",
        "på ", "ons", "tors", "fre", "lör", "sön", "mån", "tis", "in data ", "il giorno ", "mon", "tue", "wed", "thu", "fri", "sat", "sun",
        "mo", "di", "mi", "do", "fr", "sa", "so", "ma ", "ti ", "ke ", "to ", "pe ", "la ", "su ", "pon", "wt", "śr", "czw", "pt", "sob", "nd",
        "lun", "mar", "mer", "jeu", "ven", "sam", "dim", "jue", "vie", "sáb", "dom", "seg", "ter", "qua", "qui", "sex", "gio", "пн", "вт", "ср", "чт",
        "пт", "сб", "вс", "понед", "вторник", "среда", "четверг", "пятница", "суббота", "воскрес", "quote", "vào ", "pada ", "στις ", "on:", "a(z)", "於 ",
        "在 ", "在", "於", "u ", "dana ", "le:", "στις", "ב", "في", "tarihinde", "kl", "jan", "feb", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
}
