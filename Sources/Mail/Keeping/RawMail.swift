internal import CDeflate
internal import CZlib
import Synchronization

/// Packs raw messages for keeping, and gives them back unchanged.
///
/// The packed form is a zlib stream (RFC 1950), so that any tool can read it.
/// libdeflate writes it, in a third of the time that zlib takes for a short
/// message; zlib reads it, piece by piece, so that a limit can hold.
public enum RawMail {
    /// The message packed; a third to a half of its size as a rule.
    public static func compress(_ raw: [UInt8]) -> [UInt8] {
        let compressor = compressors.withLock { $0.popLast() } ?? Compressor()
        defer { compressors.withLock { if $0.count < 4 { $0.append(compressor) } } }
        let room = libdeflate_zlib_compress_bound(compressor.handle, raw.count)
        return [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            count = libdeflate_zlib_compress(compressor.handle, raw, raw.count, buffer.baseAddress, room)
        }
    }

    /// Each takes a moment to make, and may be used by one thread at a time.
    private static let compressors = Mutex<[Compressor]>([])

    private final class Compressor: @unchecked Sendable {  // lent to one thread at a time
        /// The fastest of its levels: the others win a hundredth.
        let handle = libdeflate_alloc_compressor(1)
        deinit { libdeflate_free_compressor(handle) }
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
}
