"""wheel.py PROGRAM TAG OUT: a wheel that carries the program. TAG is the platform, such as macosx_11_0_arm64.

Name, version and home come from Cargo.toml. The same program always makes the same bytes."""

import base64
import hashlib
import re
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CARGO = (ROOT / "Cargo.toml").read_text(encoding="utf-8")


def field(name):
    return re.search(rf'^{name} = "(.*)"$', CARGO, re.M).group(1)


def main(program, tag, out):
    program, version = Path(program), field("version")
    info = f"frontis-{version}.dist-info"
    tags = "".join(f"Tag: py3-none-{one}\n" for one in tag.split("."))
    metadata = (
        f"Metadata-Version: 2.4\nName: frontis\nVersion: {version}\nSummary: {field('description')}\n"
        f"License-Expression: {field('license')}\nLicense-File: LICENSE-MIT\nLicense-File: LICENSE-APACHE\n"
        f"Project-URL: Source, {field('repository')}\nRequires-Python: >=3.8\n"
        "Description-Content-Type: text/markdown\n\n" + (ROOT / "README.md").read_text(encoding="utf-8")
    )
    files = {
        f"frontis-{version}.data/scripts/{program.name}": program.read_bytes(),
        f"{info}/METADATA": metadata.encode(),
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nGenerator: frontis\nRoot-Is-Purelib: false\n{tags}".encode(),
    }
    for name in ("LICENSE-MIT", "LICENSE-APACHE"):
        files[f"{info}/licenses/{name}"] = (ROOT / name).read_bytes()
    Path(out).mkdir(parents=True, exist_ok=True)
    path = Path(out) / f"frontis-{version}-py3-none-{tag}.whl"
    record = ""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for name, content in files.items():
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            record += f"{name},sha256={digest},{len(content)}\n"
            add(wheel, name, content)
        add(wheel, f"{info}/RECORD", (record + f"{info}/RECORD,,\n").encode())
    print(path)


def add(wheel, name, content):
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = (0o100755 if "/scripts/" in name else 0o100644) << 16
    wheel.writestr(entry, content)


if len(sys.argv) != 4:
    sys.exit(__doc__)
main(*sys.argv[1:])
