# Reads a column of messy numbers and prints E.164 digits, one a line, for the ranges that lists.awk writes.
# It shares no code with the product: the demo compares the product's matches with a plain join of these.
# With -v all=1 a line comes for every line, empty where there is no number.
{
    sub(/\r$/, "")
    text = $0
    gsub(/^[ "]+|[ "]+$/, "", text)
    sub(/^tel:/, "", text)
    if (text ~ /[A-Za-z]/) { if (all) print ""; next }
    plus = (text ~ /^\+/)
    sub(/\(0\)/, "", text)
    gsub(/[^0-9]/, "", text)
    if (!plus) {
        if (text ~ /^011/) text = substr(text, 4)
        else if (length(text) == 10) text = "1" text
    }
    if (text ~ /^1[2-9][0-9][0-9]55501[0-9][0-9]$/ ||
        text ~ /^44(11[34678]496|1[23456]1496|207946|191498|292018)0[0-9][0-9][0-9]$/) print text
    else if (all) print ""
}
