"""Each row of docs/compliance.md that claims something names a test, and each named test exists."""

import pathlib
import re
import sys

root = pathlib.Path(__file__).parent.parent
page = root / "docs/compliance.md"


def paths():
    """Each test, as module::test in the crate, and as program/file::test in `tests/`."""
    for file in [*root.glob("otel-runtime/src/**/*.rs"), *root.glob("tests/*/**/*.rs")]:
        parts = list(file.relative_to(root).with_suffix("").parts)
        in_crate = parts[0] == "otel-runtime"
        parts = parts[2 if in_crate else 1 :]
        if parts[-1] in ("mod", "main", "lib"):
            parts.pop()
        if not in_crate:
            parts[:2] = ["/".join(parts[:2])]
        module, is_test = [], False
        for line in map(str.rstrip, file.read_text().splitlines()):
            if inline := re.match(r"mod (\w+) \{", line):
                module = [inline[1]]
            elif line == "}":
                module = []
            elif re.match(r"\s*#\[(\w+::)?test", line):
                is_test = True
            elif is_test and (function := re.search(r"fn (\w+)\(", line)):
                is_test = False
                yield "::".join([*parts, *module, function[1]])


known = list(paths())
mistakes = []
for number, line in enumerate(page.read_text().splitlines(), 1):
    module = None
    named = 0
    for word in re.findall(r"`([^`]+)`", line):
        if re.fullmatch(r"(tests|examples)/[\w./]+", word):
            found = (root / word).exists()
        elif "::" in word and re.fullmatch(r"[a-z_][\w/]*(::\w+)+", word):
            found = any(f"::{word}::" in f"::{path}::" for path in known)
            module = word.rsplit("::", 1)[0]
        elif module and re.fullmatch(r"[a-z]+(_[a-z0-9]+){3,}", word):
            found = any(f"::{module}::{word}::" in f"::{path}::" for path in known)
        elif re.fullmatch(r"[a-z_]+/[a-z_]+", word) and (root / f"tests/{word}.rs").exists():
            found = True
        else:
            continue
        named += found
        if not found:
            mistakes.append(f"{number}: there is no test {word}")
    claims = "| ✓ |" in line or re.search(r"\| – \|.*(warning|refused)", line)
    if claims and not named:
        mistakes.append(f"{number}: no test is named: {line}")
sys.exit("\n".join(mistakes) or 0)
