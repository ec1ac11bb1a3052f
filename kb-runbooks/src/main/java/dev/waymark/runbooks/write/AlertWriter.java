package dev.waymark.runbooks.write;

import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Adds or changes a line of the front matter's list of alerts, where each is a line of its own. */
final class AlertWriter {
  private static final Pattern KEY = Pattern.compile("alerts:[ \\t]*(#.*)?");
  private static final Pattern ANY_KEY = Pattern.compile("[A-Za-z].*");
  private static final Pattern IGNORED = Pattern.compile("[ \\t]*(#.*)?");
  private static final Pattern ITEM = Pattern.compile("( *- +)([^ |>&*!].*?)[ \\t]*");

  /** In quotes or plain, and perhaps a comment behind it. */
  private static final Pattern VALUE =
      Pattern.compile("('[^']*+(?:''[^']*+)*+'|\"[^\"\\\\]*\"|[^'\"].*?)(?:[ \\t]+#.*)?");

  /** What YAML reads as itself without quotes. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z(](?!.*(: | #|\\t))[^\\r\\n]*[^: ]");

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.]*");
  private static final String BY_HAND = "Make this change in the file itself";

  private final EntryText current;
  private final SourceFile file;

  AlertWriter(EntryText current) {
    this.current = current;
    this.file = current.file();
  }

  /**
   * An alert.
   *
   * @param line its number
   * @param value where its text is, quotes included
   */
  private record Item(int line, String marker, SourceSpan value, String text) {}

  /** The list of alerts: its first line, and what stands in it. */
  private record Alerts(int line, List<Item> items) {
    boolean has(String text) {
      return items.stream().anyMatch(item -> item.text().equals(text));
    }

    int lastLine() {
      return items.isEmpty() ? line : items.get(items.size() - 1).line();
    }

    String marker() {
      return items.isEmpty() ? "  - " : items.get(items.size() - 1).marker();
    }
  }

  List<Edit> change(Change.ChangeAlert change) {
    String when = change.when().strip();
    if (when.isEmpty() || when.chars().anyMatch(c -> c < ' ')) {
      throw new RefusedWriteException(
          "The condition of an alert is one line, and this isn't one", "Write it on one line");
    }
    Excerpt frontMatter =
        current
            .frontMatter()
            .orElseThrow(
                () ->
                    new RefusedWriteException(
                        "The entry has no front matter", "Begin it with one"));
    Optional<Alerts> alerts = alerts(frontMatter);
    if (alerts.filter(list -> list.has(when)).isPresent()) {
      return stands(alerts.orElseThrow(), change, when);
    }
    if (change.old().isPresent()) {
      return List.of(replaced(alerts, change.old().orElseThrow(), when));
    }
    if (alerts.isPresent()) {
      Alerts list = alerts.orElseThrow();
      return List.of(current.insertBehind(list.lastLine(), List.of(list.marker() + written(when))));
    }
    int last = current.lastWritten(lastLine(frontMatter));
    return List.of(current.insertBehind(last, List.of("alerts:", "  - " + written(when))));
  }

  private static List<Edit> stands(Alerts alerts, Change.ChangeAlert change, String when) {
    if (change.old().filter(old -> !old.equals(when)).filter(alerts::has).isPresent()) {
      throw new RefusedWriteException("The entry has the alert `" + when + "` already", BY_HAND);
    }
    return List.of();
  }

  private static Edit replaced(Optional<Alerts> alerts, String old, String when) {
    List<Item> found =
        alerts.stream()
            .flatMap(list -> list.items().stream())
            .filter(item -> item.text().equals(old))
            .toList();
    if (found.size() != 1) {
      throw new RefusedWriteException(
          "The alert `" + old + "` isn't what it was, or isn't there once",
          "Look at the front matter as it is now, and choose again");
    }
    return new Edit(found.get(0).value(), written(when));
  }

  private Optional<Alerts> alerts(Excerpt frontMatter) {
    int last = lastLine(frontMatter);
    for (int line = current.lineOf(frontMatter.span().start()); line <= last; line++) {
      if (KEY.matcher(file.line(line)).matches()) {
        return Optional.of(new Alerts(line, items(line + 1, last)));
      }
      if (file.line(line).startsWith("alerts:")) {
        throw unreadable(line);
      }
    }
    return Optional.empty();
  }

  /** The line before the dashes. */
  private int lastLine(Excerpt frontMatter) {
    return current.lineOf(frontMatter.span().end()) - 1;
  }

  private List<Item> items(int first, int last) {
    List<Item> items = new ArrayList<>();
    for (int line = first; line <= last && !ANY_KEY.matcher(file.line(line)).matches(); line++) {
      if (IGNORED.matcher(file.line(line)).matches()) {
        continue;
      }
      Matcher item = ITEM.matcher(file.line(line));
      if (!item.matches() || (!items.isEmpty() && !items.get(0).marker().equals(item.group(1)))) {
        throw unreadable(line);
      }
      items.add(item(line, item));
    }
    return items;
  }

  private Item item(int line, Matcher matcher) {
    Matcher value = VALUE.matcher(matcher.group(2));
    if (!value.matches()) {
      throw unreadable(line);
    }
    int start = file.lineSpan(line).start() + matcher.start(2);
    String raw = value.group(1);
    SourceSpan span = new SourceSpan(start, start + raw.length());
    return new Item(line, matcher.group(1), span, text(raw));
  }

  private static String text(String value) {
    return switch (value.charAt(0)) {
      case '\'' -> value.substring(1, value.length() - 1).replace("''", "'");
      case '"' -> value.substring(1, value.length() - 1);
      default -> value;
    };
  }

  private static String written(String when) {
    return PLAIN.matcher(when).matches() && !WORD.matcher(when).matches()
        ? when
        : "'" + when.replace("'", "''") + "'";
  }

  private RefusedWriteException unreadable(int line) {
    return new RefusedWriteException(
        "Line %d of the front matter isn't an alert on a line of its own: %s"
            .formatted(line, file.line(line)),
        BY_HAND);
  }
}
