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
            guard kinds[end] == .text || kinds[end] == .quote && isTail(lines[end]), mayEnd(lines[end]) else {
                continue
            }
            if let start = start(lines, kinds, end: end) {
                for index in start...end { kinds[index] = .marker }
            }
        }
    }

    /// `>:` and `> wrote:`, the broken end of such a line.
    private static func isTail(_ line: Bytes) -> Bool {
        line.count < 30 && line.trimmedOfBlanks.first == UInt8(ascii: ">")
            && line.trimmedOfBlanks.last == UInt8(ascii: ":")
            && !line.dropFirst().contains(UInt8(ascii: ">"))
    }

    /// The first line of the shortest stretch up to `end` that says who
    /// wrote; one that begins like it if there is any.
    private static func start(_ lines: [Bytes], _ kinds: [ReplyLine], end: Int) -> Int? {
        var text: [UInt8] = []
        var shortest: Int?
        for index in stride(from: end, through: max(0, end - 3), by: -1) {
            guard index == end || kinds[index] == .text, lines[index].count < 400 else { break }
            let line = lines[index].trimmedOfBlanks
            text = text.isEmpty ? Array(line) : line + [0x20] + text
            guard text.count < 600 else { break }
            guard matches(text[...], needsEnd: true) else { continue }
            if begins(line) { return index }
            if shortest == nil { shortest = index }
        }
        return shortest
    }

    /// Cheap look at the end: a colon, or a verb that stands without one.
    private static func mayEnd(_ line: Bytes) -> Bool {
        var bare = line.trimmedOfBlanks
        guard bare.count < 400 else { return false }
        while let last = bare.last, last == UInt8(ascii: "*") || last == UInt8(ascii: "_") {
            bare = bare.dropLast()
        }
        guard let last = bare.last else { return false }
        return last == UInt8(ascii: ":") || bare.suffix(3).elementsEqual(fullWidthColon)
            || bareVerbs.ends(bare) || isDated(bare)
    }

    private static let fullWidthColon = Array("：".utf8)
    private static let zone = Array(" GMT".utf8)

    /// Gmail's `2016-03-03 17:21 GMT+01:00 Eva Example <eva@example.org>:`.
    private static func isDated(_ line: Bytes) -> Bool {
        guard line.count > 20, line.count < 160, let first = line.first, first.isASCIIDigit else {
            return false
        }
        let start = line.startIndex
        return line[start + 4] == UInt8(ascii: "-") && line[start + 7] == UInt8(ascii: "-")
            && line[start + 13] == UInt8(ascii: ":") && line.firstIndex(of: zone) != nil
    }

    /// Whether words say who wrote.
    ///
    /// - Parameter needsEnd: whether a colon must end them.
    static func matches(_ text: Bytes, needsEnd: Bool) -> Bool {
        if isDated(text) { return true }
        var body = text
        while let last = body.last, last == UInt8(ascii: "*") || last == UInt8(ascii: "_") || last == 0x20 {
            body = body.dropLast()
        }
        var hasColon = false
        if body.last == UInt8(ascii: ":") {
            body = body.dropLast()
            hasColon = true
        } else if body.suffix(3).elementsEqual(fullWidthColon) {
            body = body.dropLast(3)
            hasColon = true
        }
        body = body.trimmedOfBlanks
        let hasAddress = hasAddress(body)
        let hasTime = hasTime(body)
        let hasDate = hasTime || hasYear(body)
        guard hasDate || hasAddress else { return false }
        if endsInVerb(body) { return true }
        guard hasColon || !needsEnd else { return false }
        if innerVerbs.occurs(in: [0x20] + body + [0x20]) {
            return hasAddress && (hasDate || hasColon) || hasTime
        }
        return hasColon && hasAddress && hasTime
    }

    /// A verb as a word of its own, not the end of a longer one.
    private static func endsInVerb(_ text: Bytes) -> Bool {
        verbs.ends([0x20] + text)
    }

    /// Whether a line begins as such lines do: with a date, a weekday or a
    /// preposition before one.
    private static func begins(_ line: Bytes) -> Bool {
        guard let first = line.first else { return false }
        if first.isASCIIDigit || first == UInt8(ascii: "-") { return hasTime(line) || hasYear(line) }
        return line.contains(where: \.isASCIIDigit) && openings.begins(line)
    }

    private static func hasAddress(_ bytes: Bytes) -> Bool {
        guard let at = bytes.firstIndex(of: UInt8(ascii: "@")) else {
            return bytes.firstIndex(of: Array("[mailto:".utf8)) != nil
        }
        return at > bytes.startIndex && at + 1 < bytes.endIndex && !bytes[at + 1].isWhite
            && !bytes[at - 1].isWhite
    }

    /// `17:05`, `17.05`, `17h05`: one or two digits, a sign, two digits.
    private static func hasTime(_ bytes: Bytes) -> Bool {
        for sign in bytes.indices.dropFirst().dropLast(2) {
            guard
                bytes[sign] == UInt8(ascii: ":") || bytes[sign] == UInt8(ascii: ".")
                    || bytes[sign] == UInt8(ascii: "h"),
                bytes[sign - 1].isASCIIDigit, bytes[sign + 1].isASCIIDigit, bytes[sign + 2].isASCIIDigit
            else { continue }
            let tooLongBefore =
                sign - 3 >= bytes.startIndex && bytes[sign - 2].isASCIIDigit && bytes[sign - 3].isASCIIDigit
            let tooLongAfter = sign + 3 < bytes.endIndex && bytes[sign + 3].isASCIIDigit
            if !tooLongBefore, !tooLongAfter { return true }
        }
        return false
    }

    /// A year from 1900 to 2099, or a date in numbers such as `01/03/11`.
    private static func hasYear(_ bytes: Bytes) -> Bool {
        var groups = 0
        for run in bytes.split(whereSeparator: { !$0.isASCIIDigit }) {
            if run.count == 4, run.starts(with: [0x31, 0x39]) || run.starts(with: [0x32, 0x30]) {
                return true
            }
            let before = run.startIndex > bytes.startIndex ? bytes[run.startIndex - 1] : 0x20
            let isJoined =
                before == UInt8(ascii: "/") || before == UInt8(ascii: ".") || before == UInt8(ascii: "-")
            groups = run.count <= 2 ? (isJoined ? groups + 1 : 1) : 0
            if groups >= 3 { return true }
        }
        return false
    }

    /// Verbs that end such a line, before its colon; with a blank before
    /// them where the script has blanks.
    private static let verbs = PhraseSet([
        " wrote", " writes", " said", " has written", " schrieb", " schrieb folgendes", " geschrieben",
        " schreibt", " hat geschrieben", " schreef", " schreef het volgende", " geschreven",
        " het volgende geschreven", " a écrit", " écrit", " a ecrit", " a écrit ce qui suit",
        " escribió", " escribio", " ha escrito", " va escriure", " ha scritto", " scrive", " scrisse",
        " escreveu", " napisał", " napisała", " napisał(a)", " napisala", " napisał/a", " pisze",
        " skrev", " skrev følgende", " skrev följande", " skreiv", " kirjoitti", " írta",
        " a következőt írta", " ezt írta", " написал", " написала", " написал(а)", " написал(-а)",
        " пишет", " писал", " писал(а)", " написав", " написав(ла)", " пише", " написа", " yazdı",
        " şunu yazdı", " şunları yazdı", " napsal", " napsala", " napsal(a)", " napísal", " napísala",
        " napísal(a)", " píše", " je napisao", " je napisala", " je napisao/la", " je napisao/napisala",
        " napisao je", " je napisal", " je napisal/a", " a scris", " scrie", " έγραψε", " đã viết",
        " viết", " menulis", " เขียนว่า", " เขียน", " rašė", " kirjutas", " rakstīja", "写道", "寫道", "写到",
        "のメール", "書きました", " wrote ----", "작성", "님이 작성", "썼습니다", "작성했습니다", " כתב", " כתבה", " כתב/ה",
        " כתב‎", " מאת", " كتب", " كتبت", " نوشت", " skribis", " skrifaði", " shkroi", " idatzi du",
        " escribiu",
    ])

    /// Those whose last letter is not a colon when the colon is left out.
    private static let bareVerbs = PhraseSet([
        "wrote", "wrote ----", "写道", "寫道", "написал", "a écrit", "schrieb", "ha scritto", "escribió",
        "wrote ---",
    ])

    /// Verbs in the middle, before the name.
    private static let innerVerbs = PhraseSet([
        " wrote ", " writes ", " schrieb ", " schreef ", " skrev ", " skrev:", " написал ", " написала ",
        " пишет ", " írta", " kirjoitti ", " napisał ", " napisał(a) ",
        " napisala ", " napsal ", " escribió ", " a écrit ", " ha scritto ", " escreveu ", " yazdı ", " 写道",
        " 寫道", " написав ", " píše ", " a scris ", " έγραψε ",
        " geschrieben ", " geschreven ",
    ])

    /// Beginnings, in lower case.
    private static let openings = PhraseSet([
        "on ", "at ", "le ", "am ", "el ", "il ", "op ", "em ", "den ", "dnia ", "w dniu ", "dne ", "dňa ",
        "в ", "во ", "на ", "от ",
        "på ", "ons", "tors", "fre", "lör", "sön", "mån", "tis", "in data ", "il giorno ", "mon", "tue",
        "wed", "thu", "fri", "sat", "sun",
        "mo", "di", "mi", "do", "fr", "sa", "so", "ma ", "ti ", "ke ", "to ", "pe ", "la ", "su ", "pon",
        "wt", "śr", "czw", "pt", "sob", "nd",
        "lun", "mar", "mer", "jeu", "ven", "sam", "dim", "jue", "vie", "sáb", "dom", "seg", "ter", "qua",
        "qui", "sex", "gio", "пн", "вт", "ср", "чт",
        "пт", "сб", "вс", "понед", "вторник", "среда", "четверг", "пятница", "суббота", "воскрес", "quote",
        "vào ", "pada ", "στις ", "on:", "a(z)", "於 ",
        "在 ", "在", "於", "u ", "dana ", "le:", "στις", "ב", "في", "tarihinde", "kl", "jan", "feb", "apr",
        "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ])
}
