"""Writes ../weights/digests.json: size and SHA-256 of every weights file that the program reads.   python write_digests.py"""
import hashlib
import json
import pathlib

weights = pathlib.Path(__file__).resolve().parent.parent / "weights"
files = [p for p in sorted(weights.rglob("*")) if p.is_file() and p.suffix in (".json", ".bin", ".onnx") and p.name != "digests.json"]
rows = [{"path": p.relative_to(weights).as_posix(), "bytes": p.stat().st_size, "sha256": hashlib.sha256(p.read_bytes()).hexdigest()} for p in files]
(weights / "digests.json").write_text(json.dumps(rows, indent=2) + "\n", "utf-8")
print(f"{len(rows)} files, {sum(r['bytes'] for r in rows) / 1e6:.1f} MB")
