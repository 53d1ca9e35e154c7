#!/bin/sh
# The promotion service as it is handed out, under load over HTTP: carts priced, one request in a hundred an order.
# Usage: bench/service.sh [seconds]   (default 20)
cd "$(dirname "$0")/.." || exit 1
case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) platform=linux-x64 ;; Linux-*) platform=linux-arm64 ;; Darwin-arm64) platform=osx-arm64 ;; Darwin-*) platform=osx-x64 ;; *) platform=win-x64 ;;
esac
dotnet publish src/Duoshou.Cli -c Release -r "$platform" --self-contained false -o artifacts/publish/duoshou -v q -nologo || exit 1
dotnet run -c Release --project bench/Duoshou.Benchmarks -- service artifacts/publish/duoshou/duoshou.dll --seconds "${1:-20}"
