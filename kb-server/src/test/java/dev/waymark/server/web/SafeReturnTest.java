package dev.waymark.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeReturnTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/incidents/142",
        "/incidents?state=open&text=a%20b",
        "/entries/a/start?scenario=b"
      })
  void goesBackToPagesOfThisServer(String path) {
    assertThat(SafeReturn.to(Optional.of(path))).hasToString(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "https://elsewhere.example/",
        "javascript:alert(1)",
        "incidents",
        "/a\r\nSet-Cookie: b=c",
        "/%zz"
      })
  void goesHomeInsteadOfElsewhere(String path) {
    assertThat(SafeReturn.to(Optional.of(path))).hasToString("/");
  }
}
