import HTTPTypes
import Hummingbird
import Localization
import Markup

/// A customer's HTML as its own document, for a sandboxed frame: no script,
/// no form, nothing from elsewhere unless the reader asked for the pictures.
enum MessageBody {
    static func response(_ message: Message, withRemoteImages remote: Bool) -> Response {
        var html = HTML(trusted: message.html ?? "")  // Sanitised when the message was filed.
        if remote, let whole = message.html {
            html = Sanitiser.showingRemoteImages(inClean: whole)
        }
        return response(clean: html, withRemoteImages: remote)
    }

    /// - Parameter html: sanitised.
    static func response(clean html: HTML, withRemoteImages remote: Bool) -> Response {
        let page: HTML = """
            <!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">\
            <base target="_blank"><link rel="stylesheet" href="/mail.css"></head><body>\(html)</body></html>
            """
        var response = Response.html(page)
        let images = remote ? "'self' data: https: http:" : "'self' data:"
        response.headers[.contentSecurityPolicy] = """
            default-src 'none'; img-src \(images); style-src 'self' 'unsafe-inline'; frame-ancestors 'self'; \
            sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox
            """
        response.headers[.cacheControl] = "private, no-store"
        return response
    }

    /// A mail's HTML as it would be stored and shown.
    static func sanitised(_ html: String) -> String {
        Sanitiser.clean(html, options: Sanitiser.Options(contentIDs: { _ in nil })).html.string
    }
}
