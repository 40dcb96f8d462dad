/// Whether the words of a link already say where it leads.
enum LinkWords {
    /// `example.org` says `https://www.example.org/`, and `mira@example.org`
    /// says `mailto:mira@example.org`.
    static func say(_ words: ArraySlice<UInt8>, _ address: Address) -> Bool {
        core(words) == core(address.bytes[...])
    }

    /// The part that tells two addresses apart.
    private static func core(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var core = ArraySlice(text.map(ASCII.lowered))
        for prefix in ["mailto:", "tel:", "https://", "http://", "www."] where core.starts(with: prefix.utf8)
        {
            core = core.dropFirst(prefix.utf8.count)
        }
        while let last = core.last, last == UInt8(ascii: "/") || last <= 0x20 { core.removeLast() }
        return core
    }
}
