public import ArgumentParser
import Database
import Foundation
import Localization
import Logging

/// `ensemble`: the one program.
public struct EnsembleCommand: AsyncParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "ensemble", abstract: "A customer-service platform for businesses that serve people.",
        version: Self.version,
        subcommands: [
            ServeCommand.self, ConversationCommands.self, EstimateCommands.self, OfferingCommands.self,
            InvoiceCommands.self, PaymentCommands.self, WorkCommands.self, TellCommands.self,
            PolicyCommands.self, TermsCommands.self,
            DirectionCommands.self, ProfitCommands.self, DecisionCommands.self, SurveyCommands.self,
            IdeaCommands.self, ReleaseCommands.self,
            PlanCommands.self, BlueprintCommands.self, PromiseCommands.self,
            MailCommands.self, MailboxCommands.self,
            UserCommands.self, LookCommands.self, EventCommands.self, BackupCommand.self,
            RestoreCommand.self, CheckCommand.self, StoryCommand.self, DevCommands.self,
        ])

    /// As the changelog numbers it.
    static let version = "0.1.0-unreleased"

    public init() {}

    /// Runs the program. What a person got wrong is said in a sentence on
    /// standard error, with exit code 1 (2 for a wrong call).
    public static func start() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let fault as Fault {
            fail(fault.message.english)
        } catch let problem as ConfigurationProblem {
            fail(problem.message)
        } catch let error as DatabaseError {
            fail(error.description)
        } catch {
            exit(withError: error)
        }
    }

    private static func fail(_ words: String) -> Never {
        FileHandle.standardError.write(Data("ensemble: \(words)\n".utf8))
        Foundation.exit(1)
    }
}

/// The flags that every command shares.
struct DeskOptions: ParsableArguments {
    @Option(help: "The folder with the database and the configuration; also ENSEMBLE_DATA.")
    var data: String?

    @Option(help: "The configuration file; the default is ensemble.conf in the data folder, if it is there.")
    var config: String?

    @Option(
        help: "sqlite:PATH or postgres://user:password@host/name. The default is a file in the data folder.")
    var database: String?

    var folder: String { data ?? ProcessInfo.processInfo.environment["ENSEMBLE_DATA"] ?? "./data" }

    /// Reads the configuration; more flags come from the command.
    func configuration(_ flags: [String: String] = [:]) throws -> Configuration {
        let environment = ProcessInfo.processInfo.environment
        var flags = flags
        flags["database"] = database
        var configuration = try Configuration.read(
            file: try file(environment), environment: environment, flags: flags)
        if configuration.database == Configuration().database {
            configuration.database = "sqlite:\(folder)/ensemble.db"
        }
        return configuration
    }

    private func file(_ environment: [String: String]) throws -> String? {
        guard let named = config ?? environment["ENSEMBLE_CONFIG"] else {
            return try? String(contentsOfFile: "\(folder)/ensemble.conf", encoding: .utf8)
        }
        guard let text = try? String(contentsOfFile: named, encoding: .utf8) else {
            throw ConfigurationProblem("The configuration file \(named) could not be read.")
        }
        return text
    }

    /// Opens the desk that the flags name.
    func open() async throws -> Desk {
        try await Self.open(configuration(), folder: folder)
    }

    static func open(_ configuration: Configuration, folder: String, clock: Clock = .system) async throws
        -> Desk
    {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return try await Desk.open(
            Databases.open(configuration.database), configuration: configuration, clock: clock)
    }
}

extension Desk {
    /// The agent on whose behalf a command acts: the one named, or the first administrator.
    func commander(_ email: String?) async throws -> Actor {
        if let email {
            guard let agent = try await agents.find(email: email), agent.disabledAt == nil else {
                throw Fault.notFound("There is nobody on the team with the address “\(email)”.")
            }
            return .agent(agent.id, agent.role)
        }
        guard let first = try await agents.all().first(where: { $0.role == .administrator }) else {
            throw Fault.notFound("There is no administrator yet. Add one with “ensemble users add”.")
        }
        return .agent(first.id, first.role)
    }
}
