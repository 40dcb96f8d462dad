import ArgumentParser
import Database
import Foundation
import Logging

/// `ensemble serve`.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "serve", abstract: "Serve the desk on the web.")

    @OptionGroup var options: DeskOptions
    @Option(help: "The port to listen at.") var port: String?
    @Option(help: "The address to listen at.") var host: String?
    @Option(name: .customLong("base-url"), help: "The address people use, for links in mails.") var baseURL: String?
    @Option(name: .customLong("log-level"), help: "trace, debug, info, notice, warning or error.") var logLevel: String?
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
        var logger = Logger(label: "ensemble")
        logger.logLevel = Logger.Level(rawValue: configuration.logLevel) ?? .info
        let desk = try await DeskOptions.open(configuration, folder: options.folder)
        if story { try await playStory(on: desk) }
        let signIn = story ? StoryPlayer.signIn : nil
        try await Server(desk: desk, logger: logger).run { port in
            print("Ensemble is at \(configuration.baseURL.replacingOccurrences(of: ":0", with: ":\(port)"))")
            if let signIn { print("Sign in as \(signIn.email) with the password \(signIn.password)") }
        }
    }

    private func playStory(on desk: Desk) async throws {
        guard try await desk.agents.isEmpty() else { return }
        print("Playing the clinic's story with \(customers) customers …")
        let count = try await StoryPlayer(desk: desk, customers: customers).play()
        print("Played: \(count.conversations) conversations, \(count.messages) messages.")
    }
}
