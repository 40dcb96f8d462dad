/// International domain names in the ASCII form that the DNS knows.
///
/// Source: RFC 3492 (Punycode); the parameters of its section 5.
enum Punycode {
    /// The domain in lower case with each non-ASCII label as `xn--…`.
    ///
    /// A label that cannot be encoded stays as it is, so that two spellings
    /// of one odd domain still compare equal.
    static func asciiDomain(_ domain: String) -> String {
        let folded = UnicodeForm.compatible(domain).lowercased()
        let labels = folded.split(omittingEmptySubsequences: true) {
            ".\u{3002}\u{FF0E}\u{FF61}".contains($0)
        }
        return labels.map { label in
            label.utf8.allSatisfy { $0 < 0x80 }
                ? String(label) : encode(label).map { "xn--" + $0 } ?? String(label)
        }.joined(separator: ".")
    }

    /// The label without its prefix, or `nil` when it is longer than the DNS
    /// allows.
    static func encode(_ label: some StringProtocol) -> String? {
        let scalars = label.unicodeScalars.map(\.value)
        guard scalars.count < 64 else { return nil }
        var output = scalars.filter { $0 < 0x80 }.map { UInt8($0) }
        let basicCount = output.count
        if basicCount > 0 { output.append(UInt8(ascii: "-")) }

        var codePoint: UInt32 = 128
        var delta: UInt32 = 0
        var bias: UInt32 = 72
        var handled = basicCount
        while handled < scalars.count {
            guard let next = scalars.lazy.filter({ $0 >= codePoint }).min() else { return nil }
            let (step, overflow) = (next - codePoint).multipliedReportingOverflow(by: UInt32(handled + 1))
            let (sum, overflow2) = delta.addingReportingOverflow(step)
            guard !overflow, !overflow2 else { return nil }
            delta = sum
            codePoint = next
            for scalar in scalars {
                if scalar < codePoint { delta &+= 1 }
                guard scalar == codePoint else { continue }
                appendInteger(delta, bias: bias, to: &output)
                bias = adapt(delta, count: UInt32(handled + 1), first: handled == basicCount)
                delta = 0
                handled += 1
            }
            delta &+= 1
            codePoint += 1
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func appendInteger(_ value: UInt32, bias: UInt32, to output: inout [UInt8]) {
        var rest = value
        var k: UInt32 = 36
        while true {
            let threshold = k <= bias ? 1 : min(26, k - bias)
            guard rest >= threshold else { break }
            output.append(digit(threshold + (rest - threshold) % (36 - threshold)))
            rest = (rest - threshold) / (36 - threshold)
            k += 36
        }
        output.append(digit(rest))
    }

    private static func digit(_ value: UInt32) -> UInt8 {
        UInt8(value < 26 ? value + 97 : value + 22)
    }

    private static func adapt(_ delta: UInt32, count: UInt32, first: Bool) -> UInt32 {
        var delta = first ? delta / 700 : delta / 2
        delta += delta / count
        var k: UInt32 = 0
        while delta > 455 {
            delta /= 35
            k += 36
        }
        return k + 36 * delta / (delta + 38)
    }
}
