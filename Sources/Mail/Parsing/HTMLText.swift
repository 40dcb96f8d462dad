/// The words of an HTML text, roughly: for judging a message, never for
/// showing it.
///
/// Tags fall away, block elements end a line, styles and scripts say
/// nothing, the common entities are read. One pass.
package enum HTMLText {
    package static func plain(_ html: String) -> String {
        var output: [UInt8] = []
        let bytes = Array(html.utf8)
        output.reserveCapacity(bytes.count / 2)
        var at = 0
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "<"):
                at = skipMarkup(bytes, at, &output)
            case UInt8(ascii: "&"):
                at = appendEntity(bytes, at, &output)
            case 0x0A, 0x0D, 0x09, 0x20:
                if let last = output.last, !last.isWhite { output.append(0x20) }
                at += 1
            default:
                output.append(bytes[at])
                at += 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// The title of the page, which a reader of mail never sees.
    package static func title(_ html: String) -> String {
        let bytes = Array(html.utf8.prefix(1 << 20))
        guard let open = bytes.firstIndexIgnoringCase(of: "<title"),
            let close = bytes.firstIndexIgnoringCase(of: "</title", from: open)
        else { return "" }
        return plain(
            String(decoding: bytes[endOfTag(bytes, open)..<max(close, endOfTag(bytes, open))], as: UTF8.self))
    }

    private static func skipMarkup(_ bytes: [UInt8], _ start: Int, _ output: inout [UInt8]) -> Int {
        let rest = bytes[start...]
        if rest.starts(with: [0x3C, 0x21, 0x2D, 0x2D]) {
            return bytes.firstIndex(of: [0x2D, 0x2D, 0x3E], from: start + 4).map { $0 + 3 } ?? bytes.count
        }
        guard start + 1 < bytes.count,
            bytes[start + 1].isASCIILetter || bytes[start + 1] == UInt8(ascii: "/")
                || bytes[start + 1] == UInt8(ascii: "!") || bytes[start + 1] == UInt8(ascii: "?")
        else {
            output.append(bytes[start])
            return start + 1
        }
        let name = bytes[(start + 1)...].drop { $0 == UInt8(ascii: "/") }
            .prefix(16).prefix { $0.isASCIILetter || $0.isASCIIDigit }
        for hidden in silent
        where name.elementsEqual(hidden.0, by: { $0.asciiLowered == $1 })
            && bytes[start + 1] != UInt8(ascii: "/")
        {
            guard let end = endTag(bytes, hidden.0, from: start) else { return bytes.count }
            return end
        }
        if blocks.contains(where: { name.elementsEqual($0, by: { $0.asciiLowered == $1 }) }) {
            newLine(&output)
        }
        return endOfTag(bytes, start)
    }

    private static func newLine(_ output: inout [UInt8]) {
        while output.last == 0x20 { output.removeLast() }
        if let last = output.last, last != 0x0A || output.dropLast().last != 0x0A { output.append(0x0A) }
    }

    private static func endOfTag(_ bytes: [UInt8], _ start: Int) -> Int {
        var at = start + 1
        var quote: UInt8 = 0
        let limit = min(bytes.count, start + 65_536)
        while at < limit {
            let byte = bytes[at]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"),
                bytes[at - 1] == UInt8(ascii: "=")
            {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return at + 1
            }
            at += 1
        }
        return bytes[start...].prefix(65_536).firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? limit
    }

    private static func endTag(_ bytes: [UInt8], _ name: [UInt8], from start: Int) -> Int? {
        var at = start
        while let slash = bytes.firstIndex(of: [0x3C, 0x2F], from: at) {
            if bytes[(slash + 2)...].prefix(name.count).elementsEqual(name, by: { $0.asciiLowered == $1 }) {
                return endOfTag(bytes, slash)
            }
            at = slash + 2
        }
        return nil
    }

    private static func appendEntity(_ bytes: [UInt8], _ start: Int, _ output: inout [UInt8]) -> Int {
        guard let end = bytes[(start + 1)...].prefix(10).firstIndex(of: UInt8(ascii: ";")), end > start + 1
        else {
            output.append(bytes[start])
            return start + 1
        }
        let name = bytes[(start + 1)..<end]
        var scalar: Unicode.Scalar?
        if name.first == UInt8(ascii: "#") {
            let digits = String(decoding: name.dropFirst(), as: UTF8.self)
            let value =
                digits.lowercased().hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            scalar = value.flatMap(Unicode.Scalar.init).flatMap { $0.value == 0 ? nil : $0 }
        } else {
            scalar = entities[String(decoding: name, as: UTF8.self)]
        }
        guard let scalar else {
            output.append(bytes[start])
            return start + 1
        }
        output += Array(String(Character(scalar)).utf8)
        return end + 1
    }

    private static let silent: [([UInt8], Void)] = ["style", "script", "head", "title"].map {
        (Array($0.utf8), ())
    }

    private static let blocks: [[UInt8]] = [
        "p", "br", "div", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
        "blockquote",
        "pre", "section", "article", "header", "footer", "dt", "dd", "center", "body",
    ].map { Array($0.utf8) }

    /// The entities of HTML 4, each with its code point in hexadecimal.
    ///
    /// Source: HTML 4.01 §24.
    private static let entities: [String: Unicode.Scalar] = {
        var table: [String: Unicode.Scalar] = ["nbsp": " ", "apos": "'"]
        let words = entityTable.split { $0 == " " || $0 == "\n" }
        for index in stride(from: 0, to: words.count - 1, by: 2) {
            table[String(words[index])] = UInt32(words[index + 1], radix: 16).flatMap(Unicode.Scalar.init)
        }
        return table
    }()

    private static let entityTable = """
        quot 22 amp 26 lt 3c gt 3e iexcl a1 cent a2 pound a3 curren a4 yen a5 brvbar a6 sect a7 uml a8
        copy a9 ordf aa laquo ab not ac shy ad reg ae macr af deg b0 plusmn b1 sup2 b2 sup3 b3 acute b4
        micro b5 para b6 middot b7 cedil b8 sup1 b9 ordm ba raquo bb frac14 bc frac12 bd frac34 be
        iquest bf Agrave c0 Aacute c1 Acirc c2 Atilde c3 Auml c4 Aring c5 AElig c6 Ccedil c7 Egrave c8
        Eacute c9 Ecirc ca Euml cb Igrave cc Iacute cd Icirc ce Iuml cf ETH d0 Ntilde d1 Ograve d2
        Oacute d3 Ocirc d4 Otilde d5 Ouml d6 times d7 Oslash d8 Ugrave d9 Uacute da Ucirc db Uuml dc
        Yacute dd THORN de szlig df agrave e0 aacute e1 acirc e2 atilde e3 auml e4 aring e5 aelig e6
        ccedil e7 egrave e8 eacute e9 ecirc ea euml eb igrave ec iacute ed icirc ee iuml ef eth f0
        ntilde f1 ograve f2 oacute f3 ocirc f4 otilde f5 ouml f6 divide f7 oslash f8 ugrave f9 uacute fa
        ucirc fb uuml fc yacute fd thorn fe yuml ff OElig 152 oelig 153 Scaron 160 scaron 161 Yuml 178
        fnof 192 circ 2c6 tilde 2dc Alpha 391 Beta 392 Gamma 393 Delta 394 Epsilon 395 Zeta 396 Eta 397
        Theta 398 Iota 399 Kappa 39a Lambda 39b Mu 39c Nu 39d Xi 39e Omicron 39f Pi 3a0 Rho 3a1 Sigma
        3a3 Tau 3a4 Upsilon 3a5 Phi 3a6 Chi 3a7 Psi 3a8 Omega 3a9 alpha 3b1 beta 3b2 gamma 3b3 delta 3b4
        epsilon 3b5 zeta 3b6 eta 3b7 theta 3b8 iota 3b9 kappa 3ba lambda 3bb mu 3bc nu 3bd xi 3be
        omicron 3bf pi 3c0 rho 3c1 sigmaf 3c2 sigma 3c3 tau 3c4 upsilon 3c5 phi 3c6 chi 3c7 psi 3c8
        omega 3c9 thetasym 3d1 upsih 3d2 piv 3d6 ensp 2002 emsp 2003 thinsp 2009 zwnj 200c zwj 200d lrm
        200e rlm 200f ndash 2013 mdash 2014 lsquo 2018 rsquo 2019 sbquo 201a ldquo 201c rdquo 201d bdquo
        201e dagger 2020 Dagger 2021 bull 2022 hellip 2026 permil 2030 prime 2032 Prime 2033 lsaquo 2039
        rsaquo 203a oline 203e frasl 2044 euro 20ac image 2111 weierp 2118 real 211c trade 2122 alefsym
        2135 larr 2190 uarr 2191 rarr 2192 darr 2193 harr 2194 crarr 21b5 lArr 21d0 uArr 21d1 rArr 21d2
        dArr 21d3 hArr 21d4 forall 2200 part 2202 exist 2203 empty 2205 nabla 2207 isin 2208 notin 2209
        ni 220b prod 220f sum 2211 minus 2212 lowast 2217 radic 221a prop 221d infin 221e ang 2220 and
        2227 or 2228 cap 2229 cup 222a int 222b there4 2234 sim 223c cong 2245 asymp 2248 ne 2260 equiv
        2261 le 2264 ge 2265 sub 2282 sup 2283 nsub 2284 sube 2286 supe 2287 oplus 2295 otimes 2297 perp
        22a5 sdot 22c5 lceil 2308 rceil 2309 lfloor 230a rfloor 230b lang 2329 rang 232a loz 25ca spades
        2660 clubs 2663 hearts 2665 diams 2666
        """
}
