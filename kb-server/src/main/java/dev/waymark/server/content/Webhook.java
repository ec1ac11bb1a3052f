package dev.waymark.server.content;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;

/**
 * Tells a forge's call from anybody else's by the secret that both know: as GitHub signs with it,
 * as GitLab sends it along, or as a bearer token or password. Comparing takes as long for a wrong
 * one.
 */
@ApplicationScoped
public class Webhook {
  /** Where GitHub puts the signature. */
  public static final String SIGNATURE = "X-Hub-Signature-256";

  /** Where GitLab puts the secret. */
  public static final String TOKEN = "X-Gitlab-Token";

  private static final Logger LOG = Logger.getLogger(Webhook.class);
  private static final String HMAC = "HmacSHA256";

  private final ContentConfig config;

  Webhook(ContentConfig config) {
    this.config = config;
  }

  /**
   * What a call shows for itself.
   *
   * @param signature of the body, from {@link #SIGNATURE}
   * @param token from {@link #TOKEN}
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
      return isSame("sha256=" + hmac(secret, body), proof.signature().orElseThrow());
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

  private static String hmac(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC with SHA-256", e);
    }
  }

  private Optional<String> secret() {
    if (config.webhookSecretFile().isEmpty()) {
      return Optional.empty();
    }
    try {
      String secret = Files.readString(config.webhookSecretFile().orElseThrow()).strip();
      return Optional.of(secret).filter(text -> !text.isEmpty());
    } catch (IOException e) {
      LOG.warn("The file that WAYMARK_CONTENT_WEBHOOK_SECRET_FILE names can't be read.");
      return Optional.empty();
    }
  }
}
