package dev.waymark.model.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueReadingTest {
  private static final String GUID = "00000000-0000-0000-0000-000000000002";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/resourceGroups/Web_1.(x)-y",
        "/RESOURCEGROUPS/grüße",
        "/resourceGroups/g/providers/Microsoft.Web/sites/shop",
        "/resourcegroups/g/providers/microsoft.web/sites/shop/slots/blue",
        "/providers/Microsoft.Insights/diagnosticSettings/to logs",
        "/resourceGroups/g/providers/Microsoft.ApiManagement/service/a/apis/echo;rev=2",
        "/resourceGroups/g/providers/Microsoft.Network/privateDnsZones/a.example/A/@",
        "/resourceGroups/g/providers/Microsoft.Network/privateDnsZones/a.example/A/*",
        "/resourceGroups/g/providers/Microsoft.EventHub/namespaces/n/eventhubs/e/consumergroups/$Default",
        "/resourceGroups/g/providers/Microsoft.OperationsManagement/solutions/Updates(logs)",
        "/resourceGroups/g/providers/Microsoft.Web/sites/s/providers/Microsoft.Insights/components/c"
      })
  void idsOfAzure(String rest) {
    String id = "/subscriptions/" + GUID + rest;
    ResourceId read = ResourceId.read(id).value().orElseThrow();
    assertThat(read).hasToString(id);
    assertThat(read.subscription()).isEqualTo(GUID);
    assertThat(read.path()).matches("[/A-Za-z0-9._~%-]+");
    assertThat(read.path().split("/")).hasSameSizeAs(id.split("/"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "my-apim | it doesn't begin with `/subscriptions/` (at character 1)",
        "//evil.example/x | two slashes, or one at the end: expected `subscriptions` (at character"
            + " 2)",
        "/subscription/x | `subscription`: expected `subscriptions` (at character 2)",
        "/subscriptions/a#x | `a#x`: the id of a subscription is a GUID (at character 16)",
        "/subscriptions/../../x | `..`: the id of a subscription is a GUID (at character 16)",
        "/subscriptions/G?api-version=1 | `G?api-version=1`: the id of a subscription is a GUID (at"
            + " character 16)",
        "/subscriptions/G/x/y | `x`: expected `resourceGroups` or `providers` (at character 53)",
        "/subscriptions/G/ | two slashes, or one at the end: expected `resourceGroups` or"
            + " `providers` (at character 53)",
        "/subscriptions/G/resourceGroups | it ends too early: no resource group has this name (at"
            + " character 67)",
        "/subscriptions/G/resourceGroups/a. | `a.`: no resource group has this name (at character"
            + " 68)",
        "/subscriptions/G/resourceGroups/.. | `..`: no resource group has this name (at character"
            + " 68)",
        "/subscriptions/G/resourceGroups/g/providers/Microsoft.Web/sites | it ends too early: no"
            + " resource has this name (at character 99)",
        "/subscriptions/G/resourceGroups/g/providers/Microsoft.Web/sites/.. | `..`: no resource has"
            + " this name (at character 100)",
        "/subscriptions/G/resourceGroups/g/providers/Microsoft.Web/sites/a%2fb | `a%2fb`: no"
            + " resource has this name (at character 100)",
        "/subscriptions/G/resourceGroups/g/providers/Microsoft.Web/sites/a?b=c | `a?b=c`: no"
            + " resource has this name (at character 100)",
        "/subscriptions/G/resourceGroups/g/providers/Microsoft.Web/sites/a\\b | `a\\b`: no resource"
            + " has this name (at character 100)",
        "/subscriptions/G/resourceGroups/g/providers/Microsoft.Web/sites/a/slots | it ends too"
            + " early: no resource has this name (at character 107)",
        "/subscriptions/G/resourceGroups/g/providers/../sites/a | `..`: no resource provider has"
            + " this name (at character 80)"
      })
  void noIds(String text, String message) {
    String id = text.replace("/G", "/" + GUID);
    assertThat(ResourceId.read(id).fault()).as(id).contains(message.replace("`G", "`" + GUID));
  }

  @Test
  void noControlCharacterStandsInAnId() {
    for (String c :
        List.of("\n", "\r", "\t", "\0", "\u0085", "\u2028", "\uFEFF", "\u202E", "\uD83D")) {
      String id = "/subscriptions/" + GUID + "/resourceGroups/g" + c + "g";
      assertThat(ResourceId.read(id).fault()).as(id).isPresent();
      assertThat(ResourceId.read(id + "/providers/A.b/c/d" + c).fault()).isPresent();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a..b | two dots, or one at an end (at character 3)",
        "a.b.: | two dots, or one at an end (at character 5)",
        "a.-v | `-v` can't be part of a host's name: up to 63 letters from a to z, digits, `-` and"
            + " `_` are (at character 3)",
        "a/b | `a/b` can't be part of a host's name: up to 63 letters from a to z, digits, `-` and"
            + " `_` are (at character 1)",
        "2130706433 | `2130706433` means different addresses to different programs: write four"
            + " numbers up to 255 (at character 1)",
        "0x7f.1 | `0x7f.1` means different addresses to different programs: write four numbers up"
            + " to 255 (at character 1)",
        "1.2.3.256 | `1.2.3.256` means different addresses to different programs: write four"
            + " numbers up to 255 (at character 1)",
        "a.example:0 | `0` isn't a port from 1 to 65535 (at character 11)",
        "a.example:70000 | `70000` isn't a port from 1 to 65535 (at character 11)",
        "[db]:1 | `db` isn't an IPv6 address (at character 2)"
      })
  void noHosts(String text, String message) {
    assertThat(HostName.read(text).fault()).as(text).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "file:///etc/passwd | it doesn't begin with `https://` or `http://` (at character 1)",
        "https:// | it ends too early (at character 9)",
        "https://user@a.example/ | a user's name or a password can't stand in front of the host (at"
            + " character 9)",
        "https://a.example:99999/ | `99999` isn't a port from 1 to 65535 (at character 19)",
        "https://a.example/x/../y | `.` and `..` can't be parts of its path (at character 18)",
        "https://a.example/x/%2E%2e/y | `.` and `..` can't be parts of its path (at character 18)",
        "https://a.example/a b | ` b` can't stand in a URL (at character 20)",
        "https://0x7f.1/ | `0x7f.1` means different addresses to different programs: write four"
            + " numbers up to 255 (at character 9)"
      })
  void noUrls(String text, String message) {
    assertThat(WebUrl.read(text).fault()).as(text).contains(message);
  }

  /** The JDK's own encoding of such a URL fails with an exception. */
  @Test
  void noUrlHoldsHalfACharacter() {
    assertThat(WebUrl.read("https://a.example/\uD83D").fault())
        .contains("it holds half a character (at character 19)");
    assertThat(WebUrl.read("https://a.example/\uD83D\uDE00").value().orElseThrow())
        .hasToString("https://a.example/%F0%9F%98%80");
  }
}
