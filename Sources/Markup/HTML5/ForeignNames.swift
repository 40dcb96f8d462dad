/// The names of SVG and MathML that have capitals, as the rules give them
/// back to what HTML has made lower case.
///
/// Source: the HTML standard, section 13.2.6.5.
enum ForeignNames {
    static func element(_ name: String, _ namespace: Namespace) -> String {
        namespace == .svg ? elements[name] ?? name : name
    }

    static func attribute(_ name: String, _ namespace: Namespace) -> String {
        switch namespace {
        case .html: name
        case .math: name == "definitionurl" ? "definitionURL" : name
        case .svg: attributes[name] ?? name
        }
    }

    private static let elements = byLowerCase(
        """
        altGlyph altGlyphDef altGlyphItem animateColor animateMotion animateTransform clipPath feBlend
        feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
        feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
        feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight
        feSpecularLighting feSpotLight feTile feTurbulence foreignObject glyphRef linearGradient
        radialGradient textPath
        """)

    private static let attributes = byLowerCase(
        """
        attributeName attributeType baseFrequency baseProfile calcMode clipPathUnits diffuseConstant
        edgeMode filterUnits glyphRef gradientTransform gradientUnits kernelMatrix kernelUnitLength
        keyPoints keySplines keyTimes lengthAdjust limitingConeAngle markerHeight markerUnits
        markerWidth maskContentUnits maskUnits numOctaves pathLength patternContentUnits
        patternTransform patternUnits pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio
        primitiveUnits refX refY repeatCount repeatDur requiredExtensions requiredFeatures
        specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles
        surfaceScale systemLanguage tableValues targetX targetY textLength viewBox viewTarget
        xChannelSelector yChannelSelector zoomAndPan
        """)

    private static func byLowerCase(_ names: String) -> [String: String] {
        Dictionary(
            names.split(whereSeparator: \.isWhitespace).map { ($0.lowercased(), String($0)) },
            uniquingKeysWith: { first, _ in first })
    }
}
