package dev.waymark.server.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Tells the call of a system that was set up from anybody else's by the secret that both know: as
 * GitHub signs with it, as GitLab sends it along, as a bearer token or password, or in the address
 * where the system can do nothing else. Comparing takes as long for a wrong one.
 */
public final class Webhook {
  /** Where GitHub puts the signature. */
  public static final String SIGNATURE = "X-Hub-Signature-256";

  /** Where GitLab puts the secret. */
  public static final String TOKEN = "X-Gitlab-Token";

  private static final Logger LOG = Logger.getLogger(Webhook.class);

  private final Optional<Path> secretFile;
  private final String setting;

  /**
   * @param secretFile a file with the secret; no call is genuine where it is empty
   * @param setting that names the file, for the log
   */
  public Webhook(Optional<Path> secretFile, String setting) {
    this.secretFile = secretFile;
    this.setting = setting;
  }

  /**
   * What a call shows for itself.
   *
   * @param signature of the body, from {@link #SIGNATURE}
   * @param token from {@link #TOKEN}, or from the address
   * @param authorization the header of that name
   */
  public record Proof(
      Optional<String> signature, Optional<String> token, Optional<String> authorization) {}

  /** Whether the call comes from somebody who knows the secret. */
  public boolean isGenuine(Proof proof, byte[] body) {
    return secret().map(secret -> isGenuine(secret, proof, body)).orElse(false);
  }

  private static boolean isGenuine(String secret, Proof proof, byte[] body) {
    if (proof.signature().isPresent()) {
      return isSame(Signature.of(body, secret), proof.signature().orElseThrow());
    }
    if (proof.token().isPresent()) {
      return isSame(secret, proof.token().orElseThrow());
    }
    return proof
        .authorization()
        .flatMap(Webhook::sent)
        .filter(sent -> isSame(secret, sent))
        .isPresent();
  }

  /** A bearer token, or the password beside whatever name. */
  private static Optional<String> sent(String authorization) {
    String[] parts = authorization.strip().split(" +", 2);
    if (parts.length != 2) {
      return Optional.empty();
    }
    if (parts[0].equalsIgnoreCase("Bearer")) {
      return Optional.of(parts[1]);
    }
    if (!parts[0].equalsIgnoreCase("Basic")) {
      return Optional.empty();
    }
    try {
      String pair = new String(Base64.getDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? Optional.empty() : Optional.of(pair.substring(colon + 1));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Of equally long digests, so that not even the length shows. */
  private static boolean isSame(String known, String sent) {
    return MessageDigest.isEqual(digest(known), digest(sent));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private Optional<String> secret() {
    if (secretFile.isEmpty()) {
      return Optional.empty();
    }
    try {
      String secret = Files.readString(secretFile.orElseThrow()).strip();
      return Optional.of(secret).filter(text -> !text.isEmpty());
    } catch (IOException e) {
      LOG.warnf("The file that %s names can't be read.", setting);
      return Optional.empty();
    }
  }
}
