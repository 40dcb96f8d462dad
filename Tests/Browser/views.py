"""The ways a page is looked at: which size, which colours, with scripts or not."""
import dataclasses


@dataclasses.dataclass(frozen=True)
class View:
    name: str
    width: int
    height: int
    scheme: str = "light"
    javascript: bool = True
    touch: bool = False
    locale: str = "en-GB"

    def context_options(self):
        return {
            "viewport": {"width": self.width, "height": self.height},
            "color_scheme": self.scheme,
            "java_script_enabled": self.javascript,
            "has_touch": self.touch,
            "locale": self.locale,
            "timezone_id": "Europe/Berlin",
            # What moves is measured half-way by axe and by the camera.
            "reduced_motion": "reduce",
        }


WIDE = View("wide", 1400, 900)
WIDE_DARK = View("wide-dark", 1400, 900, scheme="dark")
PHONE = View("phone", 390, 844, touch=True)
PHONE_DARK = View("phone-dark", 390, 844, scheme="dark", touch=True)
# Words are longer there.
PHONE_GERMAN = View("phone-german", 390, 844, touch=True, locale="de-DE")
# The narrowest a page is promised to work at, and without any script.
NARROW = View("narrow-no-script", 360, 740, javascript=False, touch=True)

# Those with scripts are looked at in dark too.
ALL = [WIDE, PHONE, NARROW]
