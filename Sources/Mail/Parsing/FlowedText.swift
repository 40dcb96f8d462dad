/// Joins the lines of `format=flowed` text into paragraphs.
///
/// Source: RFC 3676. A line that ends in a space goes on in the next one of
/// the same quote depth; `-- ` never does.
enum FlowedText {
    static func unfold(_ text: String, deletesSpace: Bool) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count)
        var openDepth: Int?
        let lines = Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, raw) in lines.enumerated() {
            var line = raw
            let depth = line.prefix { $0 == UInt8(ascii: ">") }.count
            line = line.dropFirst(depth)
            let isSignature =
                line.elementsEqual([0x20, 0x2D, 0x2D, 0x20]) || line.elementsEqual([0x2D, 0x2D, 0x20])
            if line.first == 0x20 { line = line.dropFirst() }
            if openDepth == depth, !isSignature {
                output += line
            } else {
                if index > 0 { output.append(0x0A) }
                if depth > 0 {
                    output += [UInt8](repeating: UInt8(ascii: ">"), count: depth)
                    if !line.isEmpty { output.append(0x20) }
                }
                output += line
            }
            let flows = line.last == 0x20 && !isSignature
            if flows, deletesSpace { output.removeLast() }
            openDepth = flows ? depth : nil
        }
        return String(decoding: output, as: UTF8.self)
    }
}
