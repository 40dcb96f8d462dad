import ArgumentParser
import Database
import Foundation
import Logging

/// `ensemble serve`.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve the desk on the web.")

    @OptionGroup var options: DeskOptions
    @Option(help: "The port to listen at.") var port: String?
    @Option(help: "The address to listen at.") var host: String?
    @Option(name: .customLong("base-url"), help: "The address people use, for links in mails.") var baseURL:
        String?
    @Option(name: .customLong("log-level"), help: "trace, debug, info, notice, warning or error.")
    var logLevel: String?
    @Flag(help: "Play the clinic's story into an empty database first.") var story = false
    @Option(help: "How many customers the story has.") var customers = 300

    func run() async throws {
        var flags: [String: String] = [:]
        flags["port"] = port
        flags["host"] = host
        flags["base-url"] = baseURL
        flags["log-level"] = logLevel
        var configuration = try options.configuration(flags)
        if configuration.baseURL == Configuration().baseURL, configuration.port != 0 {
            configuration.baseURL = "http://localhost:\(configuration.port)"
        }
        try configuration.checkFiles()
        var logger = Logger(label: "ensemble")
        logger.logLevel = Logger.Level(rawValue: configuration.logLevel) ?? .info
        if story {
            try await StoryCommand.play(into: configuration, folder: options.folder, customers: customers)
        }
        let desk = try await DeskOptions.open(configuration, folder: options.folder)
        // A desk that began without the story has nobody of this name.
        let isThere = try await desk.agents.find(email: StoryPlayer.signIn.email) != nil
        let signIn = story && isThere ? StoryPlayer.signIn : nil
        let address = configuration.baseURL
        try await Server(desk: desk, logger: logger).run { port in
            say("Ensemble is at \(address.hasSuffix(":0") ? "http://localhost:\(port)" : address)")
            if let signIn { say("Sign in as \(signIn.email) with the password \(signIn.password)") }
        }
    }
}

/// Prints a line at once, also into a pipe.
func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
}
