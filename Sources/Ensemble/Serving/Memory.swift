import CEnsemble
import Foundation

/// Gives memory back to the system that is not needed any more.
enum Memory {
    /// Lets go of the code that only starting needed: it stays in its files, and what is used again comes
    /// back page by page. Linux maps code around each page that is touched; half of a desk that rests is that.
    /// - Returns: how many bytes of code are mapped, of which some were in memory.
    @discardableResult
    static func letGoOfCode() -> Int {
        var bytes = 0
        #if os(Linux)
            for line in mappings().split(separator: "\n") {
                guard let range = code(line),
                    let start = UnsafeMutableRawPointer(bitPattern: range.lowerBound)
                else { continue }
                // Code is never written to, so nothing is lost; a refusal costs nothing but the memory.
                if madvise(start, range.count, MADV_DONTNEED) == 0 { bytes += range.count }
            }
        #endif
        return bytes
    }

    #if os(Linux)
        /// The file has no size, so nothing that asks for one first can read it.
        private static func mappings() -> String {
            guard let file = fopen("/proc/self/maps", "r") else { return "" }
            defer { fclose(file) }
            var bytes: [UInt8] = []
            var part = [UInt8](repeating: 0, count: 1 << 16)
            while case let count = fread(&part, 1, part.count, file), count > 0 { bytes += part[..<count] }
            return String(decoding: bytes, as: UTF8.self)
        }
    #endif

    /// Gives back what was freed on the heap, after something large was.
    static func letGoOfHeap() {
        cmemory_trim()
    }

    /// The addresses of code out of a file, from a line like `55d0c000-55e1b000 r-xp 0001 08:02 135 /usr/bin/x`.
    static func code(_ line: Substring) -> Range<UInt>? {
        let fields = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
        guard fields.count == 6, fields[1] == "r-xp", fields[5].drop(while: { $0 == " " }).hasPrefix("/")
        else { return nil }
        let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
        guard ends.count == 2, ends[0] < ends[1] else { return nil }
        return ends[0]..<ends[1]
    }
}
