"""Reads the diagnostics that the programs print."""

import re


def places(text, file):
    """The diagnostics as (line, column, code)."""
    found = re.findall(rf"^{re.escape(str(file))}:(\d+):(\d+): (?:warning: )?\[([a-z.-]+)\] \S.*[.)] \S.*[.?]$", text, re.M)
    return [(int(line), int(column), code) for line, column, code in found]
