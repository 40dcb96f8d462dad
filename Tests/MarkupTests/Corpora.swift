import Foundation

/// Outside material with known right answers, where there is any.
enum Corpora {
    /// The folder of a set; `nil`, and a word of it, where it is absent.
    static func folder(_ name: String) -> URL? {
        let root =
            ProcessInfo.processInfo.environment["ENSEMBLE_CORPORA"].map { URL(filePath: $0) }
            ?? URL(filePath: #filePath).appending(path: "../../../../shared/corpora").standardized
        let folder = root.appending(path: name)
        guard FileManager.default.fileExists(atPath: folder.path) else {
            print("\(name): skipped, no corpora")
            return nil
        }
        return folder
    }

    /// The contents of a set's files whose names end so, by file name.
    static func files(_ name: String, ending: String) throws -> [(name: String, text: String)] {
        guard let folder = folder(name) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { $0.hasSuffix(ending) }
            .map { file in
                let data = try Data(contentsOf: folder.appending(path: file))
                return (file, String(decoding: data, as: UTF8.self))
            }
    }
}
