# Writes the weather of one place in the shape of Open-Meteo's forecast API: nine days from midnight UTC, dry but for every
# Friday from 18:00 to 20:00 UTC.
#
#   awk -v now=$(date +%s) -f weather.awk
BEGIN {
    start = now - now % 86400
    for (hour = 0; hour < 9 * 24; hour++) {
        moment = start + hour * 3600
        # The first of January 1970 was a Thursday.
        friday = int(moment / 86400) % 7 == 1
        of_day = hour % 24
        rains = friday && of_day >= 18 && of_day < 20
        separator = hour ? "," : ""
        times = times separator moment
        rain = rain separator (rains ? "1.4" : "0.0")
        heat = heat separator (rains ? "8.5" : "11.0")
        code = code separator (rains ? "63" : "2")
    }
    printf "{\"latitude\":51.5,\"longitude\":-0.12,\"generationtime_ms\":0.08,\"utc_offset_seconds\":0,\"timezone\":\"GMT\"," \
        "\"timezone_abbreviation\":\"GMT\",\"elevation\":23.0,\"hourly_units\":{\"time\":\"unixtime\",\"temperature_2m\":\"\302\260C\"," \
        "\"precipitation\":\"mm\",\"weather_code\":\"wmo code\"},\"hourly\":{\"time\":[%s],\"temperature_2m\":[%s]," \
        "\"precipitation\":[%s],\"weather_code\":[%s]}}\n", times, heat, rain, code
}
