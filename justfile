# The few commands that people repeat: `just` lists them. Everything also works without just.

# What there is.
default:
    @just --list

# Builds the data set of pipeline.toml from raw/.
build *ARGS:
    cargo run --release -- build {{ARGS}}

# All tests.
test *ARGS:
    cargo test {{ARGS}}

# Format, lints and the project's own configuration, as the checks on the server do.
check:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings
    cargo run -- check

# Everything that runs on the server.
ci:
    .ci/run

# Where the tools that score claims lie: resolve.py and score.py.
tools := env("CUANTIA_SHARED", "../shared") / "gold"

# Accuracy on annotated documents: a folder of documents and a folder of their gold files, which may be the same.
score DOCS="tests/corpus" GOLD=DOCS:
    #!/usr/bin/env bash
    set -euo pipefail
    cargo build --release --quiet
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    args=()
    for gold in "{{GOLD}}"/*.claims.jsonl; do
        name=$(basename "$gold" .claims.jsonl)
        doc=$(ls "{{DOCS}}/$name".* | grep -vE '\.(toml|jsonl)$' | head -1)
        python3 "{{tools}}/resolve.py" "$doc" "$gold" > "$work/$name.gold.jsonl"
        target/release/cuantia --config pipeline.toml extract --format jsonl "$doc" > "$work/$name.read.jsonl"
        args+=("$work/$name.gold.jsonl" "$work/$name.read.jsonl")
    done
    python3 "{{tools}}/score.py" "${args[@]}" --errors

# Takes changed snapshots over; look at the difference before you commit it.
snapshots:
    INSTA_UPDATE=always cargo test
    git diff --stat -- '*.snap'

# Licences, banned and vulnerable dependencies (needs cargo-deny).
deny:
    cargo deny check
