package dev.waymark.server.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** What lies between two commits, as {@code git apply} takes it. */
final class PatchText {
  private PatchText() {}

  static String between(Repository repository, ObjectId before, ObjectId after) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DiffFormatter diff = new DiffFormatter(out)) {
      diff.setRepository(repository);
      diff.format(before, after);
      diff.flush();
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
