import CEnsemble
import Foundation

/// Gives memory back to the system that is not needed any more.
enum Memory {
    /// Lets go of the code that only starting needed: it stays in its files, and what is used again comes
    /// back page by page. Linux maps code around each page that is touched; half of a desk that rests is that.
    static func letGoOfCode() {
        #if os(Linux)
            guard let maps = try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8) else { return }
            for line in maps.split(separator: "\n") {
                guard let range = code(line),
                    let start = UnsafeMutableRawPointer(bitPattern: range.lowerBound)
                else { continue }
                // Code is never written to, so nothing is lost; a refusal costs nothing but the memory.
                _ = madvise(start, range.count, MADV_DONTNEED)
            }
        #endif
    }

    /// Gives back what was freed on the heap, after something large was.
    static func letGoOfHeap() {
        cmemory_trim()
    }

    /// The addresses of code out of a file, from a line like `55d0c000-55e1b000 r-xp 0001 08:02 135 /usr/bin/x`.
    static func code(_ line: Substring) -> Range<UInt>? {
        let fields = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
        guard fields.count == 6, fields[1] == "r-xp", fields[5].hasPrefix("/") else { return nil }
        let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
        guard ends.count == 2, ends[0] < ends[1] else { return nil }
        return ends[0]..<ends[1]
    }
}
