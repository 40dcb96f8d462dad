import ArgumentParser
import Foundation
import Statistics

extension DirectionCommands {
    /// `ensemble direction model`: what the starting model is worth.
    struct Starting: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "model",
            abstract: "The starting model on sentences held back: agreement, accuracy, errors of shares.")
        @Flag(help: "As JSON.") var json = false

        func run() throws {
            let report = try ModelReport()
            print(json ? JSON.text(report) : report.text)
        }
    }

    /// `ensemble direction propose`: what the starting model says of a text.
    struct Propose: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What the starting model makes of each sentence of a text.")
        @Argument(help: "The text; standard input if absent.") var text: String?
        @Flag(help: "As JSON.") var json = false

        struct Line: Encodable {
            let begin: Int
            let length: Int
            let words: String
            /// Per mille; absent for “no mention”.
            let product: Int?
            let service: Int?
            let idea: Int?
            let certainty: Int
            let model: String
        }

        func run() throws {
            let text =
                self.text ?? String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
            let model = try StartingModel.shipped()
            let spanned = SpannedText(text)
            let lines = model.propose(text).map { proposal in
                Line(
                    begin: proposal.span.begin, length: proposal.span.length,
                    words: spanned.words(proposal.span) ?? "", product: proposal.degrees?.product,
                    service: proposal.degrees?.service, idea: proposal.degrees?.idea,
                    certainty: proposal.certainty, model: model.version)
            }
            if json { return print(JSON.text(lines)) }
            for line in lines {
                let degrees = [line.product, line.service, line.idea].compactMap { $0.map(String.init) }
                let what = degrees.isEmpty ? "no mention" : degrees.joined(separator: "/")
                print("\(what)\t\(line.certainty)\t\(line.words)")
            }
        }
    }
}
