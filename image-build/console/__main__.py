"""What the image says at its screen: `first` at the first start, `recover` from the boot menu's recovery entry."""

from __future__ import annotations

import sys

from first import first
from recover import recover
from screen import Screen

if __name__ == "__main__":
    {"first": first, "recover": recover}[sys.argv[1]](Screen())
