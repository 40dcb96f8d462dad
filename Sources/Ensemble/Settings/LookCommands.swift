import ArgumentParser
import Foundation

/// `ensemble look`: the logo and the colour by which customers know the business.
struct LookCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "look",
        abstract: "The logo and the accent colour that customers see; says what they are.")
    @OptionGroup var options: DeskOptions
    @Option(help: "A colour like #5a2d82; “none” for Ensemble's own.") var accent: String?
    @Option(help: "A PNG or JPEG file of at most 1 MB; “none” to remove it.") var logo: String?
    @Flag(help: "As JSON.") var json = false

    struct Line: PrintedLine {
        /// As it was chosen; absent: Ensemble's own.
        let accent: String?
        /// As it is shown, so that it can be read.
        let onLight: String?
        let onDark: String?
        /// Where the logo is to be had.
        let logo: String?
        let width: Int?
        let height: Int?

        init(_ look: Look) {
            accent = look.accent?.chosen.hexadecimal
            onLight = look.accent?.light.accent.hexadecimal
            onDark = look.accent?.dark.accent.hexadecimal
            (logo, width, height) = (look.logo?.path, look.logo?.width, look.logo?.height)
        }

        var line: String {
            let colour =
                accent.map { "\($0)\t\(onLight ?? "") on light, \(onDark ?? "") on dark" } ?? "our own"
            return
                "accent\t\(colour)\nlogo\t\(logo.map { "\($0)\t\(width ?? 0) × \(height ?? 0)" } ?? "none")"
        }
    }

    func run() async throws {
        let desk = try await options.open()
        if logo == "none" { try await desk.settings.removeLogo(by: .system) }
        let file = logo == "none" ? nil : logo
        if accent != nil || file != nil {
            let present = try await desk.settings.look().accent?.chosen.hexadecimal ?? ""
            let bytes = try file.map { path -> [UInt8] in
                guard let data = FileManager.default.contents(atPath: path) else {
                    throw Fault.notFound("There is no such file.")
                }
                return Array(data)
            }
            try await desk.settings.setLook(
                accent: accent == "none" ? "" : accent ?? present, logo: bytes, by: .system)
        }
        Printing.line(Line(try await desk.settings.look()), json: json)
    }
}
