package dev.waymark.server.content;

import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.eclipse.jgit.transport.URIish;

/**
 * Which branch of which repository is served.
 *
 * @param data where repositories are kept
 * @param url empty for the own repository in the data folder
 * @param branch empty for the repository's default
 */
record GitSettings(
    Path data, Optional<String> url, Optional<String> branch, Optional<Path> credentialsFile) {
  private static final int ENOUGH_DIGITS = 12;

  boolean isOwn() {
    return url.isEmpty();
  }

  /** The repository elsewhere; empty for the own one. */
  Optional<Remote> remote() throws TroubleException {
    return url.isEmpty()
        ? Optional.empty()
        : Optional.of(Remote.at(url.orElseThrow(), credentialsFile));
  }

  /** A folder for each address and branch, so that another one begins afresh. */
  Path folder() {
    return data.resolve(
        url.map(address -> "remote-" + digest(address + " " + branch.orElse(""))).orElse("own"));
  }

  /** The address without anything that could be secret. */
  String shown() {
    if (url.isEmpty()) {
      return folder().resolve("repository.git").toString();
    }
    try {
      URIish address = new URIish(url.orElseThrow().strip()).setPass(null);
      return ("ssh".equals(address.getScheme()) ? address : address.setUser(null)).toString();
    } catch (URISyntaxException e) {
      return "an address that can't be read";
    }
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, ENOUGH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
