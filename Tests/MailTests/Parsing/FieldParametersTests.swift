import Testing

@testable import Mail

struct FieldParametersTests {
    private func field(_ text: String) -> FieldParameters { FieldParameters(Array(text.utf8)[...]) }

    @Test
    func `a value in numbered pieces is joined in their order`() {
        let name = field("attachment; filename*1=\"cht.pdf\"; filename*0=\"Beri\"").first("filename")
        #expect(name == "Bericht.pdf")
    }

    @Test
    func `a charset before the value is used, for pieces too`() {
        #expect(field("attachment; filename*=utf-8'de'Gr%C3%BC%C3%9Fe.txt").first("filename") == "Grüße.txt")
        #expect(
            field("attachment; filename*0*=iso-8859-1''Gr%FC; filename*1*=%DFe; filename*2=.txt").first(
                "filename") == "Grüße.txt")
    }

    @Test
    func `the extended form wins over the plain one`() {
        #expect(
            field("attachment; filename=\"Gr__e.txt\"; filename*=utf-8''Gr%C3%BC%C3%9Fe.txt").first(
                "filename") == "Grüße.txt")
    }

    @Test
    func `encoded words in quotes are read although they may not stand there`() {
        #expect(field("image/png; name=\"=?utf-8?B?w6QucG5n?=\"").first("name") == "ä.png")
    }

    @Test
    func `missing quotes and stray semicolons are forgiven`() {
        let found = field("text/plain;; charset = utf-8 ; name=my file.txt;")
        #expect(found.value == "text/plain")
        #expect(found.first("charset") == "utf-8")
        #expect(found.first("name") == "my file.txt")
        #expect(field("text/plain; name=\"open.txt; charset=utf-8").first("charset") == "utf-8")
    }

    @Test
    func `a media type has two parts`() {
        #expect(field("TEXT/Plain (comment); a=b").mediaType == "text/plain")
        #expect(field("text").mediaType == nil)
        #expect(field("").mediaType == nil)
    }
}
