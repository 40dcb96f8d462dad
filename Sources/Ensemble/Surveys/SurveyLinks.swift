import Localization

/// Addresses of a survey's pages, for what is looked at.
struct SurveyLinks {
    let survey: Survey.ID
    let scope: Surveys.Scope

    private var path: String { "/surveys/\(survey)" }

    private var query: String {
        "from=\(scope.from)&until=\(scope.until)"
            + (scope.offering.map { "&offering=\($0.rawValue == 0 ? "none" : $0.description)" } ?? "")
    }

    func page(until month: Month) -> String {
        "\(path)?until=\(month)"
            + (scope.offering.map { "&offering=\($0.rawValue == 0 ? "none" : $0.description)" } ?? "")
    }

    func narrowed(to month: Month) -> SurveyLinks {
        SurveyLinks(survey: survey, scope: .init(from: month, until: month, offering: scope.offering))
    }

    func narrowed(to offering: Offering.ID?) -> SurveyLinks {
        SurveyLinks(
            survey: survey,
            scope: .init(from: scope.from, until: scope.until, offering: offering ?? Offering.ID(rawValue: 0))
        )
    }

    func asks(_ show: Surveys.Show, why: SurveyAsk.WhyNot? = nil) -> String {
        "\(path)/asks?show=\(show.rawValue)&\(query)" + (why.map { "&why=\($0.rawValue)" } ?? "")
    }

    func answers(_ question: String? = nil, _ values: ClosedRange<Int>? = nil, idea: String? = nil) -> String
    {
        var link = "\(path)/answers?\(query)"
        if let question, let values {
            link += "&question=\(question)&low=\(values.lowerBound)&high=\(values.upperBound)"
        }
        if let idea { link += "&idea=\(idea.percentEncoded)" }
        return link
    }

    var table: String { "\(path)/figures.csv?\(query)" }

    /// The same rows for a spreadsheet.
    static func table(_ link: String) -> String {
        link.replacing("/asks?", with: "/asks.csv?").replacing("/answers?", with: "/answers.csv?")
    }
}
