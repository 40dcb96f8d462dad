/// A message as it goes over the wire after DATA: lines end in CR LF, a line
/// that starts with a dot has one more.
///
/// A lone CR or LF becomes a line end, so that no server can see an end of
/// message where another does not ("SMTP smuggling").
/// Source: RFC 5321 sections 4.5.2 and 2.3.8.
struct DotStuffing {
    private let raw: [UInt8]
    private var next = 0
    private var atLineStart = true

    init(_ raw: [UInt8]) { self.raw = raw }

    /// The next piece, of about `size` bytes; empty at the end.
    ///
    /// The last piece ends in a line end, so that the final dot stands alone.
    mutating func piece(size: Int = 65_536) -> [UInt8] {
        var piece: [UInt8] = []
        guard next < raw.count else { return piece }
        piece.reserveCapacity(size + 4)
        raw.withUnsafeBufferPointer { raw in
            while next < raw.count, piece.count < size {
                let byte = raw[next]
                next += 1
                switch byte {
                case 0x0D:
                    if next < raw.count, raw[next] == 0x0A { next += 1 }
                    endLine(&piece)
                case 0x0A: endLine(&piece)
                default:
                    if atLineStart, byte == UInt8(ascii: ".") { piece.append(byte) }
                    piece.append(byte)
                    atLineStart = false
                }
            }
            if next == raw.count, !atLineStart { endLine(&piece) }
        }
        return piece
    }

    private mutating func endLine(_ piece: inout [UInt8]) {
        piece.append(0x0D)
        piece.append(0x0A)
        atLineStart = true
    }
}
