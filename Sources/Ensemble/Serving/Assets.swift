import HTTPTypes
import Hummingbird
import NIOCore

/// The style, the script and the icon, out of the binary.
struct Assets {
    /// Changes with the content, so that browsers keep files for good.
    static let version = String(
        Digest.sha256(EmbeddedFiles.styleSheet + EmbeddedFiles.script + PackageResources.theme_js).prefix(10))

    private static let files: [(path: RouterPath, type: String, bytes: [UInt8])] = [
        ("style.css", "text/css; charset=utf-8", EmbeddedFiles.styleSheet),
        ("mail.css", "text/css; charset=utf-8", PackageResources.mail_css),
        ("ensemble.js", "text/javascript; charset=utf-8", EmbeddedFiles.script),
        ("theme.js", "text/javascript; charset=utf-8", PackageResources.theme_js),
        ("icon.svg", "image/svg+xml", PackageResources.icon_svg),
    ]

    static func add(to router: some RouterMethods<DeskContext>) {
        for file in files {
            let body = ByteBuffer(bytes: file.bytes)
            let tag = "\"\(Digest.sha256(file.bytes).prefix(16))\""
            router.get(file.path) { request, _ in
                let headers: HTTPFields = [
                    .contentType: file.type, .eTag: tag, .cacheControl: "public, max-age=31536000, immutable",
                ]
                if request.headers[.ifNoneMatch] == tag {
                    return Response(status: .notModified, headers: headers)
                }
                return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
            }
        }
    }
}
