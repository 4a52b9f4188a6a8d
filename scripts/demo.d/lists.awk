# Writes four messy lists of invented people, from number ranges that are reserved for fiction:
# North American 555-0100 … 555-0199 and the drama numbers of British cities. The same seed gives the same files.
#
#   awk -v rows=2000 -v seed=1 -v dir=/tmp/lists -f lists.awk
BEGIN {
    srand(seed)
    count = split("201 202 203 205 206 207 208 209 210 212 213 214 215 216 217 218 219 224 225 228 229 231 234 239 240 248 " \
        "251 252 253 254 256 260 262 267 269 270 276 281 301 302 303 304 305 307 308 309 310 312 313 314 315 316 317 318 " \
        "319 320 321 323 325 330 331 334 336 337 339 347 351 352 360 361 386 401 402 404 405 406 407 408 409 410 412 413 " \
        "414 415 417 419 423 424 425 430 432 434 435 440 443 469 470 478 479 480 484 501 502 503 504 505 507 508 509 510 " \
        "512 513 515 516 517 518 520 530 540 541 551 559 561 562 563 567 570 571 573 574 575 580 585 586 601 602 603 605 " \
        "606 607 608 609 610 612 614 615 616 617 618 619 620 623 626 630 631 636 641 646 650 651 660 661 662 678 682 701 " \
        "702 703 704 706 707 708 712 713 714 715 716 717 718 719 720 724 727 731 732 734 740 754 757 760 763 765 770 772 " \
        "773 774 775 781 785 786 801 802 803 804 805 806 808 810 812 813 814 815 816 817 818 828 830 831 832 843 845 847 " \
        "848 850 856 857 858 859 860 862 863 864 865 870 878 901 903 904 906 907 908 909 910 912 913 914 915 916 917 918 " \
        "919 920 925 928 931 936 937 940 941 949 951 952 954 956 970 971 972 973 978 979 980 985 989", area, " ")
    for (i = 1; i <= count; i++) for (j = 0; j < 100; j++) pool[n++] = sprintf("1%s55501%02d", area[i], j)
    cities = split("113496 114496 116496 117496 118496 121496 131496 141496 151496 161496 207946 191498 292018", city, " ")
    for (i = 1; i <= cities; i++) for (j = 0; j < 1000; j++) pool[n++] = sprintf("44%s0%03d", city[i], j)
    if (3 * rows > n) { print "at most " int(n / 3) " rows" > "/dev/stderr"; exit 1 }
    for (i = n - 1; i > 0; i--) { j = int(rand() * (i + 1)); t = pool[i]; pool[i] = pool[j]; pool[j] = t }

    acme = dir "/acme.csv"; streamco = dir "/streamco.csv"; consenthub = dir "/consenthub.tsv"; optouts = dir "/optouts.txt"
    printf "\357\273\277customer_id,full_name,\"Mobile Phone\",city,consent_sender,consent_purpose,consent_channel," \
        "consent_state,consent_given_at,consent_expires_at,consent_method,consent_notice,consent_jurisdiction," \
        "consent_evidence\r\n" > acme
    print "member;msisdn;interest;lifecycle" > streamco
    print "phone\tsource" > consenthub
    for (i = 0; i < 3 * rows; i++) {
        x = pool[i]
        if (i < rows) brand(x)
        if (i < rows ? rand() < 0.5 : (i < 2 * rows ? rand() < 0.6 : 0)) partner(x)
        if (i < rows ? rand() < 0.8 : rand() < 0.4) registry(x)
        if (rand() < 0.05) print messy(x, 0) > optouts
    }
}

function brand(x) {
    customer(messy(x, 1), x)
    if (rand() < 0.04) customer(messy(x, 1), x)
    if (rand() < 0.03) customer(garbage(), x)
}
function customer(phone, x) {
    printf "%06d,\"%s\",\"%s\",%s,%s\r\n", ++customers, name(), phone, town(), consent(x) > acme
}

# What a customer agreed to, as a shop's export has it: mostly good, and some of everything that is not.
function consent(x,   r, sender, state, given, ends, method, law) {
    r = rand()
    if (r < 0.04) return ",,,,,,,,,"
    sender = "Demo Stores"; state = "given"; given = "2025-05-01T10:00:00+02:00"; ends = ""; method = "web-form"
    law = (substr(x, 1, 1) == "1") ? "US" : "GB"
    if (r < 0.07) state = "withdrawn"
    else if (r < 0.10) { given = "2019-05-01T10:00:00Z"; ends = "2021-05-01T10:00:00Z" }
    else if (r < 0.13) sender = "Other Stores"
    else if (r < 0.14) given = "2025-05-01T10:00:00"
    else if (r < 0.17) law = "BR"
    else if (r < 0.20) method = "voice"
    return sender ",marketing,sms," state "," given "," ends "," method ",notice-2025-04," law ",form-" customers
}
function partner(x) {
    printf "S%07d;%s;%s;%s\n", ++members, messy(x, 1), rand() < 0.1 ? "" : interest(), lifecycle() > streamco
    if (rand() < 0.03) printf "S%07d;%s;%s;%s\n", ++members, garbage(), interest(), lifecycle() > streamco
}
function registry(x) {
    printf "%s\t%s\n", messy(x, 0), (rand() < 0.5 ? "web form" : "store") > consenthub
    if (rand() < 0.01) printf "%s\t%s\n", garbage(), "import" > consenthub
}

# One number, written as people write it; national forms only where the reader knows the region.
function messy(x, national,   a, b, c, r) {
    r = int(rand() * 8)
    if (substr(x, 1, 1) == "1") {
        a = substr(x, 2, 3); b = substr(x, 5, 3); c = substr(x, 8)
        if (national) {
            if (r == 0) return "(" a ") " b "-" c
            if (r == 1) return a "-" b "-" c
            if (r == 2) return a "." b "." c
            if (r == 3) return "1 " a " " b " " c
            if (r == 4) return a b c
        }
        if (r == 5) return "+1 (" a ") " b "-" c
        if (r == 6) return "tel:+1-" a "-" b "-" c
        return "+1" a b c
    }
    a = substr(x, 3, 2); b = substr(x, 5, 4); c = substr(x, 9)
    if (r == 0) return "+44 (0)" a " " b " " c
    if (r == 1) return "011 44 " a " " b " " c
    if (r == 2) return "+44-" a "-" b "-" c
    if (r == 3) return " +44 " a " " b " " c " "
    return "+44" a b c
}
function garbage(   r) {
    r = int(rand() * 9)
    if (r == 0) return "n/a"
    if (r == 1) return ""
    if (r == 2) return "call me"
    if (r == 3) return "12345"
    if (r == 4) return "+44 7700 900" sprintf("%03d", int(rand() * 1000))
    if (r == 5) return "+33 6 39 98 " sprintf("%02d %02d", int(rand() * 100), int(rand() * 100))
    if (r == 6) return "415-555-01"
    if (r == 7) return "0000000000"
    return "415-555-O132"
}
function name(   f, l) {
    f = split("Ada Ben Chloe Dev Elif Femi Grace Hugo Ines Jo Kai Lena Milo Nia Omar Pia", first, " ")
    l = split("Abbott Brown Costa Diaz Evans Fischer Green Hall Ito Jones Khan Lopez Moore Novak Okafor Price", last, " ")
    return last[1 + int(rand() * l)] ", " first[1 + int(rand() * f)]
}
function town(   c) { c = split("Springfield Riverton Fairview Lakeside Milltown", towns, " "); return towns[1 + int(rand() * c)] }
function interest(   c) { c = split("drama sport news film music", interests, " "); return interests[1 + int(rand() * c)] }
function lifecycle(   c) { c = split("new active active lapsing", stages, " "); return stages[1 + int(rand() * c)] }
