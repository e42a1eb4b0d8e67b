"""The common base of everything that is read from a knowledge file."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


class Record(BaseModel):
    """A frozen value with a fixed set of fields; unknown fields are refused so that typos surface."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, use_attribute_docstrings=True
    )


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-{1,2}[a-z0-9]+)*$", max_length=80)]
"""An id: small letters, digits and hyphens. It equals the file name and never changes."""

Sentence = Annotated[str, StringConstraints(min_length=3, max_length=600)]
"""One to three plain sentences. May hold citations such as `[@doe-2019]`."""

Passage = Annotated[str, StringConstraints(min_length=3, max_length=2400)]
"""A short text of several sentences. May hold citations such as `[@doe-2019; @roe-2020]`."""

Name = Annotated[str, StringConstraints(min_length=1, max_length=80)]
