import Testing

@testable import Mail

struct IMAPFolderNameTests {
    /// The last two are the examples of RFC 3501.
    private static let pairs = [
        ("INBOX", "INBOX"), ("Entwürfe", "Entw&APw-rfe"), ("R&D", "R&-D"), ("&", "&-"), ("", ""),
        ("Ärzte & Zähne", "&AMQ-rzte &- Z&AOQ-hne"), ("📮", "&2D3c7g-"), ("a\r\nb", "a&AA0ACg-b"),
        ("台北", "&U,BTFw-"), ("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"),
    ]

    @Test(arguments: pairs)
    func `a folder's name is written in modified UTF-7 and read back`(name: String, written: String) {
        #expect(IMAPFolderName.encode(name) == written)
        #expect(IMAPFolderName.decode(written) == name)
    }

    @Test(arguments: ["Entwürfe", "a&b", "&", "&APw", "&=-", "&A-", "x&!!-y"])
    func `what is no modified UTF-7 stays as it is`(name: String) {
        #expect(IMAPFolderName.decode(name) == name)
    }
}
