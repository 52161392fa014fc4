#!/usr/bin/env python3
"""Safetensors written and read with nothing but struct and json: a second opinion on wasm/safetensors.js.

  python3 tests/golden/safetensors.py write FILE    makes the fixture tests/golden/tensors.safetensors
  python3 tests/golden/safetensors.py read FILE     prints what a file holds, as JSON

Halves are made by struct's "e" (IEEE 754, ties to even), not by code of this project.
"""
import json
import math
import struct
import sys

FORMATS = {"F64": "d", "F32": "f", "F16": "e", "BF16": "H", "I64": "q"}


def pack(dtype, values):
    return struct.pack(f"<{len(values)}{FORMATS[dtype]}", *values)


def unpack(dtype, data):
    letter = FORMATS[dtype]
    return list(struct.unpack(f"<{len(data) // struct.calcsize(letter)}{letter}", data))


def half_cases():
    """Floats whose rounding to a half is easily got wrong, and some hundred others."""
    edges = [0.0, -0.0, 1.0, -2.0, 65504.0, 65519.99609375, 2.0**-14, 2.0**-24, 2.0**-25, 1.5 * 2.0**-25, -(2.0**-26)]
    ties = [(2 * n + 1) * 2.0**-25 for n in (0, 1, 2, 3, 511, 1022, 1023)] + [1 + (2 * n + 1) * 2.0**-11 for n in range(6)]
    below = [math.nextafter(t, 0) for t in ties] + [math.nextafter(t, 2 * t) for t in ties]
    spread = [math.sin(n) * 2.0 ** (n % 41 - 25) for n in range(300)]
    as_f32 = unpack("F32", pack("F32", edges + ties + below + spread))
    return [x for x in as_f32 if abs(x) < 65520]


def fixture():
    source = half_cases()
    grid = [n / 7 - 3 for n in range(24)]
    tops = [struct.unpack("<I", struct.pack("<f", x))[0] >> 16 for x in grid]
    return {
        "doubles": ("F64", [2, 3, 4], grid),
        "floats": ("F32", [4, 6], grid),
        "half.source": ("F32", [len(source)], source),
        "scalar": ("F32", [], [0.25]),
        "__proto__": ("F32", [2], [1.0, 2.0]),
        "half": ("F16", [len(source)], source),
        "brain": ("BF16", [24], tops),
        "empty": ("F16", [0, 5], []),
    }


def write(path):
    header, blocks, end = {"__metadata__": {"nn": '{"layers":[]}', "名": "手写"}}, [], 0
    for name, (dtype, shape, values) in fixture().items():
        data = pack(dtype, values)
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [end, end + len(data)]}
        blocks.append(data)
        end += len(data)
    text = json.dumps(header, ensure_ascii=False).encode("utf-8")
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(blocks))


def read(path):
    with open(path, "rb") as file:
        content = file.read()
    (length,) = struct.unpack_from("<Q", content)
    assert length % 8 == 0, "the data is not aligned"
    header = json.loads(content[8 : 8 + length].decode("utf-8"))
    data, result, end = content[8 + length :], {}, 0
    metadata = header.pop("__metadata__", {})
    for name, entry in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
        begin, next_end = entry["data_offsets"]
        assert begin == end, "a hole or an overlap"
        end = next_end
        values = unpack(entry["dtype"], data[begin:end])
        assert len(values) == math.prod(entry["shape"]), "shape and length differ"
        result[name] = {"dtype": entry["dtype"], "shape": entry["shape"], "values": values}
    assert end == len(data), "bytes behind the last tensor"
    print(json.dumps({"metadata": metadata, "tensors": result}))


{"write": write, "read": read}[sys.argv[1]](sys.argv[2])
