package dev.waymark.runbooks.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;

/** Lets pass the plain YAML that front matter needs, and stops at anything cleverer. */
final class YamlGuard implements Parser {
  private static final int MAX_DEPTH = 8;
  private static final int MAX_ALIASES = 8;

  private final Parser parser;

  /** Anchors of the collections that are still open, the empty string for those without. */
  private final Deque<String> open = new ArrayDeque<>();

  private int aliases;

  YamlGuard(Parser parser) {
    this.parser = parser;
  }

  @Override
  public boolean checkEvent(Event.ID choice) {
    return parser.checkEvent(choice);
  }

  @Override
  public Event peekEvent() {
    return parser.peekEvent();
  }

  @Override
  public Event getEvent() {
    Event event = parser.getEvent();
    if (event instanceof AliasEvent alias) {
      checkAlias(alias);
    } else if (event instanceof ScalarEvent scalar) {
      checkTag(scalar.getTag(), scalar);
    } else if (event instanceof CollectionStartEvent start) {
      checkTag(start.getTag(), start);
      open.push(Optional.ofNullable(start.getAnchor()).orElse(""));
      if (open.size() > MAX_DEPTH) {
        throw new Refused(
            event.getStartMark(),
            "Front matter is nested more than " + MAX_DEPTH + " deep here",
            "Flatten it: parameters are the deepest that there is.");
      }
    } else if (event instanceof CollectionEndEvent) {
      open.pop();
    }
    return event;
  }

  private void checkAlias(AliasEvent alias) {
    aliases++;
    if (open.contains(alias.getAnchor())) {
      throw new Refused(
          alias.getStartMark(),
          "The alias *" + alias.getAnchor() + " is inside of what it repeats",
          "Write the value itself.");
    }
    if (aliases > MAX_ALIASES) {
      throw new Refused(
          alias.getStartMark(),
          "Front matter has more than " + MAX_ALIASES + " aliases",
          "Write the values themselves.");
    }
  }

  private static void checkTag(@Nullable String tag, Event event) {
    if (tag != null) {
      throw new Refused(
          event.getStartMark(),
          "The YAML tag " + tag + " isn't allowed in front matter",
          "Remove the tag: values are texts, numbers, dates and lists.");
    }
  }

  /** Front matter that is YAML, but more than an entry may have. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Mark mark;
    private final String message;
    private final String hint;

    Refused(Mark mark, String message, String hint) {
      super(message);
      this.mark = mark;
      this.message = message;
      this.hint = hint;
    }

    Mark mark() {
      return mark;
    }

    String message() {
      return message;
    }

    String hint() {
      return hint;
    }
  }
}
