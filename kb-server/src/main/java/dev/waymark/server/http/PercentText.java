package dev.waymark.server.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Text as addresses and forms carry it: UTF-8, some of its bytes as {@code %} and two digits. */
final class PercentText {
  private static final int HEXADECIMAL = 16;

  private PercentText() {}

  /** What is wrong with it, as in “It has …”; empty if it can be read. */
  static Optional<String> fault(byte[] encoded) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length);
    for (int i = 0; i < encoded.length; i++) {
      if (encoded[i] != '%') {
        bytes.write(encoded[i]);
      } else if (i + 2 < encoded.length
          && digit(encoded[i + 1]) >= 0
          && digit(encoded[i + 2]) >= 0) {
        bytes.write(digit(encoded[i + 1]) * HEXADECIMAL + digit(encoded[i + 2]));
        i += 2;
      } else {
        return Optional.of("a % without two hexadecimal digits behind it");
      }
    }
    try {
      CharBuffer text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
      return text.chars().anyMatch(c -> c == 0)
          ? Optional.of("a NUL character (%00)")
          : Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.of("bytes that aren't UTF-8");
    }
  }

  private static int digit(byte character) {
    return Character.digit(character, HEXADECIMAL);
  }
}
