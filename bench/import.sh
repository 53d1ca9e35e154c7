#!/bin/sh
# Imports a generated csv through the product and through DuckDB's own reader, side by side on this machine. The product is the published
# one, compiled ahead for this platform, as it is handed out.
# Usage: bench/import.sh [rows] [passes]   (default 2000000 3)
cd "$(dirname "$0")/.." || exit 1
case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) platform=linux-x64 ;; Linux-*) platform=linux-arm64 ;; Darwin-arm64) platform=osx-arm64 ;; Darwin-*) platform=osx-x64 ;; *) platform=win-x64 ;;
esac
dotnet publish src/Duoshou.Cli -c Release -r "$platform" --self-contained false -o artifacts/publish/duoshou -v q -nologo || exit 1
dotnet build bench/import -c Release -v q -nologo || exit 1
dotnet artifacts/bin/Import/release/Duoshou.ImportBench.dll "${1:-2000000}" "${2:-3}" artifacts/publish/duoshou/duoshou.dll
