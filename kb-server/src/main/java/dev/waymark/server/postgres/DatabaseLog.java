package dev.waymark.server.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What PostgreSQL writes to its standard output: appended to, and kept from growing for ever. */
final class DatabaseLog {
  private static final long MOST_BYTES = 8L << 20;
  private static final int MOST_READ = 64 << 10;

  private static final Pattern FAILURE = Pattern.compile("\\b(PANIC|FATAL):\\s+(.+)");
  private static final Pattern DETAIL = Pattern.compile("\\b(DETAIL|HINT):\\s+(.+)");

  /** Told to clients, and no reason for an end. */
  private static final Pattern TO_CLIENTS =
      Pattern.compile(
          "terminating connection|the database system is|connection to client lost"
              + "|authentication failed|remaining connection slots|sorry, too many clients");

  private final Path file;

  DatabaseLog(Path file) {
    this.file = file;
  }

  /** Where a process appends to. */
  Path file() {
    return file;
  }

  /** Its length, which is where what is written next begins. */
  long end() {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /** Puts it aside if it has become long; a process that appends goes on with an empty one. */
  void limit() {
    if (end() <= MOST_BYTES) {
      return;
    }
    try {
      Files.copy(
          file,
          file.resolveSibling(file.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
      Files.newByteChannel(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
          .close();
    } catch (IOException e) {
      // Where the disk is full there is no room for a copy; the next time is soon.
    }
  }

  /** The failure that PostgreSQL itself gives as its end, with what it says of the details. */
  Optional<String> failureSince(long start) {
    List<String> lines = linesSince(start);
    Optional<String> found = Optional.empty();
    boolean panic = false;
    for (int i = 0; i < lines.size(); i++) {
      Matcher failure = FAILURE.matcher(lines.get(i));
      if (!failure.find() || TO_CLIENTS.matcher(lines.get(i)).find()) {
        continue;
      }
      boolean isPanic = failure.group(1).equals("PANIC");
      if (isPanic || !panic) {
        found = Optional.of(failure.group(2).strip() + detail(lines, i));
        panic |= isPanic;
      }
    }
    // What fails before the log begins says so in a line of its own: "postgres: could not …".
    return found.or(
        () -> lines.stream().filter(line -> line.startsWith("postgres: ")).reduce((a, b) -> b));
  }

  private static String detail(List<String> lines, int failure) {
    return failure + 1 < lines.size()
        ? Optional.of(DETAIL.matcher(lines.get(failure + 1)))
            .filter(Matcher::find)
            .map(detail -> ". " + detail.group(2).strip())
            .orElse("")
        : "";
  }

  /** Its last lines, from a place on. */
  List<String> linesSince(long start) {
    try (var channel = Files.newByteChannel(file)) {
      long from = Math.max(Math.min(start, channel.size()), channel.size() - MOST_READ);
      channel.position(from);
      var bytes = java.nio.ByteBuffer.allocate((int) (channel.size() - from));
      channel.read(bytes);
      String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
      try (Stream<String> lines = text.lines()) {
        return lines.filter(line -> !line.isBlank()).toList();
      }
    } catch (IOException e) {
      return List.of();
    }
  }
}
