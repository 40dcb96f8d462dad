import Localization
import Markup

/// The parts of forms, each with its label.
enum Field {
    /// What was wrong with what was typed.
    static func problem(_ words: String?) -> HTML {
        words.map { "<p class=\"problem\" role=\"alert\">\(Icon.alert) \($0)</p>" } ?? ""
    }

    static func text(
        _ name: String, _ label: String, value: String = "", autocomplete: String = "off", required: Bool = true,
        hint: String? = nil
    ) -> HTML {
        input("text", name, label, value: value, autocomplete: autocomplete, required: required, hint: hint)
    }

    static func email(
        _ name: String, _ label: String, value: String = "", autocomplete: String = "email", required: Bool = true,
        hint: String? = nil
    ) -> HTML {
        input("email", name, label, value: value, autocomplete: autocomplete, required: required, hint: hint)
    }

    static func password(_ name: String, _ label: String, autocomplete: String, required: Bool = true, hint: String? = nil) -> HTML {
        input("password", name, label, value: "", autocomplete: autocomplete, required: required, hint: hint)
    }

    static func number(_ name: String, _ label: String, value: String = "", required: Bool = true, hint: String? = nil) -> HTML {
        input("number", name, label, value: value, autocomplete: "off", required: required, hint: hint)
    }

    private static func input(
        _ type: String, _ name: String, _ label: String, value: String, autocomplete: String, required: Bool, hint: String?
    ) -> HTML {
        """
        <p class="field"><label for="f-\(name)">\(label)</label>\
        <input id="f-\(name)" type="\(type)" name="\(name)" value="\(value)" autocomplete="\(autocomplete)"\
        \(flag: "required", if: required)\(attribute: "aria-describedby", hint == nil ? nil : "h-\(name)")>\
        \(hint.map { "<small id=\"h-\(name)\">\($0)</small>" as HTML })</p>
        """
    }

    static func area(
        _ name: String, _ label: String, value: String = "", rows: Int = 6, required: Bool = true, hint: String? = nil
    ) -> HTML {
        """
        <p class="field"><label for="f-\(name)">\(label)</label>\
        <textarea id="f-\(name)" name="\(name)" rows="\(rows)"\(flag: "required", if: required)\
        \(attribute: "aria-describedby", hint == nil ? nil : "h-\(name)")>
        \(value)</textarea>\(hint.map { "<small id=\"h-\(name)\">\($0)</small>" as HTML })</p>
        """
    }

    /// A choice of one. The first of a pair is what is sent, the second what is read.
    static func choice(_ name: String, _ label: String, _ options: [(value: String, words: String)], chosen: String?, hint: String? = nil) -> HTML {
        let list = options.map { option -> HTML in
            "<option value=\"\(option.value)\"\(flag: "selected", if: option.value == chosen)>\(option.words)</option>"
        }
        return """
            <p class="field"><label for="f-\(name)">\(label)</label><select id="f-\(name)" name="\(name)"\
            \(attribute: "aria-describedby", hint == nil ? nil : "h-\(name)")>\(list)</select>\
            \(hint.map { "<small id=\"h-\(name)\">\($0)</small>" as HTML })</p>
            """
    }

    static func tick(_ name: String, _ label: String, isOn: Bool, value: String = "1", hint: String? = nil) -> HTML {
        """
        <p class="field tick"><label><input type="checkbox" name="\(name)" value="\(value)"\(flag: "checked", if: isOn)> \
        <span>\(label)</span></label>\(hint.map { "<small>\($0)</small>" as HTML })</p>
        """
    }

    static func files(_ name: String, _ label: String) -> HTML {
        """
        <p class="field"><label for="f-\(name)">\(label)</label><input id="f-\(name)" type="file" name="\(name)" multiple></p>
        """
    }
}
