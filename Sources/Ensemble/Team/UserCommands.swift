import ArgumentParser
import Foundation
import Localization

/// `ensemble users …`: the team from a terminal.
struct UserCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "users", abstract: "List and add people of the team, set passwords.",
        subcommands: [List.self, Add.self, Password.self, Disable.self])

    struct Line: Encodable {
        let id: Int64
        let name: String
        let email: String
        let role: String
        let disabled: Bool
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the team.")
        @OptionGroup var options: DeskOptions
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let agents = try await options.open().agents.all(including: true)
            let lines = agents.map {
                Line(
                    id: $0.id.rawValue, name: $0.name, email: $0.email, role: $0.role.rawValue,
                    disabled: $0.disabledAt != nil)
            }
            if json { return print(JSON.text(lines)) }
            for line in lines {
                print("\(line.email)\t\(line.role)\t\(line.name)\(line.disabled ? "\tdisabled" : "")")
            }
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add somebody to the team. The password is read from standard input.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "Their mail address, with which they sign in.") var email: String
        @Option(help: "Their name.") var name: String
        @Flag(help: "Makes them an administrator.") var administrator = false

        func run() async throws {
            let desk = try await options.open()
            let password = try UserCommands.password()
            try await desk.agents.add(
                name: name, email: email, role: administrator ? .administrator : .agent, password: password,
                by: .system)
        }
    }

    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set somebody's password, read from standard input; their sessions end.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "Their mail address.") var email: String

        func run() async throws {
            let desk = try await options.open()
            guard let agent = try await desk.agents.find(email: email) else {
                throw Fault.notFound("There is nobody on the team with the address “\(email)”.")
            }
            try await desk.agents.setPassword(agent.id, to: UserCommands.password())
            try await desk.sessions.endOthers(of: agent.id, except: nil)
        }
    }

    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shut somebody out.")
        @OptionGroup var options: DeskOptions
        @Argument(help: "Their mail address.") var email: String

        func run() async throws {
            let desk = try await options.open()
            guard let agent = try await desk.agents.find(email: email) else {
                throw Fault.notFound("There is nobody on the team with the address “\(email)”.")
            }
            try await desk.agents.disable(agent.id, by: .system)
        }
    }

    static func password() throws -> String {
        guard let line = readLine(strippingNewline: true) else {
            throw Fault.invalid("The password is expected on standard input.")
        }
        return line
    }
}
