#!/bin/sh
# Times the cockpit page, as a browser gets it (one request, loopback), over a home folder that `Duoshou.Benchmarks warehouse questions` has
# filled: each of a number of ranges of seven days once, when nothing is known of it yet, then again and again, as a team looks at one page.
# Usage: bench/cockpit.sh FOLDER [ranges] [repeats]   (default 30 10)
cd "$(dirname "$0")/.." || exit 1
folder=$1 ranges=${2:-30} repeats=${3:-10} port=${PORT:-5199}
case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) platform=linux-x64 ;; Linux-*) platform=linux-arm64 ;; Darwin-arm64) platform=osx-arm64 ;; Darwin-*) platform=osx-x64 ;; *) platform=win-x64 ;;
esac
[ -n "$SKIP_PUBLISH" ] || dotnet publish src/Duoshou.Cli -c Release -r "$platform" --self-contained false -o artifacts/publish/duoshou -v q -nologo || exit 1
work=$(mktemp -d)
dotnet artifacts/publish/duoshou/duoshou.dll serve --empty --home "$folder" --urls "http://127.0.0.1:$port" >"$work/log" 2>&1 &
server=$!
trap 'kill $server; wait $server 2>/dev/null; rm -r "$work"' EXIT
for _ in $(seq 120); do grep -q "127.0.0.1:$port" "$work/log" && break; sleep 1; done
link=$(dotnet artifacts/publish/duoshou/duoshou.dll user link "${OWNER:-owner@bench.invalid}" --home "$folder" --url "http://127.0.0.1:$port" 2>/dev/null | grep -o 'http[^ ]*sign-in[^ ]*' | head -1)
[ -n "$link" ] || { echo "no sign-in link"; cat "$work/log"; exit 1; }
curl -s -c "$work/jar" "$link" >"$work/door"
field() { grep -o "name=\"$1\"[^>]*value=\"[^\"]*\"" "$work/door" | head -1 | sed 's/.*value="//; s/"$//'; }
curl -s -o /dev/null -b "$work/jar" -c "$work/jar" --data-urlencode "__RequestVerificationToken=$(field __RequestVerificationToken)" \
  --data-urlencode "secret=$(field secret)" "http://127.0.0.1:$port/sign-in/link"
last=$(date -u -d "$(stat -c %w "$folder/facts.duckdb" | cut -c1-10) -10 days" +%F)
page() { curl -s -o "$work/page" -w '%{http_code} %{time_total}\n' -b "$work/jar" "http://127.0.0.1:$port/?range=$1"; }
page "$(date -u -d "$last -200 days" +%F)..$(date -u -d "$last -194 days" +%F)" >/dev/null
for i in $(seq "$ranges"); do
  range="$(date -u -d "$last -$((i * 3 + 6)) days" +%F)..$(date -u -d "$last -$((i * 3)) days" +%F)"
  page "$range" >>"$work/first"
  for _ in $(seq "$repeats"); do page "$range" >>"$work/again"; done
done
told() { awk '$1 != 200 { bad++ } { print $2 }' "$1" | sort -n | awk -v what="$2" '{ t[NR] = $1 } END { printf "%s: %d requests, median %.0f ms, p95 %.0f ms, worst %.0f ms\n", what, NR, t[int((NR + 1) / 2)] * 1000, t[int(NR * 0.95 + 0.999)] * 1000, t[NR] * 1000 }'; }
told "$work/first" "a range nobody has looked at yet"
told "$work/again" "the same range again"
cat "$work/first" "$work/again" >"$work/all"
told "$work/all" "all together"
echo "answers other than 200: $(awk '$1 != 200' "$work/all" | wc -l); rows of shops in the last page: $(grep -o 'class="shop-name"' "$work/page" | wc -l); peak memory of the server: $(awk '/VmHWM/ { printf "%d MB", $2 / 1024 }' /proc/$server/status)"
