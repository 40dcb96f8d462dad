extension HTML: ExpressibleByStringInterpolation {
    public init(stringLiteral text: String) {
        self.init(trusted: text)
    }

    public init(stringInterpolation: StringInterpolation) {
        self.init(trusted: stringInterpolation.bytes)
    }

    /// Collects the parts of a literal as bytes.
    public struct StringInterpolation: StringInterpolationProtocol {
        @usableFromInline var bytes: [UInt8] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + interpolationCount * 48)
        }

        /// Text of ours, as it stands.
        public mutating func appendLiteral(_ literal: String) {
            Escape.withBytes(of: literal) { bytes.append(contentsOf: $0) }
        }

        /// HTML, joined in.
        public mutating func appendInterpolation(_ html: HTML) {
            bytes.append(contentsOf: html.bytes)
        }

        /// HTML, joined in where there is any.
        public mutating func appendInterpolation(_ html: HTML?) {
            if let html { bytes.append(contentsOf: html.bytes) }
        }

        /// Pieces of HTML, joined in their order.
        public mutating func appendInterpolation(_ pieces: [HTML]) {
            bytes.reserveCapacity(bytes.count + pieces.reduce(0) { $0 + $1.bytes.count })
            for piece in pieces { bytes.append(contentsOf: piece.bytes) }
        }

        /// Pieces of HTML, joined in their order.
        @_disfavoredOverload
        public mutating func appendInterpolation(_ pieces: some Sequence<HTML>) {
            for piece in pieces { bytes.append(contentsOf: piece.bytes) }
        }

        /// Words, escaped for text and for quoted attributes.
        ///
        /// Disfavoured so that a literal in a condition is HTML.
        @_disfavoredOverload
        public mutating func appendInterpolation(_ text: String) {
            Escape.append(text, to: &bytes)
        }

        /// Words, escaped for text and for quoted attributes.
        @_disfavoredOverload
        public mutating func appendInterpolation(_ text: Substring) {
            Escape.append(text, to: &bytes)
        }

        /// A whole number, plain: `1234`. For people, format it first.
        public mutating func appendInterpolation(_ number: Int) {
            appendDigits(of: Int64(number))
        }

        /// A whole number, plain: `1234`. For people, format it first.
        public mutating func appendInterpolation(_ number: some FixedWidthInteger) {
            if let small = Int64(exactly: number) {
                appendDigits(of: small)
            } else {
                bytes.append(contentsOf: String(number).utf8)
            }
        }

        /// A number as style sheets and drawings write it: `0.5`.
        public mutating func appendInterpolation(_ number: Double) {
            bytes.append(contentsOf: number.description.utf8)
        }

        /// A link target, escaped; `#` where its scheme could run a script.
        public mutating func appendInterpolation(url: String) {
            Escape.append(Link.safe(url), to: &bytes)
        }

        /// HTML where the condition holds.
        public mutating func appendInterpolation(if condition: Bool, _ html: @autoclosure () -> HTML) {
            if condition { bytes.append(contentsOf: html().bytes) }
        }

        /// An attribute with its value, and a space before it; nothing where
        /// the value is absent.
        /// - Parameter attribute: a name of ours, never a person's words.
        public mutating func appendInterpolation(attribute: StaticString, _ value: String?) {
            guard let value else { return }
            appendName(attribute)
            bytes.append(contentsOf: "=\"".utf8)
            Escape.append(value, to: &bytes)
            bytes.append(UInt8(ascii: "\""))
        }

        /// An attribute without a value, like `checked`, and a space before
        /// it, where the condition holds.
        /// - Parameter flag: a name of ours, never a person's words.
        public mutating func appendInterpolation(flag: StaticString, if condition: Bool) {
            if condition { appendName(flag) }
        }

        private mutating func appendName(_ name: StaticString) {
            bytes.append(UInt8(ascii: " "))
            name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        }

        private mutating func appendDigits(of number: Int64) {
            var rest = number.magnitude
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
                var start = 20
                repeat {
                    start -= 1
                    let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
                    digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
                    rest = quotient
                } while rest > 0
                if number < 0 { bytes.append(UInt8(ascii: "-")) }
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
            }
        }
    }
}
