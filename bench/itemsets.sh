#!/bin/sh
# Frequent item sets beside ELKI 0.7.1 (Java; Debian package `elki`), which is a named peer but not Borgelt's C programs: those cannot be had here.
# Each line is a whole process: `duoshou analyse` on one worked case, which reads the packed file, finds all sets and closed sets and counts them;
# ELKI reads the unpacked file, finds all sets and throws them away. Beside it the time that each says it spent mining. Least processor time of RUNS.
# Usage: bench/itemsets.sh FOLDER-OF-REFERENCE-DATA [DUOSHOU]   (RUNS, default 3; LIMIT seconds, default 120)
data=$1 duoshou=${2:-duoshou} runs=${RUNS:-3} limit=${LIMIT:-120}
[ -d "$data" ] || { echo "Give the folder of the reference data."; exit 2; }
jar=${ELKI_JAR:-/usr/share/java/elki.jar} trove=${TROVE_JAR:-/usr/share/java/trove.jar}:/usr/share/java/trove4j.jar
command -v java >/dev/null && [ -f "$jar" ] || { echo "ELKI is not here (apt-get install elki default-jre-headless): skipped."; exit 0; }
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
# best NAME COMMAND...: least user + system seconds of the runs, the wall seconds of that run; the last output stays in $work/out.
best() {
  least= wall=
  for _ in $(seq "$runs"); do
    /usr/bin/time -f '%U %S %e' -o "$work/time" timeout "$limit" "$@" >"$work/out" 2>"$work/err" || { least="over $limit"; wall=; return; }
    now=$(awk '{ printf "%.2f", $1 + $2 }' "$work/time")
    if [ -z "$least" ] || awk "BEGIN { exit !($now < $least) }"; then least=$now wall=$(awk '{ print $3 }' "$work/time"); fi
  done
}
echo "| baskets, least count | program | sets | processor seconds, whole process | wall seconds | of it mining, as the program says |"
echo "| --- | --- | --- | --- | --- | --- |"
for one in baskets/retail:89 baskets/retail:9 fimi/T10I4D100K:50 fimi/mushroom:1219; do
  file=${one%:*} count=${one#*:} name=$(basename "${one%:*}")
  gzip -dc "$data/$file.dat.gz" >"$work/$name.dat"
  for kind in all closed; do
    printf '{"cases":[{"id":"one","method":"frequent and closed item sets (empty set excluded)","data":["shared: %s.dat.gz"],%s' \
      "$file" "\"params\":{\"min_support_count\":$count},\"expected\":{\"$kind\":0}}]}" >"$work/case.json"
    best "$duoshou" analyse --cases "$work/case.json" --data "shared=$data" --json
    sets=$(grep -o "\"$kind\": *[0-9]*" "$work/out" | grep -o '[0-9]*$' | head -1)
    echo "| $name, $count | duoshou, $kind sets | ${sets:--} | $least | $wall | |"
  done
  for algorithm in FPGrowth Eclat; do
    best java -cp "$jar:$trove" de.lmu.ifi.dbs.elki.application.KDDCLIApplication -dbc.in "$work/$name.dat" -dbc.parser SimpleTransactionParser \
      -algorithm "itemsetmining.$algorithm" -itemsetmining.minsupp "$count" -resulthandler DiscardResultHandler -time
    sets=$(cat "$work/out" "$work/err" | grep -o 'frequent-itemsets: [0-9]*' | grep -o '[0-9]*$' | head -1)
    mining=$(cat "$work/out" "$work/err" | grep "$algorithm.runtime:" | grep -o '[0-9]* ms' | head -1)
    echo "| $name, $count | ELKI $algorithm, all sets | ${sets:--} | $least | $wall | ${mining:--} |"
  done
done
