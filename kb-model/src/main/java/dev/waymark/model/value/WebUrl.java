package dev.waymark.model.value;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** An {@code http} or {@code https} URL with a host, and without a user. */
public record WebUrl(URI uri) {
  private static final Set<String> SCHEMES = Set.of("http", "https");

  /** A segment that leads elsewhere in a path, as browsers and servers read it. */
  private static final Set<String> DOTS = Set.of(".", "..");

  public WebUrl {
    if (!(reading(uri) instanceof ValueReading.Valid)) {
      throw new IllegalArgumentException(uri + " isn't a URL that can be asked");
    }
  }

  /** Reads a URL. */
  public static ValueReading<WebUrl> read(String text) {
    try {
      return reading(new URI(text)).map(WebUrl::new);
    } catch (URISyntaxException e) {
      int at = Math.min(Math.max(0, e.getIndex()), text.length());
      String rest = text.substring(at);
      return new ValueReading.Invalid<>(
          rest.isEmpty() ? "it ends too early" : ValueExcerpt.of(rest) + " can't stand in a URL",
          at);
    }
  }

  private static ValueReading<URI> reading(URI uri) {
    if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
      return new ValueReading.Invalid<>("it doesn't begin with `https://` or `http://`", 0);
    }
    int half = halfCharacter(uri.toString());
    if (half >= 0) {
      return new ValueReading.Invalid<>("it holds half a character", half);
    }
    int authority = Math.min(uri.getScheme().length() + 3, uri.toString().length());
    if (uri.getRawUserInfo() != null) {
      return new ValueReading.Invalid<>(
          "a user's name or a password can't stand in front of the host", authority);
    }
    ValueReading<HostName> host =
        HostName.read(uri.getRawAuthority() == null ? "" : uri.getRawAuthority());
    if (host instanceof ValueReading.Invalid<HostName> invalid) {
      return new ValueReading.Invalid<>(invalid.problem(), authority + invalid.at());
    }
    if (uri.getHost() == null) {
      return new ValueReading.Invalid<>("an underscore can't stand in its host", authority);
    }
    String path = uri.getRawPath();
    return Arrays.stream(path.split("/")).map(WebUrl::dots).anyMatch(DOTS::contains)
        ? new ValueReading.Invalid<>(
            "`.` and `..` can't be parts of its path", uri.toString().indexOf(path, authority))
        : new ValueReading.Valid<>(uri);
  }

  /** Where a surrogate stands without its other half, which no URL can carry; or -1. */
  private static int halfCharacter(String text) {
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (Character.getType(c) == Character.SURROGATE) {
        return at;
      }
      at += Character.charCount(c);
    }
    return -1;
  }

  private static String dots(String segment) {
    return segment.toLowerCase(Locale.ROOT).replace("%2e", ".");
  }

  /** In ASCII, as it is sent. */
  @Override
  public String toString() {
    return uri.toASCIIString();
  }
}
