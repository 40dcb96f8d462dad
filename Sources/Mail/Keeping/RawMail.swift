internal import CZlib

/// Packs raw messages for keeping, and gives them back unchanged.
///
/// The packed form is a zlib stream (RFC 1950), so that any tool can read it.
public enum RawMail {
    /// The message packed; a third to a half of its size as a rule.
    public static func compress(_ raw: [UInt8]) -> [UInt8] {
        // A small window costs a third of the time where there is little to
        // look back at; attachments in base64 repeat nothing worth a search.
        let isSmall = raw.count <= 16_384
        let strategy = isSmall || !isDense(raw) ? Z_DEFAULT_STRATEGY : Z_HUFFMAN_ONLY
        var stream = z_stream()
        guard
            deflateInit2_(
                &stream, Z_BEST_SPEED, Z_DEFLATED, isSmall ? 13 : 15, isSmall ? 6 : 8, strategy, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { return stored(raw) }
        defer { deflateEnd(&stream) }
        guard raw.count < Int(uInt.max) else { return stored(raw) }
        let room = Int(deflateBound(&stream, uLong(raw.count)))
        let packed = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            raw.withUnsafeBufferPointer { input in
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = uInt(input.count)
                stream.next_out = buffer.baseAddress
                stream.avail_out = uInt(clamping: buffer.count)
                count = deflate(&stream, Z_FINISH) == Z_STREAM_END ? buffer.count - Int(stream.avail_out) : 0
            }
        }
        return packed.isEmpty ? stored(raw) : packed
    }

    /// Whether a message is for the most part letters without blanks.
    private static func isDense(_ raw: [UInt8]) -> Bool {
        let sample = raw[(raw.count / 2)...].prefix(4_096)
        return sample.count { $0 == 0x20 } < 8
    }

    /// The message as it was.
    ///
    /// - Parameter limit: bytes that the result may have at most; a packed
    ///   stream can claim a thousand times its size.
    /// - Throws: `Unpacking` when the stream is broken or larger.
    public static func expand(_ packed: [UInt8], limit: Int = 512 << 20) throws(Unpacking) -> [UInt8] {
        var stream = z_stream()
        guard inflateInit_(&stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw .broken
        }
        defer { inflateEnd(&stream) }
        var output: [UInt8] = []
        var result = Z_OK
        var fault: Unpacking?
        packed.withUnsafeBufferPointer { input in
            stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            stream.avail_in = uInt(clamping: input.count)
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 65_536) { buffer in
                while result == Z_OK, fault == nil {
                    stream.next_out = buffer.baseAddress
                    stream.avail_out = uInt(buffer.count)
                    result = inflate(&stream, Z_NO_FLUSH)
                    let written = buffer.count - Int(stream.avail_out)
                    if output.count + written > limit {
                        fault = .tooLarge(limit: limit)
                    } else {
                        output.append(contentsOf: buffer[..<written])
                    }
                    if result == Z_OK, written == 0, stream.avail_in == 0 { fault = .broken }
                }
            }
        }
        if let fault { throw fault }
        guard result == Z_STREAM_END else { throw .broken }
        return output
    }

    /// Why a packed message cannot be had back.
    public enum Unpacking: Error, Hashable, Sendable {
        case broken
        case tooLarge(limit: Int)
    }

    /// A zlib stream of stored blocks.
    private static func stored(_ raw: [UInt8]) -> [UInt8] {
        var output: [UInt8] = [0x78, 0x01]
        var at = 0
        repeat {
            let length = min(65_535, raw.count - at)
            let isLast = at + length == raw.count
            output += [
                isLast ? 1 : 0, UInt8(length & 255), UInt8(length >> 8), ~UInt8(length & 255),
                ~UInt8(length >> 8),
            ]
            output += raw[at..<(at + length)]
            at += length
        } while at < raw.count
        let sum = raw.withUnsafeBufferPointer { adler32_z(adler32(0, nil, 0), $0.baseAddress, $0.count) }
        return output + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> $0) }
    }
}
