package dev.waymark.server.entry;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.entry.EntryFile;
import dev.waymark.model.entry.EntryImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * An image that an entry shows, read from the content's folder. Its type is what its bytes say,
 * never what its name does.
 */
public final class EntryPicture {
  private static final int MOST_BYTES = 5 * 1024 * 1024;

  /** Nothing before the root but a declaration and comments: no definitions of entities. */
  private static final Pattern SVG =
      Pattern.compile(
          "\uFEFF?\\s*(?:<\\?xml[^>]*\\?>)?(?:\\s|<!--(?:[^-]|-[^-])*-->|<!DOCTYPE"
              + " [^\\[>]*>)*<svg[\\s>]");

  private static final int SVG_BEGIN = 4096;

  private final String mediaType;
  private final byte[] bytes;

  private EntryPicture(String mediaType, byte[] bytes) {
    this.mediaType = requireNonNull(mediaType);
    this.bytes = bytes;
  }

  public String mediaType() {
    return mediaType;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * Reads an image; empty if there is none at that place within the folder. Symbolic links below
   * the folder aren't followed.
   *
   * @param root the content's folder
   * @param entry the path of the entry's file in it
   * @param path of the image as the entry's links name it, decoded
   */
  static Optional<EntryPicture> read(Path root, String entry, String path) {
    if (path.startsWith("/") || !EntryImage.isNamedAsOne(path)) {
      return Optional.empty();
    }
    try {
      String folder = entry.substring(0, entry.length() - EntryFile.name(entry).length());
      Path within = root.relativize(root.resolve(folder + path)).normalize();
      if (within.isAbsolute() || !isShown(within)) {
        return Optional.empty();
      }
      Path file = root.resolve(within);
      if (!file.toRealPath().equals(root.toRealPath().resolve(within))
          || !Files.isRegularFile(file)) {
        return Optional.empty();
      }
      byte[] bytes;
      try (InputStream in = Files.newInputStream(file)) {
        bytes = in.readNBytes(MOST_BYTES + 1);
      }
      return bytes.length > MOST_BYTES
          ? Optional.empty()
          : mediaType(bytes).map(type -> new EntryPicture(type, bytes));
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Neither hidden nor, by {@code ..}, outside. */
  private static boolean isShown(Path within) {
    return StreamSupport.stream(within.spliterator(), false)
        .noneMatch(name -> name.toString().startsWith("."));
  }

  private static Optional<String> mediaType(byte[] bytes) {
    String begin =
        new String(bytes, 0, Math.min(bytes.length, SVG_BEGIN), StandardCharsets.ISO_8859_1);
    if (begin.startsWith("\u0089PNG\r\n\u001A\n")) {
      return Optional.of("image/png");
    }
    if (begin.startsWith("\u00FF\u00D8\u00FF")) {
      return Optional.of("image/jpeg");
    }
    if (begin.startsWith("GIF87a") || begin.startsWith("GIF89a")) {
      return Optional.of("image/gif");
    }
    if (begin.startsWith("RIFF") && begin.startsWith("WEBP", 8)) {
      return Optional.of("image/webp");
    }
    String text = new String(bytes, 0, Math.min(bytes.length, SVG_BEGIN), StandardCharsets.UTF_8);
    return SVG.matcher(text).lookingAt() ? Optional.of("image/svg+xml") : Optional.empty();
  }
}
