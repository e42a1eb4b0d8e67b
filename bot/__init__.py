"""Footnote: a Discord bot that answers only what it can cite."""

import os

# One question is a few thousand multiplications: threads of the linear algebra library only cost time, and it reads these
# when numpy is first imported.
for _variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
