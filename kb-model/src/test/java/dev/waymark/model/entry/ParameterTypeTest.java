package dev.waymark.model.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterTypeTest {
  private static final String GUID = "00000000-0000-0000-0000-000000000002";
  private static final String SITE =
      "/subscriptions/" + GUID + "/resourceGroups/web/providers/Microsoft.Web/sites/shop";

  @Test
  void readsValuesOfItsType() {
    assertReads(ParameterType.STRING, " kept as it is ", " kept as it is ");
    assertReads(ParameterType.INT, "42", 42L);
    assertReads(ParameterType.REAL, "0.5", 0.5);
    assertReads(ParameterType.BOOL, "true", true);
    assertReads(ParameterType.TIMESPAN, "30m", Duration.ofMinutes(30));
    assertReads(
        ParameterType.DATETIME, "2026-11-01T02:00:00Z", Instant.parse("2026-11-01T02:00:00Z"));
    assertReads(ParameterType.RESOURCE, " " + SITE + "\n", SITE);
    assertReads(ParameterType.WORKSPACE, GUID, GUID);
    assertReads(ParameterType.WORKSPACE, GUID + ", " + SITE, GUID + ", " + SITE);
    assertReads(ParameterType.URL, "https://api.example.com/a?b", "https://api.example.com/a?b");
    assertReads(ParameterType.HOST, "api.example.com:8443", "api.example.com:8443");
    for (String address :
        List.of(
            "fd00::1", "::1", "::", "[fd00::1]:8443", "[::ffff:192.0.2.1]", "1:2:3:4:5:6:7:8")) {
      assertReads(ParameterType.HOST, address, address);
    }
  }

  @Test
  void refusesWhatIsNone() {
    assertRefuses(ParameterType.INT, "4.2");
    assertRefuses(ParameterType.BOOL, "yes");
    assertRefuses(ParameterType.TIMESPAN, "soon");
    assertRefuses(ParameterType.DATETIME, "yesterday");
    assertRefuses(ParameterType.RESOURCE, "my-apim");
    assertRefuses(ParameterType.URL, "file:///etc/passwd");
    assertRefuses(ParameterType.URL, "https://");
    assertRefuses(ParameterType.HOST, "-v");
    assertRefuses(ParameterType.HOST, "a b");
    for (String no :
        List.of(
            ":::", "1::2::3", "a:b:c", "[db.example]:1", "[::1", "12345::", "1:2:3:4:5:6:7::8")) {
      assertRefuses(ParameterType.HOST, no);
    }
    for (String no : List.of("1d", "0x1p3", "NaN", "Infinity", "٣", "1e999")) {
      assertRefuses(ParameterType.REAL, no);
    }
    for (String no :
        List.of(" ", "contoso-logs", GUID + ",", GUID + ",x", "/subscriptions/" + GUID)) {
      assertRefuses(ParameterType.WORKSPACE, no);
    }
  }

  @Test
  void hasALabelThatLeadsBack() {
    for (ParameterType type : ParameterType.values()) {
      assertThat(ParameterType.ofLabel(type.label())).contains(type);
    }
  }

  private static void assertReads(ParameterType type, String text, Object value) {
    assertThat(type.parse(text)).as(text).contains(value);
  }

  private static void assertRefuses(ParameterType type, String text) {
    assertThat(type.parse(text)).as(text).isEmpty();
  }
}
