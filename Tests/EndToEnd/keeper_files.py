"""Keepers' files read without the engine: groups of base32, secret sharing with logarithm tables, and the public half by `cryptography`."""

import importlib.util
import pathlib

from engine import ROOT

_path = ROOT / "Tests" / "SurveyCoreTests" / "References" / "make" / "keepers.py"
_spec = importlib.util.spec_from_file_location("keepers_reference", _path)
reference = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(reference)


def decode(groups):
    data = b""
    for group in groups.split("-"):
        number = 0
        for character in group[:-1]:
            number = number << 5 | reference.ALPHABET.index(character)
        size = (len(group) - 1) * 5 // 8
        data += (number >> (len(group) - 1) * 5 - size * 8).to_bytes(size, "big")
    return data


def fields(file):
    lines = pathlib.Path(file).read_text().splitlines()
    return dict(line.split(": ", 1) for line in lines if ": " in line)


def share(file):
    """Number and values of a share, with what all shares of a splitting have in common."""
    data = decode(fields(file)["share"])
    assert len(data) == 45
    return (data[0], data[10:42]), (data[1], data[2], data[3:10], fields(file)["public"])


def public_of(shares):
    """The public half, in base32, of the key that shares give."""
    return reference.base32(reference.public_half(reference.combine(shares)))


def mistyped(text, label, group):
    """The text with one wrong character in a group of a line."""
    line = next(line for line in text.splitlines() if line.startswith(f"{label}: "))
    groups = line.removeprefix(f"{label}: ").split("-")
    first = groups[group - 1][0]
    groups[group - 1] = ("2" if first != "2" else "3") + groups[group - 1][1:]
    return text.replace(line, f"{label}: " + "-".join(groups))
