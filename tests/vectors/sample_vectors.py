"""Vectors around a few centres, so that some are near one another, and a codebook of them."""

import array
import pathlib
import random
import struct
import subprocess


def single(number):
    return struct.unpack("f", struct.pack("f", number))[0]


def make_vectors(count, dimensions, seed):
    rng = random.Random(seed)
    source = random.Random(1)
    centres = [[source.gauss(0, 1) for _ in range(dimensions)] for _ in range(30)]
    return [[single(value + rng.gauss(0, 0.6)) for value in rng.choice(centres)]
            for _ in range(count)]


def write_npy(path, rows):
    header = "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }" % (len(rows),
                                                                               len(rows[0]))
    header += " " * (63 - (10 + len(header)) % 64) + "\n"
    numbers = array.array("f", [value for row in rows for value in row])
    with open(path, "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode())
        file.write(numbers.tobytes())


def train_codebook(binary, folder, vectors, groups, clusters):
    """The bytes of a codebook file that `likewise train` makes of the vectors."""
    folder = pathlib.Path(folder)
    write_npy(folder / "vectors.npy", vectors)
    subprocess.run([binary, "train", str(folder / "vectors.npy"), "--groups", str(groups),
                    "--clusters", str(clusters), "-o", str(folder / "codebook.lwm")],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return (folder / "codebook.lwm").read_bytes()
