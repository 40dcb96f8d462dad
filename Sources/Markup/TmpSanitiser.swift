public struct SanitisedHTML { public var html: HTML; public var hasRemoteImages = false }
public enum Sanitiser {
    public struct Options { public init(contentIDs: @escaping (String) -> String?) {} }
    public static func clean(_ html: String, options: Options) -> SanitisedHTML { SanitisedHTML(html: HTML(escaping: html)) }
    public static func text(ofHTML: String) -> String { ofHTML }
    public static func showingRemoteImages(inClean: String) -> HTML { HTML(trusted: inClean) }
}
