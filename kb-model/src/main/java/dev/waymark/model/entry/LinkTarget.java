package dev.waymark.model.entry;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a link leads, read as a browser reads it: what is percent-encoded is decoded.
 *
 * @param scheme in lower case; empty for a link within the knowledge base
 * @param outside whether it leads to another host, by a scheme or by {@code //}
 * @param path decoded and without a query; empty for a place in the same file. As written if it
 *     leads outside
 * @param fragment decoded
 */
public record LinkTarget(String scheme, boolean outside, String path, Optional<String> fragment) {
  public LinkTarget {
    requireNonNull(scheme);
    requireNonNull(path);
    requireNonNull(fragment);
  }

  /** Reads what stands between the brackets of a link. */
  public static LinkTarget of(String written) {
    String scheme = scheme(written);
    if (!scheme.isEmpty() || written.startsWith("//")) {
      return new LinkTarget(scheme, true, written, Optional.empty());
    }
    int hash = written.indexOf('#');
    String before = hash < 0 ? written : written.substring(0, hash);
    int query = before.indexOf('?');
    return new LinkTarget(
        "",
        false,
        decoded(query < 0 ? before : before.substring(0, query)),
        hash < 0 ? Optional.empty() : Optional.of(decoded(written.substring(hash + 1))));
  }

  /** Whether it leads to a place in the file where it stands. */
  public boolean isHere() {
    return !outside && path.isEmpty() && fragment.isPresent();
  }

  /** The heading that it names in the file where it stands. */
  public Optional<String> here() {
    return isHere() ? fragment : Optional.empty();
  }

  /** The id of the entry whose file it names; empty if it names no entry's file. */
  public Optional<String> entryId() {
    String name = EntryFile.name(path);
    return outside || !EntryFile.isMarkdown(name)
        ? Optional.empty()
        : Optional.of(EntryFile.stem(name));
  }

  /** Path and fragment, decoded: equal for links that are only written otherwise. */
  public String text() {
    return path + fragment.map(name -> "#" + name).orElse("");
  }

  /** What stands before a colon that no path, query or fragment precedes; may be empty. */
  private static String scheme(String address) {
    for (int at = 0; at < address.length(); at++) {
      char c = address.charAt(at);
      if (c == ':') {
        return at == 0 ? ":" : address.substring(0, at).toLowerCase(Locale.ROOT);
      }
      if (c == '/' || c == '?' || c == '#') {
        return "";
      }
    }
    return "";
  }

  /** A percent sign that begins no code stays one. */
  private static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
    for (int at = 0; at < bytes.length; at++) {
      int high =
          at + 2 < bytes.length && bytes[at] == '%' ? Character.digit(bytes[at + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(bytes[at + 2], 16);
      if (low < 0) {
        decoded.write(bytes[at]);
      } else {
        decoded.write(high * 16 + low);
        at += 2;
      }
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }
}
