/// How one language writes dates, numbers and lists.
///
/// Read once per language from `FormatTable`, so that nothing is looked up
/// or parsed while a page is written.
struct Formats: Sendable {
    let months: [[UInt8]]
    /// Months that stand alone: `marzec` where the date says `marca`.
    let loneMonths: [[UInt8]]
    let shortMonths: [[UInt8]]
    /// From Sunday.
    let days: [[UInt8]]
    let shortDays: [[UInt8]]

    let date: DatePattern
    let shortDate: DatePattern
    let monthDay: DatePattern
    let weekday: DatePattern
    let longWeekday: DatePattern
    let month: DatePattern
    let time: DatePattern
    /// `date`, `shortDate` and `weekday` with the time after them.
    let dateTime: DatePattern
    let shortDateTime: DatePattern
    let weekdayTime: DatePattern
    let decimal: String
    let group: String
    /// How many digits stand before the first group at least.
    let minimumGrouping: Int
    let minus: String
    let percent: String
    let money: String
    let currencies: [String: String]
    /// Now, minutes, hours, the day before.
    let ago: [Template]
    /// Now, minutes, hours, the day after.
    let ahead: [Template]
    /// Seconds, minutes, hours, days; each for one and for more.
    let durations: [[Template]]
    /// What has been said and one more item, of only two, and the last.
    let list: [Template]
    let byteUnits: [String]

    /// The formats for a tag, its language's, or English ones.
    static func formats(for tag: String) -> Formats {
        let tag = tag.hasPrefix("no") ? "nb" : tag
        let chain = LanguageTag.widening(tag) + [FormatTable.english]
        return Formats(chain.compactMap { FormatTable.texts[$0] }.map(fields))
    }

    /// Tags of countries whose formats differ from their language's.
    static func regions(of language: String) -> [String] {
        FormatTable.texts.keys.filter { $0.hasPrefix(language + "-") }.sorted()
    }

    private static func fields(_ text: String) -> [String: String] {
        var fields: [String: String] = [:]
        for line in text.split(separator: "\n") {
            guard let equals = line.firstIndex(of: "=") else { continue }
            fields[String(line[..<equals])] = String(line[line.index(after: equals)...])
        }
        return fields
    }

    private init(_ chain: [[String: String]]) {
        func text(_ name: String) -> String { chain.lazy.compactMap { $0[name] }.first ?? "" }
        func texts(_ name: String) -> [String] {
            text(name).split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        }
        func bytes(_ name: String) -> [[UInt8]] { texts(name).map { Array($0.utf8) } }
        func pattern(_ name: String) -> DatePattern { DatePattern(text(name)) }

        months = bytes("months")
        loneMonths = bytes(chain[0]["loneMonths"] == nil ? "months" : "loneMonths")
        shortMonths = bytes("shortMonths")
        days = bytes("days")
        shortDays = bytes("shortDays")
        date = pattern("date")
        shortDate = pattern("shortDate")
        monthDay = pattern("monthDay")
        weekday = pattern("weekday")
        longWeekday = pattern("longWeekday")
        month = pattern("month")
        time = pattern("time")
        let between = Template(text("dateTime")).filled(with: ["", ""])
        dateTime = DatePattern(date, between, time)
        shortDateTime = DatePattern(shortDate, between, time)
        weekdayTime = DatePattern(weekday, between, time)
        decimal = text("decimal")
        group = text("group")
        minimumGrouping = Int(text("minimumGrouping")) ?? 1
        minus = text("minus")
        percent = text("percent")
        money = text("money")
        ago = texts("ago").map(Template.init)
        ahead = texts("ahead").map(Template.init)
        durations = ["seconds", "minutes", "hours", "days#"].map { texts($0).map(Template.init) }
        list = texts("list").map(Template.init)
        byteUnits = texts("bytes")
        let symbols = texts("currencies").map { $0.split(separator: " ").map(String.init) }
        currencies = Currency.symbols.merging(
            symbols.filter { $0.count == 2 }.map { ($0[0], $0[1]) }, uniquingKeysWith: { _, own in own })
    }
}
