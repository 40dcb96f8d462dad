import ArgumentParser
import Foundation

/// The flags of a command that changes something: on which desk, on whose behalf, and how it says what became of it.
struct ActingOptions: ParsableArguments {
    @OptionGroup var options: DeskOptions
    @Option(name: .customLong("as"), help: "The mail address of the agent who does it.") var agent: String?
    @Flag(help: "As JSON.") var json = false

    func open() async throws -> Desk { try await options.open() }

    /// A line for people, or JSON for programs.
    func words(_ line: some PrintedLine) -> String { json ? JSON.text(line) : line.line }
}

extension JSON {
    /// What somebody wrote as JSON.
    /// - Throws: the fault where it is something else.
    static func typed<T: Decodable>(_ type: T.Type, _ text: String, orSay fault: Fault) throws -> T {
        do { return try value(type, from: text) } catch is DecodingError { throw fault }
    }
}
