"""`python -m nusaner`: the same as the command `nusaner`."""

from nusaner.cli import main

main()
