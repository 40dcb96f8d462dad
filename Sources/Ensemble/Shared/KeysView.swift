import Localization
import Markup

/// The keys of the desk and the palette: there on every page, shown when asked for.
enum KeysView {
    static func body(_ r: Reader) -> HTML {
        """
        <dialog class="overlay" id="keys" aria-labelledby="keys-title"><h2 id="keys-title">\(r("Keys"))</h2>
        <dl>\(keys(r).map { row($0.keys, $0.does) })</dl>
        <p class="quiet"><small>\(r("They work outside of fields. Switch them off under your name."))</small></p></dialog>
        <dialog class="overlay" id="palette" aria-label="\(r("Search or jump"))" data-people="\(r("Name a colleague"))">
        <input type="search" placeholder="\(r("Search or jump…"))" aria-label="\(r("Search or jump"))" data-search="\(r("Search for"))"
        role="combobox" aria-expanded="true" aria-controls="palette-list" autocomplete="off">
        <ul class="palette-list" id="palette-list" role="listbox" aria-label="\(r("Places"))"></ul></dialog>
        """
    }

    private static func row(_ keys: [String], _ does: String) -> HTML {
        "<dt>\(keys.map { "<kbd>\($0)</kbd> " as HTML })</dt><dd>\(does)</dd>"
    }

    private static func keys(_ r: Reader) -> [(keys: [String], does: String)] {
        [
            (["?"], r("Show the keys")),
            (["Ctrl", "K"], r("Search or jump")),
            (["s"], r("Search")),
            (["n"], r("New conversation")),
            (["j", "k"], r("Next, previous")),
            (["Enter"], r("Open")),
            (["r"], r("Reply; what is selected is quoted")),
            (["x"], r("Note")),
            (["i"], r("Reply or note")),
            (["@@"], r("In a note: name a colleague")),
            (["p"], r("Preview")),
            (["Ctrl", "Enter"], r("Send")),
            (["Shift", "C"], r("Resolve")),
            (["z"], r("Wait")),
            (["t"], r("Take it")),
            (["a"], r("News")),
            (["h"], r("My inbox")),
            (["u"], r("Back to the list")),
            (["."], r("Copy the number; twice with the subject, three times with the address")),
            (["o"], r("All open")),
            (["d"], r("Light or dark")),
        ]
    }
}
