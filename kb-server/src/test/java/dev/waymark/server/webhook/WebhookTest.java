package dev.waymark.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.webhook.Webhook.Proof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who calls: a forge that knows the secret, or somebody else. */
class WebhookTest {
  private static final byte[] BODY = "Hello, World!".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  /** The example of GitHub's documentation. */
  @ParameterizedTest
  @CsvSource({
    "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17, true",
    "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e18, false",
    "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17, false",
    "sha256=, false",
    "It's a Secret to Everybody, false"
  })
  void aSignatureHoldsForOneBodyOnly(String signature, boolean isGenuine) throws IOException {
    Proof proof = new Proof(Optional.of(signature), Optional.empty(), Optional.empty());

    assertThat(webhook("It's a Secret to Everybody\n").isGenuine(proof, BODY)).isEqualTo(isGenuine);
    assertThat(webhook("It's a Secret to Everybody").isGenuine(proof, new byte[0])).isFalse();
  }

  @Test
  void aWrongSignatureIsNotMendedByARightToken() throws IOException {
    Proof proof =
        new Proof(Optional.of("sha256=0"), Optional.of("secret"), Optional.of("Bearer secret"));

    assertThat(webhook("secret").isGenuine(proof, BODY)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"secret, true", "Secret, false", "secre, false", "secrett, false", "'', false"})
  void aTokenIsTheSecretItself(String token, boolean isGenuine) throws IOException {
    Proof proof = new Proof(Optional.empty(), Optional.of(token), Optional.empty());

    assertThat(webhook("secret").isGenuine(proof, BODY)).isEqualTo(isGenuine);
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer secret, true",
    "bearer secret, true",
    "Bearer other, false",
    "Bearer, false",
    "secret, false",
    "Basic %%%, false",
    "Digest secret, false"
  })
  void aBearerTokenIsTheSecretToo(String header, boolean isGenuine) throws IOException {
    assertThat(webhook("secret").isGenuine(authorized(header), BODY)).isEqualTo(isGenuine);
  }

  @ParameterizedTest
  @CsvSource({"azure:secret, true", ":secret, true", "secret:, false", "secret, false"})
  void aPasswordBesideAnyNameIsTaken(String pair, boolean isGenuine) throws IOException {
    String header =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));

    assertThat(webhook("secret").isGenuine(authorized(header), BODY)).isEqualTo(isGenuine);
  }

  @Test
  void withoutASecretNobodyIsBelieved() throws IOException {
    Proof empty = new Proof(Optional.empty(), Optional.of(""), Optional.of("Bearer "));

    assertThat(new Webhook(Optional.empty(), "SETTING").isGenuine(empty, BODY)).isFalse();
    assertThat(webhook("").isGenuine(empty, BODY)).isFalse();
    assertThat(new Webhook(Optional.of(folder.resolve("gone")), "SETTING").isGenuine(empty, BODY))
        .isFalse();
  }

  private static Proof authorized(String header) {
    return new Proof(Optional.empty(), Optional.empty(), Optional.of(header));
  }

  private Webhook webhook(String secret) throws IOException {
    return new Webhook(Optional.of(Files.writeString(folder.resolve("secret"), secret)), "SETTING");
  }
}
