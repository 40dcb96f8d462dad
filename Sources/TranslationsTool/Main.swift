import ArgumentParser
import Foundation
import Localization

/// Keeps the catalogues of translations in step with the source.
@main
struct Translations: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "translations",
        abstract: "Keep the catalogues of translations in step with the source.",
        subcommands: [Check.self, Update.self])
}

/// Where the source and its catalogues are.
struct Folders: ParsableArguments {
    @Option(help: "The folder of Swift source.") var sources = "Sources/Ensemble"
    @Option(help: "The folder of .po files.") var catalogues = "Sources/Ensemble/Translations"

    func phrases() throws -> SourcePhrases {
        try SourcePhrases(folder: URL(filePath: sources))
    }

    func files() throws -> [(name: String, url: URL, catalogue: PortableObject)] {
        let folder = URL(filePath: catalogues)
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { $0.hasSuffix(".po") }
            .map { name in
                let url = folder.appending(path: name)
                do {
                    return (name, url, try PortableObject(parsing: [UInt8](Data(contentsOf: url))))
                } catch let error as PortableObject.Malformed {
                    throw ValidationError("\(name), \(error)")
                }
            }
    }
}

/// `translations check`
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what is not translated, and what is translated for nothing.")

    @OptionGroup var folders: Folders

    func run() throws {
        let phrases = try folders.phrases()
        var isComplete = true
        for file in try folders.files() {
            let check = phrases.check(file.catalogue)
            for id in check.untranslated { print("\(file.name): not translated: \(id)") }
            for id in check.mismatched { print("\(file.name): other values than the sentence: \(id)") }
            for id in check.unused { print("\(file.name): not in the source: \(id)") }
            print(
                "\(file.name): \(phrases.sentences.count - check.untranslated.count) of \(phrases.sentences.count)"
            )
            isComplete = isComplete && check.isComplete
        }
        if !isComplete { throw ExitCode.failure }
    }
}

/// `translations update`
struct Update: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the catalogues up to date, keeping what is translated.")

    @OptionGroup var folders: Folders
    @Option(help: "Also write a catalogue without translations (.pot) here.") var template: String?

    func run() throws {
        let phrases = try folders.phrases()
        for file in try folders.files() {
            try Data(phrases.update(file.catalogue).text.utf8).write(to: file.url, options: .atomic)
        }
        if let template {
            try Data(phrases.template.text.utf8).write(to: URL(filePath: template), options: .atomic)
        }
    }
}
