import Localization
import Markup

/// The files of an idea, and where whoever may adds some.
struct IdeaFilesView {
    let idea: Idea
    let files: [IdeaFile]
    /// Where files are sent to; `nil`: they may not.
    let path: String?
    /// Whether one of the team looks.
    let isTeam: Bool
    let csrf: HTML

    func body(_ r: Reader) -> HTML {
        guard !files.isEmpty || path != nil else { return "" }
        return """
            <section aria-labelledby="idea-files"><h2 id="idea-files">\(r("Files"))</h2>\(if: !files.isEmpty, "<ul class=\"files\">\(files.map { line($0, r) })</ul>")\
            \(path.map { adding($0, r) })</section>
            """
    }

    private func line(_ file: IdeaFile, _ r: Reader) -> HTML {
        """
        <li><a href="/ideas/\(idea.id.description)/files/\(file.id.description)">\(Icon.file)<span>\(file.name)</span> <small>\(r.bytes(file.size))</small></a>\(if: isTeam, deciding(file, r))</li>
        """
    }

    private func deciding(_ file: IdeaFile, _ r: Reader) -> HTML {
        """
        \(if: file.heldAt != nil, act(file, "showing", r("Show it"), r("Show \(file.name)")))\(act(file, "removal", r("Remove it"), r("Remove \(file.name)")))
        """
    }

    private func act(_ file: IdeaFile, _ noun: String, _ words: String, _ label: String) -> HTML {
        """
         <form method="post" action="/board/files/\(file.id.description)/\(noun)">\(csrf)<button class="link quiet" aria-label="\(label)">\(words)</button></form>
        """
    }

    private func adding(_ path: String, _ r: Reader) -> HTML {
        """
        <details class="whole"><summary>\(r("Add a file"))</summary>
        <form class="fields" method="post" action="\(path)" enctype="multipart/form-data">\(csrf)
        <p class="field"><label for="f-idea-files">\(r("Files"))</label><input id="f-idea-files" type="file" name="files" multiple required \
        aria-describedby="h-idea-files"><small id="h-idea-files">\(isTeam ? r("Whoever finds the idea can open them. Up to 25 MB in all.") : r("Others can open them. Up to 25 MB in all."))</small></p>
        <p class="actions"><button class="button small plain">\(r("Hand in"))</button></p></form></details>
        """
    }
}

extension Samples {
    static var ideaFiles: [IdeaFile] {
        [
            IdeaFile(
                id: 71, name: said("prices.png"), contentType: "image/png", size: 48_213, sha256: "",
                heldAt: nil),
            IdeaFile(
                id: 72, name: said("wall.pdf"), contentType: "application/pdf", size: 148_213, sha256: "",
                heldAt: now - .hours(1)),
        ]
    }
}
