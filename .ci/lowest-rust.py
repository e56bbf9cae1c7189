"""Checks that no dependency of otel-runtime needs a newer Rust than otel-runtime says it does.

Compiling with that version would say more, but only one is installed here; that no newer part of
the standard library is used is what clippy's `incompatible_msrv` looks at.
"""

import json
import subprocess
import sys


def cargo(*arguments):
    output = subprocess.run(["cargo", *arguments], check=True, stdout=subprocess.PIPE, text=True)
    return output.stdout


def version(text):
    numbers = [int(number) for number in text.split(".")]
    return numbers + [0] * (3 - len(numbers))


metadata = json.loads(cargo("metadata", "--locked", "--all-features", "--format-version", "1"))
declared = {(p["name"], p["version"]): p["rust_version"] for p in metadata["packages"]}
tree = cargo(
    "tree", "--locked", "-p", "otel-runtime", "--all-features", "--edges", "normal,build",
    "--prefix", "none", "--format", "{p}",
)
used = {(line.split()[0], line.split()[1].lstrip("v")) for line in tree.splitlines() if line}
ours = next(needed for (name, _), needed in declared.items() if name == "otel-runtime")
too_new = [
    f"{name} {number} needs Rust {declared[name, number]}"
    for name, number in sorted(used)
    if version(declared[name, number] or "1.0") > version(ours)
]
highest = max(used, key=lambda package: version(declared[package] or "1.0"))
print(f"otel-runtime says Rust {ours}; of {len(used)} packages the most demanding is "
      f"{' '.join(highest)}, which needs {declared[highest]}")
if too_new:
    sys.exit("\n".join(too_new))
