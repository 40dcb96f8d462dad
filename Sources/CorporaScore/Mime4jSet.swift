import Mail

/// MIME messages with the tree that Apache mime4j reads in them.
enum Mime4jSet {
    static func score(_ folder: String, into report: inout Report) {
        let messages = Files.below(folder).filter { $0.hasSuffix(".msg") }
        var total = 0, structure = 0, bodies = 0, rightBodies = 0
        for path in messages {
            let stem = String(path.dropLast(4))
            let xml = Files.text(stem + "_decoded.xml")
            guard !xml.isEmpty else { continue }
            let name = String(stem.split(separator: "/").last ?? "")
            total += 1
            let wanted = Tree.read(xml)
            guard let outline = try? MailReader.outline(Files.bytes(path)) else {
                report.miss("mime4j: structure", "\(name): not read")
                continue
            }
            if wanted.shape == outline.shape {
                structure += 1
            } else {
                report.miss("mime4j: structure", "\(name): \(outline.shape), expected \(wanted.shape)")
            }
            let directory = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
                separator: "/")
            for (leaf, part) in zip(wanted.leaves, outline.leaves) {
                bodies += 1
                let bytes = Files.bytes(directory + "/" + leaf)
                if bytes.filter({ $0 != 0x0D }) == part.bytes.filter({ $0 != 0x0D }) {
                    rightBodies += 1
                } else {
                    report.miss(
                        "mime4j: decoded bodies",
                        "\(leaf): \(part.bytes.count) bytes, expected \(bytes.count)")
                }
            }
        }
        guard total > 0 else { return }
        report.add(Row("mime4j: structure", structure, of: total, atLeast: 0.95))
        report.add(Row("mime4j: decoded bodies", rightBodies, of: bodies, unit: "bodies"))
    }

    /// The parts of mime4j's event tree: `m(…)` a message, `x(…)` a
    /// multipart, `t` text, `b` anything else.
    private struct Tree {
        var shape = ""
        var leaves: [String] = []

        static func read(_ xml: String) -> Tree {
            var tree = Tree()
            for tag in xml.split(separator: "<") {
                let word = tag.prefix { $0 != ">" && $0 != " " && $0 != "/" }
                switch word {
                case "multipart": tree.shape += "x("
                case "message": tree.shape += "m("
                case "": if tag.hasPrefix("/multipart>") || tag.hasPrefix("/message>") { tree.shape += ")" }
                case "text-body", "binary-body":
                    tree.shape += word == "text-body" ? "t" : "b"
                    let name = tag.split(separator: "\"")
                    if name.count > 1 { tree.leaves.append(String(name[1])) }
                default: break
                }
            }
            return tree
        }
    }
}

extension MailOutline {
    /// In the letters of `Mime4jSet`.
    var shape: String {
        switch kind {
        case .message: "m(" + children.map(\.shape).joined() + ")"
        case .multipart: "x(" + children.map(\.shape).joined() + ")"
        case .leaf: contentType.hasPrefix("text/") ? "t" : "b"
        }
    }

    var leaves: [MailOutline] { kind == .leaf ? [self] : children.flatMap(\.leaves) }
}
