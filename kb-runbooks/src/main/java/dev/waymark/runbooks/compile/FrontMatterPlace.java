package dev.waymark.runbooks.compile;

import dev.waymark.model.entry.Entry;
import dev.waymark.model.source.SourceSpan;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a key of the front matter stands. */
final class FrontMatterPlace {
  private FrontMatterPlace() {}

  /** The key's line, or the whole front matter where it has no such line. */
  static SourceSpan of(Entry entry, String key) {
    SourceSpan head = entry.frontMatter().span();
    Matcher line =
        Pattern.compile("(?m)^" + Pattern.quote(key) + ":.*?$").matcher(entry.source().text(head));
    return line.find()
        ? new SourceSpan(head.start() + line.start(), head.start() + line.end())
        : head;
  }
}
