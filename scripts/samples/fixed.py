"""Takes the day and the random names out of a PDF, byte for byte, so that the same figures give the same file."""
import hashlib
import pathlib
import re

STAMP = re.compile(rb"(ate>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
NAME = re.compile(rb"(?<=DocumentID='uuid:)[0-9a-f-]{36}")
DATE = re.compile(rb"\(D:\d{14}[^)]*\)")


def dated(match):
    return b"(D:20240102030405" + b"Z" + b" " * (len(match[0]) - 19) + b")" if len(match[0]) >= 19 else match[0]


def settle(path):
    path = pathlib.Path(path)
    data = STAMP.sub(rb"\g<1>2024-01-02T03:04:05", DATE.sub(dated, path.read_bytes()))
    data = NAME.sub(b"00000000-0000-0000-0000-000000000000", data)
    seed = hashlib.md5(re.sub(rb"/ID\s*\[.*?\]|/DocChecksum\s*/\w+", b"", data, flags=re.S)).hexdigest().encode()
    hexes = lambda m: re.sub(rb"[0-9A-Fa-f]{32}", lambda h: seed.upper(), m[0])
    data = re.sub(rb"/ID\s*\[.*?\]", hexes, data, flags=re.S)
    data = re.sub(rb"(/DocChecksum\s*/)[0-9A-F]{32}", lambda m: m[1] + seed.upper(), data)
    path.write_bytes(data)
