#!/bin/sh
# Imports a generated csv through the product and through DuckDB's own reader, side by side on this machine.
# Usage: bench/import.sh [rows] [passes]   (default 2000000 3)
cd "$(dirname "$0")/.." || exit 1
dotnet build bench/import -c Release -v q -nologo || exit 1
dotnet artifacts/bin/Import/release/Duoshou.ImportBench.dll "${1:-2000000}" "${2:-3}"
