package dev.waymark.server.content;

import java.nio.file.Path;
import java.util.Optional;

/** Something that content is read from. Called by one thread at a time. */
interface ContentSource extends AutoCloseable {
  /** How it stood when it was last looked at. */
  ContentState state();

  /** The folder to read first; what changes after this call, {@link #sync} tells. */
  Path open();

  /**
   * Looks for what is new and brings the folder up to it.
   *
   * @return what changed in the folder
   */
  Optional<ContentChange> sync();

  /** The change has been compiled and is served. */
  void served();

  /** The change couldn't be compiled; the next look tells all of it again. */
  default void failed() {}

  @Override
  default void close() {}
}
