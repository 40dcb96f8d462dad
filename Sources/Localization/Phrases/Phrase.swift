/// A sentence in English with its values, ready to be translated.
///
/// The literal text is the key by which translators know it; each
/// interpolation becomes `{0}`, `{1}`… in it, and a brace that is meant as
/// such is doubled: the format that gettext calls `python-brace-format`. So
/// `"Waiting since \(day)"` has the key `Waiting since {0}`.
public struct Phrase: Sendable, Hashable {
    /// The sentence as translators know it: `Waiting since {0}`.
    public let key: String
    /// The values, in the order in which the English sentence names them.
    public let arguments: [String]
    /// What the sentence is about, where English has one word for two
    /// things (`Open`, the state and the command); gettext's `msgctxt`.
    public let context: String?

    /// A phrase from its parts; a literal makes one with less ado.
    public init(key: String, arguments: [String] = [], context: String? = nil) {
        self.key = key
        self.arguments = arguments
        self.context = context
    }

    /// A phrase that is told apart from the same words elsewhere.
    public init(_ phrase: Phrase, context: String) {
        self.init(key: phrase.key, arguments: phrase.arguments, context: context)
    }

    /// A phrase from a literal, where the compiler does not expect one.
    public init(_ phrase: Phrase) {
        self = phrase
    }

    /// The English sentence with its values.
    public var english: String {
        Template.fill(key, with: arguments)
    }
}

extension Phrase: CustomStringConvertible {
    public var description: String { english }
}

extension Phrase: ExpressibleByStringInterpolation {
    public init(stringLiteral text: String) {
        self.init(key: StringInterpolation.doublingBraces(text))
    }

    public init(stringInterpolation parts: StringInterpolation) {
        self.init(key: parts.key, arguments: parts.arguments)
    }

    /// Collects a key and its values from a literal.
    public struct StringInterpolation: StringInterpolationProtocol {
        var key = ""
        var arguments: [String] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            key.reserveCapacity(literalCapacity + interpolationCount * 3)
            arguments.reserveCapacity(interpolationCount)
        }

        public mutating func appendLiteral(_ literal: String) {
            key += Self.doublingBraces(literal)
        }

        /// A value in words, put into the sentence as it is.
        public mutating func appendInterpolation(_ value: String) {
            key += arguments.count < Self.places.count ? Self.places[arguments.count] : "{\(arguments.count)}"
            arguments.append(value)
        }

        private static let places = ["{0}", "{1}", "{2}", "{3}"]

        /// A value in words, put into the sentence as it is.
        @_disfavoredOverload
        public mutating func appendInterpolation(_ value: Substring) {
            appendInterpolation(String(value))
        }

        /// A whole number, plain: `1234`. For grouped digits interpolate
        /// `reader.number(_:)`.
        public mutating func appendInterpolation(_ value: some BinaryInteger) {
            appendInterpolation(String(value))
        }

        static func doublingBraces(_ text: String) -> String {
            guard text.utf8.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }) else {
                return text
            }
            return String(text.flatMap { $0 == "{" || $0 == "}" ? [$0, $0] : [$0] })
        }
    }
}
