package dev.waymark.server.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that are guessed by nobody, and what is kept or shown in their place. */
final class Tokens {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  private Tokens() {}

  static String create() {
    byte[] secret = new byte[BYTES];
    RANDOM.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  /** What is kept of a token: no salt is needed, since it is random all through. */
  static byte[] hash(String token) {
    return sha256("token:" + token);
  }

  /** What pages show of a session to prove that a form came from them; tells nothing about it. */
  static String csrf(String token) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256("csrf:" + token));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
