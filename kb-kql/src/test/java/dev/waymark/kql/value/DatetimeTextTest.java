package dev.waymark.kql.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of the documentation, and what lies beside them. */
class DatetimeTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        // ISO 8601
        "2014-05-25T08:20:03.123456Z¦2014-05-25T08:20:03.123456Z",
        "2014-05-25T08:20:03.123456¦2014-05-25T08:20:03.123456Z",
        "2014-05-25T08:20¦2014-05-25T08:20:00Z",
        "2014-11-08 15:55:55.123456Z¦2014-11-08T15:55:55.123456Z",
        "2014-11-08 15:55:55¦2014-11-08T15:55:55Z",
        "2014-11-08 15:55¦2014-11-08T15:55:00Z",
        "2014-11-08¦2014-11-08T00:00:00Z",
        "2014-11-08T15:55:55.123456789Z¦2014-11-08T15:55:55.123456700Z",
        "2014-11-08T15:55:55+02:00¦2014-11-08T13:55:55Z",
        "2014-11-08T15:55:55-1330¦2014-11-09T05:25:55Z",
        // RFC 822
        "Sat, 8 Nov 14 15:05:02 GMT¦2014-11-08T15:05:02Z",
        "Sat, 8 Nov 14 15:05:02¦2014-11-08T15:05:02Z",
        "Sat, 8 Nov 14 15:05¦2014-11-08T15:05:00Z",
        "Sat, 8 Nov 14 15:05 GMT¦2014-11-08T15:05:00Z",
        "8 Nov 14 15:05:02 GMT¦2014-11-08T15:05:02Z",
        "8 Nov 14 15:05:02¦2014-11-08T15:05:02Z",
        "8 Nov 14 15:05¦2014-11-08T15:05:00Z",
        "8 Nov 14 15:05 GMT¦2014-11-08T15:05:00Z",
        "Sat, 08 Nov 2014 15:05:02 GMT¦2014-11-08T15:05:02Z",
        "8 Nov 99 15:05¦1999-11-08T15:05:00Z",
        // RFC 850
        "Saturday, 08-Nov-14 15:05:02 GMT¦2014-11-08T15:05:02Z",
        "Saturday, 08-Nov-14 15:05:02¦2014-11-08T15:05:02Z",
        "Saturday, 08-Nov-14 15:05 GMT¦2014-11-08T15:05:00Z",
        "Saturday, 08-Nov-14 15:05¦2014-11-08T15:05:00Z",
        "08-Nov-14 15:05:02 GMT¦2014-11-08T15:05:02Z",
        "08-Nov-14 15:05:02¦2014-11-08T15:05:02Z",
        "08-Nov-14 15:05 GMT¦2014-11-08T15:05:00Z",
        "08-Nov-14 15:05¦2014-11-08T15:05:00Z",
        // Sortable
        "2014-11-8 15:05:25¦2014-11-08T15:05:25Z",
        "2014-11-8 15:05:25 GMT¦2014-11-08T15:05:25Z",
        "2014-11-8 15:05¦2014-11-08T15:05:00Z",
        "2014-11-8 15:05 GMT¦2014-11-08T15:05:00Z",
        "2014-11-8T15:05:25¦2014-11-08T15:05:25Z",
        "2014-11-8T15:05:25 GMT¦2014-11-08T15:05:25Z",
        "2014-11-8T15:05¦2014-11-08T15:05:00Z",
        "2014-11-8T15:05 GMT¦2014-11-08T15:05:00Z",
        // Others that are in use
        "2026/11/30¦2026-11-30T00:00:00Z",
        "2026/11/30 02:19:05.5¦2026-11-30T02:19:05.5Z",
        "11/30/2026, 2:19:05.123 AM¦2026-11-30T02:19:05.123Z",
        "11/30/2026, 12:19:05 PM¦2026-11-30T12:19:05Z",
        "11/30/2026 12:19 AM¦2026-11-30T00:19:00Z",
        "12-02-2022¦2022-12-02T00:00:00Z",
      })
  void reads(String text, Instant moment) {
    assertThat(DatetimeText.parse(text)).contains(moment);
    assertThat(DatetimeText.parse(" " + text + " ")).contains(moment);
  }

  /** No moments, for certain. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "not a date",
        "",
        "yesterday at 5",
        "2014-13-08",
        "2014-02-30",
        "2014-11-08 25:00",
        "2014-11-08 15:60",
        "0000-01-01",
        "13/13/2026",
        "11/30/2026 13:00 PM",
        "apim-gateway-7"
      })
  void isNone(String text) {
    assertThat(DatetimeText.parse(text)).isEmpty();
    assertThat(DatetimeText.isUnclear(text)).isFalse();
  }

  /** What Kusto may read in a way that isn't documented. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2014-05-25T08:20:03+25:00",
        "2014-05-25T08:20:03+14:01",
        "2014-05-25T08:20:03-05:99",
        "Sun, 8 Nov 14 15:05:02 GMT",
        "8 Nov 45 15:05",
        "8 Nov 14 15:05 EST",
        "November 8, 2014",
        "8.11.2014",
        "20141108150502",
        "1415459102"
      })
  void isUnclear(String text) {
    assertThat(DatetimeText.parse(text)).isEmpty();
    assertThat(DatetimeText.isUnclear(text)).isTrue();
  }
}
