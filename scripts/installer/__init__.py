"""What scripts/install, scripts/update and their kin are made of. Standard library only: it runs before
anything of ours is installed, with the Python that Debian brings."""
