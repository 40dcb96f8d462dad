import ArgumentParser
import Foundation
import Localization
import Mail

/// `ensemble mail …`.
struct MailCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail", abstract: "Receive mail from a pipe, an mbox or a folder.",
        subcommands: [Receive.self])

    struct Receive: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Receive one message from standard input, or those of an mbox file or a folder.",
            discussion:
                "For an MTA's pipe: exit code 0 says that the message is kept, 75 that it should be tried again."
        )

        @OptionGroup var options: DeskOptions
        @Option(help: "The address of the mailbox at which it came.") var mailbox: String
        @Argument(help: "An mbox file, a folder of messages or a Maildir; standard input if absent.")
        var path: String?
        @Flag(help: "As JSON: a receipt for each message.") var json = false

        /// Only a fault will not go away by itself; whatever else goes wrong, an
        /// MTA that is told 75 keeps the message and comes again.
        func run() async throws {
            do {
                try await receive(on: try await options.open())
            } catch let fault as Fault {
                throw fault
            } catch let code as ExitCode {
                throw code
            } catch {
                FileHandle.standardError.write(Data("ensemble: \(error)\n".utf8))
                throw ExitCode(75)
            }
        }

        private func receive(on desk: Desk) async throws {
            let mailbox = try await desk.mailboxes.find(address: mailbox)
            var counts = Counts()
            if let path {
                try await receive(path, at: mailbox.id, on: desk, &counts)
            } else {
                let raw = [UInt8](try FileHandle.standardInput.readToEnd() ?? Data())
                guard !raw.isEmpty else { throw Fault.invalid("There was no message on standard input.") }
                counts.add(try await desk.incoming.receive([raw], at: mailbox.id), json: json)
            }
            try await desk.catchUp()
            await desk.database.close()
            if !json, path != nil { print(counts.words) }
            if counts.failed > 0 { throw ExitCode(75) }
        }

        /// Reads on a thread of its own, a batch ahead of the filing at most.
        private func receive(_ path: String, at mailbox: Mailbox.ID, on desk: Desk, _ counts: inout Counts)
            async throws
        {
            for try await batch in MailBatches.read(path) {
                counts.add(try await desk.incoming.receive(batch, at: mailbox), json: json)
            }
        }
    }

    /// What became of the messages of one run.
    struct Counts {
        var opened = 0
        var added = 0
        var duplicate = 0
        var failed = 0

        struct Line: Encodable {
            let receipt: String
            let conversation: Int64?
            let problem: String?
        }

        mutating func add(_ receipts: [Result<Incoming.Receipt, any Error>], json: Bool) {
            for receipt in receipts {
                let line: Line
                switch receipt {
                case .success(.opened(let id)):
                    opened += 1
                    line = Line(receipt: "opened", conversation: id.rawValue, problem: nil)
                case .success(.added(let id)):
                    added += 1
                    line = Line(receipt: "added", conversation: id.rawValue, problem: nil)
                case .success(.duplicate(let id)):
                    duplicate += 1
                    line = Line(receipt: "duplicate", conversation: id?.rawValue, problem: nil)
                case .failure(let error):
                    failed += 1
                    let words = (error as? Fault)?.message.english ?? "\(error)"
                    line = Line(receipt: "failed", conversation: nil, problem: words)
                    FileHandle.standardError.write(Data("ensemble: \(words)\n".utf8))
                }
                if json { print(JSON.text(line)) }
            }
        }

        var words: String {
            "\(opened) conversations opened, \(added) messages added, \(duplicate) known already, \(failed) failed"
        }
    }
}
