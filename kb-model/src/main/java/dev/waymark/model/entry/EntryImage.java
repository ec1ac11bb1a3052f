package dev.waymark.model.entry;

import java.util.regex.Pattern;

/** Which file names are those of images that an entry may show. */
public final class EntryImage {
  private static final Pattern NAME =
      Pattern.compile(".+\\.(?:png|jpe?g|gif|webp|svg)", Pattern.CASE_INSENSITIVE);

  private EntryImage() {}

  /** Whether a file of this name is taken for an image. */
  public static boolean isNamedAsOne(String name) {
    return NAME.matcher(name).matches();
  }
}
