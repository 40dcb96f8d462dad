import Testing

@testable import Ensemble

@Suite struct `Memory that is given back` {
    @Test func `only code out of a file is let go of`() {
        #expect(
            Memory.code("55d0c000-55d0d000 r-xp 00001000 08:02 135   /usr/bin/x y")
                == 0x55d0_c000..<0x55d0_d000)
        for other in [
            "55d0c000-55d0d000 r--p 00001000 08:02 135 /usr/bin/x",
            "7ffe1000-7ffe2000 r-xp 00000000 00:00 0 [vdso]",
            "55d0c000-55d0d000 rwxp 00001000 08:02 135 /usr/bin/x", "55d0c000-55d0d000 r-xp 0 00:00 0", "",
            "-",
        ] {
            #expect(Memory.code(other[...]) == nil, "\(other)")
        }
    }

    @Test func `what was let go of comes back when it is used`() {
        for _ in 0..<3 {
            Memory.letGoOfHeap()
            #if os(Linux)
                #expect(Memory.letGoOfCode() > 1 << 20)
            #endif
            #expect(Digest.sha256(Array("abc".utf8)).hasPrefix("ba7816bf"))
        }
    }
}
