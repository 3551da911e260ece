"""Prints answers to every item of a benchmark survey as JSON."""

import json
import re
import sys

items = re.findall(r"^\s+- \{ id: (q\d+),", open(sys.argv[1]).read(), re.M)
print(json.dumps({item: 1 + index % 5 for index, item in enumerate(items)}, separators=(",", ":")))
