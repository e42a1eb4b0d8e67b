"""`python -m bot …` is the same as `footnote …`."""

from bot.operate.cli import main

main()
