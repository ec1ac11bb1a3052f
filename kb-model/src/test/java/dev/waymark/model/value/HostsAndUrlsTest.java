package dev.waymark.model.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read as a host, an address, a URL or a workspace, and what isn't and why. */
class HostsAndUrlsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "::",
        "::1",
        "1::",
        "fd00::1",
        "1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::",
        "::2:3:4:5:6:7:8",
        "ABCD::ef01",
        "::ffff:192.0.2.1",
        "1:2:3:4:5:6:255.255.255.255",
        "::0.0.0.0",
        "64:ff9b::10.0.0.1"
      })
  void addressesOfIpv6(String text) {
    assertThat(Ipv6.isAddress(text)).isTrue();
    assertThat(HostName.read(text).value()).contains(new HostName(text, OptionalInt.empty()));
    assertThat(HostName.read("[" + text + "]:443").value())
        .contains(new HostName(text, OptionalInt.of(443)));
    assertThat(new HostName(text, OptionalInt.of(1))).hasToString("[" + text + "]:1");
    assertThat(new HostName(text, OptionalInt.empty())).hasToString("[" + text + "]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", ":", ":::", "1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "1::2::3",
            "12345::",
        "g::", "::1%eth0", "[::1]", " ::1", "::1 ", "::256.1.1.1", "::1.2.3", "::1.2.3.4.5",
            "::999.999.999.999",
        "::01.2.3.4", "1.2.3.4::", "::1.2.3.4:5", "1:2:3:4:5:6:7:1.2.3.4", "1.2.3.4", "::\uff11"
      })
  void noAddressesOfIpv6(String text) {
    assertThat(Ipv6.isAddress(text)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          a               ¦ a               ¦ -
          a.b-c.d_e:1     ¦ a.b-c.d_e       ¦ 1
          A.EXAMPLE:65535 ¦ A.EXAMPLE       ¦ 65535
          0.0.0.0         ¦ 0.0.0.0         ¦ -
          255.255.255.255 ¦ 255.255.255.255 ¦ -
          1a              ¦ 1a              ¦ -
          1.example       ¦ 1.example       ¦ -
          """)
  void hosts(String text, String host, String port) {
    HostName read = HostName.read(text).value().orElseThrow();
    assertThat(read.host()).isEqualTo(host);
    assertThat(read.port())
        .isEqualTo(port.equals("-") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port)));
    assertThat(read).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          §§            ¦ there is no host (at character 1)
          :443          ¦ there is no host (at character 1)
          a:            ¦ `` isn't a port from 1 to 65535 (at character 3)
          a:0           ¦ `0` isn't a port from 1 to 65535 (at character 3)
          a:65536       ¦ `65536` isn't a port from 1 to 65535 (at character 3)
          a:4 3         ¦ `4 3` isn't a port from 1 to 65535 (at character 3)
          a..b          ¦ two dots, or one at an end (at character 3)
          a.            ¦ two dots, or one at an end (at character 3)
          .a            ¦ two dots, or one at an end (at character 1)
          a.-b          ¦ `-b` can't be part of a host's name: up to 63 letters from a to z, digits, `-` and `_` are (at character 3)
          bü            ¦ `bü` can't be part of a host's name: up to 63 letters from a to z, digits, `-` and `_` are (at character 1)
          256.1.1.1     ¦ `256.1.1.1` means different addresses to different programs: write four numbers up to 255 (at character 1)
          1.2.3         ¦ `1.2.3` means different addresses to different programs: write four numbers up to 255 (at character 1)
          010.1.1.1     ¦ `010.1.1.1` means different addresses to different programs: write four numbers up to 255 (at character 1)
          a.0x7f        ¦ `a.0x7f` means different addresses to different programs: write four numbers up to 255 (at character 1)
          [a]:443       ¦ `a` isn't an IPv6 address (at character 2)
          []            ¦ `` isn't an IPv6 address (at character 2)
          [::1          ¦ `[` can't be part of a host's name: up to 63 letters from a to z, digits, `-` and `_` are (at character 1)
          """)
  void noHosts(String text, String why) {
    assertThat(HostName.read(text).fault()).contains(why);
    assertThat(HostName.read(text).value()).isEmpty();
  }

  @Test
  void lengthsOfHostsAreBounded() {
    String label = "a".repeat(63);
    assertThat(HostName.read(label).value()).isPresent();
    assertThat(HostName.read(label + "a").value()).isEmpty();
    String longest = (label + ".").repeat(3) + "a".repeat(61);
    assertThat(longest).hasSize(253);
    assertThat(HostName.read(longest).value()).isPresent();
    assertThat(HostName.read(longest + "a").fault())
        .contains("no host's name is longer than 253 characters (at character 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HostName("a b", OptionalInt.empty()))
        .withMessage("`a b` isn't a host");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          §§                 ¦ it doesn't begin with `https://` or `http://` (at character 1)
          a.example          ¦ it doesn't begin with `https://` or `http://` (at character 1)
          ftp://a.example    ¦ it doesn't begin with `https://` or `http://` (at character 1)
          https://           ¦ it ends too early (at character 9)
          https:///x         ¦ there is no host (at character 9)
          http:a             ¦ there is no host (at character 7)
          https:a.example    ¦ there is no host (at character 9)
          https://u:p@a      ¦ a user's name or a password can't stand in front of the host (at character 9)
          https://a:99999/   ¦ `99999` isn't a port from 1 to 65535 (at character 11)
          https://a_b.c/     ¦ an underscore can't stand in its host (at character 9)
          https://a/b c      ¦ ` c` can't stand in a URL (at character 12)
          https://a/b/../c   ¦ `.` and `..` can't be parts of its path (at character 10)
          https://a/%2E%2e   ¦ `.` and `..` can't be parts of its path (at character 10)
          https://a/./c      ¦ `.` and `..` can't be parts of its path (at character 10)
          https://1.2.3/     ¦ `1.2.3` means different addresses to different programs: write four numbers up to 255 (at character 9)
          """)
  void noUrls(String text, String why) {
    assertThat(WebUrl.read(text).fault()).contains(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          HTTPS://A.example     ¦ HTTPS://A.example
          http://[fd00::1]:80/x ¦ http://[fd00::1]:80/x
          https://a/é?ü#ö       ¦ https://a/%C3%A9?%C3%BC#%C3%B6
          https://a/.../b..c    ¦ https://a/.../b..c
          https://a?b=../c      ¦ https://a?b=../c
          """)
  void urls(String text, String sent) {
    assertThat(WebUrl.read(text).value().orElseThrow()).hasToString(sent);
  }

  @Test
  void aComponentDecodesToItsValue() {
    Random random = new Random(5);
    for (int i = 0; i < 500; i++) {
      StringBuilder value = new StringBuilder();
      for (int n = random.nextInt(12); n > 0; n--) {
        int c = random.nextInt(0x11000);
        value.appendCodePoint(Character.getType(c) == Character.SURROGATE ? 'x' : c);
      }
      String encoded = PercentEncoding.component(value.toString());
      assertThat(encoded).matches("(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})*");
      assertThat(URLDecoder.decode(encoded, StandardCharsets.UTF_8)).isEqualTo(value.toString());
    }
  }

  @Test
  void workspacesAreReadOneByOne() {
    String guid = "00000000-0000-0000-0000-00000000000a";
    String id =
        "/subscriptions/"
            + guid
            + "/resourceGroups/g/providers/Microsoft.OperationalInsights/workspaces/w";
    assertThat(WorkspaceTarget.read(" " + guid + " ,\t" + id).value().orElseThrow().workspaces())
        .extracting(Object::toString)
        .containsExactly(guid, id);
    assertThat(WorkspaceTarget.read(guid + ", logs").fault())
        .contains("`logs` is neither a GUID nor a resource id (at character 39)");
    assertThat(WorkspaceTarget.read(guid + ",").fault())
        .contains("`` is neither a GUID nor a resource id (at character 38)");
    assertThat(WorkspaceTarget.read(guid + ",/subscriptions/" + guid).fault())
        .contains("no `/providers/…` with a type and a name follows (at character 89)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WorkspaceTarget(List.of()))
        .withMessage("no workspace");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          §§      ¦ ``
          a`b     ¦ `a\ufffdb`
          a↵b     ¦ `a\ufffdb`
          \udb40\udc01 ¦ `\ufffd`
          """)
  void aPartOfAValueIsShownInOneLine(String part, String shown) {
    String text = part.replace('↵', '\n').replace("\\udb40\\udc01", "\udb40\udc01");
    assertThat(ValueExcerpt.of(text)).isEqualTo(shown.replace("\\ufffd", "\ufffd"));
  }

  @Test
  void aLongPartIsCutBetweenCharacters() {
    assertThat(ValueExcerpt.of("😀".repeat(60))).isEqualTo("`" + "😀".repeat(60) + "`");
    assertThat(ValueExcerpt.of("😀".repeat(61))).isEqualTo("`" + "😀".repeat(60) + "…`");
  }
}
