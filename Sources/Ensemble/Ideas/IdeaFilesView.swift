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
    /// The customer who looks, and removes what they added.
    let customer: Customer.ID?
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
        <li><a href="/ideas/\(idea.id.description)/files/\(file.id.description)">\(Icon.file)<span>\(file.name)</span> <small>\(r.bytes(file.size))</small></a>\(if: isTeam, deciding(file, r))\(if: isOwn(file), own(file, r))</li>
        """
    }

    private func isOwn(_ file: IdeaFile) -> Bool { customer != nil && file.customer == customer }

    private func own(_ file: IdeaFile, _ r: Reader) -> HTML {
        """
        \(if: file.heldAt != nil, " <small>\(r("It waits for a look."))</small>")\(act("/ideas/\(idea.id)/files/\(file.id)/removal", r("Remove it"), r("Remove \(file.name)")))
        """
    }

    private func deciding(_ file: IdeaFile, _ r: Reader) -> HTML {
        """
        \(if: file.heldAt != nil, act("/board/files/\(file.id)/showing", r("Show it"), r("Show \(file.name)")))\(act("/board/files/\(file.id)/removal", r("Remove it"), r("Remove \(file.name)")))
        """
    }

    private func act(_ path: String, _ words: String, _ label: String) -> HTML {
        """
         <form method="post" action="\(path)">\(csrf)<button class="link quiet" aria-label="\(label)">\(words)</button></form>
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
                heldAt: nil, customer: nil),
            IdeaFile(
                id: 72, name: said("wall.pdf"), contentType: "application/pdf", size: 148_213, sha256: "",
                heldAt: now - .hours(1), customer: 5),
        ]
    }
}
