package dev.waymark.model.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      value = {
        "nothing to see in password=${password} → nothing to see in password=${password}",
        "AccountKey=abcdefghijklmnopqrstuvwxyz0123==;Other=1 → (secret removed);Other=1",
        "https://a/b?sv=1&sig=abcdefghijklmnopqrstuvwxyz%3D → https://a/b?sv=1(secret removed)",
        "Bearer eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM.SflKxwRJSMeKKF2QT → Bearer (secret removed)",
        "client_secret: 'x8Q~abcdefghij' and api-key=abcdefghij0 → (secret removed)' and (secret"
            + " removed)",
        "-----BEGIN RSA PRIVATE KEY----- MIIEow/+= -----END RSA PRIVATE KEY----- end → (secret"
            + " removed) end"
      })
  void areRemoved(String text, String clean) {
    assertThat(Secrets.removed(text)).isEqualTo(clean);
  }
}
