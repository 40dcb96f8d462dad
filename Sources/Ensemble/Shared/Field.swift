import Localization
import Markup

/// The parts of forms, each with its label.
///
/// Where a page has several forms with fields of one name, each form gives
/// them a `scope` of its own, so that ids stay unique.
enum Field {
    /// What was wrong with what was typed.
    static func problem(_ words: String?) -> HTML {
        words.map { "<p class=\"problem\" role=\"alert\">\(Icon.alert) \($0)</p>" } ?? ""
    }

    static func text(
        _ name: String, _ label: String, value: String = "", autocomplete: String = "off",
        required: Bool = true,
        hint: String? = nil, scope: String = ""
    ) -> HTML {
        input(
            "text", name, label, value: value, autocomplete: autocomplete, required: required, hint: hint,
            scope: scope)
    }

    static func email(
        _ name: String, _ label: String, value: String = "", autocomplete: String = "email",
        required: Bool = true,
        hint: String? = nil, scope: String = ""
    ) -> HTML {
        input(
            "email", name, label, value: value, autocomplete: autocomplete, required: required, hint: hint,
            scope: scope)
    }

    static func password(
        _ name: String, _ label: String, autocomplete: String, required: Bool = true, hint: String? = nil,
        scope: String = ""
    ) -> HTML {
        input(
            "password", name, label, value: "", autocomplete: autocomplete, required: required, hint: hint,
            scope: scope)
    }

    static func number(
        _ name: String, _ label: String, value: String = "", required: Bool = true, hint: String? = nil,
        scope: String = ""
    ) -> HTML {
        input(
            "number", name, label, value: value, autocomplete: "off", required: required, hint: hint,
            scope: scope)
    }

    private static func input(
        _ type: String, _ name: String, _ label: String, value: String, autocomplete: String, required: Bool,
        hint: String?, scope: String
    ) -> HTML {
        let id = scope + name
        return """
            <p class="field"><label for="f-\(id)">\(label)</label>\
            <input id="f-\(id)" type="\(type)" name="\(name)" value="\(value)" autocomplete="\(autocomplete)"\
            \(flag: "required", if: required)\(attribute: "aria-describedby", hint == nil ? nil : "h-\(id)")>\
            \(hint.map { "<small id=\"h-\(id)\">\($0)</small>" as HTML })</p>
            """
    }

    static func area(
        _ name: String, _ label: String, value: String = "", rows: Int = 6, required: Bool = true,
        hint: String? = nil,
        scope: String = ""
    ) -> HTML {
        let id = scope + name
        return """
            <p class="field"><label for="f-\(id)">\(label)</label>\
            <textarea id="f-\(id)" name="\(name)" rows="\(rows)" dir="auto"\(flag: "required", if: required)\
            \(attribute: "aria-describedby", hint == nil ? nil : "h-\(id)")>
            \(value)</textarea>\(hint.map { "<small id=\"h-\(id)\">\($0)</small>" as HTML })</p>
            """
    }

    /// A choice of one. The first of a pair is what is sent, the second what is read.
    static func choice(
        _ name: String, _ label: String, _ options: [(value: String, words: String)], chosen: String?,
        hint: String? = nil, scope: String = ""
    ) -> HTML {
        let id = scope + name
        let list = options.map { option -> HTML in
            "<option value=\"\(option.value)\"\(flag: "selected", if: option.value == chosen)>\(option.words)</option>"
        }
        return """
            <p class="field"><label for="f-\(id)">\(label)</label><select id="f-\(id)" name="\(name)"\
            \(attribute: "aria-describedby", hint == nil ? nil : "h-\(id)")>\(list)</select>\
            \(hint.map { "<small id=\"h-\(id)\">\($0)</small>" as HTML })</p>
            """
    }

    static func tick(_ name: String, _ label: String, isOn: Bool, value: String = "1", hint: String? = nil)
        -> HTML
    {
        """
        <p class="field tick"><label><input type="checkbox" name="\(name)" value="\(value)"\(flag: "checked", if: isOn)> \
        <span>\(label)</span></label>\(hint.map { "<small>\($0)</small>" as HTML })</p>
        """
    }

    static func files(_ name: String, _ label: String, hint: String? = nil) -> HTML {
        """
        <p class="field"><label for="f-\(name)">\(label)</label><input id="f-\(name)" type="file" name="\(name)" multiple\
        \(attribute: "aria-describedby", hint == nil ? nil : "h-\(name)")>\
        \(hint.map { "<small id=\"h-\(name)\">\($0)</small>" as HTML })</p>
        """
    }

    /// The places whose clock can be chosen, with the business's own first where that is a choice.
    static func timeZone(_ label: String, chosen: String?, own: String?) -> HTML {
        var identifiers = Zone.identifiers
        // What is chosen must stay so, even where this machine's list lacks it.
        for needed in ["UTC", chosen].compactMap({ $0 }) where !identifiers.contains(needed) {
            identifiers.append(needed)
        }
        let zones = identifiers.map { (value: $0, words: $0.replacing("_", with: " ")) }
        return choice(
            "time_zone", label, (own.map { [(value: "", words: $0)] } ?? []) + zones, chosen: chosen ?? "")
    }

    /// The languages there are, each by its own name.
    static func language(_ label: String, chosen: String?, own: String?, hint: String? = nil) -> HTML {
        var languages = Translations.languages.all
        // A customer may speak one that we do not.
        if let chosen, !languages.contains(where: { $0.tag == chosen }) {
            languages.append(Language(tag: chosen, catalogue: nil))
        }
        let options = languages.map { (value: $0.tag, words: $0.name) }
        return choice(
            "language", label, (own.map { [(value: "", words: $0)] } ?? []) + options, chosen: chosen ?? "",
            hint: hint)
    }
}
