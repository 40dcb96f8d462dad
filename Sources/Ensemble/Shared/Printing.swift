/// What a command prints on one line for people, and as JSON for programs.
protocol PrintedLine: Encodable {
    /// Fields apart by tabs.
    var line: String { get }
}

/// How commands print what they found or made.
enum Printing {
    static func lines(_ lines: [some PrintedLine], json: Bool) {
        if json { return print(JSON.text(lines)) }
        for line in lines { print(line.line) }
    }

    static func line(_ line: some PrintedLine, json: Bool) {
        print(json ? JSON.text(line) : line.line)
    }
}
