package dev.waymark.server.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;

/**
 * The credentials of a repository, from a file: a token in one line, or a user name and a password
 * in two. The file is read whenever they are asked for, so that a new token needs no restart, and
 * given to the repository's own host only.
 */
final class Credentials extends CredentialsProvider {
  /** Forges take any name beside a token, but none that is empty. */
  private static final String TOKEN_USER = "waymark";

  private final URIish owner;
  private final Optional<Path> file;

  Credentials(URIish owner, Optional<Path> file) {
    this.owner = owner;
    this.file = file;
  }

  /** A user name with its password or token. */
  private record Pair(String user, String secret) {}

  /** What is wrong with the file. */
  Optional<ContentProblem> trouble() {
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      return read().isPresent()
          ? Optional.empty()
          : Optional.of(
              new ContentProblem("The credentials file of the repository is empty.", hint()));
    } catch (IOException e) {
      return Optional.of(
          new ContentProblem("The credentials file of the repository can't be read.", hint()));
    }
  }

  private static String hint() {
    return "WAYMARK_CONTENT_CREDENTIALS_FILE names a file that the server may read: a token in one"
        + " line, or a user name and a password in two.";
  }

  /** A text without any secret of the file. */
  String redacted(String text) {
    try {
      return read().map(pair -> text.replace(pair.secret(), "…")).orElse(text);
    } catch (IOException e) {
      return text;
    }
  }

  private Optional<Pair> read() throws IOException {
    if (file.isEmpty()) {
      return Optional.empty();
    }
    List<String> lines =
        Files.readAllLines(file.orElseThrow()).stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList();
    return switch (lines.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(new Pair(TOKEN_USER, lines.get(0)));
      default -> Optional.of(new Pair(lines.get(0), lines.get(1)));
    };
  }

  @Override
  public boolean isInteractive() {
    return false;
  }

  @Override
  public boolean supports(CredentialItem... items) {
    return List.of(items).stream().allMatch(Credentials::isKnown);
  }

  private static boolean isKnown(CredentialItem item) {
    return item instanceof CredentialItem.Username || item instanceof CredentialItem.Password;
  }

  @Override
  public boolean get(URIish uri, CredentialItem... items) {
    boolean isOwner =
        owner.getHost() != null
            && owner.getHost().equals(uri.getHost())
            && owner.getPort() == uri.getPort()
            && owner.getScheme().equals(uri.getScheme());
    if (!isOwner || !supports(items)) {
      return false;
    }
    try {
      Optional<Pair> pair = read();
      pair.ifPresent(known -> fill(known, items));
      return pair.isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  private static void fill(Pair pair, CredentialItem... items) {
    for (CredentialItem item : items) {
      if (item instanceof CredentialItem.Username user) {
        user.setValue(pair.user());
      } else if (item instanceof CredentialItem.Password password) {
        password.setValue(pair.secret().toCharArray());
      }
    }
  }
}
