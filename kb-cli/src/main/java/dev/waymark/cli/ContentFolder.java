package dev.waymark.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the ids of entries are looked up. */
final class ContentFolder {

  static final String DESCRIPTION =
      "Where ids are looked up; default: kb-content/entries of the checkout.";

  private ContentFolder() {}

  /** The folder that was said, the environment's, or that of the checkout; it may not be there. */
  static Optional<Path> of(@Nullable Path said, Terminal terminal) {
    return Optional.ofNullable(said)
        .or(() -> Optional.ofNullable(terminal.environment().get("WAYMARK_CONTENT")).map(Path::of))
        .or(() -> terminal.home().map(home -> home.resolve("kb-content").resolve("entries")));
  }
}
