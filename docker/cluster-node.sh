#!/usr/bin/env bash
# Runs once in each node of compose.cluster.yaml, when its database is made: the passwords with which it logs in to the others.
set -euo pipefail
umask 077
printf '*:*:*:nguon:%s\n*:*:*:nguon_api:%s\n' "$POSTGRES_PASSWORD" "$NGUON_DB_API_PASSWORD" > "$PGPASSFILE"
