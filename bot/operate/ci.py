"""`make test`: every gate in order, stopping at the first that fails, each with its own heading."""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

GATES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("lint", ("ruff", "check", "bot", "tests", "benchmarks")),
    ("format", ("ruff", "format", "--check", "bot", "tests", "benchmarks")),
    ("types", ("mypy",)),
    ("architecture", ("lint-imports",)),
    ("knowledge", (sys.executable, "-m", "bot", "check")),
    ("tests", (sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadfile")),
)


def main() -> int:
    """Run the gates; the exit code is the first failing gate's."""
    scripts = Path(sys.executable).parent
    for name, command in GATES:
        print(f"\n== {name}", flush=True)
        program = command[0] if command[0] == sys.executable else str(scripts / command[0])
        started = time.monotonic()
        code = subprocess.run([program, *command[1:]], cwd=ROOT, check=False).returncode  # noqa: S603
        print(
            f"== {name}: {'ok' if code == 0 else 'failed'} ({time.monotonic() - started:.0f} s)", flush=True
        )
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
