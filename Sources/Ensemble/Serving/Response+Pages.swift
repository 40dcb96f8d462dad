import Foundation
import HTTPTypes
import Hummingbird
import Localization
import Markup
import NIOCore

extension Response {
    /// A page in its layout.
    static func html(_ page: some Page, _ r: Reader, status: HTTPResponse.Status = .ok) -> Response {
        .html(Layout.render(page, r), status: status)
    }

    /// The same, found by its link alone: no search engine lists it, and no browser keeps it.
    var byLinkAlone: Response {
        var response = self
        response.headers[.robots] = "noindex, nofollow"
        response.headers[.cacheControl] = "no-store"
        return response
    }

    static func html(_ html: HTML, status: HTTPResponse.Status = .ok) -> Response {
        .html(ByteBuffer(bytes: html.bytes), status: status)
    }

    static func html(_ bytes: ByteBuffer, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: bytes))
    }

    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: JSON.text(value))))
    }

    static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// Sends the browser to another page of ours, by GET; to the start where
    /// the path would lead elsewhere.
    static func redirect(to path: String) -> Response {
        Response(status: .seeOther, headers: [.location: isOurs(path) ? path : "/"])
    }

    /// Browsers read a backslash as a slash, and leave out control characters.
    private static func isOurs(_ path: String) -> Bool {
        path.hasPrefix("/") && !path.hasPrefix("//")
            && !path.unicodeScalars.contains { $0 == "\\" || $0.value < 32 || $0.value == 127 }
    }

    static var noContent: Response { Response(status: .noContent) }

    /// A file of a message. Only harmless kinds are shown in the browser; the
    /// rest is downloaded, and nothing in it can run.
    static func file(_ file: Attachments.File) -> Response {
        let attachment = file.attachment
        let isShown = shownTypes.contains(attachment.contentType.lowercased())
        let name = attachment.name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "file"
        return Response(
            status: .ok,
            headers: [
                .contentType: isShown ? attachment.contentType.lowercased() : "application/octet-stream",
                .contentDisposition: "\(isShown ? "inline" : "attachment"); filename*=UTF-8''\(name)",
                .contentSecurityPolicy: "default-src 'none'; sandbox",
                .cacheControl: "private, max-age=86400, immutable",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
    }

    private static let shownTypes: Set<String> = [
        "image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "application/pdf", "text/plain",
    ]
}

extension Attachments.File {
    /// A raw message, to be kept as a file.
    static func rawMail(_ bytes: [UInt8]) -> Self {
        Self(
            attachment: Attachment(
                id: 0, message: nil, name: "message.eml", contentType: "message/rfc822", size: bytes.count,
                sha256: "",
                contentID: nil, isInline: false),
            bytes: bytes)
    }
}
