/// The names that mail gives to charsets, and what the C library calls them.
///
/// Source: WHATWG Encoding (labels), IANA character sets, and what mail
/// programs write.
enum CharsetName {
    /// The name to convert by, or `nil` for a label that says nothing, such
    /// as `unknown-8bit`, or that nobody knows.
    static func canonical(_ label: String) -> String? {
        var key: [UInt8] = []
        for byte in label.utf8.prefix(64) {
            // RFC 2231 allows a language after `*`; quotes and semicolons are slips.
            if byte == UInt8(ascii: "*") || byte == UInt8(ascii: ";") { break }
            if byte.isASCIILetter || byte.isASCIIDigit { key.append(byte.asciiLowered) }
        }
        let word = String(decoding: key, as: UTF8.self)
        if let name = names[word] { return name }
        if silent.contains(word) || word.isEmpty { return nil }
        return generic(word)
    }

    private static func generic(_ word: String) -> String? {
        for (prefix, name) in [
            ("iso8859", "ISO-8859-"), ("8859", "ISO-8859-"), ("xiso8859", "ISO-8859-"),
            ("windows", "CP"), ("xwindows", "CP"), ("win", "CP"), ("cp", "CP"), ("xcp", "CP"), ("ibm", "CP"),
            ("dos", "CP"), ("msdos", "CP"), ("ansi", "CP"),
        ] where word.hasPrefix(prefix) {
            let digits = word.dropFirst(prefix.count).prefix { $0.isASCII && $0.isNumber }
            guard let number = Int(digits) else { continue }
            if name == "CP" { return codePage(number) }
            return number == 1
                ? "WINDOWS-1252" : number == 9 ? "CP1254" : number == 11 ? "CP874" : name + digits
        }
        return nil
    }

    /// The converter for a Windows or DOS code page.
    static func codePage(_ number: Int) -> String? {
        switch number {
        case 1252, 28591: "WINDOWS-1252"
        case 65001: "UTF-8"
        case 65000: "UTF-7"
        case 20127: "US-ASCII"
        case 1200: "UTF-16LE"
        case 1201: "UTF-16BE"
        case 932: "CP932"
        case 936, 20936, 54936: "GB18030"
        case 949, 51949: "CP949"
        case 950: "BIG5-HKSCS"
        case 50220, 50221, 50222: "ISO-2022-JP-3"
        case 51932: "EUC-JP-MS"
        case 20866: "KOI8-R"
        case 21866: "KOI8-U"
        case 28592...28606: "ISO-8859-\(number - 28590)"
        case 437, 737, 775, 850, 852, 855, 856, 857, 858, 860...866, 869, 874, 1250...1258: "CP\(number)"
        default: nil
        }
    }

    private static let silent: Set<String> = [
        "unknown", "unknown8bit", "xunknown", "8bit", "7bit", "binary", "default", "none", "null",
        "xuserdefined", "userdefined", "charset", "iso", "other", "undefined",
    ]

    private static let names: [String: String] = [
        "utf8": "UTF-8", "unicode11utf8": "UTF-8", "utf8mac": "UTF-8", "xutf8": "UTF-8", "cp65001": "UTF-8",
        "usascii": "US-ASCII", "ascii": "US-ASCII", "ansix341968": "US-ASCII", "646": "US-ASCII",
        "iso646us": "US-ASCII", "us": "US-ASCII", "usascii7bit": "US-ASCII", "asciius": "US-ASCII",
        "latin1": "WINDOWS-1252", "l1": "WINDOWS-1252", "iso88591": "WINDOWS-1252",
        "isolatin1": "WINDOWS-1252",
        "windows1252": "WINDOWS-1252", "cp1252": "WINDOWS-1252", "cp819": "WINDOWS-1252",
        "latin2": "ISO-8859-2", "latin5": "CP1254", "latin9": "ISO-8859-15", "latin0": "ISO-8859-15",
        "iso88598i": "ISO-8859-8", "iso88598e": "ISO-8859-8", "logical": "ISO-8859-8",
        "utf7": "UTF-7", "unicode11utf7": "UTF-7", "xunicode11utf7": "UTF-7",
        "utf16": "UTF-16", "utf16le": "UTF-16LE", "utf16be": "UTF-16BE", "ucs2": "UTF-16",
        "unicode": "UTF-16",
        "utf32": "UTF-32", "utf32le": "UTF-32LE", "utf32be": "UTF-32BE",
        "iso2022jp": "ISO-2022-JP-3", "csiso2022jp": "ISO-2022-JP-3", "iso2022jp1": "ISO-2022-JP-3",
        "iso2022jp2": "ISO-2022-JP-2", "iso2022jp3": "ISO-2022-JP-3", "iso2022jpms": "ISO-2022-JP-3",
        "cp50220": "ISO-2022-JP-3", "cp50221": "ISO-2022-JP-3", "jis": "ISO-2022-JP-3",
        "shiftjis": "CP932", "sjis": "CP932", "xsjis": "CP932", "mskanji": "CP932", "windows31j": "CP932",
        "csshiftjis": "CP932", "cswindows31j": "CP932", "ms932": "CP932", "xms932": "CP932",
        "eucjp": "EUC-JP-MS", "xeucjp": "EUC-JP-MS", "ujis": "EUC-JP-MS",
        "gb2312": "GB18030", "gb231280": "GB18030", "gbk": "GB18030", "xgbk": "GB18030", "gb18030": "GB18030",
        "euccn": "GB18030", "xeuccn": "GB18030", "chinese": "GB18030", "csgb2312": "GB18030",
        "hz": "HZ", "hzgb2312": "HZ", "iso2022cn": "ISO-2022-CN",
        "big5": "BIG5-HKSCS", "xbig5": "BIG5-HKSCS", "cnbig5": "BIG5-HKSCS", "big5hkscs": "BIG5-HKSCS",
        "csbig5": "BIG5-HKSCS", "euctw": "EUC-TW",
        "euckr": "CP949", "ksc56011987": "CP949", "ksc5601": "CP949", "ksc56011989": "CP949",
        "korean": "CP949",
        "uhc": "CP949", "cseuckr": "CP949", "isoir149": "CP949", "xwindows949": "CP949",
        "iso2022kr": "ISO-2022-KR",
        "koi8r": "KOI8-R", "koi8": "KOI8-R", "koi": "KOI8-R", "cskoi8r": "KOI8-R", "koi8u": "KOI8-U",
        "koi8ru": "KOI8-U", "tis620": "CP874", "iso885911": "CP874", "tcvn": "TCVN", "viscii": "VISCII",
        "macintosh": "MACINTOSH", "macroman": "MACINTOSH", "xmacroman": "MACINTOSH", "xmac": "MACINTOSH",
        "mac": "MACINTOSH", "xmaccyrillic": "MAC-CYRILLIC", "maccyrillic": "MAC-CYRILLIC",
        "xmacce": "MACCENTRALEUROPE", "maccentraleurope": "MACCENTRALEUROPE",
        "arabic": "ISO-8859-6", "greek": "ISO-8859-7", "hebrew": "ISO-8859-8", "cyrillic": "ISO-8859-5",
        "armscii8": "ARMSCII-8", "georgianps": "GEORGIAN-PS", "hproman8": "HP-ROMAN8",
    ]
}
