# Two stages: dependencies are built once and cached, the code is copied last.
FROM python:3.11-slim AS build
WORKDIR /app
RUN python -m venv /venv
COPY requirements-run.txt ./
RUN /venv/bin/pip install --no-cache-dir --require-hashes -r requirements-run.txt
COPY pyproject.toml README.md LICENSE ./
COPY knowledge/LICENSE knowledge/LICENSE
COPY bot bot
RUN /venv/bin/pip install --no-cache-dir --no-deps .

FROM python:3.11-slim
# The moderators' desk keeps the history of the knowledge in git.
RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home --uid 10001 footnote
COPY --from=build /venv /venv
COPY --chown=footnote knowledge /home/footnote/knowledge
USER footnote
WORKDIR /home/footnote
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 FOOTNOTE_KNOWLEDGE=/home/footnote/knowledge
CMD ["footnote", "run"]
