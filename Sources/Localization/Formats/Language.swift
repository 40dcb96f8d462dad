/// A language people can read the product in: its sentences and the way it
/// writes dates and numbers.
public final class Language: Sendable {
    /// As BCP 47 writes it, for `<html lang>`: `de`, `en-US`.
    public let tag: String
    /// What it calls itself: `Deutsch`.
    public let name: String
    /// Whether it is written from right to left.
    public let isRightToLeft: Bool
    /// Its translations; `nil` for English, in which the product is written.
    public let catalogue: Catalogue?
    let formats: Formats

    /// English as the product writes it: `12 March`, `09:12`.
    public static let english = Language(tag: "en", catalogue: nil)
    /// English with American dates and times: `March 12`, `9:12 AM`.
    public static let americanEnglish = Language(tag: "en-US", catalogue: nil)

    /// A language with its translations.
    /// - Parameter tag: as BCP 47 writes it; one whose formats are not
    ///   known is written with English ones.
    public init(tag: String, catalogue: Catalogue?) {
        self.tag = LanguageTag.canonical(tag)
        self.catalogue = catalogue
        formats = Formats.formats(for: self.tag)
        name = Self.names[self.tag] ?? self.tag
        let subtag = self.tag.prefix { $0 != "-" }
        isRightToLeft = Self.rightToLeft.contains(String(subtag)) || self.tag.contains("-Arab")
    }

    /// `rtl` or `ltr`, for `<html dir>`.
    public var direction: String { isRightToLeft ? "rtl" : "ltr" }

    private static let rightToLeft: Set<String> = [
        "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "ug", "ur", "yi",
    ]

    private static let names = [
        "ar": "العربية", "bg": "Български", "ca": "Català", "cs": "Čeština", "da": "Dansk",
        "de": "Deutsch", "de-AT": "Deutsch (Österreich)", "de-CH": "Deutsch (Schweiz)",
        "el": "Ελληνικά", "en": "English", "en-US": "English (United States)", "es": "Español",
        "et": "Eesti", "eu": "Euskara", "fa": "فارسی", "fi": "Suomi", "fr": "Français",
        "ga": "Gaeilge", "gl": "Galego", "he": "עברית", "hi": "हिन्दी", "hr": "Hrvatski",
        "hu": "Magyar", "id": "Indonesia", "is": "Íslenska", "it": "Italiano", "ja": "日本語",
        "ko": "한국어", "lt": "Lietuvių", "lv": "Latviešu", "nb": "Norsk bokmål", "nl": "Nederlands",
        "nn": "Norsk nynorsk", "pl": "Polski", "pt": "Português", "pt-BR": "Português (Brasil)",
        "pt-PT": "Português (Portugal)", "ro": "Română", "ru": "Русский", "sk": "Slovenčina",
        "sl": "Slovenščina", "sr": "Српски", "sv": "Svenska", "th": "ไทย", "tr": "Türkçe",
        "uk": "Українська", "ur": "اردو", "vi": "Tiếng Việt", "zh": "中文",
        "zh-Hans": "中文（简体）", "zh-Hant": "中文（繁體）",
    ]
}
