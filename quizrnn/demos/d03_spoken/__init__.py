"""D03: spoken digits, five models as the sources set them up, and one with the sound prepared."""
