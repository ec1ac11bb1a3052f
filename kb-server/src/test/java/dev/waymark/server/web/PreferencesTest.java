package dev.waymark.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.web.Preferences.Theme;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferencesTest {

  @ParameterizedTest
  @CsvSource({
    "SYSTEM, true, false",
    "LIGHT, false, true",
    "DARK, true, true",
    "DARK, false, false"
  })
  void comeBackFromTheirCookie(Theme theme, boolean keys, boolean localTimes) {
    Preferences chosen = new Preferences(theme, keys, localTimes);
    assertThat(Preferences.ofCookie(chosen.toCookie())).isEqualTo(chosen);
  }

  @ParameterizedTest
  @CsvSource({"''", "purple", ".", "..", "purple.keys-sometimes", "\"><script>"})
  void areTheDefaultsWhereTheCookieIsNonsense(String cookie) {
    assertThat(Preferences.ofCookie(cookie)).isEqualTo(Preferences.DEFAULT);
  }
}
