public import ArgumentParser
import Database
import Foundation
import Localization
import Logging

/// `ensemble`: the one program.
public struct EnsembleCommand: AsyncParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "ensemble", abstract: "A customer-service platform for businesses that serve people.",
        subcommands: [ServeCommand.self])

    public init() {}
}

/// The flags that every command shares.
struct DeskOptions: ParsableArguments {
    @Option(help: "The folder with the database and the configuration.")
    var data = "./data"

    @Option(help: "sqlite:PATH or postgres://user:password@host/name. The default is a file in the data folder.")
    var database: String?

    func configuration() throws -> Configuration {
        var configuration = Configuration()
        configuration.database = database ?? "sqlite:\(data)/ensemble.db"
        return configuration
    }

    /// Opens the desk that the flags name.
    func open() async throws -> Desk {
        let configuration = try configuration()
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        return try await Desk.open(Databases.open(configuration.database), configuration: configuration)
    }
}

/// `ensemble serve`.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "serve", abstract: "Serve the desk on the web.")

    @OptionGroup var options: DeskOptions
    @Option(help: "The port to listen at.") var port = 8080
    @Option(help: "The address to listen at.") var host = "127.0.0.1"

    func run() async throws {
        var configuration = try options.configuration()
        configuration.port = port
        configuration.host = host
        configuration.baseURL = "http://localhost:\(port)"
        try FileManager.default.createDirectory(atPath: options.data, withIntermediateDirectories: true)
        let desk = try await Desk.open(Databases.open(configuration.database), configuration: configuration)
        let logger = Logger(label: "ensemble")
        try await Server(desk: desk, logger: logger).run { port in
            print("Ensemble is at http://localhost:\(port)")
        }
    }
}
