/// A translated sentence, cut at its places for values.
struct Template: Sendable, Hashable {
    /// The texts between the places; one more than there are places.
    private let texts: [String]
    /// Which value goes into each place.
    private let places: [Int]

    /// Reads `{0}`, `{1}`…, `{{` and `}}`. Any other brace is text: what a
    /// translator mistyped is shown, not lost.
    init(_ text: String) {
        var texts: [String] = []
        var places: [Int] = []
        var current: [UInt8] = []
        Self.scan(text.utf8) { part in
            switch part {
            case .byte(let byte):
                current.append(byte)
            case .place(let index):
                texts.append(String(decoding: current, as: UTF8.self))
                places.append(index)
                current = []
            }
        }
        texts.append(String(decoding: current, as: UTF8.self))
        self.texts = texts
        self.places = places
    }

    /// The sentence with its values. A place without a value stays visible.
    func filled(with arguments: [String]) -> String {
        guard !places.isEmpty else { return texts[0] }
        var sentence = texts[0]
        for (position, index) in places.enumerated() {
            sentence += index < arguments.count ? arguments[index] : "{\(index)}"
            sentence += texts[position + 1]
        }
        return sentence
    }

    /// Which values a sentence names.
    static func places(in text: String) -> Set<Int> {
        Set(Template(text).places)
    }

    /// Fills a sentence that is used once.
    static func fill(_ text: String, with arguments: [String]) -> String {
        let isBrace: (UInt8) -> Bool = { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }
        guard text.utf8.contains(where: isBrace) else { return text }
        var sentence: [UInt8] = []
        sentence.reserveCapacity(arguments.reduce(text.utf8.count) { $0 + $1.utf8.count })
        scan(text.utf8) { part in
            switch part {
            case .byte(let byte): sentence.append(byte)
            case .place(let index) where index < arguments.count:
                sentence.append(contentsOf: arguments[index].utf8)
            case .place(let index): sentence.append(contentsOf: "{\(index)}".utf8)
            }
        }
        return String(decoding: sentence, as: UTF8.self)
    }

    private enum Part {
        case byte(UInt8)
        case place(Int)
    }

    private static func scan(_ text: String.UTF8View, _ take: (Part) -> Void) {
        let open = UInt8(ascii: "{")
        let close = UInt8(ascii: "}")
        var index = text.startIndex
        while index < text.endIndex {
            let byte = text[index]
            let next = text.index(after: index)
            if byte == open, let (place, end) = place(in: text, from: next) {
                take(.place(place))
                index = end
            } else {
                take(.byte(byte))
                let isDoubled = (byte == open || byte == close) && next < text.endIndex && text[next] == byte
                index = isDoubled ? text.index(after: next) : next
            }
        }
    }

    /// The number before a closing brace: at most two digits.
    private static func place(
        in text: String.UTF8View, from start: String.Index
    ) -> (place: Int, end: String.Index)? {
        var index = start
        var place = 0
        var digits = 0
        while index < text.endIndex, digits < 3 {
            let byte = text[index]
            index = text.index(after: index)
            if byte == UInt8(ascii: "}") { return digits > 0 ? (place, index) : nil }
            guard case 0x30...0x39 = byte else { return nil }
            place = place * 10 + Int(byte - 0x30)
            digits += 1
        }
        return nil
    }
}
