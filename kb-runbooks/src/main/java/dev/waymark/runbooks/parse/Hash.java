package dev.waymark.runbooks.parse;

import dev.waymark.model.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The version of a text: SHA-256 of its bytes, a byte order mark and line ends included. */
final class Hash {
  private Hash() {}

  static String of(SourceFile file) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(file.text().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
