# What becomes of the consents in acme.csv, computed without any of the product's code. For each number one line:
#
#   digits <tab> verdict        verdict: allowed, or the reasons why it is not blinded (source-…) or refused (coordinator-…)
#
#   paste -d "\"" NUMBERS ROWS | awk -F"\"" -f consents.awk
BEGIN { OFS = "\t" }
{
    digits = $1
    if (digits == "") next
    sub(/\r$/, "", $6)
    split($6, field, ",")
    sender = field[3]; state = field[6]; given = field[7]; ends = field[8]; method = field[9]; law = field[11]
    seen[digits] = 1
    if (sender == "" && state == "") next
    if (given !~ /(Z|[+-][0-9][0-9]:[0-9][0-9])$/) { unreadable[digits] = 1; next }
    if (sender != "Demo Stores") { other[digits] = 1; next }
    found[digits] = 1
    if (state == "withdrawn") withdrawn[digits] = 1
    else if (ends != "") expired[digits] = 1
    else if (!(digits in chosen)) chosen[digits] = law " " method
}
END {
    for (digits in seen) {
        if (withdrawn[digits]) verdict = "source-withdrawn"
        else if (unreadable[digits]) verdict = "source-unknown"
        else if (expired[digits]) verdict = "source-expired"
        else if (!found[digits]) verdict = other[digits] ? "source-other-sender" : "source-absent"
        else if (chosen[digits] ~ /^BR/) verdict = "coordinator-jurisdiction-not-covered"
        else if (chosen[digits] == "US voice") verdict = "coordinator-method-not-accepted"
        else verdict = "allowed"
        print digits, verdict
    }
}
