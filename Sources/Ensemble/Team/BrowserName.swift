import Localization

/// A browser as people know it, told from what it says of itself.
enum BrowserName {
    /// `Firefox on Linux`; what can't be told is left out.
    static func of(_ userAgent: String, _ r: Reader) -> String {
        let browser = first(
            [
                ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"),
                ("Safari/", "Safari"),
            ],
            in: userAgent)
        let system = first(
            [
                ("iPhone", "iOS"), ("iPad", "iPadOS"), ("Android", "Android"), ("Windows", "Windows"),
                ("Mac OS X", "macOS"),
                ("CrOS", "ChromeOS"), ("Linux", "Linux"),
            ], in: userAgent)
        switch (browser, system) {
        case (let browser?, let system?): return r("\(browser) on \(system)")
        case (let one?, nil), (nil, let one?): return one
        case (nil, nil): return userAgent.nonEmpty?.shortened(to: 40) ?? r("Unknown browser")
        }
    }

    private static func first(_ marks: [(mark: String, name: String)], in text: String) -> String? {
        marks.first { text.contains($0.mark) }?.name
    }
}
