/// A text of some ten to a hundred bytes as it is put together.
///
/// A page holds hundreds of dates: they are written to the stack and become
/// a `String` once.
struct ShortText {
    private static let capacity = 256

    private let buffer: UnsafeMutableBufferPointer<UInt8>
    private var count = 0

    /// The text that is written by the closure; at most 256 bytes.
    static func string(_ write: (inout ShortText) -> Void) -> String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { buffer in
            var text = ShortText(buffer: buffer)
            write(&text)
            return String(decoding: UnsafeBufferPointer(rebasing: buffer[..<text.count]), as: UTF8.self)
        }
    }

    private init(buffer: UnsafeMutableBufferPointer<UInt8>) {
        self.buffer = buffer
    }

    mutating func append(_ byte: UInt8) {
        guard count < buffer.count else { return }
        buffer[count] = byte
        count += 1
    }

    mutating func append(_ bytes: [UInt8]) {
        for byte in bytes { append(byte) }
    }

    /// A number from 0 to 99.
    mutating func append(_ number: Int) {
        if number >= 10 { append(digit(number / 10)) }
        append(digit(number % 10))
    }

    /// A number from 0 to 99 with its leading zero.
    mutating func append(twoDigits number: Int) {
        append(digit(number / 10))
        append(digit(number % 10))
    }

    /// Any whole number.
    mutating func append(number: Int64) {
        guard (0...9999).contains(number) else { return append(Array(String(number).utf8)) }
        if number >= 1000 { append(digit(Int(number) / 1000)) }
        if number >= 100 { append(digit(Int(number) / 100 % 10)) }
        if number >= 10 { append(digit(Int(number) / 10 % 10)) }
        append(digit(Int(number) % 10))
    }

    private func digit(_ value: Int) -> UInt8 { UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value) }
}
