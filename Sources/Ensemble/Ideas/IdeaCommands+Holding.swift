import ArgumentParser
import Foundation
import Localization
import Mail

/// Who sees what, and what is looked at before.
extension IdeaCommands {
    struct Held: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The ideas, comments and files that wait for a look.")
        @OptionGroup var options: DeskOptions
        @Flag(help: "As JSON.") var json = false

        struct Answer: Encodable {
            struct Comment: Encodable {
                let id: Int64
                let idea: Int64
                let text: String
            }

            let ideas: [IdeaJSON]
            let comments: [Comment]
            /// Ideas of which files wait.
            let withFiles: [IdeaJSON]
        }

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            let held = try await desk.ideas.held(limit: 500, by: .system)
            let comments = held.comments.map {
                Answer.Comment(
                    id: $0.comment.id.rawValue, idea: $0.idea.id.rawValue, text: $0.comment.text)
            }
            let answer = Answer(
                ideas: held.ideas.map(IdeaJSON.init), comments: comments,
                withFiles: held.withFiles.map(IdeaJSON.init))
            guard !json else { return JSON.text(answer) }
            return
                (answer.ideas.map(\.text)
                + answer.comments.map { "comment\t\($0.idea)\t\($0.text.oneLine)" }
                + answer.withFiles.map { "files\t\($0.text)" }).joined(separator: "\n")
        }
    }

    struct Decide: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show an idea that waits for a look, or never do.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The idea’s number.") var idea: String
        @Argument(help: "yes or no.") var answer: String
        @Option(name: .customLong("as"), help: "The mail address of the agent.") var agent: String?
        @Flag(help: "As JSON.") var json = false

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            guard let isShown = ["yes": true, "no": false][answer] else {
                throw Fault.invalid("The answer is yes or no.")
            }
            let id = try IdeaCommands.id(idea)
            try await desk.ideas.decide(id, isShown: isShown, by: desk.commander(agent))
            return IdeaCommands.words(try await desk.ideas.look(id, by: .team).idea, json)
        }
    }

    struct BoardCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "board", abstract: "Who sees the ideas; with options, changes it.")
        @OptionGroup var options: DeskOptions
        @Option(help: "everybody, customers, organisation or nobody.") var access: String?
        @Option(help: "Whose ideas wait for a look: none, unknown or all.") var holds: String?
        @Option(help: "Whether a count is shown only to whoever has voted: yes or no.") var hides: String?
        @Flag(help: "As JSON.") var json = false

        struct Answer: Encodable {
            let access: String
            let holds: String
            let hidesCounts: Bool
        }

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            var board = try await desk.ideas.board()
            if let access { board.access = try Self.value(Board.Access(rawValue: access)) }
            if let holds { board.holds = try Self.value(Board.Holding(rawValue: holds)) }
            if let hides { board.hidesCounts = try Self.value(["yes": true, "no": false][hides]) }
            if access != nil || holds != nil || hides != nil {
                try await desk.ideas.setBoard(board, by: .system)
            }
            let answer = Answer(
                access: board.access.rawValue, holds: board.holds.rawValue, hidesCounts: board.hidesCounts)
            return json
                ? JSON.text(answer)
                : "access \(answer.access)\tholds \(answer.holds)\thides counts \(answer.hidesCounts ? "yes" : "no")"
        }

        private static func value<T>(_ value: T?) throws -> T {
            guard let value else { throw Fault.invalid("Please choose who sees the ideas.") }
            return value
        }
    }

    struct Files: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The files of an idea; adds some, or shows or removes one.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "The idea’s number.") var idea: String
        @Option(help: "A file to add; may be repeated.") var add: [String] = []
        @Option(help: "The number of a file that waited for a look, to be shown.") var show: Int64?
        @Option(help: "The number of a file to remove.") var remove: Int64?
        @Option(name: .customLong("as"), help: "The mail address of the agent.") var agent: String?
        @Flag(help: "As JSON.") var json = false

        struct Line: Encodable {
            let id: Int64
            let name: String
            let type: String
            /// In bytes.
            let size: Int
            let held: Bool
        }

        func run() async throws { print(try await words(options.open())) }

        func words(_ desk: Desk) async throws -> String {
            let id = try IdeaCommands.id(idea)
            let files = try add.map { path in
                guard let bytes = FileManager.default.contents(atPath: path) else {
                    throw Fault.notFound("There is no file \(path).")
                }
                let name = (path as NSString).lastPathComponent
                return NewFile(
                    name: name, contentType: AttachmentName.contentType(of: name), bytes: Array(bytes))
            }
            if !files.isEmpty { try await desk.ideas.add(files, to: id, by: desk.commander(agent)) }
            if let show {
                try await desk.ideas.decide(
                    file: IdeaFile.ID(rawValue: show), isShown: true, by: desk.commander(agent))
            }
            if let remove {
                try await desk.ideas.decide(
                    file: IdeaFile.ID(rawValue: remove), isShown: false, by: desk.commander(agent))
            }
            let lines = try await desk.ideas.look(id, by: .team).files.map {
                Line(
                    id: $0.id.rawValue, name: $0.name, type: $0.contentType, size: $0.size,
                    held: $0.heldAt != nil)
            }
            return json
                ? JSON.text(lines)
                : lines.map { "\($0.id)\t\($0.size)\t\($0.held ? "held" : "shown")\t\($0.name)" }
                    .joined(separator: "\n")
        }
    }
}
