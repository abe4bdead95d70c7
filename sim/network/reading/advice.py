"""What can be typed where a command reads a file; who reads it elsewhere (the page) says what can be done there."""

from typing import Final

ONE_LAYER: Final = "(layer=NAME)"
ONE_SHEET: Final = "name one (layer=SHEET) or leave one in the file"
ALL_PEOPLE: Final = "(a sheet called people, or people=FILE)"
HAS_EVERYONE: Final = "(network.people=FILE has everyone)"
